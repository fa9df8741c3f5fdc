package fluid_test

import (
	"math"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/internal/fluid"
)

var free = math.Inf(1)

// share solves a network made anew.
func share(capacity []float64, flows []fluid.Flow) (*fluid.Network, []fluid.ID) {
	n := fluid.New(len(capacity))
	for l, c := range capacity {
		n.SetCapacity(l, c)
	}
	ids := make([]fluid.ID, len(flows))
	for i, f := range flows {
		ids[i] = n.Add(f)
	}
	n.Solve()
	return n, ids
}

func TestSharesByHand(t *testing.T) {
	on := func(links ...int) fluid.Flow { return fluid.Flow{Route: links, Weight: 1, Limit: free} }
	with := func(f fluid.Flow, class int, weight, limit float64) fluid.Flow {
		f.Class, f.Weight, f.Limit = class, weight, limit
		return f
	}
	for _, c := range []struct {
		name     string
		capacity []float64
		flows    []fluid.Flow
		rates    []float64
		bound    []fluid.Binding
	}{
		{"two alike", []float64{10}, []fluid.Flow{on(0), on(0)}, []float64{5, 5}, []fluid.Binding{0, 0}},
		{"a limit frees room", []float64{10}, []fluid.Flow{with(on(0), 0, 1, 2), on(0)}, []float64{2, 8}, []fluid.Binding{fluid.ByLimit, 0}},
		{"a limit at the share is reached", []float64{10}, []fluid.Flow{with(on(0), 0, 1, 5), on(0)}, []float64{5, 5}, []fluid.Binding{fluid.ByLimit, 0}},
		{"weights", []float64{8}, []fluid.Flow{on(0), with(on(0), 0, 3, free)}, []float64{2, 6}, []fluid.Binding{0, 0}},
		{"a heavy flow with a limit", []float64{10}, []fluid.Flow{with(on(0), 0, 4, 3), on(0)}, []float64{3, 7}, []fluid.Binding{fluid.ByLimit, 0}},
		{"parking lot", []float64{10, 10}, []fluid.Flow{on(0, 1), on(0), on(1)}, []float64{5, 5, 5}, []fluid.Binding{0, 0, 1}},
		{"unequal parking lot", []float64{4, 10}, []fluid.Flow{on(1, 0), on(0), on(1)}, []float64{2, 2, 8}, []fluid.Binding{0, 0, 1}},
		{"three levels", []float64{3, 8, 20}, []fluid.Flow{on(0, 1, 2), on(0), on(1, 2), on(2)}, []float64{1.5, 1.5, 6.5, 12}, []fluid.Binding{0, 0, 1, 2}},
		{"strict classes", []float64{10}, []fluid.Flow{with(on(0), 7, 1, free), with(on(0), -1, 1, 4)}, []float64{6, 4}, []fluid.Binding{0, fluid.ByLimit}},
		{"nothing left", []float64{10}, []fluid.Flow{with(on(0), 1, 1, 3), on(0)}, []float64{0, 10}, []fluid.Binding{0, 0}},
		{"no capacity", []float64{0}, []fluid.Flow{on(0), with(on(0), 0, 1, 0)}, []float64{0, 0}, []fluid.Binding{0, fluid.ByLimit}},
		{"a dead link on the way", []float64{0, 10}, []fluid.Flow{on(0, 1), on(1)}, []float64{0, 10}, []fluid.Binding{0, 1}},
		{"no route", []float64{1}, []fluid.Flow{with(on(), 0, 1, 7)}, []float64{7}, []fluid.Binding{fluid.ByLimit}},
		{"endless link", []float64{free, 6}, []fluid.Flow{on(0, 1), with(on(0), 0, 1, 9), on(0)}, []float64{6, 9, free}, []fluid.Binding{1, fluid.ByLimit, fluid.ByLimit}},
		{"endless for the next class, too", []float64{free}, []fluid.Flow{on(0), with(on(0), 1, 1, 9)}, []float64{free, 9}, []fluid.Binding{fluid.ByLimit, fluid.ByLimit}},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, ids := share(c.capacity, c.flows)
			for i, id := range ids {
				if n.Rate(id) != c.rates[i] || n.Bound(id) != c.bound[i] {
					t.Errorf("flow %d has %v, held back by %v; want %v by %v", i, n.Rate(id), n.Bound(id), c.rates[i], c.bound[i])
				}
			}
		})
	}
}

func TestSolveTellsWhatChanged(t *testing.T) {
	n, ids := share([]float64{10, 10}, []fluid.Flow{
		{Route: []int{0}, Weight: 1, Limit: 1},
		{Route: []int{0}, Weight: 1, Limit: free},
		{Route: []int{1}, Weight: 1, Limit: free},
		{Route: []int{0}, Weight: 1, Limit: free},
	})
	expect := func(what string, want ...fluid.ID) {
		t.Helper()
		if got := n.Solve(); !slices.Equal(got, want) {
			t.Errorf("%s changes the rates of %v, want %v", what, got, want)
		}
	}
	expect("nothing")
	n.SetCapacity(0, 8)
	expect("less capacity", ids[1], ids[3])
	n.SetLimit(ids[0], 2)
	expect("a higher limit", ids[0], ids[1], ids[3])
	n.SetLimit(ids[0], 2)
	expect("the same limit")
	n.SetWeight(ids[0], 5)
	expect("the weight of a satisfied flow")
	n.SetClass(ids[2], 3)
	expect("a class alone on its link")
	n.SetClass(ids[1], -1)
	expect("a better class", ids[0], ids[1], ids[3])
	n.Remove(ids[1])
	expect("a removal", ids[0], ids[3])
	if id := n.Add(fluid.Flow{Route: []int{1}, Weight: 1, Limit: 0}); n.Rate(id) != 0 {
		t.Errorf("a new flow has the rate %v before it is solved", n.Rate(id))
	}
	expect("a flow that takes nothing")
	if n.Len() != 4 || n.Links() != 2 {
		t.Errorf("%d flows on %d links, want 4 on 2", n.Len(), n.Links())
	}
}

func TestRateIsThatOfTheLastSolution(t *testing.T) {
	n, ids := share([]float64{10}, []fluid.Flow{{Route: []int{0}, Weight: 1, Limit: free}})
	n.SetLimit(ids[0], 3)
	n.SetCapacity(0, 1)
	if got := n.Rate(ids[0]); got != 10 {
		t.Errorf("before the next solution the rate is %v, want 10", got)
	}
}

func TestLoadIsThatOfTheLastSolution(t *testing.T) {
	n, ids := share([]float64{10, 10}, []fluid.Flow{{Route: []int{0}, Weight: 1, Limit: free}, {Route: []int{1}, Weight: 1, Limit: 4}})
	check := func(when string, loads ...float64) {
		t.Helper()
		if got := []float64{n.Load(0), n.Load(1)}; !slices.Equal(got, loads) {
			t.Errorf("%s the loads are %v, want %v", when, got, loads)
		}
	}
	n.SetLimit(ids[0], 3)
	n.SetLimit(ids[1], 20)
	check("before the next solution", 10, 4)
	if n.Short(1) || !n.Short(0) {
		t.Error("short after a change and before the next solution")
	}
	n.Remove(ids[0])
	n.SetLimit(ids[1], 3)
	n.Add(fluid.Flow{Route: []int{0, 1}, Weight: 1, Limit: 2})
	n.Solve()
	check("after it", 2, 5)
	n.SetClass(ids[1], 3)
	n.Remove(ids[1])
	n.Solve()
	check("without the first flows", 2, 2)
}

// TestStirred: a solution stirs the links that carry something else after it or
// across which others are held back, and no others.
func TestStirred(t *testing.T) {
	n, ids := share([]float64{10, 10}, []fluid.Flow{{Route: []int{0}, Weight: 1, Limit: 4}, {Route: []int{1}, Weight: 1, Limit: 4}})
	stirs := func(what string, change func(), links ...int) {
		t.Helper()
		change()
		n.Solve()
		want := []uint64{0}
		for _, l := range links {
			want[0] |= 1 << l
		}
		if got := n.Stirred(); !slices.Equal(got, want) {
			t.Errorf("%s: stirred are %b, want %b", what, got, want)
		}
	}
	stirs("the first time", func() {}, 0, 1)
	stirs("nothing", func() {})
	stirs("another limit", func() { n.SetLimit(ids[0], 5) }, 0)
	stirs("another capacity", func() { n.SetCapacity(1, 20) })
	stirs("held back at the same rate", func() { n.SetCapacity(0, 5); n.SetLimit(ids[0], 6) }, 0)
	stirs("removed", func() { n.Remove(ids[1]) }, 1)
}

func TestFullAndShort(t *testing.T) {
	n, ids := share([]float64{10, 20, 5}, []fluid.Flow{
		{Route: []int{0, 1}, Weight: 1, Limit: free},
		{Route: []int{1}, Weight: 1, Limit: 3},
	})
	state := func(link int) [2]bool { return [2]bool{n.Full(link), n.Short(link)} }
	if a, b, c := state(0), state(1), state(2); a != [2]bool{true, true} || b != [2]bool{false, true} || c != [2]bool{} {
		t.Errorf("full and short: %v %v %v", a, b, c)
	}
	n.SetLimit(ids[0], 10)
	n.Solve()
	if got := state(0); got != [2]bool{true, false} {
		t.Errorf("a link filled by satisfied flows is %v, want full and not short", got)
	}
}

func TestBindingText(t *testing.T) {
	if got := fluid.ByLimit.String() + ", " + fluid.Binding(3).String(); got != "limit, link 3" {
		t.Error(got)
	}
	if _, ok := fluid.ByLimit.Link(); ok {
		t.Error("a limit is not a link")
	}
	if l, ok := fluid.Binding(3).Link(); l != 3 || !ok {
		t.Errorf("link 3 is %d, %v", l, ok)
	}
}

func TestNoCrumbsForTheNextClass(t *testing.T) {
	// 0.1 ten times is not 1: what is left is noise and must not be shared.
	flows := []fluid.Flow{{Route: []int{0}, Class: 1, Weight: 1, Limit: free}}
	for range 10 {
		flows = append(flows, fluid.Flow{Route: []int{0}, Weight: 1, Limit: 0.1})
	}
	n, ids := share([]float64{1}, flows)
	if got := n.Rate(ids[0]); got != 0 {
		t.Errorf("the second class gets %g", got)
	}
	for _, id := range ids[1:] {
		if n.Rate(id) != 0.1 {
			t.Errorf("a flow within what the link has gets %v, want its limit", n.Rate(id))
		}
	}
}

func TestSolveAllocatesNothing(t *testing.T) {
	flows := make([]fluid.Flow, 300)
	for i := range flows {
		flows[i] = fluid.Flow{Route: []int{i % 3, 3}, Class: i % 2, Weight: 1, Limit: float64(1 + i%7)}
	}
	n, ids := share([]float64{90, 90, 400, 500}, flows)
	step := 0
	allocations := testing.AllocsPerRun(200, func() {
		step++
		n.SetLimit(ids[step%300], float64(step%13))
		n.SetClass(ids[step*7%300], step%2)
		n.Remove(ids[step%50])
		ids[step%50] = n.Add(flows[step%50])
		n.SetCapacity(step%4, float64(60+step%100))
		n.Solve()
	})
	if allocations > 0 {
		t.Errorf("%v allocations for a solution", allocations)
	}
}
