package explore

import (
	"errors"
	"fmt"
	"iter"
)

// ErrLimit is in the error of a search that met more states than it may.
var ErrLimit = errors.New("explore: more states than the limit")

// Graph is a state space: states in the order in which the search met them, the
// start first. S is a state, L labels what leads from one to the next.
type Graph[S comparable, L any] struct {
	states []S
	index  map[S]int32
	first  []int32 // first edge of each state, and the end of the last
	edges  []edge[L]
	parent []int32 // the edge by which a state was met, -1 for the start
}

type edge[L any] struct {
	from, to int32
	label    L
}

// Step is one step of a path.
type Step[S comparable, L any] struct {
	Label L
	To    S
}

// Search visits all states that can be reached from start. Next calls yield
// for every state that follows s, with the label of the step; the order of
// these calls decides between paths of the same length. A limit above 0 ends
// the search with an error when more states than that are met.
func Search[S comparable, L any](start S, limit int, next func(s S, yield func(L, S))) (*Graph[S, L], error) {
	g := &Graph[S, L]{states: []S{start}, index: map[S]int32{start: 0}, parent: []int32{-1}}
	for at := int32(0); int(at) < len(g.states); at++ {
		g.first = append(g.first, int32(len(g.edges)))
		next(g.states[at], func(label L, s S) { g.add(at, label, s) })
		if limit > 0 && len(g.states) > limit {
			return nil, fmt.Errorf("%w of %d", ErrLimit, limit)
		}
	}
	g.first = append(g.first, int32(len(g.edges)))
	return g, nil
}

// add adds an edge, and its target where that is new.
func (g *Graph[S, L]) add(from int32, label L, s S) {
	to, known := g.index[s]
	if !known {
		to = int32(len(g.states))
		g.index[s] = to
		g.states = append(g.states, s)
		g.parent = append(g.parent, int32(len(g.edges)))
	}
	g.edges = append(g.edges, edge[L]{from, to, label})
}

// Len returns the number of states.
func (g *Graph[S, L]) Len() int { return len(g.states) }

// Edges returns the number of steps between them.
func (g *Graph[S, L]) Edges() int { return len(g.edges) }

// All yields the index and the state of all states in the order of the search.
func (g *Graph[S, L]) All() iter.Seq2[int, S] {
	return func(yield func(int, S) bool) {
		for i, s := range g.states {
			if !yield(i, s) {
				return
			}
		}
	}
}

// From yields the steps that leave the state with the given index.
func (g *Graph[S, L]) From(i int) iter.Seq2[L, S] {
	return func(yield func(L, S) bool) {
		for _, e := range g.edges[g.first[i]:g.first[i+1]] {
			if !yield(e.label, g.states[e.to]) {
				return
			}
		}
	}
}

// Path returns a shortest path from the start to s: empty for the start, nil
// for a state that cannot be reached.
func (g *Graph[S, L]) Path(s S) []Step[S, L] {
	at, known := g.index[s]
	if !known {
		return nil
	}
	length := 0
	for e := g.parent[at]; e >= 0; e = g.parent[g.edges[e].from] {
		length++
	}
	path := make([]Step[S, L], length)
	for e := g.parent[at]; e >= 0; e = g.parent[g.edges[e].from] {
		length--
		path[length] = Step[S, L]{g.edges[e].label, g.states[g.edges[e].to]}
	}
	return path
}
