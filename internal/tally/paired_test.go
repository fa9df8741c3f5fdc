package tally_test

import (
	"math"
	"testing"

	"github.com/landfall-sim/landfall/internal/tally"
	"pgregory.net/rapid"
)

func TestPairedByHand(t *testing.T) {
	// Differences 1, 2, 3: mean 2, standard error 1/√3, t(2) = 4.30265273.
	d := tally.Paired([]float64{5, math.NaN(), 7, 9}, []float64{4, 1, 5, 6, 100})
	half := 4.302652729911275 / math.Sqrt(3)
	if d.N != 3 || d.Mean != 2 || math.Abs(d.Low-(2-half)) > 1e-9 || math.Abs(d.High-(2+half)) > 1e-9 {
		t.Errorf("%+v, want 2 ± %v of 3", d, half)
	}
	one := tally.Paired([]float64{3}, []float64{1})
	if one.N != 1 || one.Mean != 2 || !math.IsNaN(one.Low) || !math.IsNaN(one.High) {
		t.Errorf("one pair: %+v", one)
	}
	if none := tally.Paired(nil, nil); none.N != 0 || !math.IsNaN(none.Mean) {
		t.Errorf("no pair: %+v", none)
	}
}

func TestPairedTurnsAround(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 40).Draw(t, "n")
		numbers := rapid.SliceOfN(rapid.Float64Range(-100, 100), n, n)
		a, b := numbers.Draw(t, "a"), numbers.Draw(t, "b")
		d, back := tally.Paired(a, b), tally.Paired(b, a)
		if d.Mean != -back.Mean || d.Low != -back.High || d.High != -back.Low || d.Low > d.Mean || d.Mean > d.High {
			t.Errorf("%+v and turned around %+v", d, back)
		}
	})
}
