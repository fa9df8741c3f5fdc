package explore

// Stuck returns the first state, in the order of the search, from which no
// state with goal can be reached, and whether there is one.
func (g *Graph[S, L]) Stuck(goal func(S) bool) (S, bool) {
	reaches := g.reaching(goal)
	for i, s := range g.states {
		if !reaches[i] {
			return s, true
		}
	}
	var none S
	return none, false
}

// reaching says of every state whether it reaches the goal: a search
// backwards from the goals.
func (g *Graph[S, L]) reaching(goal func(S) bool) []bool {
	reaches := make([]bool, len(g.states))
	var open []int32
	for i, s := range g.states {
		if goal(s) {
			reaches[i] = true
			open = append(open, int32(i))
		}
	}
	first, into := g.reverse()
	for len(open) > 0 {
		at := open[len(open)-1]
		open = open[:len(open)-1]
		for _, from := range into[first[at]:first[at+1]] {
			if !reaches[from] {
				reaches[from] = true
				open = append(open, from)
			}
		}
	}
	return reaches
}

// reverse returns, per state, where the states that lead to it begin in into.
func (g *Graph[S, L]) reverse() (first, into []int32) {
	first = make([]int32, len(g.states)+1)
	for _, e := range g.edges {
		first[e.to+1]++
	}
	for i := range g.states {
		first[i+1] += first[i]
	}
	into = make([]int32, len(g.edges))
	fill := append([]int32(nil), first...)
	for _, e := range g.edges {
		into[fill[e.to]] = e.from
		fill[e.to]++
	}
	return first, into
}
