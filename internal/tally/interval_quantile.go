package tally

import (
	"sort"

	"gonum.org/v1/gonum/mathext"
)

// Ranks are the places, counted from 1 for the smallest, of the two of n
// observations between which a quantile lies with a probability of Coverage.
type Ranks struct {
	Lower, Upper int
	Coverage     float64
}

// QuantileRanks finds the narrowest ranks that leave a quantile out with a
// probability of at most (1 − confidence)/2 on each side. The quantile is the
// value that a share p, in (0, 1), of all that chance could bring is at or
// below. Nothing is assumed of the distribution: how many of n independent
// observations are below the quantile is binomial (David and Nagaraja, "Order
// Statistics", 3rd ed., section 7.1). There are no ranks if n is too small, that
// is, if even the smallest or the largest observation may well be on the wrong
// side: a 95 % interval of a P95 takes 72 observations, of a median 6.
func QuantileRanks(n int, p, confidence float64) (Ranks, bool) {
	if n < 1 || !isShare(p) || !isShare(confidence) {
		return Ranks{}, false
	}
	side := (1 - confidence) / 2
	lower := sort.Search(n, func(k int) bool { return atMost(n, k, p) > side })
	upper := sort.Search(n+1, func(k int) bool { return atLeast(n, k, p) <= side })
	if lower < 1 || upper > n {
		return Ranks{}, false
	}
	return Ranks{lower, upper, RankCoverage(n, p, lower, upper)}, true
}

// RankCoverage is the probability that the quantile of a share p, in (0, 1), is
// from the observation of one rank on and below that of another, upper one, of n
// independent observations of a continuous quantity. The rank 0 stands for no
// lower end and n + 1 for no upper one, which gives the tolerance limits of Wilks
// (1941). Of a quantity that is not continuous the observations of both ranks,
// these included, hold the quantile at least as often.
func RankCoverage(n int, p float64, lower, upper int) float64 {
	return max(0, 1-atMost(n, lower-1, p)-atLeast(n, upper, p))
}

// atMost is the probability of at most k successes in n trials that each succeed
// with probability p (Abramowitz and Stegun, 26.5.24).
func atMost(n, k int, p float64) float64 {
	switch {
	case k < 0:
		return 0
	case k >= n:
		return 1
	}
	return mathext.RegIncBeta(float64(n-k), float64(k+1), 1-p)
}

// atLeast is the probability of k successes or more.
func atLeast(n, k int, p float64) float64 {
	switch {
	case k <= 0:
		return 1
	case k > n:
		return 0
	}
	return mathext.RegIncBeta(float64(k), float64(n-k+1), p)
}
