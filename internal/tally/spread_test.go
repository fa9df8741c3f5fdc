package tally

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func spreadOf(limit int, values []float64) Spread {
	s := NewSpread(limit)
	s.Add(slices.Clone(values))
	return s
}

func TestSpreadIsExactUpToItsLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(finite, 1, 50).Draw(t, "values")
		s := spreadOf(50, values)
		slices.Sort(values)
		for i, want := range values {
			if got := s.AtRank(i + 1); got != want {
				t.Errorf("rank %d of %v = %v, want %v", i+1, values, got, want)
			}
		}
		if s.Error() != 0 || s.N() != len(values) {
			t.Errorf("error %v of %d numbers", s.Error(), s.N())
		}
	})
}

func TestSpreadKeepsToItsLimitAndItsError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(20, 40).Draw(t, "limit")
		values := rapid.SliceOfN(rapid.Float64Range(-8, 8), 60, 300).Draw(t, "values")
		values = append(values, make([]float64, 30)...)
		for i, x := range values { // few powers of two, so that the limit can hold
			if math.Abs(x) < 1.0/8 {
				values[i] = 0
			}
		}
		s := spreadOf(limit, values)
		if len(s.keys) > limit {
			t.Errorf("%d values are kept, want at most %d", len(s.keys), limit)
		}
		slices.Sort(values)
		for i, want := range values {
			got := s.AtRank(i + 1)
			if math.Abs(got-want) > s.Error()*math.Abs(want)*(1+1e-15) {
				t.Errorf("rank %d is %v, want %v within %v", i+1, got, want, s.Error())
			}
		}
		if s.Min() != values[0] || s.Max() != values[len(values)-1] {
			t.Errorf("extremes %v and %v, want %v and %v", s.Min(), s.Max(), values[0], values[len(values)-1])
		}
	})
}

func TestSpreadDropsNoMoreThanItMust(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(1, 2), 10, 200).Draw(t, "values")
		s := spreadOf(16, values)
		if s.dropped == 0 {
			return
		}
		distinct := map[uint64]bool{}
		for _, x := range values {
			distinct[keyOf(x)>>(s.dropped-1)] = true
		}
		if len(distinct) <= 16 {
			t.Errorf("%d digits were dropped, though one less would leave %d values", s.dropped, len(distinct))
		}
	})
}

func TestSpreadDoesNotDependOnTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.OneOf(finite, rapid.Float64Range(1, 1.5), rapid.Just(0.0)), 1, 120).Draw(t, "values")
		limit := rapid.IntRange(4, 80).Draw(t, "limit")
		want, got := spreadOf(limit, values), NewSpread(limit)
		for _, part := range shuffledParts(t, values) {
			s := NewSpread(limit)
			for chunk := range slices.Chunk(part, 7) {
				s.Add(chunk)
			}
			got.Merge(&s)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(Spread{}), cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
	})
}

// Counted in whole numbers: what a share of n must be.
func TestSpreadRanks(t *testing.T) {
	for n := 1; n <= 1000; n++ {
		values := make([]float64, n)
		for i := range values {
			values[i] = float64(n - i)
		}
		s := NewSpread(n)
		s.Add(values)
		for _, percent := range []int{1, 5, 7, 29, 50, 57, 58, 80, 95, 99, 100} {
			want := float64((percent*n + 99) / 100)
			if got := s.Quantile(float64(percent) / 100); got != want {
				t.Fatalf("p%d of 1 to %d is %v, want %v", percent, n, got, want)
			}
		}
	}
}

func TestSpreadOfNothing(t *testing.T) {
	s := NewSpread(8)
	s.Add(nil)
	for _, x := range []float64{s.Min(), s.Max(), s.Quantile(0.5), s.AtRank(3)} {
		if !math.IsNaN(x) {
			t.Errorf("nothing has %v", x)
		}
	}
}

func TestManyPowersOfTwoAreKeptApart(t *testing.T) {
	s := NewSpread(4)
	for i := range 40 {
		s.Add([]float64{math.Ldexp(1.3, i)})
	}
	if len(s.keys) != 40 || s.Error() != 0.5 {
		t.Errorf("%d values within %v, want 40 within 0.5", len(s.keys), s.Error())
	}
}
