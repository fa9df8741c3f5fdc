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
	a := arc{course: c, from: from, origin: origin{from, value, pace, c.read(i, from)}}
	value = max(0, value)
	for a.from < to {
		a.first, a.falling = i+1, c.rates[i] > pace
		i = c.steady(i, j+1, pace)
		end := corner{at: to}
		if i <= j {
			end = c.corners[i]
		} else {
			end.sum = c.read(j, to)
		}
		reached := a.origin.read(&end)
		a.last, a.to = i, end.at
		a.low, a.high = ordered(value, reached)
		r.addArc(&a)
		a.from, value = a.to, reached
	}
}

func (r *Ramps) addArc(a *arc) {
	switch {
	case a.high <= 0:
		r.AddZero(seconds(a.to - a.from))
	case a.last-a.first <= few || a.lingers():
		r.addPieces(a)
	default:
		r.arcs = append(r.arcs, *a)
		r.length.add(seconds(a.to - a.from))
		r.high = max(r.high, a.high)
	}
}

// addPieces adds the ramps of which an arc consists.
func (r *Ramps) addPieces(a *arc) {
	for p := a.piece(a.first); ; p = a.next(p) {
		r.Add(seconds(p.to-p.from), p.before, p.after)
		if p.end == a.last {
			return
		}
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

// value returns the value at corner i.
func (a *arc) value(i int) float64 { return a.origin.read(&a.course.corners[i]) }

// lingers reports whether the arc is at 0 for some time.
func (a *arc) lingers() bool {
	return a.low == 0 && (a.falling && a.value(a.last-1) == 0 || !a.falling && a.value(a.first) == 0)
}

// piece is a part of an arc up to a corner or its end, over which it is straight.
type piece struct {
	end           int // corner
	from, to      int64
	before, after float64
}

func (p *piece) ramp() ramp {
	low, high := ordered(p.before, p.after)
	return ramp{seconds(p.to - p.from), low, high}
}

// piece returns the piece up to corner i.
func (a *arc) piece(i int) piece {
	from, before := a.from, a.start()
	if i > a.first {
		from, before = a.course.corners[i-1].at, a.value(i-1)
	}
	to, after := a.reach(i)
	return piece{i, from, to, before, after}
}

// next returns the piece after another.
func (a *arc) next(p piece) piece {
	to, after := a.reach(p.end + 1)
	return piece{p.end + 1, p.to, to, p.after, after}
}

// reach returns when and with which value the piece up to corner i ends.
func (a *arc) reach(i int) (at int64, value float64) {
	if i == a.last {
		return a.to, a.end()
	}
	c := &a.course.corners[i]
	return c.at, a.origin.read(c)
}

// start returns the value with which the arc begins.
func (a *arc) start() float64 {
	if a.falling {
		return a.high
	}
	return a.low
}

// end returns the value with which the arc ends.
func (a *arc) end() float64 {
	if a.falling {
		return a.low
	}
	return a.high
}

// pieces appends the ramps of which the arc consists from a piece up to that
// which reaches a value, and returns the end of that.
func (a *arc) pieces(p piece, reaches float64, list []ramp) (_ []ramp, end int64) {
	for ; ; p = a.next(p) {
		if p.to > p.from {
			list = append(list, p.ramp())
		}
		if p.end == a.last || p.after >= reaches != a.falling || p.after == reaches {
			return list, p.to
		}
	}
}

// all appends all ramps of which the arc consists.
func (a *arc) all(list []ramp) []ramp {
	reaches := math.Inf(1)
	if a.falling {
		reaches = -1
	}
	list, _ = a.pieces(a.piece(a.first), reaches, list)
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
	p := a.passes(x, known)
	length, high := seconds(p.to-p.from), max(p.before, p.after)
	if a.falling {
		return seconds(a.to-p.to) + ramp{length, p.after, high}.below(x)
	}
	return seconds(p.from-a.from) + ramp{length, p.before, high}.below(x)
}

// ordered returns two values, the lower first.
func ordered(a, b float64) (low, high float64) {
	if a > b {
		return b, a
	}
	return a, b
}
