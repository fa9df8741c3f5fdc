package fluid

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestTotalIsExact changes terms of very different size many times and
// compares the sum with rational arithmetic.
func TestTotalIsExact(t *testing.T) {
	term := rapid.OneOf(rapid.SampledFrom([]float64{0, 0.1, 1, 1e-3, 1e9, 125e12}), rapid.Float64Range(0, 1e10))
	rapid.Check(t, func(t *rapid.T) {
		terms := make([]float64, rapid.IntRange(1, 20).Draw(t, "terms"))
		var sum total
		largest := 0.0
		for range rapid.IntRange(1, 200).Draw(t, "changes") {
			i := rapid.IntRange(0, len(terms)-1).Draw(t, "i")
			x := term.Draw(t, "x")
			sum.replace(terms[i], x)
			terms[i] = x
			largest = max(largest, sum.value())
		}
		want := new(big.Rat)
		for _, x := range terms {
			want.Add(want, new(big.Rat).SetFloat64(x))
		}
		if w, _ := want.Float64(); math.Abs(sum.value()-w) > w*1e-15+largest*1e-30 {
			t.Errorf("the sum of %v is %v, want %v", terms, sum.value(), w)
		}
	})
}

func TestTotalLeavesNoTrace(t *testing.T) {
	var sum total
	for _, x := range []float64{0.1, 1e20, 0.3, 1e-20, math.Inf(1), math.MaxFloat64} {
		sum.add(x)
	}
	if sum.value() != math.Inf(1) {
		t.Errorf("a sum with an endless term is %v", sum.value())
	}
	for _, x := range []float64{math.MaxFloat64, 1e20, 0.1, math.Inf(1), 0.3, 1e-20} {
		sum.remove(x)
	}
	if sum != (total{}) {
		t.Errorf("an empty sum is %+v", sum)
	}
}

func TestSorterSorts(t *testing.T) {
	var s sorter
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.SampledFrom([]int{10, 100, 100000}).Draw(t, "most")
		ids := rapid.SliceOfNDistinct(rapid.Map(rapid.IntRange(0, most), func(i int) ID { return ID(i) }), 0, min(most, 60), rapid.ID[ID]).Draw(t, "ids")
		want := slices.Clone(ids)
		slices.Sort(want)
		s.sort(ids)
		if !slices.Equal(ids, want) {
			t.Errorf("sorted: %v", ids)
		}
		if slices.ContainsFunc(s.set, func(w uint64) bool { return w != 0 }) {
			t.Error("the set is not empty afterwards")
		}
	})
}
