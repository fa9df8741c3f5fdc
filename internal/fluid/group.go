package fluid

import (
	"cmp"
	"slices"
)

// group holds the flows of one class that cross the same links.
type group struct {
	route  []int32 // rising
	class  int32
	scale  int32
	next   int32 // next group with the same hash
	root   int32
	size   int32   // members
	total  total   // of their limits, without factor
	late   []int32 // members that may be out of place in the tree,
	astray bool    // unless there are more

	factor     float64 // on all limits
	level      float64 // rate per weight of those held back
	bar        bar     // as of the last solution
	bottleneck int32   // the link that holds them back
	load       float64
	held       bool // some member is held back

	// What the members take at levels from one of their limits per weight to
	// the next: the reached limits, and per level the others. But for slope,
	// all without factor.
	fixed, slope float64
	from, to     float64
}

// within tells whether what the members take is known where those below a bar
// have reached their limits.
func (g *group) within(b bar) bool {
	return b.passes(g.from) && !b.passes(g.to)
}

// demand returns the sum of all limits.
func (g *group) demand() float64 { return scaled(g.total.value(), g.factor) }

// taken returns what the members take at a level for which that is known.
func (g *group) taken(level float64) float64 { return g.fixed*g.factor + g.slope*level }

// class holds the groups of one priority.
type class struct {
	number        int
	groups        []int32 // those with members, rising
	offered, left []float64
	start         float64 // level of the last solution, the first guess of the next
	dirty         bool
}

func (c *class) activate(g int32) {
	at, _ := slices.BinarySearch(c.groups, g)
	c.groups = slices.Insert(c.groups, at, g)
}

func (c *class) retire(g int32) {
	at, _ := slices.BinarySearch(c.groups, g)
	c.groups = slices.Delete(c.groups, at, at+1)
}

func (n *Network) groupOf(number, scale int, route []int) int32 {
	n.key = n.key[:0]
	for _, l := range route {
		n.key = append(n.key, int32(l))
	}
	slices.Sort(n.key)
	return n.lookup(number, scale, n.key)
}

// lookup returns the group of a class, a scale and a rising route.
func (n *Network) lookup(number, scale int, route []int32) int32 {
	c := n.classOf(number)
	hash := (uint64(c) + 1) ^ uint64(scale)<<32
	for _, l := range route {
		hash = (hash ^ uint64(l+1)) * 0x9e3779b97f4a7c15
		hash ^= hash >> 29
	}
	first, known := n.index[hash]
	if !known {
		first = none
	}
	for g := first; g != none; g = n.groups[g].next {
		if n.groups[g].class == c && int(n.groups[g].scale) == scale && slices.Equal(n.groups[g].route, route) {
			return g
		}
	}
	n.groups = regrown(n.groups)
	g := int32(len(n.groups) - 1)
	made := &n.groups[g]
	*made = group{
		route:  append(made.route[:0], route...),
		late:   made.late[:0],
		class:  c,
		scale:  int32(scale),
		next:   first,
		root:   none,
		factor: n.Factor(scale),
		level:  unbounded,
		bar:    bar{1, unbounded},
		from:   unbounded,
	}
	n.index[hash] = g
	if scale > 0 {
		s := n.scaleOf(scale)
		s.groups = append(s.groups, g)
	}
	return g
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
		offered: resized(made.offered, len(n.capacity)),
		left:    resized(made.left, len(n.capacity)),
		dirty:   true,
	}
	n.order = slices.Insert(n.order, at, int32(len(n.classes)-1))
	return n.order[at]
}

// regrown returns s with one more element, an old one where there was one, so
// that its memory can be used again.
func regrown[T any](s []T) []T {
	if len(s) < cap(s) {
		return s[:len(s)+1]
	}
	var zero T
	return append(s, zero)
}
