package fluid_test

import (
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/internal/fluid"
	"pgregory.net/rapid"
)

// world drives a network through random changes beside a plain list of what
// it should hold.
type world struct {
	n        *fluid.Network
	capacity []float64
	factor   []float64 // by scale
	flows    []fluid.Flow
	ids      []fluid.ID
	seen     map[fluid.ID]float64 // rates as told by Solve, or byScale
}

// byScale is the rate of a flow of a scale that has been told to be at its limit.
const byScale = -1

func newWorld(links int) *world {
	return &world{n: fluid.New(links), capacity: make([]float64, links), factor: []float64{1, 1, 1}, seen: map[fluid.ID]float64{}}
}

func (w *world) add(f fluid.Flow) {
	id := w.n.Add(f)
	w.flows, w.ids = append(w.flows, f), append(w.ids, id)
	w.seen[id] = 0
}

// largest returns the largest capacity that isn't endless.
func (w *world) largest() float64 {
	largest := 0.0
	for _, c := range w.capacity {
		if c < free {
			largest = max(largest, c)
		}
	}
	return largest
}

// scaled returns the flows with what their scales make of their limits.
func (w *world) scaled() []fluid.Flow {
	flows := slices.Clone(w.flows)
	for i := range flows {
		if f := &flows[i]; f.Limit < free {
			f.Limit *= w.factor[f.Scale]
		}
		flows[i].Scale = 0
	}
	return flows
}

func (w *world) change(t *rapid.T) {
	amount := rapid.SampledFrom([]float64{0, 0.1, 0.5, 1, 2, 3, 7, 10, 30})
	links := len(w.capacity)
	if len(w.flows) == 0 || rapid.IntRange(0, 3).Draw(t, "what") == 0 {
		w.add(fluid.Flow{
			Route:  rapid.SliceOfNDistinct(rapid.IntRange(0, links-1), 1, links, rapid.ID[int]).Draw(t, "route"),
			Class:  rapid.IntRange(-1, 1).Draw(t, "class"),
			Weight: rapid.Float64Range(0.5, 4).Draw(t, "weight"),
			Limit:  rapid.OneOf(rapid.Just(free), amount).Draw(t, "limit"),
			Scale:  rapid.IntRange(0, 2).Draw(t, "scale"),
		})
		return
	}
	i := rapid.IntRange(0, len(w.flows)-1).Draw(t, "flow")
	f, id := &w.flows[i], w.ids[i]
	switch rapid.IntRange(0, 7).Draw(t, "change") {
	case 0:
		f.Limit = amount.Draw(t, "limit")
		w.n.SetLimit(id, f.Limit)
	case 1:
		f.Class = rapid.IntRange(-1, 1).Draw(t, "class")
		w.move(id, func() { w.n.SetClass(id, f.Class) })
	case 2:
		f.Weight = rapid.Float64Range(0.5, 4).Draw(t, "weight")
		w.n.SetWeight(id, f.Weight)
	case 3:
		w.n.Remove(id)
		delete(w.seen, id)
		w.flows, w.ids = slices.Delete(w.flows, i, i+1), slices.Delete(w.ids, i, i+1)
	case 4:
		l := rapid.IntRange(0, links-1).Draw(t, "link")
		w.capacity[l] = amount.Draw(t, "capacity")
		w.n.SetCapacity(l, w.capacity[l])
	case 5:
		f.Scale = rapid.IntRange(0, 2).Draw(t, "scale")
		w.move(id, func() { w.n.SetScale(id, f.Scale) })
	case 6:
		s := rapid.IntRange(1, 2).Draw(t, "scale")
		w.factor[s] = rapid.SampledFrom([]float64{0, 0.1, 0.25, 1, 1.7, 3}).Draw(t, "factor")
		w.n.SetFactor(s, w.factor[s])
	case 7: // falls behind
		f.Scale, f.Limit = 0, free
		w.n.SetLimit(id, f.Limit)
		w.move(id, func() { w.n.SetScale(id, f.Scale) })
	}
}

// move changes a flow's class or scale, if it does; it is then told anew that
// the flow is at the limit that its scale gives it.
func (w *world) move(id fluid.ID, change func()) {
	before, rate := w.n.Group(id), w.n.Rate(id)
	if change(); w.n.Group(id) != before {
		w.seen[id] = rate
	}
}

func TestIncrementalIsFresh(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(rapid.IntRange(1, 4).Draw(t, "links"))
		for range rapid.IntRange(1, 40).Draw(t, "solutions") {
			for range rapid.IntRange(0, 3).Draw(t, "changes") {
				w.change(t)
			}
			w.check(t)
		}
	})
}

func (w *world) check(t *rapid.T) {
	changed := w.n.Solve()
	if !slices.IsSorted(changed) {
		t.Fatalf("changes out of order: %v", changed)
	}
	flows := w.scaled()
	for _, id := range changed {
		is := w.n.Rate(id)
		if i := slices.Index(w.ids, id); i >= 0 && w.flows[i].Scale > 0 && w.n.Bound(id) == fluid.ByLimit {
			is = byScale
		}
		if was, known := w.seen[id]; !known || was == is {
			t.Errorf("flow %d is told to have changed from %v to %v (known: %v)", id, was, is, known)
		}
		w.seen[id] = is
	}
	fresh, ids := share(w.capacity, flows)
	for i, id := range w.ids {
		seen := w.seen[id]
		if seen == byScale {
			seen = flows[i].Limit
		}
		if seen != w.n.Rate(id) {
			t.Errorf("flow %d changed from %v to %v in silence", id, seen, w.n.Rate(id))
		}
		if got, want := w.n.Rate(id), fresh.Rate(ids[i]); !near(got, want, w.largest(), 1e-12) {
			t.Errorf("flow %d has %v after changes, %v when new", id, got, want)
		}
	}
	for l := range w.capacity {
		if w.n.Full(l) != fresh.Full(l) || w.n.Short(l) != fresh.Short(l) {
			t.Errorf("link %d: full %v, short %v after changes; %v, %v when new", l, w.n.Full(l), w.n.Short(l), fresh.Full(l), fresh.Short(l))
		}
	}
	certify(t, w.n, w.capacity, flows, w.ids)
}

func TestResetIsNew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		used := newWorld(3)
		for range 20 {
			used.change(t)
			used.n.Solve()
		}
		capacity, flows := anyNetwork(t)
		want, ids := share(capacity, flows)
		n := used.n
		n.Reset(len(capacity))
		for l, c := range capacity {
			n.SetCapacity(l, c)
		}
		for i, f := range flows {
			if id := n.Add(f); id != ids[i] {
				t.Fatalf("flow %d is %d, want %d", i, id, ids[i])
			}
		}
		n.Solve()
		for _, id := range ids {
			if n.Rate(id) != want.Rate(id) || n.Bound(id) != want.Bound(id) {
				t.Errorf("flow %d has %v by %v after a reset, want %v by %v", id, n.Rate(id), n.Bound(id), want.Rate(id), want.Bound(id))
			}
		}
	})
}

// TestGroupsTellAll follows a network through SolveGroups alone: what is not
// told must not have changed.
func TestGroupsTellAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(rapid.IntRange(1, 4).Draw(t, "links"))
		told, held := map[fluid.Group]pull{}, map[fluid.ID]bool{}
		for range rapid.IntRange(1, 40).Draw(t, "solutions") {
			for range rapid.IntRange(0, 3).Draw(t, "changes") {
				w.change(t)
			}
			groups, flows := w.n.SolveGroups()
			rising := slices.Sorted(slices.Values(groups))
			if len(slices.Compact(rising)) < len(groups) || !slices.IsSorted(flows) || len(slices.Compact(slices.Clone(flows))) < len(flows) {
				t.Fatalf("out of order or twice: %v %v", groups, flows)
			}
			for _, g := range groups {
				told[g] = w.pull(g)
			}
			for _, id := range flows {
				held[id] = w.n.Bound(id) != fluid.ByLimit
			}
			w.checkGroups(t, told, held)
		}
	})
}

// pull is what a group gets that a link holds back, and from which.
type pull struct {
	level  float64
	holder int
}

func (w *world) pull(g fluid.Group) pull {
	holder, _ := w.n.Holder(g)
	return pull{w.n.Level(g), holder}
}

func (w *world) checkGroups(t *rapid.T, told map[fluid.Group]pull, held map[fluid.ID]bool) {
	flows := w.scaled()
	fresh, ids := share(w.capacity, flows)
	for i, id := range w.ids {
		f := flows[i]
		rate := f.Limit
		if held[id] {
			g := w.n.Group(id)
			if now := w.pull(g); told[g] != now {
				t.Errorf("group %d has %v, as told %v", g, now, told[g])
			}
			rate = f.Weight * told[g].level
		}
		if rate != w.n.Rate(id) {
			t.Errorf("flow %d has %v, as told %v", id, w.n.Rate(id), rate)
		}
		if want := fresh.Rate(ids[i]); !near(rate, want, w.largest(), 1e-12) {
			t.Errorf("flow %d has %v by its group, %v when new", id, rate, want)
		}
	}
}
