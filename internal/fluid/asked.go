package fluid

// asked is what a flow shall have from the next solution on.
type asked struct {
	limit, weight float64
	pending       bool // to be looked at by the next solution
	joined        bool // its group since the last solution
	late          bool // its place in the tree is out of date
}

// SetLimit changes the most that a flow takes. Limits are compared when the
// network is solved: of several in between only the last counts.
func (n *Network) SetLimit(id ID, limit float64) {
	if a := &n.asked[id]; a.limit != limit {
		n.Set(id, a.weight, limit)
	}
}

// Set changes a flow's weight and limit together.
func (n *Network) Set(id ID, weight, limit float64) {
	a := &n.asked[id]
	a.weight, a.limit = weight, limit
	n.await(a, id)
}

func (n *Network) await(a *asked, id ID) {
	n.dirty = true
	if !a.pending {
		a.pending = true
		n.pending = append(n.pending, id)
	}
}

// adopt gives all flows what is asked for. It leaves the trees as they are:
// a group's order is of interest only when a link holds some of it back.
func (n *Network) adopt() {
	if n.rescaled {
		n.rescale()
	}
	for _, id := range n.pending {
		a, f := &n.asked[id], &n.flows[id]
		if !a.pending || a.limit == f.limit && a.weight == f.weight {
			a.pending = a.joined
			continue
		}
		g := &n.groups[f.group]
		n.touch(g, f.group)
		if f.right == apart {
			n.alter(f, a.limit, a.weight)
			continue
		}
		g.inTree.replace(f.limit, a.limit)
		f.limit, f.weight = a.limit, a.weight
		g.reach = max(g.reach, f.limit/f.weight)
		n.misplace(g, id)
		g.forget()
	}
}
