package fluid_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/internal/fluid"
	"pgregory.net/rapid"
)

// tree is sites behind a core, each with a link and some with a cap beside it,
// in which a random flow comes, goes or changes at a time.
type tree struct {
	*world
	random *rand.Rand
	sites  int
	limits []float64
}

func newTree(random *rand.Rand) *tree {
	sites := 2 + random.IntN(9)
	w := &tree{newWorld(1 + 2*sites), random, sites, [][]float64{{free}, {free, 1, 3}, {1, 2, 4, 5}, {0.3, 0.5}}[random.IntN(4)]}
	w.capacity[0] = float64(10 * (1 + random.IntN(sites)))
	for s := range sites {
		w.capacity[1+s] = []float64{10, 10, 20, 5}[random.IntN(4)]
		w.capacity[1+sites+s] = []float64{8, 10, 50, free}[random.IntN(4)]
	}
	if core := sites; random.IntN(2) == 0 { // the core has the highest number
		w.capacity[0], w.capacity[core] = w.capacity[core], w.capacity[0]
	}
	for l, c := range w.capacity {
		w.n.SetCapacity(l, c)
	}
	return w
}

func (w *tree) flow() fluid.Flow {
	s := w.random.IntN(w.sites)
	f := fluid.Flow{Route: []int{0, 1 + s}, Weight: 1, Limit: w.limits[w.random.IntN(len(w.limits))]}
	if s%3 == 0 {
		f.Route = append(f.Route, 1+w.sites+s)
	}
	switch w.random.IntN(12) {
	case 0:
		f.Class = 1
	case 1:
		f.Route = f.Route[1:]
	case 2:
		f.Weight = 2
	case 3:
		f.Scale = 1
	}
	return f
}

// step changes one thing, mostly by letting a flow come or go.
func (w *tree) step() {
	if len(w.flows) == 0 || w.random.IntN(40) > len(w.flows) {
		w.add(w.flow())
		return
	}
	i := w.random.IntN(len(w.flows))
	f, id := &w.flows[i], w.ids[i]
	switch w.random.IntN(12) {
	case 0:
		f.Limit = w.limits[w.random.IntN(len(w.limits))]
		w.n.SetLimit(id, f.Limit)
	case 1:
		f.Scale = 1 - f.Scale
		w.move(id, func() { w.n.SetScale(id, f.Scale) })
	case 2:
		w.factor[1] = 1.5 - w.factor[1]
		w.n.SetFactor(1, w.factor[1])
	default:
		w.n.Remove(id)
		delete(w.seen, id)
		w.flows, w.ids = slices.Delete(w.flows, i, i+1), slices.Delete(w.ids, i, i+1)
	}
}

// TestTreeIsFresh compares a tree after each of many changes with one made
// anew, which is solved as a whole.
func TestTreeIsFresh(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newTree(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)))
		for step := range 80 {
			if w.step(); step%5 > 0 {
				w.check(t)
			}
		}
	})
}

// TestTreeTellsAllByGroup does so with a host that follows groups.
func TestTreeTellsAllByGroup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newTree(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)))
		told, held := map[fluid.Group]pull{}, map[fluid.ID]bool{}
		for range 80 {
			w.step()
			groups, flows := w.n.SolveGroups()
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
