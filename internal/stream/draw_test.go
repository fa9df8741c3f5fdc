package stream

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// checkMoments compares mean and variance with the expected ones to five
// standard errors; kurtosis is the excess.
func checkMoments(t *testing.T, x []float64, mean, variance, kurtosis float64) {
	t.Helper()
	m, v := stat.MeanVariance(x, nil)
	n := float64(len(x))
	if bound := 5 * math.Sqrt(variance/n); math.Abs(m-mean) > bound {
		t.Errorf("mean %v, want %v ± %v", m, mean, bound)
	}
	if bound := 5 * variance * math.Sqrt((2+kurtosis)/n); math.Abs(v-variance) > bound {
		t.Errorf("variance %v, want %v ± %v", v, variance, bound)
	}
}

func TestMoments(t *testing.T) {
	s := New(7, 0, PurposeOf("moments"), 0)
	t.Run("uniform", func(t *testing.T) {
		checkMoments(t, sample(draws, s.Uniform), 0.5, 1.0/12, -1.2)
	})
	t.Run("exponential", func(t *testing.T) {
		checkMoments(t, sample(draws, func() float64 { return s.Exp(3) }), 3, 9, 6)
	})
	for _, mean := range []float64{0.01, 1.5, 40, 499, 501, 1e6} {
		t.Run("poisson", func(t *testing.T) {
			x := sample(draws, func() float64 { return float64(s.Poisson(mean)) })
			checkMoments(t, x, mean, mean, 1/mean)
		})
	}
	t.Run("bernoulli", func(t *testing.T) {
		const p = 0.05
		x := sample(draws, func() float64 {
			if s.Bernoulli(p) {
				return 1
			}
			return 0
		})
		checkMoments(t, x, p, p*(1-p), (1-6*p*(1-p))/(p*(1-p)))
	})
}

// The number drawn is the smallest whose distribution function reaches u.
func TestPoissonInverts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mean := rapid.Float64Range(0.001, 2000).Draw(t, "mean")
		u := rapid.Float64Range(1e-9, 1-1e-9).Draw(t, "u")
		n := poisson(mean, u)
		d := distuv.Poisson{Lambda: mean}
		tolerance, slack := 1e-11, 0.0
		if mean >= fewEvents {
			slack = 1
		}
		if below := d.CDF(float64(n) - 1 - slack); n > 0 && below > u+tolerance {
			t.Errorf("%d events: one less reach %v, beyond %v", n, below, u)
		}
		if reached := d.CDF(float64(n) + slack); reached < u-tolerance {
			t.Errorf("%d events reach %v, not %v", n, reached, u)
		}
	})
}

func TestPoissonRisesWithTheUniform(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mean := rapid.Float64Range(0, 1000).Draw(t, "mean")
		a := rapid.Float64Range(1e-16, 1-1e-16).Draw(t, "a")
		b := rapid.Float64Range(a, 1-1e-16).Draw(t, "b")
		if poisson(mean, a) > poisson(mean, b) {
			t.Errorf("%d events at %v, %d at %v", poisson(mean, a), a, poisson(mean, b), b)
		}
	})
}

// The smallest and the largest uniform number.
func TestExtremes(t *testing.T) {
	least, most := inside(0), inside(math.MaxUint64)
	if least != math.Ldexp(1, -54) || most != 1-math.Ldexp(1, -53) {
		t.Errorf("uniform numbers are between %v and %v", least, most)
	}
	for _, mean := range []float64{0, 1e-300, 1, 499.9, 500, 1e6, 1e300} {
		low, high := poisson(mean, least), poisson(mean, most)
		if spread := 12*math.Sqrt(mean) + 30; low < 0 || high < low || mean < 1e6 && float64(high) > mean+spread {
			t.Errorf("mean %v: between %d and %d events", mean, low, high)
		}
	}
	if n := poisson(0, most); n != 0 {
		t.Errorf("%d events, want none", n)
	}
	s := New(1, 1, 1, 1)
	for range 1000 {
		if s.Bernoulli(0) || !s.Bernoulli(1) {
			t.Fatal("the impossible happened, or the certain didn't")
		}
		if x := s.Exp(0); x != 0 {
			t.Fatalf("exponential with mean 0 is %v", x)
		}
	}
}

// Every draw takes one number, whatever comes out.
func TestOneUniformADraw(t *testing.T) {
	for name, draw := range map[string]func(*Stream){
		"uniform":   func(s *Stream) { s.Uniform() },
		"bernoulli": func(s *Stream) { s.Bernoulli(0.3) },
		"exp":       func(s *Stream) { s.Exp(2) },
		"poisson":   func(s *Stream) { s.Poisson(20) },
		"many":      func(s *Stream) { s.Poisson(2000) },
	} {
		a, b := New(1, 0, 0, 0), New(1, 0, 0, 0)
		for range 100 {
			draw(&a)
			b.source.Uint64()
		}
		if a != b {
			t.Errorf("%s: 100 draws don't take 100 numbers", name)
		}
	}
}
