package fluid

// share is what a group gets of a solution: the rate per weight of those held
// back, +Inf if there are none, the link that does it, or none, and the sum.
type share struct {
	level      float64
	load       float64
	bottleneck int32
}

// scratch is the memory of a solution.
type scratch struct {
	links   []link
	chosen  []int32 // groups being solved
	crossed []int32 // links that one of them crosses
	tight   []int32 // links that can't satisfy all
	live    []int32 // groups without a level
	beside  bool    // one of those holds back others than those being solved
	taxed   linkSet // links that are asked for more
	tries   int

	low, high float64 // no live group reaches a limit between these levels
}

func (s *scratch) reset(links int) {
	s.links = resized(s.links, links)
	s.chosen, s.crossed, s.tight, s.live = s.chosen[:0], s.crossed[:0], s.tight[:0], s.live[:0]
}

// apportion gives the chosen groups their shares beside all others, which go on
// as they are.
func (n *Network) apportion(c *class) {
	n.examine(c)
	level := n.firstGuess(c)
	for round := 0; len(n.live) > 0; round++ {
		level = n.rise(level, round == 0)
		if level == unbounded {
			for _, i := range n.live {
				n.satisfy(&n.groups[i])
			}
			break
		}
		if round == 0 {
			c.start = level
		}
		n.freeze(level)
	}
}

// firstGuess returns the level of the first group that had one, or the last
// first one of the class.
func (n *Network) firstGuess(c *class) float64 {
	for _, i := range n.live {
		if level := n.groups[i].level; level < unbounded {
			return level
		}
	}
	return c.start
}

// examine finds what the groups outside of those being solved leave of each
// link, the links that can't satisfy all that are being solved, and the groups
// that cross one; all others get their limits.
func (n *Network) examine(c *class) {
	n.tight, n.live, n.beside = n.tight[:0], n.live[:0], false
	for _, i := range n.crossed {
		l := &n.links[i]
		l.room, l.kept, l.full = c.offered[i], unbounded, false
		if !n.alone(c, i) {
			n.measure(c, i)
		}
		if l.tight = l.kept == unbounded && l.wanted > l.room+c.offered[i]*tolerance; l.tight {
			n.tight = append(n.tight, i)
		}
	}
	for _, i := range n.chosen {
		if g := &n.groups[i]; n.crossesTight(g.route) {
			n.live = append(n.live, i)
		} else {
			n.satisfy(g)
		}
	}
}

// measure takes account of the groups outside of those being solved.
func (n *Network) measure(c *class, i int32) {
	l, w := &n.links[i], &c.lanes[i]
	if l.room == unbounded {
		return
	}
	l.room -= n.carried(c, i) - l.freed
	if len(w.holding) == 0 {
		return
	}
	for _, other := range w.crossing {
		if g := &n.groups[other]; !g.chosen && g.bottleneck == i {
			l.kept, n.beside = g.level, true
			return
		}
	}
}

func (n *Network) crossesTight(route []int32) bool {
	for _, l := range route {
		if n.links[l].tight {
			return true
		}
	}
	return false
}

// firstFull returns the first full link of a route, or none.
func (n *Network) firstFull(route []int32) int32 {
	for _, l := range route {
		if n.links[l].full {
			return l
		}
	}
	return none
}

// rise returns the level at which the next link fills, or +Inf where none
// does. The demand on a link is a concave function of the level, so Newton's
// method from any level never passes the solution, and from below it gets
// there after as many steps as there are limits to be reached on the way, at
// most. A guess may be anywhere; any other level must not be above the solution.
func (n *Network) rise(level float64, guess bool) float64 {
	for {
		next := n.tangent(level, guess)
		switch {
		case next == level:
			return level
		case guess && next == unbounded:
			next = 0
		case next < level && !guess:
			return level
		}
		level, guess = next, false
		// Where no limit lies between two levels, trying the other gives nothing new.
		if reached := threshold(level); level == unbounded || n.low <= reached && reached < n.high {
			return level
		}
	}
}

// tangent returns the lowest level at which a link fills if no more limits are
// reached than at the given level; 0 if the level is a guess far too high.
func (n *Network) tangent(level float64, guess bool) float64 {
	for _, i := range n.tight {
		n.links[i].fixed, n.links[i].slope = 0, 0
	}
	mark := threshold(level)
	n.low, n.high = 0, unbounded
	for _, i := range n.live {
		g := &n.groups[i]
		if !g.within(mark) {
			n.search(g, mark)
		}
		n.low, n.high = max(n.low, g.low), min(n.high, g.high)
		for _, i := range g.route {
			l := &n.links[i]
			l.fixed += g.fixed
			l.slope += g.slope
		}
	}
	lowest := unbounded
	for _, i := range n.tight {
		l := &n.links[i]
		if l.at = l.fillsAt(guess); l.at < lowest {
			lowest = l.at
		}
	}
	return lowest
}

// fillsAt returns the level at which a link fills.
func (l *link) fillsAt(guess bool) float64 {
	switch {
	case l.slope > 0:
		return max(0, (l.room-l.fixed)/l.slope)
	case guess && l.fixed > threshold(l.room): // so high that the way down can't be seen
		return 0
	}
	return unbounded
}

// freeze ends the rise of all groups that cross a link that is full at the
// level tried last, and of those that have reached all their limits there.
func (n *Network) freeze(level float64) {
	reached := threshold(level)
	for _, i := range n.tight {
		if l := &n.links[i]; l.at <= reached && !l.full {
			l.full, l.level = true, level
		}
	}
	rest := n.live[:0]
	for _, i := range n.live {
		g := &n.groups[i]
		if !g.within(reached) {
			n.search(g, reached)
		}
		link := n.firstFull(g.route)
		switch {
		case g.slope == 0:
			n.satisfy(g)
		case link >= 0:
			n.hold(g, level, link)
		default:
			rest = append(rest, i)
		}
	}
	n.live = rest
}

// satisfy gives all members of a group their limits.
func (n *Network) satisfy(g *group) {
	g.share = share{unbounded, g.demand(), none}
	n.occupy(g)
}

// hold gives a group its level, of which it has been searched.
func (n *Network) hold(g *group, level float64, link int32) {
	g.share = share{level, g.fixed + g.slope*level, link}
	n.occupy(g)
}

func (n *Network) occupy(g *group) {
	for _, i := range g.route {
		n.links[i].room -= g.share.load
	}
}
