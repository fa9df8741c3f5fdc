package tally

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// ClopperPearson is the interval of a probability from the number of successes
// in n independent trials, at a confidence in (0, 1): the probabilities under
// which neither so few nor so many successes would be rarer than
// (1 − confidence)/2 (Clopper and Pearson, Biometrika 26, 1934). It covers at
// least as often as it says, whatever the probability is, and often more. It is
// the one to report, since nobody is promised too much. There is none without a
// trial.
func ClopperPearson(successes, n int, confidence float64) (Interval, bool) {
	if n < 1 || successes < 0 || successes > n || !isShare(confidence) {
		return Interval{}, false
	}
	side := (1 - confidence) / 2
	k, misses := float64(successes), float64(n-successes)
	i := Interval{0, 1, confidence}
	if successes > 0 {
		i.Low = mathext.InvRegIncBeta(k, misses+1, side)
	}
	if successes < n {
		i.High = 1 - mathext.InvRegIncBeta(misses, k+1, side)
	}
	return i, true
}

// Wilson is the score interval of a probability from the number of successes in
// n independent trials (Wilson, Journal of the American Statistical Association
// 22, 1927). It covers about as often as it says on average over all
// probabilities, for some of them less. It is shorter than [ClopperPearson]'s and
// serves to decide whether more replications are worth their time. There is none
// without a trial.
func Wilson(successes, n int, confidence float64) (Interval, bool) {
	if n < 1 || successes < 0 || successes > n || !isShare(confidence) {
		return Interval{}, false
	}
	z := mathext.NormalQuantile((1 + confidence) / 2)
	trials := float64(n)
	p, w := float64(successes)/trials, z*z/trials
	middle := (p + w/2) / (1 + w)
	half := math.Sqrt(w*(p*(1-p)+w/4)) / (1 + w)
	return Interval{max(0, middle-half), min(1, middle+half), confidence}, true
}
