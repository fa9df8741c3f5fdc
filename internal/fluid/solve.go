package fluid

// residue is the part of a link's capacity below which what a class leaves is
// rounding noise.
const residue = 1e-13

// Solve brings all rates up to date and returns the flows whose rate has
// changed since the last solution, in ascending order. A new flow counts as
// having had the rate 0. The result is valid until the next call.
//
// Of a flow with a scale it tells only that it has begun or ceased to be held
// back, or, held back, has another rate: its host knows what its limit and its
// factor are, and goes on from there. One that comes to a scale, or to another
// class with it, counts as having been held back.
func (n *Network) Solve() []ID {
	n.byGroup = false
	n.solve()
	return n.changed
}

func (n *Network) solve() {
	n.changed, n.moved = n.changed[:0], n.moved[:0]
	if n.watched {
		clear(n.stirred)
	}
	if !n.dirty {
		return
	}
	n.dirty = false
	n.adopt()
	news := n.resized
	if n.resized {
		copy(n.known, n.capacity)
		n.resized = false
	}
	for k, i := range n.order {
		c := &n.classes[i]
		news = (news || c.whole) && n.offer(k)
		if c.whole || len(c.touched) > 0 {
			news = true
			n.fill(c)
			n.unlist(c)
		}
	}
	for _, id := range n.pending {
		if a := &n.asked[id]; a.pending {
			a.pending, a.joined = false, false
			n.list(id)
		}
	}
	n.pending = n.pending[:0]
	n.sorter.sort(n.changed)
}

// offer brings up to date what a class has for its groups: what the one served
// before it leaves, or for the first all that there is. All is to be solved anew if
// a link holds somebody back or has no room to spare.
func (n *Network) offer(k int) (changed bool) {
	c := &n.classes[n.order[k]]
	for l, have := range n.known {
		if k > 0 {
			have = n.leftover(&n.classes[n.order[k-1]], int32(l))
		}
		if c.offered[l] == have {
			continue
		}
		w := &c.lanes[l]
		c.offered[l], w.slack, changed = have, 0, true
		n.unroof(w)
		if len(w.holding) > 0 || n.room(c, int32(l), 0) < have*headroom {
			c.whole = true
		}
	}
	return changed
}

// fill shares what a class is offered among those of its groups that are
// affected by what has changed.
func (n *Network) fill(c *class) {
	if !c.whole && (n.tryEase(c) || n.shift(c)) {
		return
	}
	n.choose(c)
	for n.apportion(c); n.spread(c); {
		n.apportion(c)
	}
	for _, i := range n.chosen {
		n.settle(c, i)
	}
	for _, i := range n.crossed {
		n.links[i].crossed = false
	}
}

// leftover returns what a class leaves of a link.
func (n *Network) leftover(c *class, link int32) float64 {
	left := n.room(c, link, 0)
	if left < unbounded && (len(c.lanes[link].holding) > 0 || left <= residue*n.known[link]) {
		return 0
	}
	return left
}

// settle gives a group its share and visits the members that this changes.
func (n *Network) settle(c *class, i int32) {
	g := &n.groups[i]
	g.chosen, g.due = false, false
	held, level, link := g.bottleneck >= 0, g.share.level, g.share.bottleneck
	lanes := c.lanes
	same := g.bottleneck == link
	if !same {
		if held {
			w := &lanes[g.bottleneck]
			w.holding = without(w.holding, i)
		}
		if link >= 0 {
			lanes[link].holding = append(lanes[link].holding, i)
		}
		g.bottleneck = link
	}
	if load := g.share.load; g.load != load || !same {
		burden(lanes, g.route, load-g.load)
		g.load, n.loads[i] = load, load
		if n.watched {
			n.stirred.cross(g)
		}
	}
	if link >= 0 {
		lanes[link].level = level
	}
	if g.size == 0 {
		return
	}
	before, moved := g.bar, g.level != level
	g.level, g.bar = level, g.barAt(level)
	if (moved || !same) && n.byGroup {
		n.moved = append(n.moved, Group(i))
	}
	switch {
	case !held && link < 0, !moved && before == g.bar:
	case moved && !n.byGroup:
		n.visit(g, before, true)
	case before.factor != g.factor || !g.within(before.mark) || !g.within(g.bar.mark):
		n.visit(g, before, false)
	}
}

// burden has the links of a route carry so much more.
func burden(lanes []lane, route []int32, growth float64) {
	if growth < 0 {
		growth = 0
	}
	for _, l := range route {
		w := &lanes[l]
		w.stale = true
		w.slack -= growth
	}
}

// note lists a flow whose rate may have changed. By groups one that is pending has
// its turn later.
func (n *Network) note(id ID) {
	if !n.byGroup || !n.asked[id].pending {
		n.list(id)
	}
}

// list lists a flow if its rate has changed.
func (n *Network) list(id ID) {
	if n.byGroup || n.retell(id) {
		n.changed = append(n.changed, id)
	}
}

// retell tells whether a flow has another rate than it was told.
func (n *Network) retell(id ID) bool {
	f := &n.flows[id]
	told := n.current(f)
	if g := &n.groups[f.group]; g.scale > 0 && g.bar.passes(f.key) {
		told = byScale
	}
	changed := f.told != told
	f.told = told
	return changed
}

// current returns the rate that its group's level means for a flow.
func (n *Network) current(f *flow) float64 {
	g := &n.groups[f.group]
	if g.bar.passes(f.key) {
		return scaled(f.limit, g.bar.factor)
	}
	return f.weight * g.level
}
