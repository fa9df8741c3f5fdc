package fluid

import "slices"

// seldom is how often ease is tried where it mostly fails.
const seldom = 16

// tryEase is ease where it is likely to succeed, as it did lately.
func (n *Network) tryEase(c *class) bool {
	switch {
	case c.gained: // so they get less
		c.gained = false
		return false
	case c.doubts >= seldom:
		if c.doubts++; c.doubts < 2*seldom {
			return false
		}
		c.doubts = seldom
	}
	if n.ease(c) {
		c.doubts = max(0, c.doubts-2)
		return true
	}
	c.doubts++
	return false
}

// ease solves a class in the cases that cost least: what has changed gives those
// that one link holds back more, the pivot, or concerns nobody who is held back,
// and nobody else gets another share. Where that is not plain to see it leaves
// everything as it was and returns false.
func (n *Network) ease(c *class) bool {
	pivot := none
	for _, i := range c.touched {
		if b := n.groups[i].bottleneck; b >= 0 {
			if pivot >= 0 && b != pivot {
				return false
			}
			pivot = b
		}
	}
	freed, growth := 0.0, 0.0
	for _, i := range c.touched {
		g := &n.groups[i]
		if g.size > 0 && g.bottleneck >= 0 {
			continue
		}
		g.share = share{unbounded, g.demand(), none}
		change := g.share.load - g.load
		if change > 0 {
			growth += change
		}
		if pivot >= 0 && slices.Contains(g.route, pivot) {
			freed -= change
		}
	}
	mark := unbounded
	var holding []int32
	if pivot >= 0 {
		level, ok := n.eased(c, pivot, freed)
		if !ok {
			return false
		}
		mark, holding = threshold(level), c.lanes[pivot].holding
		open := false
		for _, i := range holding {
			g := &n.groups[i]
			if g.size == 0 {
				continue
			}
			if g.roof != pivot || !g.open && g.ceiling == unknown {
				n.survey(c, g, pivot)
			}
			if !g.open && level >= g.ceiling {
				return false
			}
			open = open || g.open
			g.share = share{level, g.fixed + g.slope*level, pivot}
			if change := g.share.load - g.load; change > 0 {
				growth += change
			}
		}
		if open && !n.allTake(c, holding, pivot, growth) {
			return false
		}
	}
	for _, i := range c.touched {
		if g := &n.groups[i]; g.share.bottleneck == none && (g.size > 0 && n.exceeds(g, mark) || !n.takes(c, g, pivot, growth)) {
			return false
		}
	}
	for _, i := range holding {
		if g := &n.groups[i]; g.size > 0 {
			n.settle(c, i)
			g.touched = false
		}
	}
	for _, i := range c.touched {
		if g := &n.groups[i]; g.touched {
			n.settle(c, i)
			g.touched = false
		}
	}
	c.touched = c.touched[:0]
	return true
}

// allTake is takes for all groups of a list that share a link with others besides
// the one that holds them back.
func (n *Network) allTake(c *class, groups []int32, pivot int32, growth float64) bool {
	for _, i := range groups {
		if g := &n.groups[i]; g.size > 0 && g.open && !n.takes(c, g, pivot, growth) {
			return false
		}
	}
	return true
}

// eased returns the level at which a link is full if those that it holds back get
// what others have left, and whether it is the one: not below the last one, and
// without a limit on the way.
func (n *Network) eased(c *class, pivot int32, freed float64) (level float64, ok bool) {
	w := &c.lanes[pivot]
	room, slope, high := c.offered[pivot]-n.carried(c, pivot)+freed, 0.0, unbounded
	mark := threshold(w.level)
	for _, i := range w.holding {
		g := &n.groups[i]
		if g.size == 0 {
			continue
		}
		if !n.leaves(g, mark) {
			return 0, false
		}
		room += g.load - g.fixed
		slope += g.slope
		high = min(high, g.high)
	}
	level = room / slope
	return level, slope > 0 && level >= w.level && threshold(level) < high
}

// takes reports whether the links of a group, besides the one that holds it back,
// surely can take so much more and hold nobody back.
func (n *Network) takes(c *class, g *group, pivot int32, growth float64) bool {
	for _, l := range g.route {
		w := &c.lanes[l]
		switch {
		case l == pivot || c.offered[l] == unbounded:
		case len(w.holding) > 0:
			return false
		case growth >= w.slack:
			if w.slack = n.room(c, l, 0) - c.offered[l]*headroom; growth >= w.slack {
				return false
			}
		}
	}
	return true
}
