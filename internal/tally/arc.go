package tally

import "slices"

// arc is a stretch over which a signal only rose, or only fell, by 1 per second
// less what a course grew by, divided by a pace. Of what happened in between it
// knows where it can be looked up.
type arc struct {
	low, high float64
	length    int64 // ns
	middle    node  // of its nodes
	course    *Course
	origin    origin
	foot      int32 // the corner before its lowest, by value
	span      int32 // from there to that from which it is highest
}

// origin is where a signal that follows a course began. The pace is per
// nanosecond.
type origin struct {
	at   int64
	sum  sum
	pace float64
}

// few is a number of pieces up to which it is not worth looking them up.
const few = 5

// Follow says that from one moment to another, in nanoseconds, the signal
// changed by 1 per second less what the course grew by, divided by a pace above
// 0, and began with a value. The first moment is in the stretch after corner i,
// the other in that after corner j or where it begins.
// The course must be kept as long as the distribution.
func (r *Ramps) Follow(c *Course, i, j int, from, to int64, value, pace float64) {
	value = max(0, value)
	o := origin{from, c.read(i, from), pace / 1e9}
	last := corner{at: to}
	for o.at < to {
		first, falling, end := i, c.rates[i] > pace, &last
		i = c.steady(i, j+1, pace)
		if i <= j {
			end = &c.corners[i]
		} else {
			last.sum = c.read(j, to)
		}
		reached := o.value(value, o.change(end))
		if falling == (reached > value) { // by rounding
			reached = value
		}
		if i-first <= few || !r.addArc(c, &o, first, i, end.at-o.at, value, reached) {
			r.addPieces(&o, c.corners[first+1:i], value, end.at, reached)
		}
		o.at, o.sum, value = end.at, end.sum, reached
	}
}

// addArc adds an arc that bends at the corners between two, unless it is at 0 for
// some time.
func (r *Ramps) addArc(c *Course, o *origin, first, last int, length int64, from, to float64) bool {
	n := len(r.arcs)
	r.arcs = slices.Grow(r.arcs, 1)[:n+1]
	a := &r.arcs[n]
	a.course, a.origin, a.length = c, *o, length
	if to < from {
		a.low, a.high, a.foot, a.span = to, from, int32(last), int32(first-last)
	} else {
		a.low, a.high, a.foot, a.span = from, to, int32(first), int32(last-first)
	}
	if a.low == 0 && a.inner(1).value == 0 {
		r.arcs = r.arcs[:n]
		return false
	}
	a.middle = a.inner(a.pieces() / 2)
	r.length.add(seconds(length))
	if a.high > r.high {
		r.high = a.high
	}
	if a.high > r.mark {
		r.above.add(seconds(length) - a.below(r.mark))
	}
	return true
}

// addPieces adds the ramps between corners.
func (r *Ramps) addPieces(o *origin, corners []corner, from float64, end int64, to float64) {
	at, value := o.at, from
	for i := range corners {
		c := &corners[i]
		next := o.value(from, o.change(c))
		r.Add(seconds(c.at-at), value, next)
		at, value = c.at, next
	}
	r.Add(seconds(end-at), value, to)
}

// change returns by how much the signal has changed up to a corner, times the
// pace: to compare it takes no division.
func (o *origin) change(c *corner) float64 {
	return float64(c.at-o.at)*o.pace - c.sum.minus(o.sum)
}

// value returns what the signal was after a change.
func (o *origin) value(start, change float64) float64 {
	if value := start + change/(o.pace*1e9); value > 0 {
		return value
	}
	return 0
}

// below returns the time that the arc spent at or below x.
func (a *arc) below(x float64) float64 {
	switch {
	case x >= a.high:
		return seconds(a.length)
	case x < a.low:
		return 0
	}
	p := a.find(x)
	return seconds(p.low.under) + p.ramp().below(x)
}

// ordered returns two values, the lower first.
func ordered(a, b float64) (low, high float64) {
	if a > b {
		return b, a
	}
	return a, b
}
