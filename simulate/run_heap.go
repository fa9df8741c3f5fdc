package simulate

import "math"

// dueHeap is a heap with so many branches a node, the entry with the least key on
// top. Flows know their places in it.
type dueHeap []entry

// entry is a flow's place in the order in which a clock looks at its flows, or
// among those that wait for a higher level.
type entry struct {
	// key is what the clock surely shows when the flow ends, +Inf if that is beyond
	// the outlook; of one that waits the level above which it can end, its pace.
	key float64
	due int32
}

const fork = 4

func (h dueHeap) put(dues []due, at int, t entry) {
	h[at] = t
	dues[t.due].at = int32(at)
}

func (h *dueHeap) push(dues []due, t entry) {
	*h = append(*h, t)
	h.rise(dues, len(*h)-1, t)
}

func (h *dueHeap) remove(dues []due, at int) {
	last := len(*h) - 1
	t := (*h)[last]
	if *h = (*h)[:last]; at < last {
		h.rise(dues, h.sink(dues, at, t.key), t)
	}
}

// pop takes the flow with the least key out.
func (h *dueHeap) pop(dues []due) int32 {
	i := (*h)[0].due
	h.remove(dues, 0)
	return i
}

// order makes a heap of entries in any order.
func (h dueHeap) order(dues []due) {
	for at := (len(h)+fork-2)/fork - 1; at >= 0; at-- {
		t := h[at]
		h.put(dues, h.sink(dues, at, t.key), t)
	}
}

// rise puts an entry at a free place or above it.
func (h dueHeap) rise(dues []due, at int, t entry) {
	for at > 0 {
		above := (at - 1) / fork
		if !(t.key < h[above].key) {
			break
		}
		h.put(dues, at, h[above])
		at = above
	}
	h.put(dues, at, t)
}

// sink frees a place below a free one, or leaves that, for a key.
func (h dueHeap) sink(dues []due, at int, key float64) int {
	for {
		first := fork*at + 1
		if first >= len(h) {
			return at
		}
		place := first
		if first+fork <= len(h) {
			place += leastOf((*[fork]entry)(h[first:]))
		} else {
			for i := first + 1; i < len(h); i++ {
				if h[i].key < h[place].key {
					place = i
				}
			}
		}
		if !(h[place].key < key) {
			return at
		}
		h.put(dues, at, h[place])
		at = place
	}
}

// leastOf returns the index of the least key of a full node. Which one it is cannot be
// foreseen, so there are no branches: keys are no less than 0 and compared as integers.
func leastOf(e *[fork]entry) int {
	i, k := 0, math.Float64bits(e[0].key)
	if k1 := math.Float64bits(e[1].key); k1 < k {
		i, k = 1, k1
	}
	if k2 := math.Float64bits(e[2].key); k2 < k {
		i, k = 2, k2
	}
	if math.Float64bits(e[3].key) < k {
		i = 3
	}
	return i
}
