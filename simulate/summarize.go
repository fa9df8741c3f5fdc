package simulate

import (
	"math"

	"github.com/landfall-sim/landfall/internal/tally"
)

// collection keeps the numbers of all replications of one model: a row each,
// placed by replication, so that nothing depends on who computed it when.
type collection struct {
	rows     [][]float64 // Outcome.numbers, nil where the replication did not finish
	stuck    [][]Stuck
	critical [][]bool // by workload
}

func newCollection(replications int) *collection {
	return &collection{
		rows:     make([][]float64, replications),
		stuck:    make([][]Stuck, replications),
		critical: make([][]bool, replications),
	}
}

// set keeps what one replication gave. Calls for different replications may
// overlap.
func (c *collection) set(replication int, o *Outcome) {
	if !o.Finished {
		c.stuck[replication] = o.Unfinished
		return
	}
	c.rows[replication] = o.numbers(nil)
	critical := make([]bool, len(o.Workloads))
	for i := range o.Workloads {
		critical[i] = o.Workloads[i].Critical
	}
	c.critical[replication] = critical
}

// finished counts the replications that finished.
func (c *collection) finished() int {
	n := 0
	for _, row := range c.rows {
		if row != nil {
			n++
		}
	}
	return n
}

// values is one number of every replication, NaN where it did not finish.
func (c *collection) values(column int) []float64 {
	list := make([]float64, len(c.rows))
	for i, row := range c.rows {
		list[i] = math.NaN()
		if row != nil {
			list[i] = row[column]
		}
	}
	return list
}

// summarize describes the values that exist.
func summarize(unit string, values []float64) Summary {
	s := tally.NewSample(values)
	return Summary{
		Unit: unit, Mean: s.Mean(), SE: s.StdErr(),
		P5: s.Quantile(0.05), P50: s.Quantile(0.50), P80: s.Quantile(0.80), P95: s.Quantile(0.95),
		Min: s.Min(), Max: s.Max(),
	}
}

// summarizeModel describes all replications of one model.
func summarizeModel(s *Scenario, model ModelName, c *collection) ModelResult {
	m := blankResult(s, model)
	m.Finished = c.finished()
	m.Unfinished = countUnfinished(s, c)
	column := 0
	m.each(func(_ Path, unit string, summary *Summary) bool {
		*summary = summarize(unit, c.values(column))
		column++
		return true
	})
	for i := range m.Workloads {
		m.Workloads[i].Criticality = criticality(c, i, m.Finished)
	}
	m.Findings = findings(s, model)
	judge(s, &m, c)
	return m
}

// blankResult names everything that a model's result describes.
func blankResult(s *Scenario, model ModelName) ModelResult {
	m := ModelResult{
		Model:  model,
		Teams:  []TeamResult{{Name: "adoption"}, {Name: "operations"}, {Name: "business"}},
		Limits: []LimitResult{{Name: "seeding"}, {Name: "replicating"}},
	}
	for _, l := range s.Network.Links {
		m.Links = append(m.Links, LinkResult{Name: l.Name})
	}
	for _, sub := range s.Portfolio {
		m.Subscriptions = append(m.Subscriptions, SubscriptionResult{Name: sub.Name})
		for _, w := range sub.Workloads {
			result := WorkloadResult{Name: w.Name, Subscription: sub.Name}
			for _, a := range w.Assets {
				result.Assets = append(result.Assets, AssetResult{Name: a.Name})
			}
			m.Workloads = append(m.Workloads, result)
		}
	}
	return m
}

func criticality(c *collection, workload, finished int) float64 {
	count := 0
	for _, critical := range c.critical {
		if critical != nil && critical[workload] {
			count++
		}
	}
	return float64(count) / float64(finished)
}

// countUnfinished counts by workload, in the order of the scenario, and by
// reason, in the order in which they apply.
func countUnfinished(s *Scenario, c *collection) []UnfinishedCount {
	counts := map[Stuck]int{}
	for _, stuck := range c.stuck {
		for _, k := range stuck {
			counts[k]++
		}
	}
	list := []UnfinishedCount{}
	for _, sub := range s.Portfolio {
		for _, w := range sub.Workloads {
			for _, reason := range []Reason{NoSlot, NeverInSync, WIPLimit, Dependency, NoChangeWindow, HorizonReached} {
				if n := counts[Stuck{w.Name, reason}]; n > 0 {
					list = append(list, UnfinishedCount{w.Name, reason, n})
				}
			}
		}
	}
	return list
}
