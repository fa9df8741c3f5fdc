package tally

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// finite draws numbers of all magnitudes that a simulation can meet, and some.
var finite = rapid.Custom(func(t *rapid.T) float64 {
	x := rapid.Float64Range(-1, 1).Draw(t, "mantissa")
	return math.Ldexp(x, rapid.IntRange(-300, 300).Draw(t, "exponent"))
})

func rational(values []float64) *big.Rat {
	sum := new(big.Rat)
	for _, x := range values {
		sum.Add(sum, new(big.Rat).SetFloat64(x))
	}
	return sum
}

func TestExactIsTheRationalSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(finite, 0, 40).Draw(t, "values")
		var e Exact
		for i, x := range values {
			e.Add(x)
			if i%7 == 3 {
				e.carry()
			}
		}
		want, _ := rational(values).Float64()
		if got := e.Value(); got != want {
			t.Errorf("sum of %v = %v, want %v", values, got, want)
		}
	})
}

func TestExactSumsOfExtremes(t *testing.T) {
	tiny, huge := math.SmallestNonzeroFloat64, math.MaxFloat64
	for _, test := range []struct {
		values []float64
		want   float64
	}{
		{[]float64{huge, tiny, -huge}, tiny},
		{[]float64{huge, huge, -huge}, huge},
		{[]float64{1, -1}, 0},
		{[]float64{-tiny, tiny, math.Copysign(0, -1)}, 0},
		{[]float64{1e16, 1, -1e16}, 1},
		{[]float64{-3, 1}, -2},
	} {
		var e Exact
		for _, x := range test.values {
			e.Add(x)
			e.carry()
		}
		if got := e.Value(); got != test.want {
			t.Errorf("sum of %v = %v, want %v", test.values, got, test.want)
		}
	}
}

func TestExactTakesNumbersOnly(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v was added", x)
				}
			}()
			new(Exact).Add(x)
		}()
	}
}

// shuffledParts cuts values into parts in a random order.
func shuffledParts(t *rapid.T, values []float64) [][]float64 {
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "luck"), 0))
	order := random.Perm(len(values))
	parts := make([][]float64, 1+random.IntN(4))
	for _, i := range order {
		p := random.IntN(len(parts))
		parts[p] = append(parts[p], values[i])
	}
	return parts
}

func TestMomentsDoNotDependOnTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(finite, 0, 40).Draw(t, "values")
		var whole, merged Moments
		for _, x := range values {
			whole.Add(x)
		}
		for _, part := range shuffledParts(t, values) {
			var m Moments
			for _, x := range part {
				m.Add(x)
			}
			merged.Merge(&m)
		}
		for _, pair := range [][2]float64{{whole.Mean(), merged.Mean()}, {whole.Variance(), merged.Variance()}, {whole.StdErr(), merged.StdErr()}} {
			if math.Float64bits(pair[0]) != math.Float64bits(pair[1]) {
				t.Errorf("%v: %v in one, %v in parts", values, pair[0], pair[1])
			}
		}
	})
}

func TestMomentsAgreeWithTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 2, 40).Draw(t, "values")
		var m Moments
		for _, x := range values {
			m.Add(x)
		}
		n := int64(len(values))
		mean := rational(values)
		mean.Quo(mean, big.NewRat(n, 1))
		squares := new(big.Rat)
		for _, x := range values {
			d := new(big.Rat).SetFloat64(x)
			d.Sub(d, mean)
			squares.Add(squares, d.Mul(d, d))
		}
		wantMean, _ := mean.Float64()
		wantVariance, _ := squares.Quo(squares, big.NewRat(n-1, 1)).Float64()
		if got := m.Mean(); got != wantMean {
			t.Errorf("mean of %v = %v, want %v", values, got, wantMean)
		}
		// Below 1e-307 a float64 has fewer digits.
		if got := m.Variance(); math.Abs(got-wantVariance) > 1e-15*wantVariance+math.SmallestNonzeroFloat64 {
			t.Errorf("variance of %v = %v, want %v", values, got, wantVariance)
		}
	})
}

func TestALargeMeanCostsNoDigitOfTheVariance(t *testing.T) {
	var m Moments
	for _, x := range []float64{1e15 + 1, 1e15 + 2, 1e15 + 3} {
		m.Add(x)
	}
	if m.Mean() != 1e15+2 || m.Variance() != 1 {
		t.Errorf("mean %v, variance %v, want 1e15+2 and 1", m.Mean(), m.Variance())
	}
}

func TestMomentsOfLittle(t *testing.T) {
	var m Moments
	if !math.IsNaN(m.Mean()) || !math.IsNaN(m.StdErr()) {
		t.Errorf("nothing has mean %v and standard error %v", m.Mean(), m.StdErr())
	}
	m.Add(7)
	if m.Mean() != 7 || !math.IsNaN(m.Variance()) {
		t.Errorf("one number has mean %v and variance %v", m.Mean(), m.Variance())
	}
	m.Add(7)
	if m.Variance() != 0 {
		t.Errorf("equal numbers have variance %v", m.Variance())
	}
}
