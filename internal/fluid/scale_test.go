package fluid_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/internal/fluid"
	"pgregory.net/rapid"
)

func TestScalesLikeTheReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(rapid.IntRange(1, 4).Draw(t, "links"))
		for range rapid.IntRange(1, 30).Draw(t, "changes") {
			w.change(t)
			w.n.Solve()
		}
		want := reference(w.capacity, w.scaled())
		for i, id := range w.ids {
			if got := w.n.Rate(id); !near(got, want[i], w.largest(), 1e-9) {
				t.Errorf("flow %d has %v, want %v", i, got, want[i])
			}
		}
	})
}

// TestFactorIsNewLimits lets some hundred flows follow factors, and the same
// flows in another network get the products as their limits.
func TestFactorIsNewLimits(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	const flows, scales, capacity = 400, 3, 2000
	byFactor, byLimit := fluid.New(2), fluid.New(2)
	base := make([]float64, flows)
	var ids, others []fluid.ID
	for i := range flows {
		base[i] = 10 * random.Float64()
		f := fluid.Flow{Route: []int{i % 2}, Weight: 1 + float64(i%3), Limit: base[i], Scale: 1 + i%scales}
		ids = append(ids, byFactor.Add(f))
		f.Scale = 0
		others = append(others, byLimit.Add(f))
	}
	held := 0
	for hour := range 100 {
		for l := range 2 {
			c := capacity * (0.1 + random.Float64())
			byFactor.SetCapacity(l, c)
			byLimit.SetCapacity(l, c)
		}
		factors := []float64{1, 2 * random.Float64(), float64(hour % 2), float64(hour%5) / 3}
		for s := range scales {
			byFactor.SetFactor(1+s, factors[1+s])
		}
		for i, id := range others {
			byLimit.SetLimit(id, factors[1+i%scales]*base[i])
		}
		byFactor.Solve()
		byLimit.Solve()
		for i, id := range ids {
			got, want := byFactor.Rate(id), byLimit.Rate(others[i])
			if byFactor.Bound(id) != fluid.ByLimit {
				held++
			} else if limit := factors[1+i%scales] * base[i]; got != limit {
				t.Fatalf("hour %d: flow %d is not held back and has %v, want exactly %v", hour, i, got, limit)
			}
			if !near(got, want, 0, 1e-12) || byFactor.Bound(id) != byLimit.Bound(others[i]) {
				t.Fatalf("hour %d: flow %d has %v by %v, want %v by %v", hour, i, got, byFactor.Bound(id), want, byLimit.Bound(others[i]))
			}
		}
		for l := range 2 {
			if got, want := byFactor.Load(l), byLimit.Load(l); !near(got, want, 0, 1e-12) {
				t.Fatalf("hour %d: link %d carries %v, want %v", hour, l, got, want)
			}
		}
	}
	if held < flows || held > 90*flows {
		t.Errorf("%d times a flow was held back: the capacities are no test", held)
	}
}

func TestFactorTellsOfThoseHeldBackOnly(t *testing.T) {
	n, ids := share([]float64{10}, []fluid.Flow{
		{Route: []int{0}, Weight: 1, Limit: 1, Scale: 1},
		{Route: []int{0}, Weight: 1, Limit: 3, Scale: 1},
		{Route: []int{0}, Weight: 1, Limit: 2},
		{Route: []int{0}, Weight: 1, Limit: free, Scale: 2},
	})
	expect := func(factor float64, rates []float64, told ...fluid.ID) {
		t.Helper()
		n.SetFactor(1, factor)
		if got := n.Solve(); !slices.Equal(got, told) {
			t.Errorf("the factor %v tells of %v, want %v", factor, got, told)
		}
		for i, id := range ids {
			if n.Rate(id) != rates[i] {
				t.Errorf("with the factor %v flow %d has %v, want %v", factor, i, n.Rate(id), rates[i])
			}
		}
	}
	expect(0.5, []float64{0.5, 1.5, 2, 6}, ids[3])
	expect(0, []float64{0, 0, 2, 8}, ids[3])
	n.SetLimit(ids[3], 4)
	expect(1, []float64{1, 3, 2, 4}, ids[3])
	expect(2, []float64{2, 3, 2, 3}, ids[1], ids[3])
	expect(1.5, []float64{1.5, 3.25, 2, 3.25}, ids[1], ids[3])
	expect(1.25, []float64{1.25, 3.375, 2, 3.375}, ids[1], ids[3])
	expect(1, []float64{1, 3, 2, 4}, ids[1], ids[3])
	n.SetLimit(ids[3], 0)
	expect(0.25, []float64{0.25, 0.75, 2, 0}) // at its limit as before, by its scale
	expect(0.75, []float64{0.75, 2.25, 2, 0})
	expect(1, []float64{1, 3, 2, 0})
	n.SetCapacity(0, 6)
	expect(1, []float64{1, 3, 2, 0})
	expect(1.5, []float64{1.5, 2.5, 2, 0}, ids[1]) // has less, and is held back
	expect(1.25, []float64{1.25, 2.75, 2, 0}, ids[1])
	n.SetCapacity(0, 8)
	expect(1.5, []float64{1.5, 4.5, 2, 0}, ids[1])
}

// TestSameRateByAnotherBound has a factor rise on a link that was filled to
// the last byte: the rates stay, but are no longer what the flows may take.
func TestSameRateByAnotherBound(t *testing.T) {
	n, ids := share([]float64{10}, []fluid.Flow{{Route: []int{0}, Weight: 1, Limit: 5, Scale: 1}, {Route: []int{0}, Weight: 1, Limit: 5, Scale: 1}})
	n.SetFactor(1, 2)
	if told := n.Solve(); !slices.Equal(told, ids) || n.Rate(ids[0]) != 5 || n.Bound(ids[1]) != 0 {
		t.Errorf("told of %v, the rate is %v", told, n.Rate(ids[0]))
	}
}

func TestScalesAllocateNothing(t *testing.T) {
	n, ids := estate(300)
	for i, id := range ids {
		n.SetScale(id, i%4)
	}
	n.SetCapacity(6, 3e7)
	step := 0
	change := func() {
		step++
		n.SetFactor(1+step%3, float64(step%7)/2)
		n.SetScale(ids[step%300], step%4)
		n.Solve()
	}
	for range 1000 {
		change()
	}
	if allocations := testing.AllocsPerRun(1000, change); allocations > 0 {
		t.Errorf("%v allocations for a solution", allocations)
	}
}

// TestMove: to change class and scale at once is to change one after the other.
func TestMove(t *testing.T) {
	once, twice := fluid.New(1), fluid.New(1)
	for _, n := range []*fluid.Network{once, twice} {
		n.SetCapacity(0, 10)
		n.SetFactor(1, 3)
		for class := range 2 {
			n.Add(fluid.Flow{Route: []int{0}, Class: class, Weight: 1, Limit: 4})
		}
		n.Solve()
	}
	if once.Stale() {
		t.Error("stale after a solution")
	}
	once.Move(1, once.GroupOf(0, 1, []int{0}))
	twice.SetClass(1, 0)
	twice.SetScale(1, 1)
	if !once.Stale() {
		t.Error("not stale after a change")
	}
	once.Solve()
	twice.Solve()
	for id := range fluid.ID(2) {
		if got, want := once.Rate(id), twice.Rate(id); got != want || got == 0 {
			t.Errorf("flow %d has %v, want %v", id, got, want)
		}
	}
	once.Move(1, once.GroupOf(0, 1, []int{0}))
	if once.Stale() {
		t.Error("stale although nothing was asked for")
	}
}
