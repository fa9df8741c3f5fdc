package fluid

import "slices"

// place is where a flow stands in its group's order.
type place struct {
	key float64
	id  int32
}

func (p place) compare(q place) int {
	switch {
	case p.key < q.key || p.key == q.key && p.id < q.id:
		return -1
	case p == q:
		return 0
	}
	return 1
}

// builder is the memory of a rebuilding.
type builder struct {
	kept  []place // members that stay where they are
	moved []place
	spine []int32 // the path from the root that always turns right
}

// dense is the number of members of a group per one out of place up to which
// it is cheaper to build the group's tree anew than to move one after another.
const dense = 12

// arrange brings a group's tree up to date.
func (n *Network) arrange(g *group) {
	if !g.astray && len(g.late) == 0 {
		return
	}
	if g.astray {
		n.rebuild(g)
		return
	}
	for _, id := range g.late {
		if a := &n.asked[id]; a.late && &n.groups[n.flows[id].group] == g {
			g.root = n.erase(g.root, id)
			n.enter(id)
			a.late = false
		}
	}
	g.late = g.late[:0]
}

// misplace notes that a flow's place in its group's tree is out of date.
func (n *Network) misplace(g *group, id ID) {
	if a := &n.asked[id]; !a.late {
		a.late = true
		if len(g.late)*dense < int(g.size) {
			g.late = append(g.late, int32(id))
		} else {
			g.astray = true
		}
	}
}

// enter puts a flow into its group's tree.
func (n *Network) enter(i int32) {
	f := &n.flows[i]
	f.key = f.limit / f.weight
	f.left, f.right = none, none
	f.sumLimit, f.sumWeight = f.limit, f.weight
	g := &n.groups[f.group]
	g.reach = max(g.reach, f.key)
	g.root = n.insert(g.root, i)
	g.forget()
}

// rebuild brings a group's tree up to date at once: those that move are sorted
// and merged with the others, and a tree is built from left to right. As a
// treap's shape depends on its members alone, it is the one that single
// insertions would have made.
func (n *Network) rebuild(g *group) {
	b := &n.builder
	b.kept, b.moved = b.kept[:0], b.moved[:0]
	n.sift(g.root)
	for _, i := range g.loose.flows {
		b.moved = append(b.moved, place{n.flows[i].key, i})
	}
	slices.SortFunc(b.moved, place.compare)
	b.spine = b.spine[:0]
	kept := b.kept
	for _, m := range b.moved {
		for len(kept) > 0 && kept[0].compare(m) < 0 {
			n.push(kept[0].id)
			kept = kept[1:]
		}
		n.push(m.id)
	}
	for _, k := range kept {
		n.push(k.id)
	}
	g.root, g.reach = b.spine[0], max(g.reach, n.flows[b.spine[len(b.spine)-1]].key)
	g.forget()
	n.fold(0)
	g.inTree.join(&g.loose.limits)
	g.loose, g.late, g.astray = g.loose.emptied(), g.late[:0], false
}

// sift lists the members of a tree in their order, apart from those that have
// a new place, which it lists by their old.
func (n *Network) sift(root int32) {
	b := &n.builder
	for root != none {
		f := &n.flows[root]
		if f.left != none {
			n.sift(f.left)
		}
		if a := &n.asked[root]; a.late {
			a.late = false
			f.key = f.limit / f.weight
			b.moved = append(b.moved, place{f.key, root})
		} else {
			b.kept = append(b.kept, place{f.key, root})
		}
		root = f.right
	}
}

// push adds a node to the right of all others.
func (n *Network) push(i int32) {
	b := &n.builder
	f := &n.flows[i]
	at := len(b.spine)
	for at > 0 && n.flows[b.spine[at-1]].priority < f.priority {
		at--
	}
	f.left, f.right = none, none
	if at < len(b.spine) {
		f.left = b.spine[at]
		n.fold(at)
	}
	if at > 0 {
		n.flows[b.spine[at-1]].right = i
	}
	b.spine = append(b.spine, i)
}

// fold ends the spine before a depth: what is below gets no more children.
func (n *Network) fold(depth int) {
	b := &n.builder
	for at := len(b.spine) - 1; at >= depth; at-- {
		n.pull(b.spine[at])
	}
	b.spine = b.spine[:depth]
}
