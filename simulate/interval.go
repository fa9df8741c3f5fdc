package simulate

import (
	"encoding/json"
	"math"

	"github.com/landfall-sim/landfall/internal/tally"
)

// intervalConfidence is that of all intervals in a result.
const intervalConfidence = 0.95

// Bounds are the ends of a 95 % confidence interval, in the unit of what it is
// for. Both are NaN, in JSON null for the pair, where there are too few
// replications for one.
type Bounds struct{ Low, High float64 }

var noBounds = Bounds{math.NaN(), math.NaN()}

// MarshalJSON writes [low, high], or null where there is no interval.
func (b Bounds) MarshalJSON() ([]byte, error) {
	if math.IsNaN(b.Low) {
		return []byte("null"), nil
	}
	return json.Marshal([2]float64{b.Low, b.High})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (b *Bounds) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*b = noBounds
		return nil
	}
	var ends [2]float64
	if err := json.Unmarshal(text, &ends); err != nil {
		return err
	}
	*b = Bounds{ends[0], ends[1]}
	return nil
}

// IntervalResult has the confidence intervals of one metric: of the mean
// Student's t, of the percentiles those between order statistics, which take
// nothing for granted of the distribution.
type IntervalResult struct {
	Metric string `json:"metric"` // a key of the portfolio, or links[NAME].KEY
	Mean   Bounds `json:"mean"`
	P50    Bounds `json:"p50"`
	P80    Bounds `json:"p80"`
	P95    Bounds `json:"p95"`
}

// intervals are those of all metrics by which models are compared.
func (t *modelTally) intervals() []IntervalResult {
	list := []IntervalResult{}
	for _, m := range t.shape.metrics {
		c := &t.columns[m.column]
		list = append(list, IntervalResult{
			Metric: m.name, Mean: c.meanBounds(),
			P50: c.quantileBounds(0.5), P80: c.quantileBounds(0.8), P95: c.quantileBounds(0.95),
		})
	}
	return list
}

func (c *column) meanBounds() Bounds {
	m := c.independent()
	i, ok := tally.MeanInterval(m.N(), c.moments.Mean(), m.Variance(), intervalConfidence)
	if !ok {
		return noBounds
	}
	return Bounds{i.Low, i.High}
}

func (c *column) quantileBounds(p float64) Bounds {
	ranks, ok := tally.QuantileRanks(c.spread.N(), p, intervalConfidence)
	if !ok {
		return noBounds
	}
	return Bounds{c.spread.AtRank(ranks.Lower), c.spread.AtRank(ranks.Upper)}
}

// shareBounds are those of a probability: Clopper and Pearson's, which covers
// at least as often as it says.
func shareBounds(successes, n int) Bounds {
	i, ok := tally.ClopperPearson(successes, n, intervalConfidence)
	if !ok {
		return noBounds
	}
	return Bounds{i.Low, i.High}
}
