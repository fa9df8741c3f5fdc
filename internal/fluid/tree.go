package fluid

// The members of a group form a treap: a search tree by key and ID that is at
// once a heap by a priority scattered from the ID. Its shape depends on its
// members alone, not on the order in which they came; so do the sums, down to
// the last bit.

// none is the empty tree.
const none int32 = -1

// scatter mixes a number's bits (the finalizer of MurmurHash3, public domain).
func scatter(x uint32) uint32 {
	x ^= x >> 16
	x *= 0x85ebca6b
	x ^= x >> 13
	x *= 0xc2b2ae35
	return x ^ x>>16
}

func (n *Network) before(a, b int32) bool {
	x, y := n.flows[a].key, n.flows[b].key
	return x < y || x == y && a < b
}

// pull brings a node's sums up to date with its children's.
func (n *Network) pull(i int32) {
	f := &n.flows[i]
	limit, weight := f.limit, f.weight
	if f.left != none {
		l := &n.flows[f.left]
		limit, weight = limit+l.sumLimit, weight+l.sumWeight
	}
	if f.right != none {
		r := &n.flows[f.right]
		limit, weight = limit+r.sumLimit, weight+r.sumWeight
	}
	f.sumLimit, f.sumWeight = limit, weight
}

func (n *Network) insert(root, i int32) int32 {
	if root == none {
		return i
	}
	f := &n.flows[root]
	if n.flows[i].priority > f.priority {
		n.flows[i].left, n.flows[i].right = n.split(root, i)
		n.pull(i)
		return i
	}
	if n.before(i, root) {
		f.left = n.insert(f.left, i)
	} else {
		f.right = n.insert(f.right, i)
	}
	n.pull(root)
	return root
}

// split returns what comes before node i and what comes after it.
func (n *Network) split(root, i int32) (low, high int32) {
	if root == none {
		return none, none
	}
	f := &n.flows[root]
	if n.before(root, i) {
		f.right, high = n.split(f.right, i)
		n.pull(root)
		return root, high
	}
	low, f.left = n.split(f.left, i)
	n.pull(root)
	return low, root
}

func (n *Network) erase(root, i int32) int32 {
	f := &n.flows[root]
	switch {
	case root == i:
		return n.merge(f.left, f.right)
	case n.before(i, root):
		f.left = n.erase(f.left, i)
	default:
		f.right = n.erase(f.right, i)
	}
	n.pull(root)
	return root
}

func (n *Network) merge(a, b int32) int32 {
	if a == none {
		return b
	}
	if b == none {
		return a
	}
	if n.flows[a].priority > n.flows[b].priority {
		n.flows[a].right = n.merge(n.flows[a].right, b)
		n.pull(a)
		return a
	}
	n.flows[b].left = n.merge(a, n.flows[b].left)
	n.pull(b)
	return b
}

// search finds what the members of a group take where limits up to a mark are
// reached: the sum of those and the sum of the weights of all others.
func (n *Network) search(g *group, mark float64) {
	if top := scaled(g.reach, g.factor); top <= mark { // all, whatever their order
		g.fixed, g.slope, g.low, g.high, g.ceiling = g.demand(), 0, top, unbounded, unknown
		return
	}
	if g.astray || len(g.late) > 0 {
		n.arrange(g)
	}
	bar := bar{g.factor, mark}
	fixed, from, to := 0.0, 0.0, unbounded
	g.slope, g.ceiling = 0, unknown
	switch s := &g.loose; {
	case len(s.flows) == 0:
	case !bar.passes(s.low):
		g.slope, to = s.weights.value(), s.low
		s.spare()
	case bar.passes(s.high):
		fixed, from = s.limits.value(), s.high
		s.spare()
	case s.patient():
		fixed, g.slope, from, to = n.lookThrough(s, bar)
	default:
		n.gather(g)
	}
	for i := g.root; i != none; {
		f := &n.flows[i]
		if bar.passes(f.key) {
			fixed += f.limit
			if f.left != none {
				fixed += n.flows[f.left].sumLimit
			}
			from = max(from, f.key)
			i = f.right
			continue
		}
		g.slope += f.weight
		if f.right != none {
			g.slope += n.flows[f.right].sumWeight
		}
		to = min(to, f.key)
		i = f.left
	}
	g.fixed = scaled(fixed, g.factor)
	g.low, g.high = scaled(from, g.factor), scaled(to, g.factor)
}

// exceeds tells whether some member of a group has its limit above a mark.
func (n *Network) exceeds(g *group, mark float64) bool {
	return scaled(g.reach, g.factor) > mark && n.towers(g, mark)
}

// towers is exceeds where the bound of all keys does not tell.
func (n *Network) towers(g *group, mark float64) bool {
	if len(g.loose.flows) > 0 {
		switch {
		case scaled(g.loose.low, g.factor) > mark:
			return true
		case scaled(g.loose.high, g.factor) <= mark:
		case g.loose.patient():
			n.lookThrough(&g.loose, bar{g.factor, mark})
		default:
			n.gather(g)
		}
	}
	n.arrange(g)
	g.reach = g.loose.high
	if g.root != none {
		f := &n.flows[g.root]
		for f.right != none {
			f = &n.flows[f.right]
		}
		g.reach = max(g.reach, f.key)
	}
	return scaled(g.reach, g.factor) > mark
}

// visit passes the members of a group that have begun to be held back or have
// ceased to be to the network's listing of changes, and those held back before
// and after if that is asked for.
func (n *Network) visit(g *group, before bar, held bool) {
	n.visitTree(g.root, before, g.bar, held)
	n.visitLoose(&g.loose, before, g.bar, held)
}

func (n *Network) visitTree(root int32, before, after bar, held bool) {
	for root != none {
		f := &n.flows[root]
		was, is := before.passes(f.key), after.passes(f.key)
		switch {
		case was && is:
			root = f.right
		case !was && !is && !held:
			root = f.left
		default:
			n.visitTree(f.left, before, after, held)
			n.note(ID(root))
			root = f.right
		}
	}
}
