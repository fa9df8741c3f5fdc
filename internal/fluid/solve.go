package fluid

import (
	"math"
	"slices"
)

// residue is the part of a link's capacity below which what a class leaves is
// rounding noise.
const residue = 1e-13

// scratch is the memory of one solution, per link but for live.
type scratch struct {
	wanted []float64 // sum of all limits
	room   []float64 // not taken by groups that have their level
	fixed  []float64 // taken by reached limits, and per level by the others,
	slope  []float64 // at the level being tried
	at     []float64 // level at which the link fills, seen from there
	full   []bool
	tight  []int32 // links that can't satisfy all
	live   []int32 // groups without a level
}

func (s *scratch) reset(links int) {
	s.wanted = resized(s.wanted, links)
	s.room = resized(s.room, links)
	s.fixed = resized(s.fixed, links)
	s.slope = resized(s.slope, links)
	s.at = resized(s.at, links)
	s.full = resized(s.full, links)
	s.tight, s.live = s.tight[:0], s.live[:0]
}

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
	if !n.dirty {
		return
	}
	n.dirty = false
	for _, i := range n.gone {
		n.groups[i].load, n.groups[i].held = 0, false
	}
	n.gone = n.gone[:0]
	n.adopt()
	have := n.capacity
	for _, i := range n.order {
		c := &n.classes[i]
		if c.dirty || !slices.Equal(c.offered, have) {
			copy(c.offered, have)
			n.fill(c)
			c.dirty = false
		}
		have = c.left
	}
	copy(n.rest, have)
	n.summed = false
	for _, id := range n.pending {
		if a := &n.asked[id]; a.pending {
			a.pending, a.joined = false, false
			n.note(id)
		}
	}
	n.pending = n.pending[:0]
	n.sorter.sort(n.changed)
}

// sum adds up what the groups put on each link, when somebody asks. Those that
// have lost their members since the last solution still count.
func (n *Network) sum() {
	if n.summed {
		return
	}
	n.summed = true
	clear(n.load)
	clear(n.short)
	for i := range n.groups {
		g := &n.groups[i]
		for _, l := range g.route {
			n.load[l] += g.load
			n.short[l] = n.short[l] || g.held
		}
	}
}

// fill shares what a class is offered among its groups.
func (n *Network) fill(c *class) {
	copy(n.room, c.offered)
	clear(n.full)
	n.examine(c)
	level := c.start
	for round := 0; len(n.live) > 0; round++ {
		level = n.rise(level, round == 0)
		if math.IsInf(level, 1) {
			for _, g := range n.live {
				n.settle(g, unbounded, none)
			}
			break
		}
		if round == 0 {
			c.start = level
		}
		n.freeze(level)
	}
	copy(c.left, n.room)
	for l, left := range c.left {
		switch {
		case c.offered[l] == unbounded:
			c.left[l] = unbounded
		case n.full[l] || left <= residue*n.capacity[l]:
			c.left[l] = 0
		}
	}
}

// examine finds the links that can't satisfy all flows of a class and the
// groups that cross one; all other groups get their limits.
func (n *Network) examine(c *class) {
	clear(n.wanted)
	n.tight, n.live = n.tight[:0], n.live[:0]
	for _, g := range c.groups {
		g := &n.groups[g]
		for _, l := range g.route {
			n.wanted[l] += g.demand()
		}
	}
	for l, wanted := range n.wanted {
		if wanted > threshold(c.offered[l]) {
			n.tight = append(n.tight, int32(l))
			n.full[l] = true
		}
	}
	for _, i := range c.groups {
		g := &n.groups[i]
		if firstOf(g.route, n.full) >= 0 {
			if g.astray || len(g.late) > 0 {
				n.arrange(i)
			}
			n.live = append(n.live, i)
		} else {
			n.settle(i, unbounded, none)
		}
	}
	clear(n.full)
}

// firstOf returns the first link of a route that is in a set, or -1.
func firstOf(route []int32, set []bool) int32 {
	for _, l := range route {
		if set[l] {
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
		case guess && math.IsInf(next, 1):
			next = 0
		case next < level && !guess:
			return level
		}
		level, guess = next, false
		if math.IsInf(level, 1) || n.steady(level) {
			return level
		}
	}
}

// steady tells whether no limit lies between the level tried last and another,
// so that trying that one would give nothing new.
func (n *Network) steady(level float64) bool {
	for _, i := range n.live {
		if g := &n.groups[i]; !g.within(g.barAt(level)) {
			return false
		}
	}
	return true
}

// tangent returns the lowest level at which a link fills if no more limits are
// reached than at the given level; 0 if the level is a guess far too high.
func (n *Network) tangent(level float64, guess bool) float64 {
	fixed, slope, room := n.fixed, n.slope, n.room
	for _, l := range n.tight {
		fixed[l], slope[l] = 0, 0
	}
	for _, i := range n.live {
		g := &n.groups[i]
		n.search(g, level)
		taken := g.taken(0)
		for _, l := range g.route {
			fixed[l] += taken
			slope[l] += g.slope
		}
	}
	lowest := unbounded
	for _, l := range n.tight {
		at := unbounded
		switch {
		case slope[l] > 0:
			if at = (room[l] - fixed[l]) / slope[l]; at < 0 {
				at = 0
			}
		case guess && fixed[l] > threshold(room[l]): // so high that the way down can't be seen
			at = 0
		}
		if n.at[l] = at; at < lowest {
			lowest = at
		}
	}
	return lowest
}

// freeze ends the rise of all groups that cross a link that is full at the
// level tried last, and of those that have reached all their limits there.
func (n *Network) freeze(level float64) {
	reached := threshold(level)
	for _, l := range n.tight {
		if n.at[l] <= reached {
			n.full[l] = true
		}
	}
	rest := n.live[:0]
	for _, i := range n.live {
		g := &n.groups[i]
		link := firstOf(g.route, n.full)
		switch {
		case g.slope == 0:
			n.settle(i, unbounded, none)
		case link >= 0:
			n.settle(i, level, link)
		default:
			rest = append(rest, i)
		}
	}
	n.live = rest
}

// settle gives a group its level and visits the members that this changes.
func (n *Network) settle(i int32, level float64, bottleneck int32) {
	g := &n.groups[i]
	before, held, moved := g.bar, g.held, g.level != level
	g.level, g.bottleneck, g.bar = level, bottleneck, g.barAt(level)
	if math.IsInf(level, 1) {
		g.load, g.held = g.demand(), false
	} else {
		n.search(g, level)
		g.load, g.held = g.taken(level), g.slope > 0
	}
	for _, l := range g.route {
		n.room[l] -= g.load
	}
	if moved && n.byGroup {
		n.moved = append(n.moved, Group(i))
	}
	switch {
	case !held && !g.held, !moved && before == g.bar:
	case moved && !n.byGroup:
		n.visit(g.root, before, g.bar, true)
	case !g.within(before) || !g.within(g.bar):
		n.visit(g.root, before, g.bar, false)
	}
}

// note lists a flow whose rate may have changed, if it has.
func (n *Network) note(id ID) {
	if n.byGroup {
		if !n.asked[id].pending { // else it is listed when its turn comes
			n.changed = append(n.changed, id)
		}
		return
	}
	f := &n.flows[id]
	told := n.current(f)
	if g := &n.groups[f.group]; g.scale > 0 && g.bar.passes(f.key) {
		told = byScale
	}
	if f.told != told {
		f.told = told
		n.changed = append(n.changed, id)
	}
}

// current returns the rate that its group's level means for a flow.
func (n *Network) current(f *flow) float64 {
	if g := &n.groups[f.group]; !g.bar.passes(f.key) {
		return f.weight * g.level
	}
	return scaled(f.limit, n.groups[f.group].bar.factor)
}
