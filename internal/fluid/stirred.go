package fluid

// linkSet is a set of links, a bit for each.
type linkSet []uint64

func (s linkSet) add(l int32) { s[uint32(l)/64] |= 1 << (uint32(l) % 64) }

// cross adds the links of a group.
func (s linkSet) cross(g *group) {
	if len(s) == 1 {
		s[0] |= g.mask
		return
	}
	for _, l := range g.route {
		s.add(l)
	}
}

// Stirred returns the links that since the last solution carry something else
// than before it, or across which other groups are held back, as bits of numbers
// with 64 links each; all of them when it is called for the first time. The result
// is valid until the next solution.
func (n *Network) Stirred() []uint64 {
	if !n.watched {
		n.watched = true
		for l := range n.capacity {
			n.stirred.add(int32(l))
		}
	}
	return n.stirred
}
