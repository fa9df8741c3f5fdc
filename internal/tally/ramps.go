package tally

import "math"

// Ramps is the distribution, by time, of a signal that is linear between
// changes, is never negative (what is below 0 counts as 0), and may jump. The
// zero value is empty and ready, with a mark of 0.
// Its memory grows with the number of stretches that are not 0 throughout, or
// of rises and falls along a course.
type Ramps struct {
	ramps  []ramp
	length sum // of them and of the arcs
	above  sum // of that, above the mark
	high   float64
	mark   float64
	zero   sum // time at 0
	arcs   []arc
	work   []ramp  // of a quantile being sought
	found  []piece // of each arc, near it
}

// ramp is a stretch over which the signal passed evenly from low to high or
// back; where both are equal it stood still.
type ramp struct{ length, low, high float64 }

// below returns the time that the ramp spent at or below x.
func (r ramp) below(x float64) float64 {
	switch {
	case x >= r.high:
		return r.length
	case x < r.low:
		return 0
	}
	return r.length * ((x - r.low) / (r.high - r.low))
}

// Add says that the signal went from one value to another within a length of
// time. A length of 0, or below, is no time at all and is left out.
func (r *Ramps) Add(duration, from, to float64) {
	if !(duration > 0) {
		return
	}
	low, high := ordered(from, to)
	if high <= 0 {
		r.AddZero(duration)
		return
	}
	if low < 0 {
		low = 0
	}
	s := ramp{duration, low, high}
	r.ramps = append(r.ramps, s)
	r.length.add(duration)
	if high > r.high {
		r.high = high
	}
	if high > r.mark {
		r.above.add(duration - s.below(r.mark))
	}
}

// AddZero says that the signal was 0 for a length of time.
func (r *Ramps) AddZero(duration float64) {
	if duration > 0 {
		r.zero.add(duration)
	}
}

// Total returns the time that was added.
func (r *Ramps) Total() float64 {
	total := r.zero
	total.merge(r.length)
	return total.value()
}

// Max returns the largest value that the signal reached or came up to, NaN if
// there is none.
func (r *Ramps) Max() float64 {
	if r.Total() == 0 {
		return math.NaN()
	}
	return r.high
}

// Min returns the smallest value, NaN if there is none.
func (r *Ramps) Min() float64 {
	if r.Total() == 0 {
		return math.NaN()
	}
	if r.zero.value() > 0 {
		return 0
	}
	lowest := math.Inf(1)
	for _, s := range r.ramps {
		lowest = min(lowest, s.low)
	}
	for i := range r.arcs {
		lowest = min(lowest, r.arcs[i].low)
	}
	return lowest
}

// Above returns the share of the time that the signal was strictly above the
// mark, 0 if that is NaN, and NaN if there is no time.
func (r *Ramps) Above() float64 {
	total := r.Total()
	if total == 0 {
		return math.NaN()
	}
	above := r.above
	if r.mark < 0 {
		above.merge(r.zero)
	}
	return min(1, above.value()/total)
}

// Reset empties the distribution and keeps its memory. From now on the mark is
// another.
func (r *Ramps) Reset(mark float64) {
	*r = Ramps{mark: mark, ramps: r.ramps[:0], arcs: r.arcs[:0], work: r.work[:0], found: r.found[:0]}
}
