package tally

import "sort"

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
	cut         int // first corner, in its order, that a search has found too late
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
// 0, and began with a value. The first moment is in the stretch after corner i.
// The course must be kept as long as the distribution.
func (r *Ramps) Follow(c *Course, i int, from, to int64, value, pace float64) {
	o := origin{from, value, pace, c.read(i, from)}
	for begin := from; begin < to; {
		falling := c.corners[i].rate > pace
		next := i + 1
		for next < len(c.corners) && c.corners[next].at < to && c.corners[next].rate > pace == falling {
			next++
		}
		_, end := c.Stretch(next-1, to)
		a := arc{course: c, first: i + 1, last: next, from: begin, to: end, falling: falling, origin: o}
		a.low, a.high = o.read(begin, c.read(i, begin)), o.read(end, c.read(next-1, end))
		if falling {
			a.low, a.high = a.high, a.low
		}
		r.addArc(a)
		begin, i = end, next
	}
}

func (r *Ramps) addArc(a arc) {
	switch {
	case a.high <= 0:
		r.AddZero(seconds(a.to - a.from))
	case a.last-a.first <= few || a.lingers():
		r.work = a.pieces(r.work[:0])
		for _, s := range r.work {
			r.Add(s.length, s.low, s.high)
		}
	default:
		a.high = max(a.low, a.high)
		r.arcs = append(r.arcs, a)
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

// pieces appends the ramps of which the arc consists.
func (a *arc) pieces(list []ramp) []ramp {
	from, value := a.before(a.first)
	for i := a.first; i <= a.last; i++ {
		to, next := a.after(i)
		if to > from {
			list = append(list, ramp{seconds(to - from), min(value, next), max(value, next)})
		}
		from, value = to, next
	}
	return list
}

// below returns the time that the arc spent at or below x, and remembers at
// which corner it passes x.
func (a *arc) below(x float64) float64 {
	switch {
	case x >= a.high:
		return seconds(a.to - a.from)
	case x < a.low:
		return 0
	}
	a.cut = a.first + sort.Search(a.last-a.first, func(n int) bool { return a.value(a.first+n) > x != a.falling })
	from, before := a.before(a.cut)
	to, after := a.after(a.cut)
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

// keepAbove leaves of an arc the pieces with an end above x, where it was last
// cut, and returns the time of the others.
func (a *arc) keepAbove() float64 {
	from, to := a.from, a.to
	if a.falling {
		a.to, a.low = a.after(a.cut)
		a.last = a.cut
		return seconds(to - a.to)
	}
	a.from, a.low = a.before(a.cut)
	a.first = a.cut
	return seconds(a.from - from)
}

// keepBelow leaves of an arc the pieces with an end below x, where it was last
// cut.
func (a *arc) keepBelow(x float64) {
	if a.falling {
		i := a.cut
		for i < a.last && a.value(i) >= x {
			i++
		}
		a.from, a.high = a.before(i)
		a.first = i
		return
	}
	i := a.cut
	for i > a.first && a.value(i-1) >= x {
		i--
	}
	a.to, a.high = a.after(i)
	a.last = i
}
