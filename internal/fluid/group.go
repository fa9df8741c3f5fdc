package fluid

import "slices"

// group holds the flows of one class that cross the same links. What solutions
// ask for most stands in front, in two lines of a processor's cache.
type group struct {
	// What the members take at levels from one at which a limit is reached to
	// the next: the reached limits, and per level the others.
	fixed, slope float64
	low, high    float64

	factor     float64 // on all limits
	level      float64 // rate per weight of those held back
	bar        bar     // as of the last solution
	load       float64 // as in the network's loads
	mask       uint64  // of the links of the route, where there are 64 at most
	bottleneck int32   // the link that holds them back, or none
	size       int32   // members

	// Held back by the link roof, or none if that is to be found anew, up to
	// the level ceiling, if it is known, the group has room on all links that it has for itself;
	// open tells whether it crosses others besides.
	ceiling float64
	roof    int32
	open    bool

	touched bool // changed since the last solution
	listed  bool // by its class and lanes

	// Of the solution under way: whether the group is being solved, what it is
	// to have, and, while a level is shifted, whether that counts already.
	chosen, due bool
	share       share

	reach  float64 // no member has a larger key
	inTree total   // limits of those in the tree, without factor
	loose  loose   // members outside of it
	route  []int32 // rising
	class  int32
	scale  int32
	next   int32   // next group with the same hash
	root   int32   // of the tree
	late   []int32 // members that may be out of place in the tree,
	astray bool    // unless there are more
}

// unknown is the ceiling of a group that is to be found anew.
const unknown = -1

// within tells whether what the members take is known where limits up to a
// mark are reached.
func (g *group) within(mark float64) bool { return g.low <= mark && mark < g.high }

// forget says that it isn't known.
func (g *group) forget() { g.low = unbounded }

// demand returns the sum of all limits.
func (g *group) demand() float64 {
	return scaled(g.inTree.value()+g.loose.limits.value(), g.factor)
}

// GroupOf returns the group of the flows of a class and a scale with a route,
// whether there are any or not. It is the same until the network is reset.
func (n *Network) GroupOf(number, scale int, route []int) Group {
	n.key = n.key[:0]
	for _, l := range route {
		n.key = append(n.key, int32(l))
	}
	slices.Sort(n.key)
	return n.lookup(number, scale, n.key)
}

// lookup returns the group of a class, a scale and a rising route.
func (n *Network) lookup(number, scale int, route []int32) Group {
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
			return Group(g)
		}
	}
	n.groups, n.loads = regrown(n.groups), append(n.loads, 0)
	g := int32(len(n.groups) - 1)
	made := &n.groups[g]
	*made = group{
		route:      append(made.route[:0], route...),
		late:       made.late[:0],
		loose:      made.loose.emptied(),
		class:      c,
		scale:      int32(scale),
		next:       first,
		root:       none,
		bottleneck: none,
		roof:       none,
		factor:     n.Factor(scale),
		level:      unbounded,
		bar:        bar{1, unbounded},
		low:        unbounded,
	}
	for _, l := range made.route {
		made.mask |= 1 << (uint32(l) % 64)
	}
	n.index[hash] = g
	if scale > 0 {
		s := n.scaleOf(scale)
		s.groups = append(s.groups, g)
	}
	return Group(g)
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
