package fluid

import (
	"cmp"
	"slices"
)

// class holds the groups of one priority.
type class struct {
	number  int
	groups  []int32 // those with members and the dormant ones, rising
	live    int32   // those with members
	lanes   []lane  // by link
	touched []int32 // those changed since the last solution, members or not
	offered []float64
	start   float64 // first level of the last solution, a guess for the next
	whole   bool    // all groups are to be solved
	doubts  int     // how often ease has failed lately
	gained  bool    // a group that is held back has got members since the last solution
}

// lane is what a class has on a link.
type lane struct {
	crossing []int32 // of the class's groups, rising
	live     int32   // those with members
	holding  []int32 // groups that the link holds back, in any order
	level    float64 // of those, or of the last ones
	load     float64 // of the groups, unless it is stale
	stale    bool
	crossed  bool    // by a group of the class since the network was made
	slack    float64 // surely the load may grow by that much until the link holds somebody back
}

// dormant is how many groups without members a class may list besides half as
// many as have some: groups come and go, and a list is costly to change.
const dormant = 4

// activate notes that a group has got its first member.
func (n *Network) activate(i int32) {
	g := &n.groups[i]
	c := &n.classes[g.class]
	c.live++
	if !g.listed {
		g.listed = true
		c.groups = with(c.groups, i)
		for _, l := range g.route {
			w := &c.lanes[l]
			w.crossing = with(w.crossing, i)
			if !w.crossed {
				w.crossed = true
				n.passBy(l, g.class)
			}
		}
	}
	for _, l := range g.route {
		w := &c.lanes[l]
		if w.live++; w.live == 2 {
			n.unroof(w)
		}
	}
}

// passBy notes that groups of a class cross a link.
func (n *Network) passBy(l, class int32) {
	at, _ := slices.BinarySearchFunc(n.across[l], class, func(a, b int32) int {
		return cmp.Compare(n.classes[a].number, n.classes[b].number)
	})
	n.across[l] = slices.Insert(n.across[l], at, class)
}

// retire notes that a group has lost its last member.
func (n *Network) retire(i int32) {
	g := &n.groups[i]
	c := &n.classes[g.class]
	c.live--
	for _, l := range g.route {
		w := &c.lanes[l]
		if w.live--; w.live == 1 {
			n.unroof(w)
		}
	}
}

// unroof notes that the groups across a link have lost it for themselves, or
// that one has won it.
func (n *Network) unroof(w *lane) {
	for _, i := range w.crossing {
		n.groups[i].roof = none
	}
}

// unlist drops dormant groups, which have no load any more, if they are many.
func (n *Network) unlist(c *class) {
	if len(c.groups) <= int(c.live+c.live/2)+dormant {
		return
	}
	c.groups = slices.DeleteFunc(c.groups, func(i int32) bool {
		g := &n.groups[i]
		g.listed = g.size > 0
		return !g.listed
	})
	for l := range c.lanes {
		w := &c.lanes[l]
		w.crossing = slices.DeleteFunc(w.crossing, func(i int32) bool { return !n.groups[i].listed })
	}
}

// carried returns the sum of the loads of the groups across a link.
func (n *Network) carried(c *class, link int32) float64 {
	w := &c.lanes[link]
	if w.stale {
		w.load, w.stale = n.sumLoads(w.crossing), false
	}
	return w.load
}

func (n *Network) sumLoads(groups []int32) float64 {
	sum, loads := 0.0, n.loads
	for _, i := range groups {
		sum += loads[i]
	}
	return sum
}

func with(rising []int32, i int32) []int32 {
	at, _ := slices.BinarySearch(rising, i)
	return slices.Insert(rising, at, i)
}

func without(set []int32, i int32) []int32 {
	last := len(set) - 1
	set[slices.Index(set, i)] = set[last]
	return set[:last]
}

// touch has a group solved anew.
func (n *Network) touch(g *group, i int32) {
	n.dirty = true
	if !g.touched {
		g.touched = true
		c := &n.classes[g.class]
		c.touched = append(c.touched, i)
	}
}

// classOf returns the place of a class, which it makes if need be.
func (n *Network) classOf(number int) int32 {
	if k := n.recent; int(k) < len(n.classes) && n.classes[k].number == number {
		return k
	}
	at, found := slices.BinarySearchFunc(n.order, number, func(c int32, number int) int {
		return cmp.Compare(n.classes[c].number, number)
	})
	if found {
		n.recent = n.order[at]
		return n.recent
	}
	n.classes = regrown(n.classes)
	made := &n.classes[len(n.classes)-1]
	*made = class{
		number:  number,
		groups:  made.groups[:0],
		touched: made.touched[:0],
		lanes:   emptied(made.lanes, len(n.capacity)),
		offered: resized(made.offered, len(n.capacity)),
		whole:   true,
	}
	n.order = slices.Insert(n.order, at, int32(len(n.classes)-1))
	return n.order[at]
}

// emptied returns s with the given length and lanes without groups in it.
func emptied(s []lane, length int) []lane {
	for len(s) < length {
		s = append(s, lane{})
	}
	s = s[:length]
	for i := range s {
		s[i] = lane{crossing: s[i].crossing[:0], holding: s[i].holding[:0]}
	}
	return s
}
