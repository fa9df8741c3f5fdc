package bench

// bare is a heap with four children to a node and nothing else: no handles, no
// cancellation, any order among equals.
type bare[P any] []bareNode[P]

type bareNode[P any] struct {
	at      int64
	payload P
}

func (h *bare[P]) push(at int64, payload P) {
	n := bareNode[P]{at, payload}
	*h = append(*h, n)
	nodes := *h
	i := len(nodes) - 1
	for i > 0 {
		parent := (i - 1) / 4
		if nodes[parent].at <= at {
			break
		}
		nodes[i] = nodes[parent]
		i = parent
	}
	nodes[i] = n
}

func (h *bare[P]) pop() (int64, P) {
	nodes := *h
	first, last := nodes[0], nodes[len(nodes)-1]
	nodes = nodes[:len(nodes)-1]
	*h = nodes
	if len(nodes) == 0 {
		return first.at, first.payload
	}
	i := 0
	for {
		from := 4*i + 1
		if from >= len(nodes) {
			break
		}
		child := from
		for c := from + 1; c < min(from+4, len(nodes)); c++ {
			if nodes[c].at < nodes[child].at {
				child = c
			}
		}
		if last.at <= nodes[child].at {
			break
		}
		nodes[i] = nodes[child]
		i = child
	}
	nodes[i] = last
	return first.at, first.payload
}
