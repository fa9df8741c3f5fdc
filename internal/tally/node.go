package tally

// node is an end of an arc or a corner between them: a value, and the
// nanoseconds that the arc spent below it. Nodes are numbered by value.
type node struct {
	under int64
	value float64
}

// unknown is the number of a piece that has not been sought.
const unknown = -1

// piece is the straight part of an arc between node k and the next.
type piece struct {
	k         int
	low, high node
}

func (p *piece) ramp() ramp {
	low, high := ordered(p.low.value, p.high.value)
	return ramp{seconds(p.high.under - p.low.under), low, high}
}

// pieces returns of how many pieces the arc consists.
func (a *arc) pieces() int {
	if a.span < 0 {
		return int(-a.span)
	}
	return int(a.span)
}

// node returns node k.
func (a *arc) node(k int) node {
	switch k {
	case 0:
		return a.bottom()
	case a.pieces():
		return a.top()
	}
	return a.inner(k)
}

func (a *arc) bottom() node { return node{0, a.low} }
func (a *arc) top() node    { return node{a.length, a.high} }

// inner returns a node that is no end.
func (a *arc) inner(k int) node {
	o := &a.origin
	if a.span < 0 {
		c := &a.course.corners[int(a.foot)-k]
		return node{a.length - (c.at - o.at), o.value(a.high, o.change(c))}
	}
	c := &a.course.corners[int(a.foot)+k]
	return node{c.at - o.at, o.value(a.low, o.change(c))}
}

// find returns the piece within which the arc passes x, which is no less than its
// lowest value and less than its highest.
func (a *arc) find(x float64) piece {
	n := a.pieces()
	o, corners, foot := &a.origin, a.course.corners, int(a.foot)
	start, step, begun := a.low, 1, o.at
	if a.span < 0 {
		start, step, begun = a.high, -1, o.at+a.length
	}
	pace := o.pace * 1e9
	sought, middle := (x-start)*pace, (a.middle.value-start)*pace
	low, high := (a.low-start)*pace, (a.high-start)*pace
	p := piece{0, a.bottom(), a.top()}
	i, j := 0, n
	var under, over *corner
	if a.middle.value > x {
		j, high, p.high = n/2, middle, a.middle
	} else {
		i, low, p.low = n/2, middle, a.middle
	}
	for probes := 1; j-i > 1; probes++ {
		share := (sought - low) / (high - low)
		if probes%4 == 0 || !(share >= 0 && share < 1) {
			share = 0.5
		}
		k := i + 1 + int(share*float64(j-i-1))
		c := &corners[foot+step*k]
		if change := o.change(c); change > sought {
			j, high, over = k, change, c
		} else {
			i, low, under = k, change, c
		}
	}
	p.k = i
	if under != nil {
		p.low = node{int64(step) * (under.at - begun), o.value(start, low)}
	}
	if over != nil {
		p.high = node{int64(step) * (over.at - begun), o.value(start, high)}
	}
	return p
}

// within appends the pieces of the arc that pass through a range of values, and
// returns the time of those below it. It knows a piece in that range, unless the
// arc does not pass where one was sought.
func (a *arc) within(low, high float64, p piece, list []ramp) (_ []ramp, under float64) {
	switch {
	case a.high <= low:
		return list, seconds(a.length)
	case a.low >= high:
		return list, 0
	case p.k == unknown:
		p = a.find(max(low, a.low))
	}
	list = append(list, p.ramp())
	lowest := p
	for lowest.k > 0 && lowest.low.value > low {
		lowest = piece{lowest.k - 1, a.node(lowest.k - 1), lowest.low}
		list = append(list, lowest.ramp())
	}
	for p.k+1 < a.pieces() && p.high.value < high {
		p = piece{p.k + 1, p.high, a.node(p.k + 2)}
		list = append(list, p.ramp())
	}
	return list, seconds(lowest.low.under)
}
