package tally

import "math"

// Quantile returns the smallest value that the signal was at or below for at
// least a share p (0 to 1) of the time, NaN if there is none. It is exact: the
// distribution is linear between neighboring ends of ramps, and the two ends
// around the quantile are found in a time proportional to the number of ramps,
// on average, and to the number of arcs times the logarithm of their lengths.
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
	s := search{open: append(r.work[:0], r.ramps...), arcs: append(r.sought[:0], r.arcs...), wanted: wanted, below: r.zero, high: r.Max()}
	for len(s.arcs) > 0 {
		if to := s.corner(); s.low < to && to < s.high {
			s.narrow(to)
		} else {
			s.openAll() // rounding has put two corners in the wrong order
		}
	}
	r.sought = s.arcs
	s.sift()
	for len(s.open) > 0 {
		s.narrow(s.pivot())
	}
	r.work = s.open
	return s.between()
}

// standstill is a change below which time per change may have no float64.
const standstill = 1e-200

// search is a quantile sought in the range above low and up to high. Weights
// are only ever added, so that no digits are lost.
type search struct {
	open      []ramp // those with an end strictly between low and high
	arcs      []arc  // those with several ends between them
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
	for i := range s.arcs {
		weight.add(s.arcs[i].below(to))
	}
	if enough(weight.value(), s.wanted) {
		s.high = to
	} else {
		s.below, s.low = passed, to
	}
	s.trim(to)
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

// trim leaves of the arcs what is within the range, after all have been cut at
// its new end, and opens those of which little is left.
func (s *search) trim(end float64) {
	kept := 0
	for i := range s.arcs {
		a := &s.arcs[i]
		switch {
		case a.high <= s.low:
			s.below.add(seconds(a.to - a.from))
			continue
		case a.low >= s.high:
			continue
		case a.low <= end && end == s.low:
			s.below.add(a.keepAbove())
		case a.high > end && end == s.high:
			a.keepBelow(end)
		}
		if a.last-a.first <= few {
			s.open = a.pieces(s.open)
			continue
		}
		s.arcs[kept] = *a
		kept++
	}
	s.arcs = s.arcs[:kept]
}

func (s *search) openAll() {
	for i := range s.arcs {
		s.open = s.arcs[i].pieces(s.open)
	}
	s.arcs = s.arcs[:0]
	s.sift()
}

// corner returns the median of three values from the middle of arcs.
func (s *search) corner() float64 {
	middle := func(i int) float64 { return s.arcs[i].value((s.arcs[i].first + s.arcs[i].last) / 2) }
	return median(middle(0), middle(len(s.arcs)/2), middle(len(s.arcs)-1))
}

// pivot returns the median of three ends within the range.
func (s *search) pivot() float64 {
	a, b, c := s.end(0), s.end(len(s.open)/2), s.end(len(s.open)-1)
	return median(a, b, c)
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
