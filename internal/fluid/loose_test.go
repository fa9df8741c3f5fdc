package fluid

import (
	"math"
	"testing"
)

// TestLooksComeBeforeTree: members of a group between whose limits the level
// comes now and then are looked at, those where it mostly is are put into a tree,
// and what they get is the same.
func TestLooksComeBeforeTree(t *testing.T) {
	for _, c := range []struct {
		name     string
		limits   []float64
		below    int // solutions at a level below all limits from one between them to the next
		wantTree bool
	}{
		{"seldom", []float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 100}, 4, false},
		{"often", []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 100}, 0, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := New(1)
			g := n.GroupOf(0, 0, []int{0})
			var ids []ID
			for _, limit := range c.limits {
				ids = append(ids, n.AddTo(g, 1, limit))
			}
			for round := range 20 {
				capacity := 20 + float64(round*7%20)
				n.SetCapacity(0, capacity)
				n.Solve()
				sum := 0.0
				for i, id := range ids {
					if got, want := n.Rate(id), min(c.limits[i], n.Level(g)); got != want {
						t.Fatalf("round %d: flow %d gets %v, want %v", round, i, got, want)
					}
					sum += n.Rate(id)
				}
				if math.Abs(sum-capacity) > 1e-12*capacity {
					t.Fatalf("round %d: the flows get %v of %v", round, sum, capacity)
				}
				for i := range c.below {
					n.SetCapacity(0, 5+float64(i))
					n.Solve()
				}
			}
			if tree := n.groups[g].root != none; tree != c.wantTree {
				t.Errorf("members in a tree: %v, want %v", tree, c.wantTree)
			}
		})
	}
}
