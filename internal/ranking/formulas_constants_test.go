package ranking_test

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/stat/distuv"
)

// bechhoferH is the constant h of one stage with known, equal variances: of k
// models, 2 or more, the best, δ or more ahead, is selected with a probability of
// at least p, above 1/k and below 1, after (hσ/δ)² observations of each. It solves
// ∫ Φᵏ⁻¹(z + h) φ(z) dz = p (Bechhofer, Annals of Mathematical Statistics 25,
// 1954).
func bechhoferH(k int, p float64) float64 {
	z := distuv.UnitNormal
	return solve(p, func(h float64) float64 {
		return integral(func(x float64) float64 { return math.Pow(z.CDF(x+h), float64(k-1)) * z.Prob(x) }, -9, 9)
	})
}

// dudewiczDalalH1 is the constant h₁ of two stages with unknown, different
// variances and weighted means: with n0 observations in the first stage, 3 or
// more, it solves ∫ Fᵏ⁻¹(t + h) f(t) dt = p for Student's t distribution of n0 − 1
// degrees of freedom (Dudewicz and Dalal, Sankhyā B 37, 1975; Law, "Simulation
// Modeling and Analysis", 5th ed., section 10.4.1).
func dudewiczDalalH1(k, n0 int, p float64) float64 {
	nu := float64(n0 - 1)
	t, root := distuv.StudentsT{Sigma: 1, Nu: nu}, math.Sqrt(nu)
	far := 9.0 // where nothing is left of a distribution that is about normal
	if nu < 200 {
		far = -t.Quantile(1e-12)
	}
	// With t = √ν tan θ the tails, which are heavy, fit into a short range. What F
	// does about −h takes nodes of its own.
	end := math.Atan(far / root)
	return solve(p, func(h float64) float64 {
		f := func(angle float64) float64 {
			x := root * math.Tan(angle)
			return math.Pow(t.CDF(x+h), float64(k-1)) * t.Prob(x) * root / (math.Cos(angle) * math.Cos(angle))
		}
		turn := max(-end, math.Atan(-h/root))
		return integral(f, -end, turn) + integral(f, turn, end)
	})
}

// rinottH is the constant h of two stages with unknown, different variances and
// plain means: with n0 observations in the first stage, 3 or more, it solves
// E[E[Φ(h/√(ν(1/X + 1/Y))) | X]ᵏ⁻¹] = p for independent X and Y of the chi-squared
// distribution of ν = n0 − 1 degrees of freedom (Rinott, Communications in
// Statistics A 7, 1978).
func rinottH(k, n0 int, p float64) float64 {
	nu := float64(n0 - 1)
	chi := distuv.ChiSquared{K: nu}
	// The integrals are over the roots of X and Y, in which all is smooth.
	at, weight := make([]float64, nodes), make([]float64, nodes)
	quad.Legendre{}.FixedLocations(at, weight, math.Sqrt(chi.Quantile(1e-13)), math.Sqrt(chi.Quantile(1-1e-13)))
	for i, root := range at {
		at[i] = root * root
		weight[i] *= 2 * root * chi.Prob(at[i])
	}
	return solve(p, func(h float64) float64 {
		total := 0.0
		for i, x := range at {
			inner := 0.0
			for j, y := range at {
				inner += weight[j] * distuv.UnitNormal.CDF(h/math.Sqrt(nu*(1/x+1/y)))
			}
			total += weight[i] * math.Pow(inner, float64(k-1))
		}
		return total
	})
}

// nodes are enough for five digits of a constant even where tails are heaviest,
// for ten or more elsewhere.
const nodes = 128

// integral is that of a smooth function, by the rule of Gauss and Legendre.
func integral(f func(float64) float64, from, to float64) float64 {
	return quad.Fixed(f, from, to, nodes, nil, 0)
}

// solve finds where an increasing function reaches p.
func solve(p float64, f func(float64) float64) float64 {
	low, high := 0.0, 1.0
	for f(high) < p && high < 1e6 {
		low, high = high, 2*high
	}
	for range 45 {
		if middle := (low + high) / 2; f(middle) < p {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}
