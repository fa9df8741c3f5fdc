package simulate

import (
	"math"

	"github.com/landfall-sim/landfall/internal/ranking"
	"github.com/landfall-sim/landfall/internal/tally"
)

// metric is a quantity by which models are compared.
type metric struct {
	name   string
	unit   string
	column int
	more   bool // more is better; else less is
}

// The metrics of the portfolio and of each link, in the order of a comparison.
var (
	portfolioMetrics = []string{
		"duration", "lossWindow", "lossBytes", "downtime", "divergence", "affected", "incidents",
		"rollbacks", "reseeds", "observedLoad", "dualRunning", "transfer", "effort",
	}
	linkMetrics = []string{"p95", "saturated", "shortfall"}
)

// metrics lists what the models of a scenario are compared by.
func metrics(s *Scenario) []metric {
	at, units := columns(s), map[string]string{}
	blank := blankResult(s, "")
	blank.each(func(p Path, unit string, _ *Summary) bool {
		units[p.String()] = unit
		return true
	})
	var list []metric
	for _, name := range portfolioMetrics {
		path := "portfolio." + name
		list = append(list, metric{name: name, unit: units[path], column: at[path], more: name == "observedLoad"})
	}
	for _, l := range s.Network.Links {
		for _, name := range linkMetrics {
			path := Path{"links", l.Name, name}.String()
			list = append(list, metric{name: path, unit: units[path], column: at[path]})
		}
	}
	return list
}

// newComparison sets all models against each other.
func newComparison(r *Result, d *duelTally) *Comparison {
	c := &Comparison{Pairs: []PairResult{}, Best: []BestResult{}}
	at := 0
	for i, m := range d.shape.metrics {
		for a := range r.Models {
			for b := a + 1; b < len(r.Models); b++ {
				pair := d.pairResult(at)
				pair.A, pair.B, pair.Metric = r.Models[a].Model, r.Models[b].Model, m.name
				c.Pairs = append(c.Pairs, pair)
				at++
			}
		}
		if best, ok := bestResult(&d.best[i], r, m.name); ok {
			c.Best = append(c.Best, best)
		}
	}
	c.Selections = d.selections(r)
	c.dominance(d.shape, r)
	recommend(d.shape.scenario, r, c)
	return c
}

// pairResult is the mean paired difference over the replications that both
// models finished, with its 95 % interval.
func (d *duelTally) pairResult(at int) PairResult {
	m := &d.pairs[at]
	if d.twins != nil {
		m = independent(m, &d.twins[at])
	}
	x := tally.DifferenceOf(m)
	return PairResult{Difference: d.pairs[at].Mean(), Low: x.Low, High: x.High}
}

// pair is the pair of two models in a metric, in the order asked for.
func (c *Comparison) pair(a, b ModelName, metric string) PairResult {
	for _, p := range c.Pairs {
		switch {
		case p.Metric != metric:
		case p.A == a && p.B == b:
			return p
		case p.A == b && p.B == a:
			return PairResult{A: a, B: b, Metric: metric, Difference: -p.Difference, Low: -p.High, High: -p.Low}
		}
	}
	return PairResult{A: a, B: b, Metric: metric, Difference: math.NaN(), Low: math.NaN(), High: math.NaN()}
}

// distinct says whether a pair's difference is more than chance and more than
// the rounding of values as large as scale: its interval leaves zero out. Of a
// single replication there is no chance to speak of, so that any difference
// counts.
func (p PairResult) distinct(scale float64) bool {
	noise := rounding * math.Abs(scale)
	if math.IsNaN(p.Low) {
		return math.Abs(p.Difference) > noise
	}
	return p.Low > noise || p.High < -noise
}

// bestResult names the model that most often has the best value. There is
// none where no replication of any model has a value.
func bestResult(b *ranking.Best, r *Result, name string) (BestResult, bool) {
	leaders := b.Leaders()
	if len(leaders) == 0 {
		return BestResult{}, false
	}
	result := BestResult{Metric: name, Model: r.Models[leaders[0]].Model, Probability: b.Probability(leaders[0])}
	for _, i := range leaders[1:] {
		result.Tied = append(result.Tied, r.Models[i].Model)
	}
	return result, true
}
