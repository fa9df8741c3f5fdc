package tally_test

import (
	"math"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/internal/tally"
	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"
)

func TestSampleByHand(t *testing.T) {
	values := []float64{4, math.NaN(), 2, 8, 6}
	s := tally.NewSample(values)
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"n", float64(s.N()), 4},
		{"mean", s.Mean(), 5},
		{"standard error", s.StdErr(), math.Sqrt(20. / 3 / 4)},
		{"p5", s.Quantile(0.05), 2},
		{"p25", s.Quantile(0.25), 2},
		{"p50", s.Quantile(0.5), 4},
		{"p51", s.Quantile(0.51), 6},
		{"p80", s.Quantile(0.8), 8},
		{"min", s.Min(), 2},
		{"max", s.Max(), 8},
	} {
		if !alike(c.got, c.want) {
			t.Errorf("%s is %v, want %v", c.what, c.got, c.want)
		}
	}
	if values[0] != 4 || values[4] != 6 {
		t.Errorf("the values were changed: %v", values)
	}
}

func TestSampleOfOne(t *testing.T) {
	s := tally.NewSample([]float64{0.1})
	if s.Mean() != 0.1 || s.Min() != 0.1 || s.Max() != 0.1 || s.Quantile(0.5) != 0.1 || !math.IsNaN(s.StdErr()) {
		t.Errorf("mean %v, %v to %v, median %v, error %v", s.Mean(), s.Min(), s.Max(), s.Quantile(0.5), s.StdErr())
	}
}

func TestSampleOfEquals(t *testing.T) {
	s := tally.NewSample([]float64{0.1, 0.1, 0.1})
	if s.Mean() != 0.1 || s.StdErr() != 0 {
		t.Errorf("mean %.17g, error %v", s.Mean(), s.StdErr())
	}
}

// TestSampleRanks counts in whole numbers what a share of n must be.
func TestSampleRanks(t *testing.T) {
	for n := 1; n <= 1000; n++ {
		values := make([]float64, n)
		for i := range values {
			values[i] = float64(n - i)
		}
		s := tally.NewSample(values)
		for _, percent := range []int{1, 5, 7, 29, 50, 57, 58, 80, 95, 99, 100} {
			want := float64((percent*n + 99) / 100)
			if got := s.Quantile(float64(percent) / 100); got != want {
				t.Fatalf("p%d of 1 to %d is %v, want %v", percent, n, got, want)
			}
		}
	}
}

func TestSampleLikeGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 2, 50).Draw(t, "values")
		s := tally.NewSample(values)
		mean, deviation := stat.MeanStdDev(values, nil)
		if math.Abs(s.Mean()-mean) > 1e-9 || math.Abs(s.StdErr()-stat.StdErr(deviation, float64(len(values)))) > 1e-6 {
			t.Errorf("mean %v and error %v, want %v and %v", s.Mean(), s.StdErr(), mean, deviation)
		}
		if s.Min() != slices.Min(values) || s.Max() != slices.Max(values) {
			t.Errorf("from %v to %v", s.Min(), s.Max())
		}
	})
}

func TestSampleKeepsDigits(t *testing.T) {
	if got := tally.NewSample([]float64{1e17, 1, 1, -1e17, 2}).Mean(); got != 0.8 {
		t.Errorf("the mean is %v, want 0.8", got)
	}
}

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
