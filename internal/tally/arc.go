package tally

// arc is a stretch over which a signal only rose, or only fell, by 1 per second
// less what a course grew by, divided by a pace. Of what happened in between it
// knows where it can be looked up.
type arc struct {
	course    *Course
	foot      int   // the corner before its lowest, by value
	step      int64 // from a corner to the next above, 1 or -1
	pieces    int   // of which it consists
	lowest    int64 // when it is, ns
	length    int64 // ns
	low, high float64
	middle    node // of its nodes; known once it is listed
	origin    origin
}

// origin is where the signal of an arc had which value, and its pace.
type origin struct {
	at          int64
	value, pace float64
	sum         sum
}

// few is a number of pieces up to which it is not worth looking them up.
const few = 5

// Follow says that from one moment to another, in nanoseconds, the signal
// changed by 1 per second less what the course grew by, divided by a pace above
// 0, and began with a value. The first moment is in the stretch after corner i,
// the other in that after corner j or where it begins.
// The course must be kept as long as the distribution.
func (r *Ramps) Follow(c *Course, i, j int, from, to int64, value, pace float64) {
	a := arc{course: c, origin: origin{from, value, pace, c.read(i, from)}}
	value = max(0, value)
	for from < to {
		first, falling := i, c.rates[i] > pace
		i = c.steady(i, j+1, pace)
		end := corner{at: to}
		if i <= j {
			end = c.corners[i]
		} else {
			end.sum = c.read(j, to)
		}
		reached := a.origin.read(&end)
		a.foot, a.step, a.lowest = first, 1, from
		if falling {
			a.foot, a.step, a.lowest = i, -1, end.at
		}
		a.low, a.high = ordered(value, reached)
		a.pieces, a.length = i-first, end.at-from
		r.addArc(&a)
		from, value = end.at, reached
	}
}

func (r *Ramps) addArc(a *arc) {
	switch {
	case a.high <= 0:
		r.AddZero(seconds(a.length))
	case a.pieces <= few || a.lingers():
		r.addPieces(a)
	default:
		a.middle = a.inner(a.corner(a.pieces / 2))
		r.arcs = append(r.arcs, *a)
		r.length.add(seconds(a.length))
		r.high = max(r.high, a.high)
		if a.high > r.mark {
			r.above.add(seconds(a.length) - a.below(r.mark))
		}
	}
}

// addPieces adds the ramps of which an arc consists.
func (r *Ramps) addPieces(a *arc) {
	low := a.bottom()
	for k := range a.pieces {
		high := a.node(k + 1)
		r.Add(seconds(high.under-low.under), low.value, high.value)
		low = high
	}
}

// read returns the value of the signal at a corner.
func (o *origin) read(c *corner) float64 {
	value := o.value + seconds(c.at-o.at) - c.sum.minus(o.sum)/o.pace
	if value > 0 {
		return value
	}
	return 0
}

// lingers reports whether the arc is at 0 for some time.
func (a *arc) lingers() bool { return a.low == 0 && a.node(1).value == 0 }

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
