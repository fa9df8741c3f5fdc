package simulate

import (
	"math"

	"github.com/landfall-sim/landfall/internal/tally"
)

// duelTally sets models against each other replication by replication, under
// the same luck. Neither the order of adding nor that of merging changes it.
type duelTally struct {
	shape   *shape
	models  int
	pairs   []tally.Moments // differences a − b: by metric, then by pair
	best    []bestTally     // by metric
	batches batches
}

// bestTally counts how often each model was best.
type bestTally struct {
	credits []int // by model
	decided int   // replications that some model finished
}

// credit is what a replication gives to the model that is best in it. Up to
// six equals can share it in whole numbers, which add up exactly.
const credit = 60

func newDuelTally(h *shape, models int) duelTally {
	d := duelTally{
		shape: h, models: models,
		pairs:   make([]tally.Moments, len(h.metrics)*pairCount(models)),
		best:    make([]bestTally, len(h.metrics)),
		batches: newBatches(models * len(h.criteria)),
	}
	for i := range d.best {
		d.best[i].credits = make([]int, models)
	}
	return d
}

func pairCount(models int) int { return models * (models - 1) / 2 }

// add adds the numbers of one replication by model, nil where it did not
// finish.
func (d *duelTally) add(replication int, rows [][]float64) {
	for i, m := range d.shape.metrics {
		d.addPairs(i, rows)
		d.addBest(&d.best[i], rows, m)
	}
	var values []float64
	for _, column := range d.shape.criteria {
		for _, row := range rows {
			if row == nil {
				values = nil
				break
			}
			values = append(values, row[column])
		}
	}
	if len(values) < d.models*len(d.shape.criteria) {
		values = nil
	}
	d.batches.add(replication, values)
}

func (d *duelTally) addPairs(metric int, rows [][]float64) {
	column := d.shape.metrics[metric].column
	at := metric * pairCount(d.models)
	for a := range rows {
		for b := a + 1; b < len(rows); b++ {
			if rows[a] != nil && rows[b] != nil {
				if x := rows[a][column] - rows[b][column]; !math.IsNaN(x) {
					d.pairs[at].Add(x)
				}
			}
			at++
		}
	}
}

func (d *duelTally) addBest(t *bestTally, rows [][]float64, m metric) {
	winners := bestOf(rows, m)
	if len(winners) > 0 {
		t.decided++
	}
	for _, w := range winners {
		t.credits[w] += credit / len(winners)
	}
}

// bestOf lists the models that are best in one replication, equals together.
func bestOf(rows [][]float64, m metric) []int {
	var winners []int
	best := math.NaN()
	for i, row := range rows {
		if row == nil || math.IsNaN(row[m.column]) {
			continue
		}
		value := row[m.column]
		if m.more {
			value = -value
		}
		tolerance := rounding * math.Abs(best)
		switch {
		case math.IsNaN(best) || value < best-tolerance:
			best, winners = value, append(winners[:0], i)
		case value <= best+tolerance:
			winners = append(winners, i)
		}
	}
	return winners
}

func (d *duelTally) merge(other *duelTally) {
	for i := range d.pairs {
		d.pairs[i].Merge(&other.pairs[i])
	}
	for i := range d.best {
		d.best[i].decided += other.best[i].decided
		for j := range d.models {
			d.best[i].credits[j] += other.best[i].credits[j]
		}
	}
	d.batches.merge(&other.batches)
}
