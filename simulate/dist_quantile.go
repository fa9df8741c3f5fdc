package simulate

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// Quantile returns the value below which the quantity is with probability u,
// in (0, 1): given a uniform random number it returns a random value. It is
// never below 0 and never above the limit of its unit. The distribution is one
// that [Dist.Validate] accepts.
//
// Formulas are the inverse distribution functions of Johnson, Kotz and
// Balakrishnan, "Continuous Univariate Distributions"; PERT is the beta
// distribution of Malcolm et al. (1959) with shapes 1 + 4 (mode − min) / (max −
// min) and 1 + 4 (max − mode) / (max − min).
func (d Dist[T]) Quantile(u float64) T {
	if len(d.Params) == 0 {
		return 0
	}
	u = min(max(u, math.SmallestNonzeroFloat64), 1-0x1p-53)
	return T(min(max(quantile(d.Shape, d.Params, u), 0), float64(d.most())))
}

// most is the largest value that the unit allows, 0 without parameters.
func (d Dist[T]) most() T {
	if len(d.Params) == 0 {
		return 0
	}
	return T(math.Nextafter(any(d.Params[0]).(interface{ limit() float64 }).limit(), 0))
}

func quantile[T Quantity](shape Shape, params []T, u float64) float64 {
	p := func(i int) float64 { return float64(params[i]) }
	switch shape {
	case Uniform:
		return min(p(0)+(p(1)-p(0))*u, p(1))
	case Triangular:
		return min(max(p(0), triangular(p(0), p(1), p(2), u)), p(2))
	case PERT:
		return min(max(p(0), pert(p(0), p(1), p(2), u)), p(2))
	case Normal:
		return p(0) + p(1)*mathext.NormalQuantile(u)
	case Lognormal:
		return p(0) * math.Exp(spread(p(0), p(1))*mathext.NormalQuantile(u))
	case Exponential:
		return -p(0) * math.Log1p(-u)
	case Empirical:
		if !slices.IsSorted(params) {
			params = slices.Sorted(slices.Values(params))
		}
		return float64(params[int(math.Ceil(u*float64(len(params))))-1])
	}
	return p(0)
}

func triangular(a, m, b, u float64) float64 {
	if a == b {
		return a
	}
	if u*(b-a) < m-a {
		return a + math.Sqrt(u*(b-a)*(m-a))
	}
	return b - math.Sqrt((1-u)*(b-a)*(b-m))
}

func pert(a, m, b, u float64) float64 {
	if a == b {
		return a
	}
	return a + (b-a)*mathext.InvRegIncBeta(1+4*(m-a)/(b-a), 1+4*(b-m)/(b-a), u)
}

// spread is the standard deviation of the logarithm.
func spread(p50, p90 float64) float64 {
	return math.Log(p90/p50) / mathext.NormalQuantile(0.9)
}

// Mean returns the expected value, that of the cut distribution for Normal. It
// is at most the limit of the unit.
func (d Dist[T]) Mean() T {
	if len(d.Params) == 0 {
		return 0
	}
	return T(min(mean(d.Shape, d.Params), float64(d.most())))
}

func mean[T Quantity](shape Shape, params []T) float64 {
	p := func(i int) float64 { return float64(params[i]) }
	switch shape {
	case Uniform:
		return (p(0) + p(1)) / 2
	case Triangular:
		return (p(0) + p(1) + p(2)) / 3
	case PERT:
		return (p(0) + 4*p(1) + p(2)) / 6
	case Normal:
		return cutMean(p(0), p(1))
	case Lognormal:
		s := spread(p(0), p(1))
		return p(0) * math.Exp(s*s/2)
	case Empirical:
		sum := 0.0
		for i := range params {
			sum += p(i)
		}
		return sum / float64(len(params))
	}
	return p(0)
}

// cutMean is the mean of max(0, x) for a normal x: μΦ(μ/σ) + σφ(μ/σ).
func cutMean(mean, sd float64) float64 {
	if sd == 0 {
		return mean
	}
	z := mean / sd
	return mean*math.Erfc(-z/math.Sqrt2)/2 + sd*math.Exp(-z*z/2)/math.Sqrt(2*math.Pi)
}
