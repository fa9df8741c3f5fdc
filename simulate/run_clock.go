package simulate

import (
	"math"

	"github.com/landfall-sim/landfall/internal/fluid"
	"github.com/landfall-sim/landfall/internal/kernel"
	"github.com/landfall-sim/landfall/internal/tally"
)

// clock is what the flows of a group of the network share that a link holds
// back: each gets the same. It shows the wire bytes that each has been given.
type clock struct {
	level float64 // wire bytes per second, +Inf where nobody is held back
	at    int64   // since when
	shown float64 // then

	loaded []int32       // flows with a volume, a heap by mark
	behind []late        // flows without, in any order
	needs  []float64     // of each of those: the clock surely shows no less when it has caught up
	near   [2]int32      // places of those that were the first to catch up when last looked
	log    *tally.Course // of wire bytes
	traced int           // flows whose lag is followed from the log

	first int32         // flow that ends first, -1 for none
	end   kernel.Handle // its end
	next  int64         // none of the others that are behind ends before
	dirty bool          // that must be found anew
}

// read returns what the clock shows now.
func (c *clock) read(now int64) float64 {
	if now == c.at || math.IsInf(c.level, 1) {
		return c.shown
	}
	return c.shown + c.level*seconds(now-c.at)
}

func (r *run) openClocks() {
	for i := range r.clocks {
		c := &r.clocks[i]
		c.log.Reset()
		*c = clock{level: unlimited, loaded: c.loaded[:0], behind: c.behind[:0], needs: c.needs[:0], log: c.log, first: -1}
	}
	r.slow, r.changed = r.slow[:0], r.changed[:0]
}

// clockOf returns the clock of a group.
func (r *run) clockOf(g fluid.Group) *clock {
	for int(g) >= len(r.clocks) {
		r.clocks = append(r.clocks, clock{level: unlimited, log: new(tally.Course), first: -1})
	}
	return &r.clocks[g]
}

// turn gives a clock another level.
func (r *run) turn(g fluid.Group) {
	c := r.clockOf(g)
	r.recordLags(int(g))
	c.shown = c.read(r.now)
	c.at, c.level = r.now, r.net.Level(g)
	if c.traced > 0 {
		c.log.Turn(c.at, c.level)
	}
	r.reset(int(g))
}

// reset has the first end of a clock found anew.
func (r *run) reset(g int) {
	if c := &r.clocks[g]; !c.dirty {
		c.dirty = true
		r.changed = append(r.changed, int32(g))
	}
}

// foresee schedules the end of the flow of a clock that ends first: the one
// with the lowest rank of several.
func (r *run) foresee(g int) {
	c := &r.clocks[g]
	c.dirty = false
	at, first := r.carriedAt(c), int32(-1)
	if at < never {
		first = c.loaded[0]
	}
	if c.next = never; len(c.behind) > 0 {
		at, first = r.orCatchesUp(c, at, first)
	}
	switch {
	case first < 0:
		r.queue.Cancel(c.end)
	case first != c.first || !r.queue.Retime(c.end, at):
		r.queue.Cancel(c.end)
		c.end = r.queue.Schedule(at, kernel.Event{Kind: clockEvent, Phase: endsPhase, Order: r.rankOf(first), A: int32(g)})
	}
	c.first = first
	if len(c.loaded)+len(c.behind) == 0 {
		c.shown, c.at = 0, r.now // so that no digits are lost
	}
}

// orCatchesUp returns when a flow of a clock ends and which, unless one that is
// behind ends before.
func (r *run) orCatchesUp(c *clock, at int64, first int32) (int64, int32) {
	f, next := r.firstToCatchUp(c)
	c.next = next
	if f < 0 {
		return at, first
	}
	end := r.catchingUp(f, c.level)
	if end < at || end == at && end < never && r.rankOf(f) < r.rankOf(first) {
		return end, f
	}
	c.next = min(next, r.soonest(seconds(end-r.now)))
	return at, first
}

// carriedAt returns when the first volume of a clock has been carried.
func (r *run) carriedAt(c *clock) int64 {
	if len(c.loaded) == 0 {
		return never
	}
	return r.ending(r.flows[c.loaded[0]].mark-c.read(r.now), c.level)
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
