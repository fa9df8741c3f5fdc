package tally

import "math"

// arc is a stretch over which a signal only rose, or only fell, by 1 per second
// less what a course grew by, divided by a pace. Of what happened in between it
// knows where it can be looked up.
type arc struct {
	course      *Course
	first, last int   // corners between its ends: from first up to last
	from, to    int64 // ns
	low, high   float64
	falling     bool
	origin      origin
}

// origin is where the signal of an arc had which value, and its pace.
type origin struct {
	at          int64
	value, pace float64
	sum         sum
}

// few is a number of corners up to which it is not worth looking them up.
const few = 4

// Follow says that from one moment to another, in nanoseconds, the signal
// changed by 1 per second less what the course grew by, divided by a pace above
// 0, and began with a value. The first moment is in the stretch after corner i,
// the other in that after corner j or where it begins.
// The course must be kept as long as the distribution.
func (r *Ramps) Follow(c *Course, i, j int, from, to int64, value, pace float64) {
	o := origin{from, value, pace, c.read(i, from)}
	value = max(0, value)
	for from < to {
		first, falling := i+1, c.rates[i] > pace
		i = c.steady(i, j+1, pace)
		end := to
		if i <= j {
			end = c.corners[i].at
		}
		reached := o.read(end, c.read(i-1, end))
		r.addArc(&arc{
			course: c, first: first, last: i, from: from, to: end,
			low: min(value, reached), high: max(value, reached), falling: falling, origin: o,
		})
		from, value = end, reached
	}
}

func (r *Ramps) addArc(a *arc) {
	switch {
	case a.high <= 0:
		r.AddZero(seconds(a.to - a.from))
	case a.last-a.first <= few || a.lingers():
		pieces := a.all(r.ramps)
		r.ramps = pieces[:len(r.ramps)]
		for _, s := range pieces[len(r.ramps):] {
			r.Add(s.length, s.low, s.high)
		}
	default:
		r.arcs = append(r.arcs, *a)
		r.length.add(seconds(a.to - a.from))
		r.high = max(r.high, a.high)
	}
}

// read returns the value of the signal at a moment at which the course has
// grown to a sum.
func (o *origin) read(at int64, s sum) float64 {
	return max(0, o.value+seconds(at-o.at)-s.minus(o.sum)/o.pace)
}

// value returns the value at corner i.
func (a *arc) value(i int) float64 {
	c := &a.course.corners[i]
	return a.origin.read(c.at, c.sum)
}

// lingers reports whether the arc is at 0 for some time.
func (a *arc) lingers() bool {
	return a.low == 0 && (a.falling && a.value(a.last-1) == 0 || !a.falling && a.value(a.first) == 0)
}

// pieces appends the ramps of which the arc consists, from its piece that ends
// at a corner to that which reaches a value, and returns the end of that.
func (a *arc) pieces(i int, reaches float64, list []ramp) (_ []ramp, end int64) {
	from, value := a.before(i)
	for ; ; i++ {
		to, next := a.after(i)
		if to > from {
			list = append(list, ramp{seconds(to - from), min(value, next), max(value, next)})
		}
		if i == a.last || next >= reaches != a.falling || next == reaches {
			return list, to
		}
		from, value = to, next
	}
}

// all appends all ramps of which the arc consists.
func (a *arc) all(list []ramp) []ramp {
	reaches := math.Inf(1)
	if a.falling {
		reaches = -1
	}
	list, _ = a.pieces(a.first, reaches, list)
	return list
}

// below returns the time that the arc spent at or below x.
func (a *arc) below(x float64, known *knots) float64 {
	switch {
	case x >= a.high:
		return seconds(a.to - a.from)
	case x < a.low:
		return 0
	}
	i := a.passes(x, known)
	from, before := a.before(i)
	to, after := a.after(i)
	if a.falling {
		return seconds(a.to-to) + ramp{seconds(to - from), after, max(before, after)}.below(x)
	}
	return seconds(from-a.from) + ramp{seconds(to - from), before, max(before, after)}.below(x)
}

// before returns the end before corner i of a piece of the arc.
func (a *arc) before(i int) (at int64, value float64) {
	switch {
	case i > a.first:
		return a.course.corners[i-1].at, a.value(i - 1)
	case a.falling:
		return a.from, a.high
	}
	return a.from, a.low
}

// after returns the end at corner i of a piece of the arc.
func (a *arc) after(i int) (at int64, value float64) {
	switch {
	case i < a.last:
		return a.course.corners[i].at, a.value(i)
	case a.falling:
		return a.to, a.low
	}
	return a.to, a.high
}
