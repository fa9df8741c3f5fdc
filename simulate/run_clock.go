package simulate

import (
	"math"
	"slices"

	"github.com/landfall-sim/landfall/internal/fluid"
	"github.com/landfall-sim/landfall/internal/kernel"
	"github.com/landfall-sim/landfall/internal/tally"
)

// clock is what flows share that a link holds back: those of all groups of a class
// get the same. It shows the wire bytes that each has been given.
type clock struct {
	level float64 // wire bytes per second
	at    int64   // since when
	shown float64 // then

	dues    []due         // the flows that it drives, by number
	unused  []int32       // numbers
	order   dueHeap       // of those that can end at this level
	waiting dueHeap       // of the others
	outlook outlook       // of what they need
	log     *tally.Course // of wire bytes
	traced  int           // flows whose lag is followed from the log

	first int32         // flow that ends first, -1 for none or if that is not foreseen
	end   kernel.Handle // its end
	next  int64         // none of the others ends before
	dirty bool          // that must be found anew
	vague bool          // among the unforeseen
	least int64         // then: no flow ends before
}

// read returns what the clock shows now.
func (c *clock) read(now int64) float64 {
	if now == c.at {
		return c.shown
	}
	return c.shown + c.level*seconds(now-c.at)
}

// band is a group of the network.
type band struct {
	clock  int32 // -1 until one of its flows is held back
	final  int32 // 1 for final copies
	credit int   // for parting from clocks
}

func (r *run) openClocks() {
	for i := range r.clocks {
		r.clocks[i].open()
	}
	r.clocks, r.bands = r.clocks[:2*len(r.links)], r.bands[:0]
	r.slow, r.changed, r.unforeseen, r.least, r.lone = r.slow[:0], r.changed[:0], r.unforeseen[:0], never, -1
}

// open makes a clock as good as new and keeps its memory.
func (c *clock) open() {
	if c.log == nil {
		c.log = new(tally.Course)
	}
	c.log.Reset()
	*c = clock{dues: c.dues, unused: c.unused, order: c.order[:0], waiting: c.waiting[:0], log: c.log, first: -1}
}

// clockOf returns the clock of a group that a link holds back: the one of its class
// there, or one of its own if it has parted too often.
func (r *run) clockOf(g fluid.Group, link int) int32 {
	b := &r.bands[g]
	if shared := 2*int32(r.p.segments[link]) + b.final; shared != b.clock {
		r.part(g, shared)
	}
	return b.clock
}

// part takes a group that another link holds back away from its clock, unless that is
// its own. As each of its flows must be placed anew, it goes to the clock there only
// if the turns that it has shared since have paid for that, else to its own for good.
func (r *run) part(g fluid.Group, to int32) {
	b := &r.bands[g]
	switch {
	case b.clock < 0:
		b.clock = to
		return
	case int(b.clock) >= 2*len(r.links):
		return
	}
	c := &r.clocks[b.clock]
	cost := (len(c.order) + len(c.waiting)) / glances
	for _, side := range []dueHeap{c.order, c.waiting} {
		for _, t := range side {
			if f := c.dues[t.due].flow; r.net.Group(r.flows[f].id) == g {
				r.touch(f)
				cost++
			}
		}
	}
	if cost > b.credit {
		b.clock = int32(len(r.clocks))
		r.clocks = slices.Grow(r.clocks, 1)[:b.clock+1]
		r.clocks[b.clock].open()
		return
	}
	b.credit -= cost
	b.clock = to
}

// glances is how many flows can be told from others while one is placed.
const glances = 32

// turn gives the clock of a group its level, unless that drives nobody yet or the
// group's flows are about to leave.
func (r *run) turn(g fluid.Group) {
	link, held := r.net.Holder(g)
	if !held || int(g) >= len(r.bands) || r.bands[g].clock < 0 {
		return
	}
	i := r.clockOf(g, link)
	r.bands[g].credit++
	if c := &r.clocks[i]; !c.idle() && c.level != r.net.Level(g) {
		r.setLevel(int(i), r.net.Level(g))
	}
}

// setLevel gives a clock another level.
func (r *run) setLevel(i int, level float64) {
	c := &r.clocks[i]
	r.recordLags(i)
	c.shown = c.read(r.now)
	c.at, c.level = r.now, level
	if c.traced > 0 {
		c.log.Turn(c.at, c.level)
	}
	r.reset(i)
}

// reset has the first end of a clock found anew.
func (r *run) reset(g int) {
	if c := &r.clocks[g]; !c.dirty {
		c.dirty = true
		r.changed = append(r.changed, int32(g))
	}
}

// postpone finds before which moment surely no flow of a clock ends. That is all
// that must be known of it as long as something else happens before.
func (r *run) postpone(g int) {
	c := &r.clocks[g]
	c.dirty, c.first = false, -1
	r.queue.Cancel(c.end)
	if c.idle() {
		c.least = never
		return
	}
	shown := c.read(r.now)
	if r.arrange(c, shown); len(c.order) == 0 {
		c.least = never
		return
	}
	wait := 0.0
	if need := c.order[0].key; need > shown {
		wait = (need - shown) / c.level
	}
	if c.least = r.soonest(wait); c.least <= r.now {
		r.expect(g, r.foresee(g))
		return
	}
	r.least = min(r.least, c.least)
	if !c.vague {
		c.vague = true
		r.unforeseen = append(r.unforeseen, int32(g))
	}
}

// lookAhead foresees what may end no later than a moment or the first event that
// is known, whichever comes first, and returns when that is. A flow that ends
// alone then needs no event: its clock is the lone one.
func (r *run) lookAhead(at int64) int64 {
	if known, ok := r.queue.Peek(); ok {
		at = min(at, known)
	}
	for r.least <= at {
		first, second := -1, int64(never)
		r.least = never
		for i, g := range r.unforeseen {
			switch least := r.clocks[g].least; {
			case least < r.least:
				first, second, r.least = i, r.least, least
			case least < second:
				second = least
			}
		}
		if first < 0 || r.least > at {
			break
		}
		r.least = second
		g, last := r.unforeseen[first], len(r.unforeseen)-1
		r.unforeseen[first] = r.unforeseen[last]
		r.unforeseen = r.unforeseen[:last]
		r.clocks[g].vague = false
		end := r.foresee(int(g))
		if end <= at && r.lone >= 0 {
			r.expect(int(r.lone), at)
			r.lone = -1
		}
		if end < at {
			r.lone, at = g, end
		} else {
			r.expect(int(g), end)
		}
	}
	return at
}

// foresee finds the flow of a clock that ends first, the one with the lowest rank
// of several, and returns when it does.
func (r *run) foresee(g int) (at int64) {
	c := &r.clocks[g]
	if c.first, c.next = r.firstToEnd(c); c.first < 0 {
		return never
	}
	if at = r.endOf(c, c.first); at == never {
		c.first = -1
	}
	return at
}

// expect schedules the end of the flow of a clock that ends first.
func (r *run) expect(g int, at int64) {
	if c := &r.clocks[g]; at < never {
		c.end = r.queue.Schedule(at, kernel.Event{Kind: clockEvent, Phase: endsPhase, Order: r.rankOf(c.first), A: int32(g)})
	}
}

// endOf returns when a flow of a clock ends.
func (r *run) endOf(c *clock, f int32) int64 {
	if x := &r.flows[f]; x.loaded {
		return r.ending(x.mark-c.read(r.now), c.level)
	}
	return r.catchingUp(f, c.level)
}

// soonest returns a moment that surely is no later than after so many seconds.
func (r *run) soonest(wait float64) int64 {
	ns := wait*(1e9*full) - 1
	if !(ns < float64(never-r.now)) {
		return never
	}
	return r.now + int64(ns)
}

// catchingUp returns when nothing waits any more for a flow that gets so many
// bytes per second.
func (r *run) catchingUp(f int32, rate float64) int64 {
	x, s := &r.flows[f], &r.patterns[r.patternOf(f)]
	s.seek(r.now)
	return r.ending(x.backlog+r.wroteSince(x, s)-r.took(x)/x.wire, rate/x.wire-x.base*s.factor)
}

// ending returns when an amount has gone at a speed, never if that is not
// before the horizon.
func (r *run) ending(left, speed float64) int64 {
	switch {
	case left <= 0 && speed >= 0:
		return r.now
	case speed > 0:
		// A quotient can be far beyond the horizon, even beyond int64. It goes
		// to the nearest nanosecond, so that rounding parts nothing that ends
		// together, nor an end from a change of rates at the same moment.
		if ns := left / speed * 1e9; ns < float64(r.p.horizon-r.now)+1e9 {
			return r.now + int64(math.Ceil(ns-0.5))
		}
	}
	return never
}
