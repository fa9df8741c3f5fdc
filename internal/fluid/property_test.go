package fluid_test

import (
	"math"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/internal/fluid"
	"pgregory.net/rapid"
)

// anyNetwork draws capacities and flows with many ties and some extremes.
func anyNetwork(t *rapid.T) ([]float64, []fluid.Flow) {
	amount := rapid.OneOf(
		rapid.SampledFrom([]float64{0, 0.1, 0.3, 1, 2, 3, 5, 10, 1e-6, 1e9}),
		rapid.Float64Range(0, 100),
	)
	links := rapid.IntRange(1, 6).Draw(t, "links")
	capacity := rapid.SliceOfN(amount, links, links).Draw(t, "capacity")
	flow := rapid.Custom(func(t *rapid.T) fluid.Flow {
		return fluid.Flow{
			Route:  rapid.SliceOfNDistinct(rapid.IntRange(0, links-1), 1, links, rapid.ID[int]).Draw(t, "route"),
			Class:  rapid.IntRange(0, 2).Draw(t, "class"),
			Weight: rapid.OneOf(rapid.Just(1.0), rapid.Float64Range(0.1, 10)).Draw(t, "weight"),
			Limit:  rapid.OneOf(rapid.Just(free), amount).Draw(t, "limit"),
			Scale:  rapid.IntRange(0, 1).Draw(t, "scale"), // without a factor that is no difference
		}
	})
	return capacity, rapid.SliceOfN(flow, 0, 30).Draw(t, "flows")
}

// near compares rates relative to the larger one and to the noise that the
// largest capacity leaves behind.
func near(a, b, scale, tolerance float64) bool {
	return a == b || math.Abs(a-b) <= tolerance*max(math.Abs(a), math.Abs(b))+1e-12*scale
}

func TestLikeTheReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		capacity, flows := anyNetwork(t)
		n, ids := share(capacity, flows)
		want := reference(capacity, flows)
		for i, id := range ids {
			if !near(n.Rate(id), want[i], slices.Max(capacity), 1e-9) {
				t.Errorf("flow %d has %v, want %v", i, n.Rate(id), want[i])
			}
		}
	})
}

func TestMaxMinCertificate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		capacity, flows := anyNetwork(t)
		n, ids := share(capacity, flows)
		certify(t, n, capacity, flows, ids)
	})
}

// certify checks that no flow can grow without taking from one that has no
// more per weight or that is served before.
func certify(t *rapid.T, n *fluid.Network, capacity []float64, flows []fluid.Flow, ids []fluid.ID) {
	served := func(link, class int) (sum, highest float64) {
		for i, f := range flows {
			if f.Class <= class && slices.Contains(f.Route, link) {
				sum += n.Rate(ids[i])
				if f.Class == class {
					highest = max(highest, n.Rate(ids[i])/f.Weight)
				}
			}
		}
		return sum, highest
	}
	for i, f := range flows {
		rate := n.Rate(ids[i])
		link, held := n.Bound(ids[i]).Link()
		if !held {
			if rate != f.Limit {
				t.Errorf("flow %d is not held back and has %v, want exactly %v", i, rate, f.Limit)
			}
			continue
		}
		sum, highest := served(link, f.Class)
		if !slices.Contains(f.Route, link) || rate >= f.Limit {
			t.Errorf("flow %d (%v, rate %v) is held back by link %d", i, f, rate, link)
		}
		if sum < capacity[link]*(1-1e-9) {
			t.Errorf("flow %d is held back by link %d, which carries %v of %v", i, link, sum, capacity[link])
		}
		if !near(highest, rate/f.Weight, capacity[link], 1e-9) {
			t.Errorf("flow %d has %v per weight on link %d where another has %v", i, rate/f.Weight, link, highest)
		}
	}
	for l, c := range capacity {
		sum, _ := served(l, math.MaxInt)
		if sum > c*(1+1.1e-12) || !near(sum, n.Load(l), c, 1e-13) {
			t.Errorf("link %d of capacity %v carries %v and says %v", l, c, sum, n.Load(l))
		}
	}
}

func TestLowerClassesTakeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		capacity, flows := anyNetwork(t)
		n, ids := share(capacity, flows)
		first := slices.DeleteFunc(slices.Clone(flows), func(f fluid.Flow) bool { return f.Class > 0 })
		alone, kept := share(capacity, first)
		k := 0
		for i, f := range flows {
			if f.Class > 0 {
				continue
			}
			if got, want := n.Rate(ids[i]), alone.Rate(kept[k]); !near(got, want, 0, 1e-12) {
				t.Errorf("flow %d has %v beside other classes and %v without them", i, got, want)
			}
			k++
		}
	})
}

func TestEqualFlowsHaveEqualRates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		capacity, flows := anyNetwork(t)
		if len(flows) == 0 {
			return
		}
		twin := rapid.SampledFrom(flows).Draw(t, "twin")
		flows = append(flows, twin, twin)
		n, ids := share(capacity, flows)
		if a, b := n.Rate(ids[len(ids)-1]), n.Rate(ids[len(ids)-2]); a != b {
			t.Errorf("twins have %v and %v", a, b)
		}
	})
}

func TestOrderOfFlowsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		capacity, flows := anyNetwork(t)
		n, ids := share(capacity, flows)
		slices.Reverse(flows)
		back, other := share(capacity, flows)
		for i, id := range ids {
			if a, b := n.Rate(id), back.Rate(other[len(other)-1-i]); !near(a, b, slices.Max(capacity), 1e-12) {
				t.Errorf("flow %d has %v, in reverse %v", i, a, b)
			}
		}
	})
}
