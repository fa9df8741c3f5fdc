package simulate_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

// canary compares a good share of failures with a bad one: by a sample of fixed
// size of each, and by Wald's sequential test of whether failures are as rare as
// they should be (Sequential Analysis, 1947).
type canary struct{ good, bad, alpha, beta float64 }

// size of each sample for a test that sees the bad share with 1 − β.
func (c canary) size() float64 {
	middle, za, zb := (c.good+c.bad)/2, mathext.NormalQuantile(1-c.alpha), mathext.NormalQuantile(1-c.beta)
	root := za*math.Sqrt(2*middle*(1-middle)) + zb*math.Sqrt(c.good*(1-c.good)+c.bad*(1-c.bad))
	return math.Ceil(root * root / ((c.bad - c.good) * (c.bad - c.good)))
}

// bounds of the logarithm of the likelihood ratio.
func (c canary) bounds() (lower, upper float64) {
	return math.Log(c.beta / (1 - c.alpha)), math.Log((1 - c.beta) / c.alpha)
}

// step of that logarithm with a failure, and without.
func (c canary) step() (failure, success float64) {
	return math.Log(c.bad / c.good), math.Log((1 - c.bad) / (1 - c.good))
}

// average number of observations if the alarm comes with some probability at a
// share of failures, by Wald's approximation.
func (c canary) average(alarm, share float64) float64 {
	lower, upper := c.bounds()
	failure, success := c.step()
	return (alarm*upper + (1-alarm)*lower) / (share*failure + (1-share)*success)
}

// sequential samples the test at a share of failures.
func (c canary) sequential(share float64) (alarms, observations []float64) {
	lower, upper := c.bounds()
	failure, success := c.step()
	for i := range samples {
		s := streamOf("sequential", i)
		ratio, n := 0.0, 0.0
		for ; lower < ratio && ratio < upper; n++ {
			if s.Bernoulli(share) {
				ratio += failure
			} else {
				ratio += success
			}
		}
		alarm := 0.0
		if ratio >= upper {
			alarm = 1
		}
		alarms, observations = append(alarms, alarm), append(observations, n)
	}
	return alarms, observations
}

// fixed samples the comparison of two samples, the second with a share of failures.
func (c canary) fixed(share float64) estimate {
	var alarms []float64
	n, z := c.size(), mathext.NormalQuantile(1-c.alpha)
	for i := range 1000 {
		s := streamOf("fixed", i)
		first, second := 0.0, 0.0
		for range int(n) {
			if s.Bernoulli(c.good) {
				first++
			}
			if s.Bernoulli(share) {
				second++
			}
		}
		pooled := (first + second) / (2 * n)
		alarm := 0.0
		if (second-first)/n > z*math.Sqrt(2*pooled*(1-pooled)/n) {
			alarm = 1
		}
		alarms = append(alarms, alarm)
	}
	return shareOf(alarms, isTrue)
}

// sampleTests are checked by formula, and against samples: errors are as rare as
// allowed (Wald's bounds are α/(1 − β) and β/(1 − α)), and his approximation of the
// length, which leaves out by how much a bound is passed, is short by less than a
// fifth.
func sampleTests(t *testing.T, c *closedCase) results {
	test := canary{c.Number("p_baseline"), c.Number("p_bad"), c.Number("alpha"), c.Number("beta")}
	within := func(what string, got estimate, most float64) {
		if !(got.value <= most+4*got.se) {
			t.Errorf("%s: %v of the tests, allowed are %v", what, got.value, most)
		}
	}
	alarms, ifGood := test.sequential(test.good)
	within("false alarms", shareOf(alarms, isTrue), test.alpha/(1-test.beta))
	alarms, ifBad := test.sequential(test.bad)
	within("missed", shareOf(alarms, func(x float64) bool { return x == 0 }), test.beta/(1-test.alpha))
	within("false alarms of the fixed sample", test.fixed(test.good), test.alpha)
	if power := test.fixed(test.bad); math.Abs(power.value-(1-test.beta)) > 4*power.se {
		t.Errorf("the fixed sample sees %v of the bad, want %v", power.value, 1-test.beta)
	}
	got := results{"n_per_arm_fixed": exactly(test.size())}
	lower, upper := test.bounds()
	got["sprt_lower"], got["sprt_upper"] = exactly(lower), exactly(upper)
	for name, x := range map[string]struct {
		approximate float64
		sampled     []float64
	}{
		"sprt_asn_if_good": {test.average(test.alpha, test.good), ifGood},
		"sprt_asn_if_bad":  {test.average(1-test.beta, test.bad), ifBad},
	} {
		got[name] = exactly(x.approximate)
		if mean := meanOf(x.sampled); mean.value < x.approximate-4*mean.se || mean.value > 1.2*x.approximate {
			t.Errorf("%s: %v sampled, %v by the approximation", name, mean.value, x.approximate)
		}
	}
	return got
}
