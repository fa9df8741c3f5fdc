package replication

import (
	"cmp"
	"math"
	"slices"

	"github.com/landfall-sim/landfall/internal/fluid"
)

// sameTime is the relative distance within which an end counts as
// simultaneous with an event: rounding must not push the last byte behind the
// outage that begins with it.
const sameTime = 1e-12

// cargo is a transfer under way.
type cargo struct {
	flow          fluid.ID
	held          bool    // by a link: its end is in its group's queue
	left          float64 // bytes at since, while at its limit
	since         float64
	weight, limit float64
}

// crew is what all transfers of one fluid group share: a clock that shows the
// bytes carried per unit of weight for those held back.
type crew struct {
	level   float64
	shown   clock
	at      float64 // time at which the clock was read
	waiting queue   // by what the clock will show
}

// read brings the clock up to a time.
func (c *crew) read(t float64) {
	if t != c.at && c.level <= math.MaxFloat64 {
		c.shown = c.shown.plus(c.level * (t - c.at))
	}
	c.at = t
}

// stepAt is a capacity step of a link with a number.
type stepAt struct {
	CapacityStep
	link int
}

// carrier carries all transfers from event to event. Transfers at their limit
// have a fixed end; of those held back by links, each group has its clock, and
// the carrier visits neither until the level of a group passes a limit.
type carrier struct {
	transfers []Transfer
	routes    [][]int
	net       *fluid.Network
	arrivals  []int32 // those not yet started, the first in front
	steps     []stepAt
	cargo     []cargo
	owner     []int32   // by flow
	crews     []crew    // by group
	limited   queue     // transfers at their limit, by time
	next      []float64 // time of the first end, by crew
	firstCrew int       // the one that is next of all
	firstEnd  float64
	passed    bool    // it has to be looked for again
	place     []int32 // of transfers in any queue
	out       []Finish
}

func newCarrier(links []Link, transfers []Transfer, routes [][]int) *carrier {
	c := &carrier{
		transfers: transfers,
		routes:    routes,
		net:       fluid.New(len(links)),
		arrivals:  make([]int32, len(transfers)),
		cargo:     make([]cargo, len(transfers)),
		firstEnd:  math.Inf(1),
		place:     absences(len(transfers)),
		out:       make([]Finish, len(transfers)),
	}
	c.limited.place = c.place
	for i, l := range links {
		c.net.SetCapacity(i, l.Capacity)
		for _, s := range l.Steps {
			c.steps = append(c.steps, stepAt{s, i})
		}
	}
	slices.SortStableFunc(c.steps, func(a, b stepAt) int { return cmp.Compare(a.At, b.At) })
	for i, t := range transfers {
		c.arrivals[i] = int32(i)
		c.out[i] = Finish{Name: t.Name, Never: true}
	}
	slices.SortStableFunc(c.arrivals, func(a, b int32) int { return cmp.Compare(transfers[a].Start, transfers[b].Start) })
	return c
}

func (c *carrier) run() []Finish {
	for {
		t := c.upcoming()
		if math.IsInf(t, 1) {
			return c.out
		}
		for len(c.steps) > 0 && c.steps[0].At <= t {
			c.net.SetCapacity(c.steps[0].link, c.steps[0].Capacity)
			c.steps = c.steps[1:]
		}
		c.finish(t)
		for len(c.arrivals) > 0 && c.transfers[c.arrivals[0]].Start <= t {
			c.start(c.arrivals[0], t)
			c.arrivals = c.arrivals[1:]
		}
		c.share(t)
	}
}

// upcoming returns the time of the next event, +Inf if there is none.
func (c *carrier) upcoming() float64 {
	t := math.Inf(1)
	if len(c.arrivals) > 0 {
		t = c.transfers[c.arrivals[0]].Start
	} else if c.net.Len() == 0 {
		return t // steps alone change nothing
	}
	if len(c.steps) > 0 {
		t = min(t, c.steps[0].At)
	}
	if len(c.limited.entries) > 0 {
		t = min(t, c.limited.entries[0].due.hi)
	}
	c.findFirst()
	return min(t, c.firstEnd)
}

// findFirst finds the crew whose first transfer ends before those of all others.
func (c *carrier) findFirst() {
	if !c.passed {
		return
	}
	c.passed, c.firstEnd = false, math.Inf(1)
	for g, end := range c.next {
		if end < c.firstEnd {
			c.firstCrew, c.firstEnd = g, end
		}
	}
}

// start lets a transfer begin; its rate comes with the next sharing.
func (c *carrier) start(i int32, t float64) {
	job := &c.transfers[i]
	if job.Size == 0 {
		c.out[i] = Finish{Name: job.Name, Seconds: job.Start}
		return
	}
	state := cargo{left: job.Size, since: t, weight: job.weight(), limit: job.limit()}
	id := c.net.Add(fluid.Flow{Route: c.routes[i], Class: job.Class, Weight: state.weight, Limit: state.limit})
	for int(id) >= len(c.owner) {
		c.owner = append(c.owner, 0)
	}
	c.owner[id] = i
	state.flow = id
	c.cargo[i] = state
	for int(c.net.Group(id)) >= len(c.crews) {
		c.crews = append(c.crews, crew{level: math.Inf(1), waiting: queue{place: c.place}})
		c.next = append(c.next, math.Inf(1))
	}
}

// finish ends all transfers whose end has come.
func (c *carrier) finish(t float64) {
	due := t + t*sameTime
	for len(c.limited.entries) > 0 && c.limited.entries[0].due.hi <= due {
		first := c.limited.entries[0]
		c.limited.remove(first.id)
		c.end(first.id, first.due.hi)
	}
	for c.firstEnd <= due {
		w := &c.crews[c.firstCrew]
		i := w.waiting.entries[0].id
		w.waiting.remove(i)
		w.read(t)
		c.end(i, c.firstEnd)
		c.foresee(fluid.Group(c.firstCrew), t)
		c.findFirst()
	}
}

func (c *carrier) end(i int32, t float64) {
	c.net.Remove(c.cargo[i].flow)
	c.out[i].Seconds, c.out[i].Never = t, false
}

// share brings the rates up to date.
func (c *carrier) share(t float64) {
	groups, flows := c.net.SolveGroups()
	for _, g := range groups {
		w := &c.crews[g]
		w.read(t)
		w.level = c.net.Level(g)
		c.foresee(g, t)
	}
	for _, id := range flows {
		i := c.owner[id]
		c.stow(i, t, c.unload(i, t))
	}
}

// unload takes a transfer out of its queue and returns the bytes that it
// still has to carry.
func (c *carrier) unload(i int32, t float64) float64 {
	state := &c.cargo[i]
	if c.place[i] == absent {
		return state.left
	}
	if state.held {
		g := c.net.Group(state.flow)
		w := &c.crews[g]
		w.read(t)
		left := w.waiting.entries[c.place[i]].due.since(w.shown) * state.weight
		w.waiting.remove(i)
		c.foresee(g, t)
		return max(0, left)
	}
	c.limited.remove(i)
	return max(0, state.left-state.limit*(t-state.since))
}

// stow puts a transfer with so many bytes left into the queue in which it
// belongs now.
func (c *carrier) stow(i int32, t, left float64) {
	state := &c.cargo[i]
	state.held = c.net.Bound(state.flow) != fluid.ByLimit
	if state.held {
		g := c.net.Group(state.flow)
		w := &c.crews[g]
		w.read(t)
		w.waiting.set(entry{w.shown.plus(left / state.weight), i})
		c.foresee(g, t)
		return
	}
	state.left, state.since = left, t
	end := math.Inf(1)
	if state.limit > 0 {
		end = t + left/state.limit
	}
	c.limited.set(entry{clock{hi: end}, i})
}

// foresee notes when the first transfer of a group ends that a link holds
// back; its clock has been read. One for which nobody waits starts again at 0.
func (c *carrier) foresee(g fluid.Group, t float64) {
	w := &c.crews[g]
	end := math.Inf(1)
	switch {
	case len(w.waiting.entries) == 0:
		w.shown, w.at = clock{}, t
	case w.level > 0:
		end = t
		if left := w.waiting.entries[0].due.since(w.shown); left > 0 {
			end += left / w.level
		}
	}
	c.next[g] = end
	switch {
	case end < c.firstEnd:
		c.firstCrew, c.firstEnd = int(g), end
	case int(g) == c.firstCrew:
		c.passed = true
	}
}
