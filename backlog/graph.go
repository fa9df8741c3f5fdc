package backlog

import "math/bits"

// parts puts the nodes of a graph into parts: nodes are in one part if they are
// on a common ring, every other node is a part of its own. Parts are numbered
// such that a node comes after nodes of its own part and of lower ones only
// (Tarjan, "Depth-first search and linear graph algorithms", 1972).
func parts(edges [][]int) (part []int, count int) {
	const unseen, open = -2, -1
	var (
		path   []int // nodes that are being walked through
		stack  []int // nodes that were met and have no part yet
		next   = make([]int, len(edges))
		number = make([]int, len(edges)) // in the order of meeting, from 1 on
		lowest = make([]int, len(edges)) // of those on the stack that the node leads to
		met    int
	)
	part = make([]int, len(edges))
	for i := range part {
		part[i] = unseen
	}
	meet := func(v int) {
		met++
		number[v], lowest[v], part[v] = met, met, open
		path, stack = append(path, v), append(stack, v)
	}
	for root := range edges {
		if part[root] == unseen {
			meet(root)
		}
		for len(path) > 0 {
			v := path[len(path)-1]
			if next[v] < len(edges[v]) {
				w := edges[v][next[v]]
				next[v]++
				switch part[w] {
				case unseen:
					meet(w)
				case open:
					lowest[v] = min(lowest[v], number[w])
				}
				continue
			}
			path = path[:len(path)-1]
			if len(path) > 0 {
				lowest[path[len(path)-1]] = min(lowest[path[len(path)-1]], lowest[v])
			}
			if lowest[v] == number[v] {
				for part[v] == open {
					part[stack[len(stack)-1]] = count
					stack = stack[:len(stack)-1]
				}
				count++
			}
		}
	}
	return part, count
}

// followers counts for each node the other nodes that come after it, directly
// or through others.
func followers(edges [][]int) []int {
	part, count := parts(edges)
	members := make([][]int, count)
	for v, p := range part {
		members[p] = append(members[p], v)
	}
	behind := make([]int, len(edges))
	set := make([]uint64, count) // of 64 nodes, those that lead to the part
	for first := 0; first < len(edges); first += 64 {
		clear(set)
		for v := first; v < min(first+64, len(edges)); v++ {
			set[part[v]] |= 1 << (v - first)
		}
		for p := count - 1; p >= 0; p-- {
			if set[p] == 0 {
				continue
			}
			for _, v := range members[p] {
				for _, w := range edges[v] {
					set[part[w]] |= set[p]
				}
				behind[v] += bits.OnesCount64(set[p])
			}
		}
	}
	for v := range behind {
		behind[v]-- // itself
	}
	return behind
}
