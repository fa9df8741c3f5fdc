package tally

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

// line draws a straight stretch; one that hardly changes is added at its low end.
func (o *outline) line(length, low, high float64) {
	low, high = low*o.scale, high*o.scale
	from, to := cell(low)+1, cell(high)+1
	if high-low < 1e-6 {
		o.ends[from].time += length
		return
	}
	slope := length / (high - low)
	o.ends[from].slope += slope
	o.ends[from].time += slope * (float64(from) - low)
	o.ends[to].slope -= slope
	o.ends[to].time -= slope * (float64(to) - high)
}

// cell returns the cell of a value, in cells: of the highest, one after the last.
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
