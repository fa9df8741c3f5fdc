package simulate

import (
	"math"

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
func newComparison(s *Scenario, r *Result, samples []*collection) *Comparison {
	list := metrics(s)
	c := &Comparison{Pairs: []PairResult{}, Best: []BestResult{}}
	for _, m := range list {
		for a := range r.Models {
			for b := a + 1; b < len(r.Models); b++ {
				pair := comparePair(samples[a], samples[b], m.column)
				pair.A, pair.B, pair.Metric = r.Models[a].Model, r.Models[b].Model, m.name
				c.Pairs = append(c.Pairs, pair)
			}
		}
		if best, ok := findBest(r, samples, m); ok {
			c.Best = append(c.Best, best)
		}
	}
	recommend(s, r, c)
	return c
}

// comparePair is the mean paired difference of a column over the replications
// that both models finished, with its 95 % interval.
func comparePair(a, b *collection, column int) PairResult {
	d := tally.Paired(a.values(column), b.values(column))
	return PairResult{Difference: d.Mean, Low: d.Low, High: d.High}
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

// credit is what a replication gives to the model that is best in it. Up to
// six equals can share it in whole numbers, which add up exactly.
const credit = 60

// findBest finds the model that most often has the best value. There is none
// where no replication of any model has a value.
func findBest(r *Result, samples []*collection, m metric) (BestResult, bool) {
	shares := make([]int, len(samples))
	decided := 0
	for i := range r.Replications {
		winners := bestOf(samples, i, m)
		if len(winners) > 0 {
			decided++
		}
		for _, w := range winners {
			shares[w] += credit / len(winners)
		}
	}
	if decided == 0 {
		return BestResult{}, false
	}
	best := 0
	for i, share := range shares {
		if share > shares[best] {
			best = i
		}
	}
	result := BestResult{Metric: m.name, Model: r.Models[best].Model, Probability: float64(shares[best]) / float64(credit*decided)}
	for i, share := range shares {
		if i != best && share == shares[best] {
			result.Tied = append(result.Tied, r.Models[i].Model)
		}
	}
	return result, true
}

// bestOf lists the models that are best in one replication, equals together.
func bestOf(samples []*collection, replication int, m metric) []int {
	var winners []int
	best := math.NaN()
	for i, c := range samples {
		row := c.rows[replication]
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
