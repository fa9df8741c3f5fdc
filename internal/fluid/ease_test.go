package fluid_test

import (
	"math"
	"testing"

	"github.com/landfall-sim/landfall/internal/fluid"
)

// TestGrowthAddsUp lets flows that a link holds back get more in steps each of which
// another link could take if it were the only one, wherever their numbers lie.
func TestGrowthAddsUp(t *testing.T) {
	for _, core := range []int{0, 62, 100} {
		n := fluid.New(core + 3)
		narrow, wide := core+1, core+2
		for l := range n.Links() {
			n.SetCapacity(l, free)
		}
		n.SetCapacity(core, 100)
		n.SetCapacity(narrow, 20)
		n.Add(fluid.Flow{Route: []int{narrow}, Weight: 1, Limit: 1})
		one := n.Add(fluid.Flow{Route: []int{core, narrow}, Weight: 1, Limit: free})
		var others []fluid.ID
		for range 40 {
			others = append(others, n.Add(fluid.Flow{Route: []int{core, wide}, Weight: 1, Limit: free}))
		}
		for ; len(others) > 0; others = others[1:] {
			n.Solve()
			want := min(100/float64(1+len(others)), 19)
			if got := n.Rate(one); math.Abs(got-want) > 1e-9 {
				t.Errorf("core %d, %d others: %v, want %v", core, len(others), got, want)
			}
			if got := n.Load(narrow); math.Abs(got-want-1) > 1e-9 {
				t.Errorf("core %d, %d others: load %v, want %v", core, len(others), got, want+1)
			}
			n.Remove(others[0])
		}
	}
}
