package fluid

// Stirred returns the links that since the last solution carry something else
// than before it, or across which other groups are held back, in any order;
// all of them when it is called for the first time. The result is valid until
// the next solution.
func (n *Network) Stirred() []int32 {
	if !n.watched {
		n.watched = true
		for l := range n.marked {
			n.marked[l] = true
			n.stirred = append(n.stirred, int32(l))
		}
	}
	return n.stirred
}

func (n *Network) stir(links []int32) {
	for _, l := range links {
		if !n.marked[l] {
			n.marked[l] = true
			n.stirred = append(n.stirred, l)
		}
	}
}

// calm begins a solution, which has stirred nothing yet.
func (n *Network) calm() {
	for _, l := range n.stirred {
		n.marked[l] = false
	}
	n.stirred = n.stirred[:0]
}
