package fluid_test

import (
	"fmt"
	"testing"

	"github.com/landfall-sim/landfall/internal/fluid"
)

// estate is a network as a migration has it: three sites behind a core, a
// migration cap beside every link, many limited flows in sync and a few
// without limit.
func estate(flows int) (*fluid.Network, []fluid.ID) {
	n := fluid.New(8)
	for l := range 8 {
		n.SetCapacity(l, 1e9/float64(1+l%2))
	}
	ids := make([]fluid.ID, flows)
	for i := range ids {
		site := i % 3
		f := fluid.Flow{Route: []int{2 * site, 2*site + 1, 6, 7}, Class: 1, Weight: 1, Limit: 1e5 + float64(i*7919%100000)}
		if i%100 == 0 {
			f.Limit = free
		}
		ids[i] = n.Add(f)
	}
	n.Solve()
	return n, ids
}

func BenchmarkLimitChanges(b *testing.B) {
	for _, flows := range []int{300, 2000, 20000} {
		b.Run(fmt.Sprint(flows), func(b *testing.B) {
			n, ids := estate(flows)
			changed, i := 0, 0
			for b.Loop() {
				i++
				n.SetLimit(ids[1+i%99], 1e5+float64(i*104729%100000))
				changed += len(n.Solve())
			}
			b.ReportMetric(float64(changed)/float64(i), "changed/op")
		})
	}
}

func BenchmarkArrivals(b *testing.B) {
	for _, flows := range []int{300, 2000, 20000} {
		b.Run(fmt.Sprint(flows), func(b *testing.B) {
			n, ids := estate(flows)
			f := fluid.Flow{Route: []int{0, 1, 6, 7}, Class: 1, Weight: 1, Limit: free}
			i := 0
			for b.Loop() {
				i++
				n.Remove(ids[i%flows])
				ids[i%flows] = n.Add(f)
				f.Limit = 1e5 + float64(i%1000)
				n.Solve()
			}
		})
	}
}

func BenchmarkSolveUnchanged(b *testing.B) {
	n, _ := estate(2000)
	for b.Loop() {
		n.Solve()
	}
}

// BenchmarkHourChange is an instant at which a share of all flows gets a new
// limit, as when a profile of writing changes.
func BenchmarkHourChange(b *testing.B) {
	for _, flows := range []int{300, 2000, 20000} {
		for _, share := range []int{2, 4, 16, 64} {
			b.Run(fmt.Sprintf("flows=%d/changed=%d", flows, flows/share), func(b *testing.B) {
				n, ids := estate(flows)
				i := 0
				for b.Loop() {
					i++
					factor := 1 + float64(i%7)
					for k := i % share; k < flows; k += share {
						if k%100 > 0 {
							n.SetLimit(ids[k], factor*1e4*float64(1+k*7919%1000))
						}
					}
					n.Solve()
				}
			})
		}
	}
}

// BenchmarkFactorChange is the same instant for a quarter of all flows, none of
// them held back: once with a scale, once with new limits.
func BenchmarkFactorChange(b *testing.B) {
	for _, flows := range []int{300, 2000, 20000} {
		n, ids := estate(flows)
		for k, id := range ids {
			n.SetLimit(id, 1)
			n.SetScale(id, 1+k%4)
		}
		i := 0
		factor := func() float64 { i++; return 1 + float64(i%7)/10 }
		b.Run(fmt.Sprintf("flows=%d/factor", flows), func(b *testing.B) {
			for b.Loop() {
				n.SetFactor(1, factor())
				n.Solve()
			}
		})
		b.Run(fmt.Sprintf("flows=%d/limits", flows), func(b *testing.B) {
			for b.Loop() {
				limit := factor()
				for k := 0; k < flows; k += 4 {
					n.SetLimit(ids[k], limit)
				}
				n.Solve()
			}
		})
	}
}
