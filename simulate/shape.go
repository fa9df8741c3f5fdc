package simulate

import "github.com/landfall-sim/landfall/internal/tally"

// shape says what the numbers of a scenario's outcomes are.
type shape struct {
	scenario  *Scenario
	limits    []int // of different values that are kept, by column
	metrics   []metric
	criteria  []int // columns
	goals     []goal
	workloads map[string]int // in the order of the scenario
}

const (
	// mostValues is how many different values are kept of each number of the
	// portfolio, a subscription, a link or a team: more than there usually are
	// replications, so that their percentiles are exact.
	mostValues = 4096
	// memory is about how many different values are kept of all numbers of
	// workloads and assets together, 12 bytes each.
	memory = 3 << 20
	// fewestValues are kept in the largest estates: percentiles are then
	// within 1 % if the values span less than a factor of two.
	fewestValues = 64
)

func shapeOf(s *Scenario) *shape {
	h := &shape{scenario: s, metrics: metrics(s), goals: goals(s), workloads: map[string]int{}}
	blank := blankResult(s, "")
	details := 0
	blank.each(func(p Path, _ string, _ *Summary) bool {
		h.limits = append(h.limits, mostValues)
		if p.List == "workloads" || p.List == "assets" {
			h.limits[len(h.limits)-1] = 0
			details++
		}
		return true
	})
	for i, limit := range h.limits {
		if limit == 0 {
			h.limits[i] = min(max(memory/details, fewestValues), mostValues)
		}
	}
	for _, w := range blank.Workloads {
		h.workloads[w.Name] = len(h.workloads)
	}
	for _, name := range criteria {
		h.criteria = append(h.criteria, h.metric(name).column)
	}
	return h
}

// metric is the metric of a name, which there must be.
func (h *shape) metric(name string) metric {
	for _, m := range h.metrics {
		if m.name == name {
			return m
		}
	}
	panic("simulate: no metric " + name)
}

// column describes one number a replication.
type column struct {
	moments tally.Moments
	twins   tally.Moments // means of antithetic pairs, if there are such
	spread  tally.Spread
}

func newColumn(limit int) column { return column{spread: tally.NewSpread(limit)} }

// add adds values that exist, which it may put into another order.
func (c *column) add(values []float64) {
	for _, x := range values {
		c.moments.Add(x)
	}
	c.spread.Add(values)
}

func (c *column) merge(other *column) {
	c.moments.Merge(&other.moments)
	c.twins.Merge(&other.twins)
	c.spread.Merge(&other.spread)
}

// independent are the moments of what is independent of each other: pairs, or
// replications.
func (c *column) independent() *tally.Moments { return independent(&c.moments, &c.twins) }

func independent(single, twins *tally.Moments) *tally.Moments {
	if twins.N() > 0 {
		return twins
	}
	return single
}

// summary describes the values.
func (c *column) summary(unit string) Summary {
	return Summary{
		Unit: unit, Mean: c.moments.Mean(), SE: c.independent().StdErr(),
		P5: c.spread.Quantile(0.05), P50: c.spread.Quantile(0.50), P80: c.spread.Quantile(0.80), P95: c.spread.Quantile(0.95),
		Min: c.spread.Min(), Max: c.spread.Max(),
	}
}
