package tally

import "math"

// Quantile returns the smallest value that the signal was at or below for at
// least a share p (0 to 1) of the time, NaN if there is none. It is exact: the
// distribution is linear between neighboring ends of ramps, and the two ends
// around the quantile are found in a time proportional to the number of ramps,
// on average.
func (r *Ramps) Quantile(p float64) float64 {
	wanted := p * r.Total()
	switch {
	case r.Total() == 0:
		return math.NaN()
	case wanted <= 0:
		return r.Min()
	case enough(r.zero.value(), wanted):
		return 0
	}
	r.work = append(r.work[:0], r.ramps...)
	s := search{open: r.work, wanted: wanted, below: r.zero, high: r.Max()}
	s.sift()
	for len(s.open) > 0 {
		s.narrow(s.pivot())
	}
	return s.between()
}

// standstill is a change below which time per change may have no float64.
const standstill = 1e-200

// search is a quantile sought in the range above low and up to high. Weights
// are only ever added, so that no digits are lost.
type search struct {
	open      []ramp // those with an end strictly between low and high
	wanted    float64
	below     sum // time at or below low, but for open ramps
	slope     sum // time per value of the ramps that pass the whole range
	low, high float64
}

// narrow moves low or high to a value between them.
func (s *search) narrow(to float64) {
	weight := s.below
	weight.add(s.slope.value() * (to - s.low))
	passed := weight
	for _, a := range s.open {
		weight.add(a.below(to))
	}
	if enough(weight.value(), s.wanted) {
		s.high = to
	} else {
		s.below, s.low = passed, to
	}
	s.sift()
}

// sift closes the ramps that have no end within the range.
func (s *search) sift() {
	open := s.open[:0]
	for _, a := range s.open {
		switch {
		case a.high <= s.low:
			s.below.add(a.length)
		case a.low >= s.high:
		case a.low <= s.low && a.high >= s.high:
			s.below.add(a.below(s.low))
			s.slope.add(a.length / max(a.high-a.low, standstill))
		default:
			open = append(open, a)
		}
	}
	s.open = open
}

// pivot returns the median of three ends within the range.
func (s *search) pivot() float64 {
	a, b, c := s.end(0), s.end(len(s.open)/2), s.end(len(s.open)-1)
	return max(min(a, b), min(max(a, b), c))
}

// end returns an end of an open ramp that is within the range.
func (s *search) end(i int) float64 {
	if a := s.open[i]; a.low > s.low {
		return a.low
	}
	return s.open[i].high
}

// between returns the quantile in a range in which the distribution is linear.
func (s *search) between() float64 {
	slope := s.slope.value()
	if slope == 0 {
		return s.high
	}
	return min(max(s.low+(s.wanted-s.below.value())/slope, s.low), s.high)
}
