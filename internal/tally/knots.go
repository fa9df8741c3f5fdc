package tally

// parts is the number of parts of an arc between whose ends it is nearly
// straight.
const parts = 4

// knots are the values of an arc between its parts.
type knots [parts - 1]float64

// knot returns the corner of a knot.
func (a *arc) knot(k int) int { return a.first + int(uint((a.last-a.first)*(k+1))/parts) }

// look finds the knots of all arcs.
func (r *Ramps) look() {
	for i := len(r.knots); i < len(r.arcs); i++ {
		a, known := &r.arcs[i], knots{}
		for k := range known {
			known[k] = a.value(a.knot(k))
		}
		r.knots = append(r.knots, known)
	}
}

// passes returns the piece within which the arc passes x, its last if that is
// not before it.
func (a *arc) passes(x float64, known *knots) piece {
	i, j := a.first-1, a.last // x is passed after i, and no later than at j
	before, after := a.start(), a.end()
	for k, value := range known {
		if value > x != a.falling {
			j, after = a.knot(k), value
			break
		}
		i, before = a.knot(k), value
	}
	for probes := 1; j-i > 1; probes++ {
		share := (x - before) / (after - before)
		if probes%4 == 0 || !(share >= 0 && share < 1) {
			share = 0.5
		}
		probe := min(i+1+int(share*float64(j-i-1)), j-1)
		value := a.value(probe)
		if value > x != a.falling {
			j, after = probe, value
		} else {
			i, before = probe, value
		}
	}
	p := piece{j, a.from, a.to, before, after}
	if i >= a.first {
		p.from = a.course.corners[i].at
	}
	if j < a.last {
		p.to = a.course.corners[j].at
	}
	return p
}

// within appends the pieces of the arc that pass through a range of values, and
// returns the time of those below it.
func (a *arc) within(low, high float64, known *knots, list []ramp) (_ []ramp, under float64) {
	switch {
	case a.high <= low:
		return list, seconds(a.to - a.from)
	case a.low >= high:
		return list, 0
	}
	enter, leave := low, high
	if a.falling {
		enter, leave = high, low
	}
	var p piece
	if a.low <= enter && enter < a.high {
		p = a.passes(enter, known)
	} else {
		p = a.piece(a.first)
	}
	list, to := a.pieces(p, leave, list)
	if a.falling {
		return list, seconds(a.to - to)
	}
	return list, seconds(p.from - a.from)
}
