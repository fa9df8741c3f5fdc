package fluid

// raise gives the groups that a link holds back, and those that are to be held
// back by it, the level at which it is full, or their limits where that is more
// than they want. Those across the link that have more come to it, and those for
// which there is less on a link of their own leave it; either makes the level higher.
func (n *Network) raise(c *class, pivot int32) bool {
	for range attempts {
		level, ok := n.levelOf(c, pivot)
		if !ok {
			return false
		}
		steady, mark, groups := true, threshold(level), n.groups
		for _, i := range c.lanes[pivot].crossing {
			g := &groups[i]
			switch {
			case g.size == 0 || g.bottleneck < 0 && !g.due && g.reach*g.factor <= mark:
				continue // far below
			case g.heldBy(pivot):
				if g.slope == 0 { // all members have their limits
					g.share = share{unbounded, g.demand(), none}
					break
				}
				g.share = share{level, g.fixed + g.slope*level, pivot}
				if g.roof != pivot || g.ceiling == unknown {
					n.survey(c, g, pivot)
				}
				if level >= g.ceiling {
					if !n.confine(c, g, pivot) {
						return false
					}
					steady = steady && g.share.bottleneck == pivot
				}
			case !n.below(g, level):
				g.share.bottleneck = pivot
				steady = false
			default:
				continue
			}
			g.due = true
			n.enlist(i)
		}
		if steady {
			return true
		}
	}
	return false
}

// survey finds up to which level no link that a group has for itself can hold
// it back, and whether it crosses others besides one.
func (n *Network) survey(c *class, g *group, pivot int32) {
	g.roof, g.ceiling, g.open = pivot, unbounded, false
	for _, l := range g.route {
		switch {
		case l == pivot || c.offered[l] == unbounded:
		case c.lanes[l].live > 1:
			g.open = true
		default:
			g.ceiling = min(g.ceiling, (c.offered[l]*(1-tolerance)-g.fixed)/g.slope)
		}
	}
}

// confine gives a group what the narrowest link has that it has for itself, if
// that is less than its share. It returns false if it is the same and the link
// has the lower number.
func (n *Network) confine(c *class, g *group, pivot int32) bool {
	for _, l := range g.route {
		offered := c.offered[l]
		switch {
		case l == pivot || c.lanes[l].live > 1:
		case g.share.load > threshold(offered):
			level := (offered - g.fixed) / g.slope
			if !(level >= 0) || !g.within(threshold(level)) {
				return false
			}
			g.share = share{level, offered, l}
		case l < g.share.bottleneck && g.share.load >= offered-offered*tolerance:
			return false
		}
	}
	return true
}

// below tells whether no member of a group has as much per weight as a level,
// or more, but for those with limits of just that.
func (n *Network) below(g *group, level float64) bool {
	have, link := g.level, g.bottleneck
	if g.due {
		have, link = g.share.level, g.share.bottleneck
	}
	if link >= 0 {
		return have < level*(1-sameLevel)
	}
	return !n.exceeds(g, threshold(level))
}

// levelOf returns the level at which a link is full; +Inf if it holds nobody
// back and has room.
func (n *Network) levelOf(c *class, pivot int32) (level float64, ok bool) {
	level = c.lanes[pivot].level
	for range attempts {
		room, slope := n.stack(c, pivot, threshold(level))
		if slope == 0 {
			return unbounded, room >= c.offered[pivot]*headroom
		}
		next := room / slope
		if !(next >= 0) || next == unbounded {
			return 0, false
		}
		if mark := threshold(next); n.low <= mark && mark < n.high {
			return next, true
		}
		level = next
	}
	return 0, false
}

// stack returns what those that a link holds back can have beside all others,
// apart from limits up to a mark, and what they take of it per level.
func (n *Network) stack(c *class, pivot int32, mark float64) (room, slope float64) {
	room = c.offered[pivot]
	low, high, groups := 0.0, unbounded, n.groups
	for _, i := range c.lanes[pivot].crossing {
		g := &groups[i]
		if !g.heldBy(pivot) {
			if g.due {
				room -= g.share.load
			} else {
				room -= g.load
			}
			continue
		}
		if !g.within(mark) {
			n.search(g, mark)
		}
		room -= g.fixed
		slope += g.slope
		if g.low > low {
			low = g.low
		}
		if g.high < high {
			high = g.high
		}
	}
	n.low, n.high = low, high
	return room, slope
}

// heldBy tells whether a link is to hold back a group.
func (g *group) heldBy(link int32) bool {
	if g.due {
		return g.share.bottleneck == link
	}
	return g.bottleneck == link
}
