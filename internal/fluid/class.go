package fluid

import (
	"cmp"
	"slices"
)

// class holds the groups of one priority.
type class struct {
	number  int
	groups  []int32 // those with members, rising
	lanes   []lane  // by link
	touched []int32 // those changed since the last solution, members or not
	offered []float64
	start   float64 // first level of the last solution, a guess for the next
	whole   bool    // all groups are to be solved
}

// lane is what a class has on a link.
type lane struct {
	crossing []int32 // groups with members, rising
	held     int32   // groups that the link holds back
	level    float64 // of those, or of the last ones
}

// activate notes that a group has got its first member.
func (n *Network) activate(i int32) {
	g := &n.groups[i]
	c := &n.classes[g.class]
	c.groups = with(c.groups, i)
	for _, l := range g.route {
		w := &c.lanes[l]
		w.crossing = with(w.crossing, i)
		if len(w.crossing) == 2 {
			n.unroof(w)
		}
	}
}

// retire notes that a group has lost its last member.
func (n *Network) retire(i int32) {
	g := &n.groups[i]
	c := &n.classes[g.class]
	c.groups = without(c.groups, i)
	for _, l := range g.route {
		w := &c.lanes[l]
		w.crossing = without(w.crossing, i)
		if len(w.crossing) == 1 {
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

func with(rising []int32, i int32) []int32 {
	at, _ := slices.BinarySearch(rising, i)
	return slices.Insert(rising, at, i)
}

func without(rising []int32, i int32) []int32 {
	at, _ := slices.BinarySearch(rising, i)
	return slices.Delete(rising, at, at+1)
}

// touch has a group solved anew.
func (n *Network) touch(i int32) {
	n.dirty = true
	if g := &n.groups[i]; !g.touched {
		g.touched = true
		c := &n.classes[g.class]
		c.touched = append(c.touched, i)
	}
}

// classOf returns the place of a class, which it makes if need be.
func (n *Network) classOf(number int) int32 {
	at, found := slices.BinarySearchFunc(n.order, number, func(c int32, number int) int {
		return cmp.Compare(n.classes[c].number, number)
	})
	if found {
		return n.order[at]
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
		s[i] = lane{crossing: s[i].crossing[:0]}
	}
	return s
}
