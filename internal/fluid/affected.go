package fluid

// Parts of a level and of a sum of loads up to which a difference is none when
// it is asked whether a group beside those being solved goes on as it is.
const (
	sameLevel = 1e-12
	sameLoad  = 1e-14
)

// patience is how often the groups being solved may grow by those that they
// affect before all are taken.
const patience = 4

// link is what a class being solved knows of a link.
type link struct {
	room   float64 // not taken by groups that have their level
	wanted float64 // sum of all limits
	freed  float64 // sum of all loads before
	fixed  float64 // taken by reached limits, and per level by the others,
	slope  float64 // at the level being tried
	at     float64 // level at which the link fills, seen from there
	level  float64 // at which it is full

	// kept is the level of the groups outside of those being solved that the
	// link holds back, +Inf if there are none. Such a link is full. Those being
	// solved rise as if it had no end, and if they then take more or less of it
	// than before, or rise above its level, the others must be solved, too.
	kept    float64
	tight   bool // can't satisfy all that are being solved, or, in a shift, holds back others
	full    bool
	crossed bool  // by a group that is being solved
	count   int32 // of those, if they have members
}

// choose begins with the groups that have changed and with those that share
// the links that hold them back; with all of them if the links have changed.
func (n *Network) choose(c *class) {
	n.chosen, n.crossed = n.chosen[:0], n.crossed[:0]
	for _, i := range c.touched {
		n.groups[i].touched = false
		n.take(i)
	}
	c.touched = c.touched[:0]
	if n.tries = 0; !c.whole {
		for _, i := range n.chosen {
			if b := n.groups[i].bottleneck; b >= 0 {
				n.takeHeld(c, b)
			}
		}
		return
	}
	c.whole = false
	n.takeAll(c)
	for l := range n.links {
		n.cross(int32(l))
	}
}

func (n *Network) takeAll(c *class) {
	n.tries = patience
	for _, i := range c.groups {
		if n.groups[i].size > 0 {
			n.take(i)
		}
	}
}

// take lets a group be solved.
func (n *Network) take(i int32) {
	g := &n.groups[i]
	if g.chosen {
		return
	}
	g.chosen, g.roof = true, none
	n.chosen = append(n.chosen, i)
	wanted := g.demand()
	for _, i := range g.route {
		l := n.cross(i)
		l.wanted += wanted
		l.freed += g.load
		if g.size > 0 {
			l.count++
		}
	}
}

func (n *Network) cross(i int32) *link {
	l := &n.links[i]
	if !l.crossed {
		l.crossed, l.tight, l.wanted, l.freed, l.count = true, false, 0, 0, 0
		n.crossed = append(n.crossed, i)
	}
	return l
}

// alone tells whether all groups that cross a link are being solved.
func (n *Network) alone(c *class, l int32) bool {
	return n.links[l].count == c.lanes[l].live
}

// takeHeld lets the groups be solved that a link holds back.
func (n *Network) takeHeld(c *class, link int32) {
	if n.alone(c, link) {
		return
	}
	for _, i := range c.lanes[link].crossing {
		if n.groups[i].bottleneck == link {
			n.take(i)
		}
	}
}

// spread takes the groups that can't go on as they are beside what those being
// solved have now, and tells whether there are any.
func (n *Network) spread(c *class) bool {
	if n.tries == patience { // these are all
		return false
	}
	before := len(n.chosen)
	if n.beside {
		for _, i := range n.chosen[:before] {
			n.takeBelow(c, i)
		}
	}
	for _, i := range n.crossed {
		l := &n.links[i]
		switch {
		case l.kept < unbounded:
			if slack := sameLoad * c.offered[i]; l.room > slack || l.room < -slack {
				n.takeHeld(c, i)
			}
		case l.full && !n.alone(c, i):
			n.takeAbove(c, i)
		}
	}
	if len(n.chosen) == before {
		return false
	}
	if n.tries++; n.tries == patience {
		n.takeAll(c)
	}
	return true
}

// takeBelow takes those that are held back by a link on which a group being solved
// has come to have more per weight than they.
func (n *Network) takeBelow(c *class, i int32) {
	g := &n.groups[i]
	for _, l := range g.route {
		kept := n.links[l].kept
		if kept == unbounded {
			continue
		}
		if g.share.bottleneck >= 0 && g.share.level >= kept-kept*sameLevel ||
			g.share.bottleneck < 0 && n.exceeds(g, threshold(kept)) {
			n.takeHeld(c, l)
		}
	}
}

// takeAbove takes those across a full link that have more per weight than the
// groups that it holds back.
func (n *Network) takeAbove(c *class, link int32) {
	level := n.links[link].level
	for _, i := range c.lanes[link].crossing {
		g := &n.groups[i]
		if g.chosen {
			continue
		}
		if g.bottleneck >= 0 && g.level >= level-level*sameLevel ||
			g.bottleneck < 0 && n.exceeds(g, threshold(level)) {
			n.take(i)
		}
	}
}
