package fluid

// headroom is the part of what a link is offered that must remain for it to be
// clear, however sums are rounded, that it holds nobody back.
const headroom = 1e-9

// attempts is how often a level may pass limits, and groups may come to a link
// or leave it, before all affected are solved in the general way.
const attempts = 4

// shift solves a class in the most common case: what has changed moves the
// level of one link at most, the pivot. Groups across it may come to be held
// back by it, or by a link of their own; all others go on as before. Where
// that turns out to be wrong it leaves everything as it was and returns false.
func (n *Network) shift(c *class) bool {
	n.chosen, n.crossed = n.chosen[:0], n.crossed[:0]
	pivot, ok := n.pivot(c)
	if ok && (pivot != none || len(c.touched) > 1) { // there is room for one alone
		ok = (pivot == none || n.raise(c, pivot)) && n.fits(c, pivot)
	}
	for _, l := range n.crossed {
		n.links[l].crossed = false
	}
	if !ok {
		for _, i := range n.chosen {
			n.groups[i].chosen, n.groups[i].due = false, false
		}
		for _, i := range c.touched {
			n.groups[i].due = false
		}
		return false
	}
	for _, i := range n.chosen {
		n.settle(c, i)
	}
	for _, i := range c.touched {
		n.groups[i].touched = false
	}
	c.touched = c.touched[:0]
	return true
}

// pivot returns the link whose level what has changed moves, or none, and
// supposes which of the groups that have changed it holds back.
func (n *Network) pivot(c *class) (pivot int32, ok bool) {
	pivot = none
	for _, i := range c.touched {
		g := &n.groups[i]
		link, held := n.holder(c, i)
		if link != none && pivot != none && link != pivot {
			return none, false
		}
		if link != none {
			pivot = link
		}
		g.due = true
		g.share = share{unbounded, g.demand(), none}
		if held {
			g.share.bottleneck = link
		} else {
			n.enlist(i)
		}
	}
	return pivot, true
}

// holder returns the link that a group that has changed contends for with
// others, or none, and tells whether it is likely to hold back this one, too. Of
// several it is that of the lowest level: what one group gets there others lose,
// and a link further on that all of them cross carries what it did.
func (n *Network) holder(c *class, i int32) (link int32, held bool) {
	g := &n.groups[i]
	if g.size > 0 && g.bottleneck >= 0 && len(c.lanes[g.bottleneck].holding) > 1 {
		return g.bottleneck, true
	}
	wanted, weight := g.demand(), float64(g.size) // a guess that needs no tree
	link, lowest := none, unbounded
	beside, least := none, unbounded
	for _, l := range g.route {
		w := &c.lanes[l]
		level := w.level
		switch {
		case w.others(g, l) > 0:
			if !n.exceeds(g, threshold(level)) {
				if beside == none || level < least {
					beside, least = l, level
				}
				continue
			}
		case g.size == 0 || c.offered[l] == unbounded:
			continue
		default:
			room := n.room(c, l, g.load)
			if wanted <= room-c.offered[l]*headroom {
				continue
			}
			level = room / weight
		}
		if link == none || level < lowest {
			link, lowest = l, level
		}
	}
	if link == none {
		return beside, false
	}
	return link, true
}

// room returns what a class leaves of a link beside so much.
func (n *Network) room(c *class, link int32, beside float64) float64 {
	room := c.offered[link]
	if room == unbounded {
		return room
	}
	return room - (n.carried(c, link) - beside)
}

func (n *Network) enlist(i int32) {
	if g := &n.groups[i]; !g.chosen {
		g.chosen = true
		n.chosen = append(n.chosen, i)
	}
}

// fits tells whether the shares that groups are to have are possible and just
// on all links besides one.
func (n *Network) fits(c *class, pivot int32) bool {
	for _, i := range n.chosen {
		if g := &n.groups[i]; (g.open || g.share.bottleneck != pivot || pivot == none) && !n.fit(c, g, pivot) {
			return false
		}
	}
	for _, i := range n.crossed {
		l := &n.links[i]
		if !l.tight && (c.lanes[i].ample(l.wanted) || n.spares(c, i, l.wanted)) {
			continue
		}
		left, least, most := n.room(c, i, 0)-l.wanted, c.offered[i]*headroom, unbounded
		if l.tight {
			most = c.offered[i] * sameLoad
			least = -most
		}
		if left < least || left > most {
			return false
		}
	}
	return true
}

// fit tells whether a group can have its share beside those that other links
// hold back, and notes what more it takes of links, and what less of those that
// hold back others: they must remain full.
func (n *Network) fit(c *class, g *group, pivot int32) bool {
	growth := g.share.load - g.load
	for _, l := range g.route {
		if l == pivot || l == g.share.bottleneck {
			continue
		}
		w := &c.lanes[l]
		tight := w.others(g, l) > 0
		switch {
		case tight && g.size > 0 && !n.below(g, w.level):
			return false
		case growth == 0 || !tight && (growth < 0 || c.offered[l] == unbounded):
			continue
		}
		x := n.cross(l)
		x.wanted += growth
		x.tight = x.tight || tight
	}
	return true
}

// others returns how many groups besides one a link holds back.
func (w *lane) others(g *group, link int32) int {
	if g.bottleneck == link {
		return len(w.holding) - 1
	}
	return len(w.holding)
}
