package simulate

import (
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/landfall-sim/landfall/replication"
)

// driving is a clock and the flows that it drives.
type driving struct {
	t    *rapid.T
	r    *run
	c    *clock
	free []int32 // flows that are not
}

// TestFirstToEnd compares what is found by looking at the few flows that can
// be first with what is found by looking at all.
func TestFirstToEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := newDriving(t)
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

func newDriving(t *rapid.T) *driving {
	const assets = 30
	p := &Plan{assets: make([]assetPlan, assets), horizon: never / 2}
	x := &driving{t: t, r: &run{p: p, flows: make([]flow, assets*flowSlots), clocks: []clock{{level: 1e6}}}}
	x.c = &x.r.clocks[0]
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
func (x *driving) some(name string, round ...float64) float64 {
	return rapid.OneOf(rapid.SampledFrom(round), rapid.Float64Range(0, round[len(round)-1])).Draw(x.t, name)
}

func (x *driving) add() {
	if len(x.free) == 0 {
		return
	}
	f := x.free[0]
	x.free = x.free[1:]
	d := due{
		flow: f, pattern: rapid.Int32Range(0, 2).Draw(x.t, "pattern"),
		base: x.some("base", 0, 1e5, 3e5, 2e6) * rapid.SampledFrom([]float64{0.3, 0.7, 1}).Draw(x.t, "wire"),
	}
	shown, area, left := x.c.read(x.r.now), x.r.patterns[d.pattern].area(x.r.now), x.some("left", 0, 1e6, 1e9, 1e11)
	d.rest = left - d.base*area + shown
	x.r.flows[f] = flow{
		behind: true, held: true, pattern: d.pattern, wire: 1, base: d.base,
		since: x.r.now, backlog: left, area: area, shown: shown,
	}
	x.r.flows[f].place = x.r.drive(x.c, d, shown)
}

func (x *driving) remove() {
	if x.c.idle() {
		return
	}
	all := slices.Concat(x.c.order, x.c.waiting)
	f := x.c.dues[all[rapid.IntRange(0, len(all)-1).Draw(x.t, "place")].due].flow
	x.c.unleash(x.r.flows[f].place)
	x.free = append(x.free, f)
}

func (x *driving) turn() {
	x.c.shown, x.c.at = x.c.read(x.r.now), x.r.now
	x.c.level = x.some("level", 0, 2.1e5, 1e6, 1e7)
}

func (x *driving) compare() {
	want, best, second := x.lookAtAll()
	x.r.arrange(x.c, x.c.read(x.r.now))
	got, next := x.r.firstToEnd(x.c)
	if got != want {
		x.t.Fatalf("at %v s flow %d ends first, want %d of %+v", seconds(x.r.now), got, want, x.c.dues)
	}
	if most := x.r.soonest(second); next > most {
		x.t.Fatalf("none of the others ends before %d ns, but one may at %d ns", next, most)
	}
	// A moment too early costs a search when the first ends, so it must be rare.
	if far := x.r.soonest(min(second, later(best))); next < far-1 {
		x.t.Fatalf("another flow may end at %d ns, want none before %d ns", next, far)
	}
}

// lookAtAll returns the flow that has caught up first, the first in the backlog of
// those that have in the same nanosecond, after how many seconds it has, and after
// how many the next one has.
func (x *driving) lookAtAll() (first int32, best, second float64) {
	first, best, second = -1, math.Inf(1), math.Inf(1)
	waits := map[int32]float64{}
	shown := x.c.read(x.r.now)
	for _, t := range slices.Concat(x.c.order, x.c.waiting) {
		d := x.c.dues[t.due]
		s := &x.r.patterns[d.pattern]
		left := max(0, d.rest+d.base*s.area(x.r.now)-shown)
		speed := x.c.level - d.base*s.factor
		wait := left / speed
		switch {
		case speed == 0 && left == 0:
			wait = 0
		case !(speed > 0):
			continue
		}
		best, second = min(best, wait), min(second, max(best, wait))
		waits[d.flow] = wait
	}
	for f, wait := range waits {
		if wait <= later(best) && (first < 0 || x.r.precedes(x.c, f, first)) {
			first = f
		}
	}
	return first, best, second
}
