package tally

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Interval is a confidence interval: with a probability of at least Coverage,
// 0 to 1, over all that chance could have brought, an interval made this way
// holds the quantity it is made for. Low and High are in the quantity's unit.
type Interval struct {
	Low, High float64
	Coverage  float64
}

// Critical returns the value that a variable of Student's t distribution with
// some degrees of freedom, at least 1, stays within on both sides of 0 with a
// probability of confidence, in (0, 1).
func Critical(freedom int, confidence float64) float64 {
	return distuv.StudentsT{Sigma: 1, Nu: float64(freedom)}.Quantile((1 + confidence) / 2)
}

// MeanInterval is Student's t interval of an expected value from n observations
// with a mean and a variance (that of the sample, with the divisor n − 1), at a
// confidence in (0, 1). There is none of fewer than two observations, nor of
// numbers that are not finite. Its coverage is exact for independent normal
// observations and nearly so for means of many (Law, "Simulation Modeling and
// Analysis", 5th ed., section 4.5).
func MeanInterval(n int, mean, variance, confidence float64) (Interval, bool) {
	if n < 2 || !isFinite(mean) || !isFinite(variance) || variance < 0 || !isShare(confidence) {
		return Interval{}, false
	}
	half := Critical(n-1, confidence) * math.Sqrt(variance/float64(n))
	return Interval{mean - half, mean + half, confidence}, true
}

func isFinite(x float64) bool { return !math.IsNaN(x - x) }

// isShare reports whether p is strictly between 0 and 1.
func isShare(p float64) bool { return p > 0 && p < 1 }
