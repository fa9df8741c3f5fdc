package fluid

import "strconv"

// Links returns the number of links.
func (n *Network) Links() int { return len(n.capacity) }

// SetWeight changes a flow's weight.
func (n *Network) SetWeight(id ID, weight float64) {
	if a := &n.asked[id]; a.weight != weight {
		n.Set(id, weight, a.limit)
	}
}

// SetClass changes a flow's priority.
func (n *Network) SetClass(id ID, number int) {
	if g := &n.groups[n.flows[id].group]; n.classes[g.class].number != number {
		n.Move(id, n.sibling(g, number, int(g.scale)))
	}
}

// SetScale changes the scale that a flow names.
func (n *Network) SetScale(id ID, number int) {
	if g := &n.groups[n.flows[id].group]; int(g.scale) != number {
		n.Move(id, n.sibling(g, n.classes[g.class].number, number))
	}
}

// sibling returns the group of another class and scale with the same links.
func (n *Network) sibling(g *group, class, scale int) Group {
	n.key = append(n.key[:0], g.route...)
	return n.lookup(class, scale, n.key)
}

// Full tells whether a link carries all that it can, if nothing was changed since
// the last solution. A link without capacity is full.
func (n *Network) Full(link int) bool {
	if len(n.order) == 0 {
		return n.known[link] == 0
	}
	return n.leftover(&n.classes[n.order[len(n.order)-1]], int32(link)) == 0
}

// String returns "limit" or "link" and its number.
func (b Binding) String() string {
	if b < 0 {
		return "limit"
	}
	return "link " + strconv.Itoa(int(b))
}
