package tally

// node is an end of an arc or a corner between them: a value, and the
// nanoseconds that the arc spent below it. Nodes are numbered by value.
type node struct {
	under int64
	value float64
}

// piece is the straight part of an arc between node k and the next.
type piece struct {
	k         int
	low, high node
}

func (p *piece) ramp() ramp {
	low, high := ordered(p.low.value, p.high.value)
	return ramp{seconds(p.high.under - p.low.under), low, high}
}

// node returns node k.
func (a *arc) node(k int) node {
	switch k {
	case 0:
		return a.bottom()
	case a.pieces:
		return a.top()
	}
	return a.inner(a.corner(k))
}

func (a *arc) bottom() node { return node{0, a.low} }
func (a *arc) top() node    { return node{a.length, a.high} }

// inner returns the node at a corner.
func (a *arc) inner(c *corner) node { return node{a.under(c), a.origin.read(c)} }

func (a *arc) under(c *corner) int64 { return a.step * (c.at - a.lowest) }

// corner returns the corner of a node that is no end.
func (a *arc) corner(k int) *corner { return &a.course.corners[a.foot+int(a.step)*k] }

// find returns the piece within which the arc passes x: the lowest if it is above
// x throughout, the highest if it never is.
func (a *arc) find(x float64) piece {
	switch {
	case x < a.low:
		return piece{0, a.bottom(), a.node(1)}
	case x >= a.high:
		return piece{a.pieces - 1, a.node(a.pieces - 1), a.top()}
	}
	i, j := 0, a.pieces
	low, high := a.low, a.high
	if a.middle.value > x {
		j, high = j/2, a.middle.value
	} else {
		i, low = j/2, a.middle.value
	}
	for probes := 1; j-i > 1; probes++ {
		share := (x - low) / (high - low)
		if probes%4 == 0 || !(share >= 0 && share < 1) {
			share = 0.5
		}
		k := i + 1 + int(share*float64(j-i-1))
		if value := a.origin.read(a.corner(k)); value > x {
			j, high = k, value
		} else {
			i, low = k, value
		}
	}
	p := piece{i, node{0, low}, node{a.length, high}}
	if i > 0 {
		p.low.under = a.under(a.corner(i))
	}
	if j < a.pieces {
		p.high.under = a.under(a.corner(j))
	}
	return p
}

// within appends the pieces of the arc that pass through a range of values, and
// returns the time of those below it. It knows a piece in that range, or the
// nearest to it.
func (a *arc) within(low, high float64, p piece, list []ramp) (_ []ramp, under float64) {
	switch {
	case a.high <= low:
		return list, seconds(a.length)
	case a.low >= high:
		return list, 0
	}
	list = append(list, p.ramp())
	lowest := p
	for lowest.k > 0 && lowest.low.value > low {
		lowest = piece{lowest.k - 1, a.node(lowest.k - 1), lowest.low}
		list = append(list, lowest.ramp())
	}
	for p.k+1 < a.pieces && p.high.value < high {
		p = piece{p.k + 1, p.high, a.node(p.k + 2)}
		list = append(list, p.ramp())
	}
	return list, seconds(lowest.low.under)
}
