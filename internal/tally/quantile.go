package tally

import "math"

// Quantile returns the smallest value that the signal was at or below for at
// least a share p (0 to 1) of the time, NaN if there is none. It is exact: the
// distribution is linear between neighboring ends of ramps, and the two ends
// around the quantile are found in a time proportional to the number of ramps
// and arcs, on average.
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
	s := search{wanted: wanted, open: r.work}
	s.begin(r)
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
	wanted    float64
	below     sum // time at or below low, but for open ramps
	slope     sum // time per value of the ramps that pass the whole range
	low, high float64
}

// begin finds a small range with the quantile. An outline tells about where it
// is, so that most of the ramps are closed at once (after Floyd and Rivest's
// selection, 1975, which takes a sample instead).
func (s *search) begin(r *Ramps) {
	var o outline
	o.draw(r)
	at := o.find(s.wanted - r.zero.value())
	low, high := at-1, at+1
	if len(r.arcs) > 0 {
		low, high = s.aim(r, &o, at)
	}
	for margin := 0.0; margin < cells; margin = 8*margin + 1 {
		s.take(r, max(0, low-margin)/o.scale, min((high+margin)/o.scale, r.high))
		if s.surrounds() {
			return
		}
	}
	s.take(r, 0, r.high)
}

// aim returns a range that the quantile is likely to be in, in cells, from where
// the outline has it: about where it would be if the slope there held on.
func (s *search) aim(r *Ramps, o *outline, at float64) (low, high float64) {
	time, slope := r.look(at / o.scale)
	step := 0.0
	if slope > 0 {
		step = (s.wanted - time) / slope * o.scale
	}
	margin := math.Abs(step)/16 + 1./256
	return at + step - margin, at + step + margin
}

// look finds where the arcs pass x, and returns the time at or below x and the
// time per value there.
func (r *Ramps) look(x float64) (time, slope float64) {
	time, r.found = r.zero.value(), r.found[:0]
	for _, s := range r.ramps {
		under, steep := s.around(x)
		time += under
		slope += steep
	}
	for i := range r.arcs {
		a, p := &r.arcs[i], piece{k: unknown}
		switch {
		case x >= a.high:
			time += seconds(a.length)
		case x >= a.low:
			p = a.find(x)
			under, steep := p.ramp().around(x)
			time += seconds(p.low.under) + under
			slope += steep
		}
		r.found = append(r.found, p)
	}
	return time, slope
}

// around returns the time that the ramp spent below x, and per value there.
func (r ramp) around(x float64) (under, slope float64) {
	switch {
	case x >= r.high:
		return r.length, 0
	case x <= r.low:
		return 0, 0
	}
	slope = r.length / (r.high - r.low)
	return slope * (x - r.low), slope
}

// take begins anew with what a distribution has in a range.
func (s *search) take(r *Ramps, low, high float64) {
	s.low, s.high = low, high
	s.below, s.slope = r.zero, sum{}
	s.open = s.sift(s.open[:0], r.ramps)
	known := len(s.open)
	for i := range r.arcs {
		var before float64
		s.open, before = r.arcs[i].within(low, high, r.found[i], s.open)
		s.below.add(before)
	}
	s.open = s.sift(s.open[:known], s.open[known:])
}

// surrounds reports whether the quantile is in the range.
func (s *search) surrounds() bool {
	_, low := s.weigh(s.low)
	_, high := s.weigh(s.high)
	return !enough(low.value(), s.wanted) && enough(high.value(), s.wanted)
}

// weigh returns the time at or below a value in the range, first without that
// of the open ramps.
func (s *search) weigh(x float64) (closed, all sum) {
	closed = s.below
	closed.add(s.slope.value() * (x - s.low))
	all = closed
	for _, a := range s.open {
		if a.low <= x {
			all.add(a.below(x))
		}
	}
	return closed, all
}

// narrow moves low or high to a value between them.
func (s *search) narrow(to float64) {
	closed, all := s.weigh(to)
	if enough(all.value(), s.wanted) {
		s.high = to
	} else {
		s.below, s.low = closed, to
	}
	s.open = s.sift(s.open[:0], s.open)
}

// sift appends the ramps that have an end within the range, and closes the
// others.
func (s *search) sift(open, ramps []ramp) []ramp {
	for _, a := range ramps {
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
	return open
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
