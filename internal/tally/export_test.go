package tally

import "math"

// HalfWidth returns half of the interval's length, in the quantity's unit.
func (i Interval) HalfWidth() float64 { return (i.High - i.Low) / 2 }

// Holds reports whether x is within the interval, its ends included.
func (i Interval) Holds(x float64) bool { return i.Low <= x && x <= i.High }

// Min returns the smallest value, NaN if there is none.
func (l *Levels) Min() float64 {
	if l.Total() == 0 {
		return math.NaN()
	}
	return l.low
}

// Mean returns the mean over time, NaN if there is none.
func (r *Ramps) Mean() float64 {
	if r.Total() == 0 {
		return math.NaN()
	}
	var area sum
	pieces := append(r.work[:0], r.ramps...)
	for i := range r.arcs {
		pieces = r.arcs[i].all(pieces)
	}
	for _, s := range pieces {
		area.add(s.length * (s.low/2 + s.high/2))
	}
	r.work = pieces
	return area.value() / r.Total()
}

// all appends all ramps of which the arc consists.
func (a *arc) all(list []ramp) []ramp {
	low := a.bottom()
	for k := range a.pieces() {
		high := a.node(k + 1)
		p := piece{k, low, high}
		list, low = append(list, p.ramp()), high
	}
	return list
}
