package ranking_test

import (
	"math"
	"testing"

	"github.com/landfall-sim/landfall/internal/ranking"
	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

func near(a, b, relative float64) bool { return math.Abs(a-b) <= relative*math.Abs(b) }

// TestConstantsOfTwo: the difference of two normal numbers is normal, that of two
// of Student's t distribution is in both two-stage procedures.
func TestConstantsOfTwo(t *testing.T) {
	for _, p := range []float64{0.6, 0.95, 0.999} {
		if got, want := bechhoferH(2, p), math.Sqrt2*mathext.NormalQuantile(p); !near(got, want, 1e-9) {
			t.Errorf("at %v: h is %v, want %v", p, got, want)
		}
		for _, n0 := range []int{3, 40} {
			if h1, h := dudewiczDalalH1(2, n0, p), rinottH(2, n0, p); !near(h1, h, 1e-5) {
				t.Errorf("at %v, first stage of %d: h1 is %v, h %v", p, n0, h1, h)
			}
		}
	}
}

// TestConstantsOfALongFirstStage: the variances are as good as known.
func TestConstantsOfALongFirstStage(t *testing.T) {
	for _, k := range []int{2, 5, 20} {
		known := bechhoferH(k, 0.95)
		if h1 := dudewiczDalalH1(k, 100000, 0.95); !near(h1, known, 1e-4) {
			t.Errorf("of %d: h1 is %v, h with known variances %v", k, h1, known)
		}
		if h := rinottH(k, 1000, 0.95); !(h > known) || !near(h, known, 0.06) {
			t.Errorf("of %d: Rinott's h is %v, h with known variances %v", k, h, known)
		}
	}
}

// TestConstantsOfKimAndNelson: with two models and three observations in the first
// stage, η is (1/(2α) − 1)/2.
func TestConstantsOfKimAndNelson(t *testing.T) {
	eta, h2 := ranking.Options{Delta: 1, Confidence: 0.9, First: 3}.Constants(2)
	if !near(eta, 2, 1e-12) || !near(h2, 8, 1e-12) {
		t.Errorf("η is %v, h² %v", eta, h2)
	}
}

// TestOCBAOfTwo: of two models each gets as much as its deviation says.
func TestOCBAOfTwo(t *testing.T) {
	shares, err := ocba([]float64{7, 5}, []float64{1, 3})
	if err != nil || !near(shares[0], 0.25, 1e-12) || !near(shares[1], 0.75, 1e-12) {
		t.Errorf("%v, %v", shares, err)
	}
	for _, c := range []struct{ means, deviations []float64 }{
		{[]float64{1}, []float64{1}},
		{[]float64{1, 2}, []float64{1}},
		{[]float64{1, 1}, []float64{1, 1}},
		{[]float64{1, 2}, []float64{1, 0}},
		{[]float64{1, math.NaN()}, []float64{1, 1}},
	} {
		if shares, err := ocba(c.means, c.deviations); err == nil {
			t.Errorf("%+v: %v", c, shares)
		}
	}
}

// TestCommonLuckNeedsFewerPairs, and as many as asked for are enough, one less not.
func TestCommonLuckNeedsFewerPairs(t *testing.T) {
	last := math.MaxInt
	for _, correlation := range []float64{-0.5, 0, 0.5, 0.9} {
		variance := differenceVariance(4, 5, correlation)
		n := pairsNeeded(1, variance, 0.95)
		if n >= last {
			t.Errorf("%d pairs at a correlation of %v, %d at a smaller one", n, correlation, last)
		}
		last = n
		enough, less := correctSelection(1, variance/float64(n)), correctSelection(1, variance/float64(n-1))
		if enough < 0.95 || less >= 0.95 {
			t.Errorf("%d pairs: %v, one less: %v", n, enough, less)
		}
		if want := distuv.UnitNormal.CDF(1 / math.Sqrt(variance/float64(n))); !near(enough, want, 1e-12) {
			t.Errorf("%d pairs: %v, want %v", n, enough, want)
		}
	}
}
