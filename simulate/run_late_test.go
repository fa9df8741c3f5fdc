package simulate

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/landfall-sim/landfall/replication"
)

// lateness is a clock and the flows that are behind under it.
type lateness struct {
	t    *rapid.T
	r    *run
	c    clock
	free []int32 // flows that are not
}

// TestFirstToCatchUp compares what is found by looking at the few flows that can
// be first with what is found by looking at all.
func TestFirstToCatchUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := newLateness(t)
		for range rapid.IntRange(5, 60).Draw(t, "steps") {
			switch rapid.IntRange(0, 4).Draw(t, "step") {
			case 0, 1:
				x.add()
			case 2:
				x.remove()
			case 3:
				x.turn()
			}
			x.compare()
			x.r.now += rapid.OneOf(rapid.Int64Range(0, 5), rapid.Int64Range(0, 1e13)).Draw(t, "ns")
		}
	})
}

func newLateness(t *rapid.T) *lateness {
	const assets = 30
	x := &lateness{t: t, r: &run{p: &Plan{assets: make([]assetPlan, assets)}, flows: make([]flow, assets*flowSlots)}}
	x.c.level = 1e6
	for a := range x.r.p.assets {
		x.r.p.assets[a].rank = int32(a * 7 % assets)
		x.free = append(x.free, x.r.flowOf(a, toolFlow))
	}
	for range 3 {
		factors := rapid.SliceOfN(rapid.SampledFrom([]float64{0, 0.5, 1, 3.3}), 1, 9).Draw(t, "factors")
		at := make([]time.Duration, len(factors))
		for i := range at {
			at[i] = time.Duration(i) * 3 * time.Hour
		}
		p, err := replication.NewPattern(at, factors)
		if err != nil {
			t.Fatal(err)
		}
		x.r.p.patterns = append(x.r.p.patterns, p)
	}
	x.r.patterns = make([]patternState, 3)
	x.r.openPatterns()
	return x
}

// some draws round amounts, so that flows often are as far behind as others.
func (x *lateness) some(name string, round ...float64) float64 {
	return rapid.OneOf(rapid.SampledFrom(round), rapid.Float64Range(0, round[len(round)-1])).Draw(x.t, name)
}

func (x *lateness) add() {
	if len(x.free) == 0 {
		return
	}
	f := x.free[0]
	x.free = x.free[1:]
	l := late{
		flow: f, pattern: rapid.Int32Range(0, 2).Draw(x.t, "pattern"),
		base: x.some("base", 0, 1e5, 3e5, 2e6), wire: rapid.SampledFrom([]float64{0.3, 0.7, 1}).Draw(x.t, "wire"),
	}
	area := x.r.patterns[l.pattern].area(x.r.now)
	l.rest = x.some("backlog", 0, 1e6, 1e9, 1e11) - l.base*area + x.c.read(x.r.now)/l.wire
	x.r.flows[f].place = x.c.addLate(l, area)
}

func (x *lateness) remove() {
	if len(x.c.behind) == 0 {
		return
	}
	f := x.c.behind[rapid.IntRange(0, len(x.c.behind)-1).Draw(x.t, "place")].flow
	x.r.removeLate(&x.c, x.r.flows[f].place)
	x.free = append(x.free, f)
}

func (x *lateness) turn() {
	x.c.shown, x.c.at = x.c.read(x.r.now), x.r.now
	x.c.level = x.some("level", math.Inf(1), 0, 2.1e5, 1e6, 1e7)
}

func (x *lateness) compare() {
	want, best, second := x.lookAtAll()
	got, next := x.r.firstToCatchUp(&x.c)
	if got != want {
		x.t.Fatalf("at %v s flow %d is first to catch up, want %d of %+v", seconds(x.r.now), got, want, x.c.behind)
	}
	if most := x.r.soonest(second); next > most {
		x.t.Fatalf("none of the others ends before %d ns, but one may at %d ns", next, most)
	}
	// A moment too early costs a search when the first ends, so it must be rare.
	if far := x.r.soonest(min(second, later(best))); next < far-1 {
		x.t.Fatalf("another flow may end at %d ns, want none before %d ns", next, far)
	}
}

// lookAtAll returns the flow that has caught up first, after how many seconds
// it has, and after how many the next one has.
func (x *lateness) lookAtAll() (first int32, best, second float64) {
	first, best, second = -1, math.Inf(1), math.Inf(1)
	shown := x.c.read(x.r.now)
	for _, l := range x.c.behind {
		s := &x.r.patterns[l.pattern]
		backlog := max(0, l.rest+l.base*s.area(x.r.now)-shown/l.wire)
		speed := x.c.level/l.wire - l.base*s.factor
		wait := backlog / speed
		switch {
		case speed == 0 && backlog == 0:
			wait = 0
		case !(speed > 0):
			continue
		}
		tied := wait == best || backlog <= best*speed
		if wait < best || first < 0 || tied && x.r.rankOf(l.flow) < x.r.rankOf(first) {
			first, best, second = l.flow, wait, best
		} else {
			second = min(second, wait)
		}
	}
	return first, best, second
}
