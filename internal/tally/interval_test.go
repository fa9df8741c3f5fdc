package tally_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/landfall-sim/landfall/internal/tally"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

func TestMeanIntervalByHand(t *testing.T) {
	// Of 4 degrees of freedom 95 % are within 2.776445105 (tables of Student's t).
	i, ok := tally.MeanInterval(5, 10, 20, 0.95)
	if !ok || math.Abs(i.HalfWidth()-2*2.776445105) > 1e-8 || math.Abs(i.Low+i.High-20) > 1e-12 || i.Coverage != 0.95 {
		t.Errorf("got %v, %v", i, ok)
	}
	i, ok = tally.MeanInterval(2, -3, 0, 0.95)
	if !ok || i.Low != -3 || i.High != -3 {
		t.Errorf("of equals: %v, %v", i, ok)
	}
}

func TestNoIntervalOfTooLittle(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for what, got := range map[string]func() (tally.Interval, bool){
		"mean of nothing":         func() (tally.Interval, bool) { return tally.MeanInterval(0, nan, nan, 0.95) },
		"mean of one":             func() (tally.Interval, bool) { return tally.MeanInterval(1, 3, 0, 0.95) },
		"an infinite mean":        func() (tally.Interval, bool) { return tally.MeanInterval(9, inf, 1, 0.95) },
		"an infinite variance":    func() (tally.Interval, bool) { return tally.MeanInterval(9, 1, inf, 0.95) },
		"a negative variance":     func() (tally.Interval, bool) { return tally.MeanInterval(9, 1, -1, 0.95) },
		"a mean for sure":         func() (tally.Interval, bool) { return tally.MeanInterval(9, 1, 1, 1) },
		"a share of nothing":      func() (tally.Interval, bool) { return tally.ClopperPearson(0, 0, 0.95) },
		"more successes":          func() (tally.Interval, bool) { return tally.ClopperPearson(3, 2, 0.95) },
		"a share for sure":        func() (tally.Interval, bool) { return tally.ClopperPearson(1, 2, 1) },
		"Wilson's of nothing":     func() (tally.Interval, bool) { return tally.Wilson(0, 0, 0.95) },
		"Wilson's of less than 0": func() (tally.Interval, bool) { return tally.Wilson(-1, 5, 0.95) },
	} {
		if i, ok := got(); ok || i != (tally.Interval{}) {
			t.Errorf("%s has the interval %v", what, i)
		}
	}
}

// TestQuantileRanksAreTheNarrowest compares them with sums of binomial
// probabilities, and says of which n on there are any.
func TestQuantileRanksAreTheNarrowest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 400).Draw(t, "n")
		p := rapid.Float64Range(0.01, 0.99).Draw(t, "p")
		confidence := rapid.SampledFrom([]float64{0.8, 0.9, 0.95, 0.99}).Draw(t, "confidence")
		below := make([]float64, n+2) // below[k]: probability of fewer than k successes
		for k := range n + 1 {
			below[k+1] = below[k] + distuv.Binomial{N: float64(n), P: p}.Prob(float64(k))
		}
		side, slack := (1-confidence)/2, 1e-9
		r, ok := tally.QuantileRanks(n, p, confidence)
		if !ok {
			if below[1] < side-slack && 1-below[n] < side-slack {
				t.Fatalf("no ranks, but the ends miss with %v and %v only", below[1], 1-below[n])
			}
			return
		}
		if r.Lower < 1 || r.Upper > n || r.Lower >= r.Upper {
			t.Fatalf("ranks %v of %d", r, n)
		}
		if below[r.Lower] > side+slack || 1-below[r.Upper] > side+slack {
			t.Fatalf("%v misses with %v and %v, want at most %v", r, below[r.Lower], 1-below[r.Upper], side)
		}
		if below[r.Lower+1] < side-slack || 1-below[r.Upper-1] < side-slack {
			t.Fatalf("%v could be narrower", r)
		}
		if covers := below[r.Upper] - below[r.Lower]; math.Abs(covers-r.Coverage) > slack {
			t.Fatalf("%v covers with %v", r, covers)
		}
	})
}

func TestQuantileRanksNeedEnough(t *testing.T) {
	for _, c := range []struct {
		p     float64
		least int
	}{{0.5, 6}, {0.8, 17}, {0.95, 72}, {0.05, 72}} {
		if r, ok := tally.QuantileRanks(c.least-1, c.p, 0.95); ok {
			t.Errorf("p%v of %d: %v", 100*c.p, c.least-1, r)
		}
		if _, ok := tally.QuantileRanks(c.least, c.p, 0.95); !ok {
			t.Errorf("p%v of %d: none", 100*c.p, c.least)
		}
	}
	for _, wrong := range []float64{0, 1, -1, 2, math.NaN()} {
		if r, ok := tally.QuantileRanks(1000, wrong, 0.95); ok {
			t.Errorf("a share of %v has ranks %v", wrong, r)
		}
		if r, ok := tally.QuantileRanks(1000, 0.5, wrong); ok {
			t.Errorf("a confidence of %v has ranks %v", wrong, r)
		}
	}
}

// TestClopperPearsonInverts: at its ends as many successes, or as few, are just as
// rare as allowed.
func TestClopperPearsonInverts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 2000).Draw(t, "n")
		k := rapid.IntRange(0, n).Draw(t, "k")
		i, ok := tally.ClopperPearson(k, n, 0.95)
		share := float64(k) / float64(n)
		if !ok || !i.Holds(share) || i.Low < 0 || i.High > 1 {
			t.Fatalf("%d of %d: %v", k, n, i)
		}
		if low := (distuv.Binomial{N: float64(n), P: i.Low}); k > 0 && math.Abs(1-low.CDF(float64(k-1))-0.025) > 1e-8 {
			t.Errorf("%d of %d: %v is not the low end", k, n, i)
		}
		if high := (distuv.Binomial{N: float64(n), P: i.High}); k < n && math.Abs(high.CDF(float64(k))-0.025) > 1e-8 {
			t.Errorf("%d of %d: %v is not the high end", k, n, i)
		}
		if k == 0 && i.Low != 0 || k == n && i.High != 1 {
			t.Errorf("%d of %d: %v leaves out the share itself", k, n, i)
		}
		mirror, _ := tally.ClopperPearson(n-k, n, 0.95)
		if math.Abs(mirror.Low-(1-i.High)) > 1e-12 || math.Abs(mirror.High-(1-i.Low)) > 1e-12 {
			t.Errorf("%d of %d: %v, failures %v", k, n, i, mirror)
		}
	})
}

// TestWilsonSolvesTheScore: at its ends the share is z standard errors away.
func TestWilsonSolvesTheScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 2000).Draw(t, "n")
		k := rapid.IntRange(0, n).Draw(t, "k")
		i, ok := tally.Wilson(k, n, 0.95)
		if !ok || i.Low < 0 || i.High > 1 {
			t.Fatalf("%d of %d: %v", k, n, i)
		}
		share, z2 := float64(k)/float64(n), 1.959963984540054*1.959963984540054
		for _, end := range []float64{i.Low, i.High} {
			if d := share - end; math.Abs(d*d-z2*end*(1-end)/float64(n)) > 1e-12 {
				t.Errorf("%d of %d: %v at the end %v", k, n, i, end)
			}
		}
	})
}

func ExampleQuantileRanks() {
	r, ok := tally.QuantileRanks(1000, 0.8, 0.95)
	fmt.Printf("%d to %d, %.2f %%, %v\n", r.Lower, r.Upper, 100*r.Coverage, ok)
	_, ok = tally.QuantileRanks(50, 0.95, 0.95)
	fmt.Println("of 50:", ok)
	// Output:
	// 775 to 825, 95.19 %, true
	// of 50: false
}
