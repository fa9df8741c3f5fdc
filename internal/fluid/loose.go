package fluid

// apart is the right child of a flow that is not in its group's tree; the left
// one is then its index among the loose members.
const apart int32 = -2

// loose are the members of a group that have not been put into its tree: as
// long as a level lies below all their limits or above, sums are all that
// counts of them, and they come and go in O(1).
type loose struct {
	flows           []int32
	limits, weights total
	low, high       float64 // bounds of their keys
	looks           int     // at each of them, less those saved since
}

// A level between the keys of loose members is dealt with by a look at each of
// them. Where that happens more than mostLooks times, a tree is made; a search for
// which sums are enough makes up for savedLooks of one member.
const (
	mostLooks  = 2
	savedLooks = 16
)

// emptied returns no members in the same memory.
func (s *loose) emptied() loose { return loose{flows: s.flows[:0], low: unbounded} }

// widen has the bounds include the key of a loose member.
func (g *group) widen(key float64) {
	s := &g.loose
	if key > g.reach {
		g.reach = key
	}
	if key < s.low {
		s.low = key
	}
	if key > s.high {
		s.high = key
	}
}

// adjoin makes a flow a member without a place in the tree.
func (g *group) adjoin(f *flow, i int32) {
	f.key = f.limit / f.weight
	f.left, f.right = int32(len(g.loose.flows)), apart
	g.loose.flows = append(g.loose.flows, i)
	g.loose.limits.add(f.limit)
	g.loose.weights.add(f.weight)
	g.widen(f.key)
	g.forget()
}

// detach takes a flow out of its group's tree or from among the loose members.
func (n *Network) detach(g *group, f *flow, i int32) {
	g.forget()
	if f.right != apart {
		g.inTree.remove(f.limit)
		g.root = n.erase(g.root, i)
		n.asked[i].late = false
		return
	}
	s := &g.loose
	rest := len(s.flows) - 1
	last := s.flows[rest]
	s.flows[f.left], n.flows[last].left = last, f.left
	s.flows = s.flows[:rest]
	s.limits.remove(f.limit)
	s.weights.remove(f.weight)
	if rest == 0 {
		*s = s.emptied()
	}
}

// alter gives a loose member another limit and weight.
func (n *Network) alter(f *flow, limit, weight float64) {
	g := &n.groups[f.group]
	g.loose.limits.replace(f.limit, limit)
	g.loose.weights.replace(f.weight, weight)
	f.limit, f.weight, f.key = limit, weight, limit/weight
	g.widen(f.key)
	g.forget()
}

// gather puts the loose members of a group into its tree.
func (n *Network) gather(g *group) {
	if len(g.loose.flows)*dense > int(g.size) {
		n.rebuild(g)
		return
	}
	for _, i := range g.loose.flows {
		n.enter(i)
	}
	g.inTree.join(&g.loose.limits)
	g.loose = g.loose.emptied()
}

// spare tells of a search for which sums were enough.
func (s *loose) spare() { s.looks = max(0, s.looks-savedLooks) }

// patient tells whether to look through the members rather than put them into a tree.
func (s *loose) patient() bool { return s.looks <= mostLooks*len(s.flows) }

// lookThrough finds the limits of those that have reached them, the weights of the
// others, the keys between which that holds, and the bounds of all keys.
func (n *Network) lookThrough(s *loose, b bar) (fixed, slope, from, to float64) {
	var limits, weights total
	to = unbounded
	low, high := unbounded, 0.0
	for _, i := range s.flows {
		f := &n.flows[i]
		if b.passes(f.key) {
			limits.add(f.limit)
			from = max(from, f.key)
			low = min(low, f.key)
		} else {
			weights.add(f.weight)
			to = min(to, f.key)
			high = max(high, f.key)
		}
	}
	s.low, s.high = min(low, to), max(high, from)
	s.looks += len(s.flows)
	return limits.value(), weights.value(), from, to
}

// visitLoose is visitTree for the loose members.
func (n *Network) visitLoose(s *loose, before, after bar, held bool) {
	if len(s.flows) == 0 || before.passes(s.high) && after.passes(s.high) || !held && !before.passes(s.low) && !after.passes(s.low) {
		return
	}
	for _, i := range s.flows {
		key := n.flows[i].key
		if was, is := before.passes(key), after.passes(key); was != is || !is && held {
			n.note(ID(i))
		}
	}
}
