package fluid_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/internal/fluid"
	"pgregory.net/rapid"
)

// TestManyChangesAtOnce changes few or many of some hundred flows between two
// solutions, while links are wide or narrow, and compares with a new network.
func TestManyChangesAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		w := newWorld(2)
		add := func() {
			w.add(fluid.Flow{Route: []int{random.IntN(2)}, Class: random.IntN(2), Weight: 1 + float64(random.IntN(3)), Limit: float64(random.IntN(50)), Scale: random.IntN(3)})
		}
		for range 300 {
			add()
		}
		for range 12 {
			for l := range w.capacity {
				w.capacity[l] = []float64{0, 10, 1000, 3000, 1e6}[random.IntN(5)]
				w.n.SetCapacity(l, w.capacity[l])
			}
			for s := range 2 {
				w.factor[1+s] = []float64{0, 0.2, 1, 1, 1.5}[random.IntN(5)]
				w.n.SetFactor(1+s, w.factor[1+s])
			}
			share := []float64{0.01, 0.1, 0.5, 1}[random.IntN(4)]
			for i := range w.flows {
				if f := &w.flows[i]; random.Float64() < share {
					f.Limit = float64(random.IntN(50))
					if random.IntN(10) == 0 {
						f.Weight, f.Limit = 2, free
					}
					w.n.Set(w.ids[i], f.Weight, f.Limit)
				}
			}
			for range random.IntN(20) {
				i := random.IntN(len(w.ids))
				if f := &w.flows[i]; random.IntN(2) == 0 {
					f.Class = 1 - f.Class
					w.move(w.ids[i], func() { w.n.SetClass(w.ids[i], f.Class) })
					continue
				}
				w.n.Remove(w.ids[i])
				delete(w.seen, w.ids[i])
				w.flows, w.ids = slices.Delete(w.flows, i, i+1), slices.Delete(w.ids, i, i+1)
				add()
			}
			w.check(t)
		}
	})
}

// TestThereAndBackIsNothing takes changes back before they are solved.
func TestThereAndBackIsNothing(t *testing.T) {
	n := fluid.New(1)
	n.SetCapacity(0, 10)
	var ids []fluid.ID
	for range 4 {
		ids = append(ids, n.Add(fluid.Flow{Route: []int{0}, Weight: 1, Limit: 3}))
	}
	n.SolveGroups()
	for _, id := range ids {
		n.SetLimit(id, 1)
		n.SetWeight(id, 7)
		n.SetLimit(id, 3)
		n.SetWeight(id, 1)
	}
	if groups, flows := n.SolveGroups(); len(groups)+len(flows) > 0 {
		t.Errorf("changed: %v %v", groups, flows)
	}
	n.SetLimit(ids[2], 1)
	if rate := n.Rate(ids[2]); rate != 2.5 {
		t.Errorf("before the next solution the rate is %v, want 2.5", rate)
	}
	n.SetClass(ids[2], 1)
	if rate := n.Rate(ids[2]); rate != 2.5 {
		t.Errorf("after a change of class and before the next solution the rate is %v, want 2.5", rate)
	}
	if _, flows := n.SolveGroups(); !slices.Equal(flows, []fluid.ID{ids[0], ids[1], ids[2], ids[3]}) {
		t.Errorf("changed: %v", flows)
	}
}

// TestBulkAllocatesNothing gives many flows a new limit at once, in a network
// that is wide at times and narrow at others.
func TestBulkAllocatesNothing(t *testing.T) {
	n, ids := estate(300)
	step := 0
	change := func() {
		step++
		n.SetCapacity(6, []float64{1e6, 1e7, 1e12}[step%3])
		for k := step % 4; k < len(ids); k += 1 + step%5 {
			n.SetLimit(ids[k], float64(1+step*(k+1)%1000)*1e3)
		}
		n.Solve()
	}
	for range 100 {
		change()
	}
	if allocations := testing.AllocsPerRun(200, change); allocations > 0 {
		t.Errorf("%v allocations for a solution", allocations)
	}
}
