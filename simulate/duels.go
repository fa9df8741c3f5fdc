package simulate

import (
	"math"

	"github.com/landfall-sim/landfall/internal/ranking"
	"github.com/landfall-sim/landfall/internal/tally"
)

// duelTally sets models against each other replication by replication, under
// the same luck. Neither the order of adding nor that of merging changes it.
type duelTally struct {
	shape   *shape
	models  int
	pairs   []tally.Moments // differences a − b: by metric, then by pair of models
	twins   []tally.Moments // their means over antithetic pairs of replications
	first   []float64       // differences of the first of such a pair; nil if there are none
	best    []ranking.Best  // by metric
	batches batches
	work    []float64
}

func newDuelTally(h *shape, models int, paired bool) duelTally {
	d := duelTally{
		shape: h, models: models,
		pairs:   make([]tally.Moments, len(h.metrics)*pairCount(models)),
		best:    make([]ranking.Best, len(h.metrics)),
		batches: newBatches(models * len(h.criteria)),
	}
	if paired {
		d.twins = make([]tally.Moments, len(d.pairs))
		d.first = make([]float64, len(d.pairs))
	}
	for i := range d.best {
		d.best[i] = ranking.NewBest(models)
	}
	return d
}

func pairCount(models int) int { return models * (models - 1) / 2 }

// add adds the numbers of one replication by model, nil where it did not
// finish.
func (d *duelTally) add(replication int, rows [][]float64) {
	for i, m := range d.shape.metrics {
		d.addPairs(i, rows, replication%2 == 1)
		d.addBest(i, rows, m)
	}
	d.batches.add(replication, d.deciding(rows))
}

// deciding lists what the criteria are about: by criterion, then by model. It
// is nil where a model did not finish.
func (d *duelTally) deciding(rows [][]float64) []float64 {
	d.work = d.work[:0]
	for _, column := range d.shape.criteria {
		for _, row := range rows {
			if row == nil {
				return nil
			}
			d.work = append(d.work, row[column])
		}
	}
	return d.work
}

func (d *duelTally) addPairs(metric int, rows [][]float64, second bool) {
	column := d.shape.metrics[metric].column
	at := metric * pairCount(d.models)
	for a := range rows {
		for b := a + 1; b < len(rows); b++ {
			x := math.NaN()
			if rows[a] != nil && rows[b] != nil {
				x = rows[a][column] - rows[b][column]
			}
			if !math.IsNaN(x) {
				d.pairs[at].Add(x)
			}
			if d.first != nil {
				d.addTwin(at, x, second)
			}
			at++
		}
	}
}

// addTwin adds the mean difference of an antithetic pair of replications once
// its second is there.
func (d *duelTally) addTwin(at int, x float64, second bool) {
	if !second {
		d.first[at] = x
		return
	}
	other := d.first[at]
	switch {
	case math.IsNaN(x):
		x = other
	case math.IsNaN(other):
		other = x
	}
	if !math.IsNaN(x) {
		d.twins[at].Add((x + other) / 2)
	}
}

func (d *duelTally) addBest(metric int, rows [][]float64, m metric) {
	d.work = d.work[:0]
	for _, row := range rows {
		switch {
		case row == nil:
			d.work = append(d.work, math.NaN())
		case m.more:
			d.work = append(d.work, -row[m.column])
		default:
			d.work = append(d.work, row[m.column])
		}
	}
	if err := d.best[metric].Add(d.work, rounding); err != nil {
		panic(err) // there are as many rows as models
	}
}

func (d *duelTally) merge(other *duelTally) {
	for i := range d.pairs {
		d.pairs[i].Merge(&other.pairs[i])
	}
	for i := range d.twins {
		d.twins[i].Merge(&other.twins[i])
	}
	for i := range d.best {
		if err := d.best[i].Merge(other.best[i]); err != nil {
			panic(err) // shards that are merged have the same models
		}
	}
	d.batches.merge(&other.batches)
}
