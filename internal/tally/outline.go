package tally

import "math"

// cells is the number of equal parts of the values in which a quantile is
// looked for first.
const cells = 256

// outline is about how a signal is distributed from 0 to a highest value: the
// time, and time per cell, that is added from one end of a cell to the next.
type outline struct {
	scale float64 // cells per value
	ends  [cells + 2]struct{ time, slope float64 }
}

// draw outlines all but the time at 0.
func (o *outline) draw(r *Ramps) {
	o.scale = cells / r.high
	for _, a := range r.ramps {
		o.line(a.length, a.low, a.high)
	}
	for i := range r.arcs {
		a := &r.arcs[i]
		m := &a.middle
		o.line(seconds(m.under), a.low, m.value)
		o.line(seconds(a.length-m.under), m.value, a.high)
	}
}

// line draws a straight stretch.
func (o *outline) line(length, low, high float64) {
	slope := o.rise(length, low, high)
	o.turn(low, slope)
	o.turn(high, -slope)
}

// rise returns the time per cell of a straight stretch; one that hardly changes
// is added, and has none.
func (o *outline) rise(length, from, to float64) float64 {
	change := math.Abs(to-from) * o.scale
	if change < 1e-6 {
		o.ends[cell(from*o.scale)+1].time += length
		return 0
	}
	return length / change
}

// turn adds to the slope from a value on.
func (o *outline) turn(value, slope float64) {
	at := value * o.scale
	end := cell(at) + 1
	o.ends[end].slope += slope
	o.ends[end].time += slope * (float64(end) - at)
}

func cell(at float64) int { return min(max(0, int(at)), cells) }

// find returns about where a time is reached, in cells.
func (o *outline) find(wanted float64) float64 {
	time, slope := 0.0, 0.0
	for end := 1; end <= cells; end++ {
		before := time
		time += slope + o.ends[end].time
		if time >= wanted {
			return float64(end) - (time-wanted)/(time-before)
		}
		slope += o.ends[end].slope
	}
	return cells
}
