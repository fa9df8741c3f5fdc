package backlog

import "slices"

// Ring is the shortest ring among n things, each of which comes after the ones
// that the function lists, or nil where there is none: the first in the ring
// comes after the second, and so on, and the last after the first. A thing that
// comes after itself is a ring of one. Numbers that are not from 0 to n-1 are
// not waited for, and of fewer than one thing there is no ring. Of rings of the
// same length it is one with the lowest number in any of them, which is also its
// first; of several of these the one along the things that are listed first.
func Ring(n int, after func(i int) []int) []int {
	edges := make([][]int, max(n, 0))
	for i := range edges {
		edges[i] = among(n, after(i))
	}
	s := newSearch(edges)
	var best []int
	for v := range edges {
		if s.gone[v] {
			continue
		}
		limit := n
		if best != nil {
			limit = len(best) - 1
		}
		if ring := s.from(v, limit); ring != nil {
			best = ring
		}
		s.remove(v)
	}
	return best
}

// among returns the numbers from 0 to n-1 of a list, which stays as it is.
func among(n int, list []int) []int {
	strange := func(i int) bool { return i < 0 || i >= n }
	if !slices.ContainsFunc(list, strange) {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), strange)
}

// search looks for rings in a graph that shrinks.
type search struct {
	out, in         [][]int
	gone            []bool
	outside, inside []int // edges of each node to and from those that are not gone
	parent          []int // on the way from the start
	seen            []int // the last start that led to the node, +1
}

// newSearch returns a search in the graph less the nodes that are on no ring
// because nothing leads to them or away from them.
func newSearch(edges [][]int) *search {
	n := len(edges)
	s := &search{
		out: edges, in: make([][]int, n), gone: make([]bool, n),
		outside: make([]int, n), inside: make([]int, n),
		parent: make([]int, n), seen: make([]int, n),
	}
	for v, ws := range edges {
		s.outside[v] = len(ws)
		for _, w := range ws {
			s.in[w] = append(s.in[w], v)
			s.inside[w]++
		}
	}
	for v := range edges {
		if s.outside[v] == 0 || s.inside[v] == 0 {
			s.remove(v)
		}
	}
	return s
}

// remove takes out a node, and all that are on no ring without it because
// nothing leads to them or away from them any more.
func (s *search) remove(v int) {
	queue := []int{v}
	for len(queue) > 0 {
		v, queue = queue[len(queue)-1], queue[:len(queue)-1]
		if s.gone[v] {
			continue
		}
		s.gone[v] = true
		for _, w := range s.out[v] {
			if s.inside[w]--; s.inside[w] == 0 {
				queue = append(queue, w)
			}
		}
		for _, w := range s.in[v] {
			if s.outside[w]--; s.outside[w] == 0 {
				queue = append(queue, w)
			}
		}
	}
}

// from is the shortest ring through v of at most limit nodes, nil without one.
func (s *search) from(v, limit int) []int {
	level := []int{v}
	for length := 1; length <= limit && len(level) > 0; length++ {
		var next []int
		for _, u := range level {
			for _, w := range s.out[u] {
				switch {
				case w == v:
					return s.way(v, u)
				case s.gone[w] || s.seen[w] == v+1:
				default:
					s.seen[w], s.parent[w] = v+1, u
					next = append(next, w)
				}
			}
		}
		level = next
	}
	return nil
}

// way lists the nodes from v to u.
func (s *search) way(v, u int) []int {
	ring := []int{u}
	for u != v {
		u = s.parent[u]
		ring = append(ring, u)
	}
	slices.Reverse(ring)
	return ring
}

// Rings names the shortest ring of workloads, and the shortest ring of
// subscriptions, which depend on each other through their workloads; each is
// nil where there is none. In a ring each comes after the next one, and the last
// after the first. Workloads that form a ring can only be promoted together; so
// can subscriptions, where they are what is promoted.
func (b Backlog) Rings() (workloads, subscriptions []string) {
	all := b.workloads()
	edges := after(all)
	for _, i := range Ring(len(all), func(i int) []int { return edges[i] }) {
		workloads = append(workloads, all[i].Name)
	}
	between := b.between(edges)
	for _, i := range Ring(len(between), func(i int) []int { return between[i] }) {
		subscriptions = append(subscriptions, b.Subscriptions[i].Name)
	}
	return workloads, subscriptions
}

// between lists for each subscription the others that it comes after.
func (b Backlog) between(edges [][]int) [][]int {
	var home []int // of each workload
	for i, s := range b.Subscriptions {
		home = append(home, slices.Repeat([]int{i}, len(s.Workloads))...)
	}
	between := make([][]int, len(b.Subscriptions))
	last := make([]int, len(b.Subscriptions)) // that listed the subscription, +1
	for i, ws := range edges {
		for _, w := range ws {
			if from, to := home[i], home[w]; from != to && last[to] != from+1 {
				last[to] = from + 1
				between[from] = append(between[from], to)
			}
		}
	}
	return between
}
