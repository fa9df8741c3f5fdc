package fluid

import (
	"math/bits"
	"slices"
)

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
	pivot, ok := n.soleHolder(c.touched)
	switch {
	case !ok:
		return false
	case pivot < 0:
		ok = n.easeFree(c)
	default:
		ok = n.easeHeld(c, pivot)
	}
	if !ok {
		return false
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

// easeFree is ease where nobody is held back who has changed.
func (n *Network) easeFree(c *class) bool {
	growth := 0.0
	for _, i := range c.touched {
		g := &n.groups[i]
		g.share = share{unbounded, g.demand(), none}
		if change := g.share.load - g.load; change > 0 {
			growth += change
		}
	}
	for _, i := range c.touched {
		for _, l := range n.groups[i].route {
			if w := &c.lanes[l]; !w.ample(growth) && !n.spares(c, l, growth) {
				return false
			}
		}
	}
	return true
}

// easeHeld is ease where the pivot holds back some. It settles those that it goes
// on to hold back.
func (n *Network) easeHeld(c *class, pivot int32) bool {
	clear(n.taxed)
	freed, growth, top := n.release(c, pivot)
	level, growth, ok := n.eased(c, pivot, freed, growth)
	if !ok {
		return false
	}
	mark := threshold(level)
	if !n.spared(c, pivot, growth) || top > mark && n.anyExceeds(c.touched, mark) {
		return false
	}
	n.lead(c, pivot, level, mark)
	return true
}

// soleHolder returns the link that holds back those of some groups that are held
// back, or none, and whether there are no two.
func (n *Network) soleHolder(groups []int32) (link int32, ok bool) {
	link = none
	for _, i := range groups {
		if b := n.groups[i].bottleneck; b >= 0 {
			if link >= 0 && b != link {
				return none, false
			}
			link = b
		}
	}
	return link, true
}

// release gives the groups that have changed their limits, apart from those that
// the pivot holds back, and returns what that leaves of the pivot, what it adds
// to the loads, and a level that none of the limits is above.
func (n *Network) release(c *class, pivot int32) (freed, growth, top float64) {
	for _, i := range c.touched {
		g := &n.groups[i]
		if g.held() {
			continue
		}
		g.share = share{unbounded, g.demand(), none}
		n.taxed.cross(g)
		change := g.share.load - g.load
		if change > 0 {
			growth += change
		}
		if slices.Contains(g.route, pivot) {
			freed -= change
		}
		if reach := scaled(g.reach, g.factor); reach > top {
			top = reach
		}
	}
	return freed, growth, top
}

// held tells whether the last solution held back some of the members.
func (g *group) held() bool { return g.size > 0 && g.bottleneck >= 0 }

// eased returns the level at which a link is full if those that it holds back get
// what others have left, and whether it is the one: not below the last one, without
// a limit on the way, and with room on the links that one of them has for itself.
// The growth of all loads comes to no more than is returned.
func (n *Network) eased(c *class, pivot int32, freed, growth float64) (level, all float64, ok bool) {
	w := &c.lanes[pivot]
	room, slope := c.offered[pivot]-n.carried(c, pivot)+freed, 0.0
	high, ceiling := unbounded, unbounded
	last, mark, groups := w.level, threshold(w.level), n.groups
	for _, i := range w.holding {
		g := &groups[i]
		if g.size == 0 {
			continue
		}
		if !g.within(mark) {
			n.search(g, mark)
		}
		if g.slope <= 0 {
			return 0, 0, false
		}
		room += g.load - g.fixed
		slope += g.slope
		if g.high < high {
			high = g.high
		}
		if g.touched {
			if change := g.fixed + g.slope*last - g.load; change > 0 {
				growth += change
			}
		}
		if g.roof != pivot || !g.open && g.ceiling == unknown {
			n.survey(c, g, pivot)
		}
		if g.open {
			n.taxed.cross(g)
		} else if g.ceiling < ceiling {
			ceiling = g.ceiling
		}
	}
	level = room / slope
	return level, growth + slope*(level-last), slope > 0 && level >= last && level < ceiling && threshold(level) < high
}

// spared reports whether the links of the groups that are to have something else,
// besides the pivot, surely have so much more and hold nobody back. It takes account
// of the growth at once: if nothing comes of it, they have more than they are known to.
func (n *Network) spared(c *class, pivot int32, growth float64) bool {
	for k, set := range n.taxed {
		for ; set != 0; set &= set - 1 {
			l := int32(64*k + bits.TrailingZeros64(set))
			w := &c.lanes[l]
			if l != pivot {
				if !w.ample(growth) && !n.spares(c, l, growth) {
					return false
				}
				w.slack -= growth
			}
			w.stale = true
		}
	}
	return true
}

// ample tells whether a link is known to spare so much more.
func (w *lane) ample(growth float64) bool { return growth < w.slack && len(w.holding) == 0 }

// spares reports whether a link surely can take so much more and holds nobody back.
func (n *Network) spares(c *class, l int32, growth float64) bool {
	w := &c.lanes[l]
	switch {
	case c.offered[l] == unbounded:
		w.slack = unbounded
		return true
	case len(w.holding) > 0:
		return false
	}
	w.slack = n.room(c, l, 0) - c.offered[l]*headroom
	return growth < w.slack
}

// anyExceeds tells whether one of the groups that are to get their limits has one
// above a mark.
func (n *Network) anyExceeds(groups []int32, mark float64) bool {
	for _, i := range groups {
		if g := &n.groups[i]; g.size > 0 && g.bottleneck < 0 && n.exceeds(g, mark) {
			return true
		}
	}
	return false
}

// lead settles the groups that the pivot goes on to hold back, at a level beyond
// no limit. On links that they share with others their growth is taken account of.
func (n *Network) lead(c *class, pivot int32, level, mark float64) {
	groups := n.groups
	for _, i := range c.lanes[pivot].holding {
		g := &groups[i]
		if g.size == 0 {
			continue
		}
		g.touched = false
		if load := g.fixed + g.slope*level; g.load != load {
			if !g.open {
				burden(c.lanes, g.route, load-g.load)
			}
			g.load, n.loads[i] = load, load
			if n.watched {
				n.stirred.cross(g)
			}
		}
		before, moved := g.bar, g.level != level
		g.level, g.bar = level, bar{g.factor, mark}
		if moved && n.byGroup {
			n.moved = append(n.moved, Group(i))
		}
		switch {
		case moved && !n.byGroup:
			n.visit(g, before, true)
		case before.factor != g.factor || !g.within(before.mark):
			n.visit(g, before, false)
		}
	}
	c.lanes[pivot].level = level
}
