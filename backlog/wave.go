package backlog

import (
	"container/heap"
	"slices"
)

// Limit is how much goes into one wave. What is 0 is not limited.
type Limit struct {
	Workloads int
	Assets    int
	Bytes     float64
	Effort    float64 // person-hours
}

// Wave is workloads that are migrated at the same time.
type Wave struct {
	Workloads []string
	Assets    int
	Bytes     float64
	Effort    float64 // person-hours
}

// Sprint is workloads that a team takes up one after the other.
type Sprint struct {
	Workloads []string
	Effort    float64 // person-hours
}

// Waves cuts the backlog into waves. All that a workload comes after is in
// earlier waves. Each wave takes workloads in the order of the policy from those
// that may come, until the next of them would pass the limit; what is larger
// than the limit has a wave of its own. Without a limit there are as few waves
// as the dependencies allow. Workloads that form a ring go together.
func (b Backlog) Waves(p Policy, limit Limit) []Wave { return b.cut(p, limit, false) }

// Sprints cuts the backlog into sprints of at most an effort in person-hours; 0
// is no limit. All that a workload comes after is in earlier sprints or before
// it in its own. Otherwise sprints are cut as waves are.
func (b Backlog) Sprints(p Policy, effort float64) []Sprint {
	var sprints []Sprint
	for _, w := range b.cut(p, Limit{Effort: effort}, true) {
		sprints = append(sprints, Sprint{w.Workloads, w.Effort})
	}
	return sprints
}

// cut takes lots in turn until none is left. With inTurn, what a lot has been
// waited for by may follow it in the same wave.
func (b Backlog) cut(p Policy, limit Limit, inTurn bool) []Wave {
	c := newCutter(b.workloads(), b.Order(p))
	var waves []Wave
	for c.ready.Len() > 0 {
		var wave Wave
		var taken []int
		for c.ready.Len() > 0 {
			grown := wave.plus(c.lots[c.ready.ranks[0]].load)
			if len(wave.Workloads) > 0 && limit.passedBy(grown) {
				break
			}
			wave = grown
			rank := heap.Pop(&c.ready).(int)
			if inTurn {
				c.release(rank)
			} else {
				taken = append(taken, rank)
			}
		}
		for _, rank := range taken {
			c.release(rank)
		}
		waves = append(waves, wave)
	}
	return waves
}

// plus adds the contents of another wave.
func (w Wave) plus(o Wave) Wave {
	return Wave{append(w.Workloads, o.Workloads...), w.Assets + o.Assets, w.Bytes + o.Bytes, w.Effort + o.Effort}
}

func (l Limit) passedBy(w Wave) bool {
	return l.Workloads > 0 && len(w.Workloads) > l.Workloads ||
		l.Assets > 0 && w.Assets > l.Assets ||
		l.Bytes > 0 && w.Bytes > l.Bytes ||
		l.Effort > 0 && w.Effort > l.Effort
}

// lot is a workload, or the workloads of a ring, which go together.
type lot struct {
	load    Wave
	waits   int   // for so many dependencies
	holding []int // lots that wait for it, once for every dependency
}

// cutter knows which lots may come next. A lot's index is its rank in the order.
type cutter struct {
	lots  []lot
	ready queue
}

func newCutter(workloads []Workload, order []int) *cutter {
	edges := after(workloads)
	part, count := parts(edges)
	c := &cutter{}
	rank := slices.Repeat([]int{-1}, count) // of each part
	for _, i := range order {
		p := part[i]
		if rank[p] < 0 {
			rank[p] = len(c.lots)
			c.lots = append(c.lots, lot{})
		}
		w, l := workloads[i], &c.lots[rank[p]]
		l.load = l.load.plus(Wave{[]string{w.Name}, len(w.Assets), w.Bytes(), w.Effort})
	}
	for i, ws := range edges {
		for _, w := range ws {
			if from, to := rank[part[i]], rank[part[w]]; from != to {
				c.lots[from].waits++
				c.lots[to].holding = append(c.lots[to].holding, from)
			}
		}
	}
	for i, l := range c.lots {
		if l.waits == 0 {
			c.ready.ranks = append(c.ready.ranks, i)
		}
	}
	return c
}

// release lets come what waited for nothing but this lot.
func (c *cutter) release(rank int) {
	for _, i := range c.lots[rank].holding {
		if c.lots[i].waits--; c.lots[i].waits == 0 {
			heap.Push(&c.ready, i)
		}
	}
}
