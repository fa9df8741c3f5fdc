package stream

import "math"

// Bernoulli is true with probability p: never at 0, always at 1.
func (s *Stream) Bernoulli(p float64) bool { return s.Uniform() < p }

// Exp is exponential with a mean, which is at least 0.
func (s *Stream) Exp(mean float64) float64 { return -mean * math.Log1p(-s.Uniform()) }

// Poisson is a Poisson number with a mean, which is at least 0. Means from 500
// on are inverted by the Cornish-Fisher expansion, which is off by less than
// one event there.
func (s *Stream) Poisson(mean float64) int { return poisson(mean, s.Uniform()) }

// fewEvents is the mean below which the Poisson probabilities are summed up;
// that of no event is well above the smallest float64.
const fewEvents = 500

// poisson is the smallest number whose Poisson distribution function reaches u.
func poisson(mean, u float64) int {
	if mean >= fewEvents {
		return manyEvents(mean, u)
	}
	n, p := 0, math.Exp(-mean)
	for sum := p; sum < u; sum += p {
		n++
		p *= mean / float64(n)
		if sum+p == sum && float64(n) > mean {
			break // the rest does not count in a float64
		}
	}
	return n
}

// manyEvents approximates poisson by the first three terms of the expansion of
// Cornish and Fisher (1937) around the normal distribution.
func manyEvents(mean, u float64) int {
	z := math.Sqrt2 * math.Erfinv(2*u-1)
	sd := math.Sqrt(mean)
	x := mean + sd*z + (z*z-1)/6 + (z-z*z*z)/(72*sd)
	return int(min(math.Round(x), math.MaxInt32))
}
