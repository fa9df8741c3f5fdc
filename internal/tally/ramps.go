package tally

import "math"

// Ramps is the distribution, by time, of a signal that is linear between
// changes, is never negative (what is below 0 counts as 0), and may jump. The
// zero value is empty and ready.
// Its memory grows with the number of stretches that are not 0 throughout, or
// of rises and falls along a course.
type Ramps struct {
	ramps   []ramp
	arcs    []arc
	work    []ramp  // of a quantile being sought
	found   []piece // of each arc, near it
	zero    sum     // time at 0
	counted int     // ramps that these know:
	length  sum
	high    float64
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
	r.ramps = append(r.ramps, ramp{duration, max(0, low), high})
}

// AddZero says that the signal was 0 for a length of time.
func (r *Ramps) AddZero(duration float64) {
	if duration > 0 {
		r.zero.add(duration)
	}
}

// count takes account of all ramps.
func (r *Ramps) count() {
	for ; r.counted < len(r.ramps); r.counted++ {
		s := &r.ramps[r.counted]
		r.length.add(s.length)
		r.high = max(r.high, s.high)
	}
}

// Total returns the time that was added.
func (r *Ramps) Total() float64 {
	r.count()
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

// Above returns the share of the time that the signal was strictly above x,
// NaN if there is none.
func (r *Ramps) Above(x float64) float64 {
	if r.Total() == 0 {
		return math.NaN()
	}
	var above sum
	if x < 0 {
		above = r.zero
	}
	for _, s := range r.ramps {
		if s.high > x {
			above.add(s.length - s.below(x))
		}
	}
	for i := range r.arcs {
		if a := &r.arcs[i]; a.high > x {
			above.add(seconds(a.length) - a.below(x))
		}
	}
	return min(1, above.value()/r.Total())
}

// Reset empties the distribution and keeps its memory.
func (r *Ramps) Reset() {
	*r = Ramps{ramps: r.ramps[:0], arcs: r.arcs[:0], work: r.work[:0], found: r.found[:0]}
}
