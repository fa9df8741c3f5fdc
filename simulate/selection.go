package simulate

import (
	"iter"

	"github.com/landfall-sim/landfall/internal/ranking"
)

const (
	// indifferent is the share of a quantity that is not worth a choice.
	indifferent = 0.01
	// selectionConfidence is how often a selection is right.
	selectionConfidence = 0.95
	// firstBatches are the first stage of a selection.
	firstBatches = 10
)

// selections runs Kim and Nelson's procedure by each criterion. Less is better
// by all of them.
func (d *duelTally) selections(r *Result) []SelectionResult {
	list := []SelectionResult{}
	if d.models < 2 {
		return list
	}
	for i, name := range criteria {
		list = append(list, d.selection(r, i, name))
	}
	return list
}

func (d *duelTally) selection(r *Result, criterion int, name string) SelectionResult {
	s := SelectionResult{
		Metric: name, Indifference: indifferent * d.scale(criterion), Confidence: selectionConfidence,
		Outcome: Undecided, Near: []ModelName{}, In: []ModelName{}, Out: []DroppedResult{},
	}
	names := func(indexes []int) []ModelName {
		list := []ModelName{}
		for _, i := range indexes {
			list = append(list, r.Models[i].Model)
		}
		return list
	}
	options := ranking.Options{Delta: s.Indifference, Confidence: s.Confidence, First: firstBatches}
	if options.Delta == 0 {
		options.Delta = 1 // all are 0, and any zone will do
	}
	v, err := ranking.Select(d.models, d.observations(criterion), options)
	if err != nil {
		panic(err) // means of finite numbers are finite
	}
	s.Replications, s.Needed = v.Observations*batchSize, v.Most*batchSize
	for _, e := range v.Out {
		s.Out = append(s.Out, DroppedResult{r.Models[e.Model].Model, r.Models[e.By].Model, e.After * batchSize})
	}
	switch v.Outcome {
	case ranking.Undecided:
		s.In = names(v.In)
		return s
	case ranking.Alike:
		s.Outcome = NotDistinguishable
	case ranking.Selected:
		s.Outcome = Selected
	}
	s.Selected, s.Near = r.Models[v.Winner].Model, names(v.Near)
	return s
}

// observations are the means of a criterion over batches, one number a model.
func (d *duelTally) observations(criterion int) iter.Seq[[]float64] {
	return func(yield func([]float64) bool) {
		for means := range d.batches.complete() {
			if !yield(means[criterion*d.models : (criterion+1)*d.models]) {
				return
			}
		}
	}
}

// scale is the mean of a criterion over all models in the first stage: the
// zone must not depend on what the procedure sees later.
func (d *duelTally) scale(criterion int) float64 {
	sum, n := 0.0, 0
	for means := range d.observations(criterion) {
		if n++; n > firstBatches {
			return sum
		}
		for _, x := range means {
			sum += x / float64(firstBatches*d.models)
		}
	}
	return sum
}

// dominance finds the models that are worth a choice. A difference counts if
// its interval leaves 0 out.
func (c *Comparison) dominance(h *shape, r *Result) {
	metrics := h.metrics[:len(portfolioMetrics)]
	front := ranking.Pareto(len(r.Models), len(metrics), func(a, b, m int) int {
		pair := c.pair(r.Models[a].Model, r.Models[b].Model, metrics[m].name)
		if !pair.distinct(r.Models[a].portfolio(metrics[m].name).Mean) {
			return 0
		}
		if (pair.Difference < 0) != metrics[m].more {
			return -1
		}
		return 1
	})
	c.Pareto, c.Dominated = []ModelName{}, []DominatedResult{}
	for _, i := range front.Pareto {
		c.Pareto = append(c.Pareto, r.Models[i].Model)
	}
	for i, by := range front.By {
		if by >= 0 {
			c.Dominated = append(c.Dominated, DominatedResult{r.Models[i].Model, r.Models[by].Model})
		}
	}
}
