package kernel

import (
	"math"
	"slices"
)

// far marks the places of events that are outside the heap.
const far = 1 << 31

// few is a number of events that a heap handles in the nearest caches.
const few = 1 << 12

// insert adds n where its time belongs.
func (q *Queue) insert(n node) {
	switch {
	case n.at > q.until:
		q.postpone(n)
	case q.vacant:
		q.vacant = false
		q.down(root, n)
	default:
		q.up(q.push(), n)
		if q.count > q.limit {
			q.divide()
		}
	}
}

// take removes the event at a place and returns its node.
func (q *Queue) take(place uint32) node {
	if place&far != 0 {
		return q.withdraw(int(place &^ far))
	}
	p := int(place)
	n := *q.node(p)
	if last := q.shrink(); p < q.count+root {
		q.fix(p, last)
	}
	return n
}

// postpone keeps n outside the heap, in no order.
func (q *Queue) postpone(n node) {
	q.records[n.slot].place = uint32(len(q.later)) | far
	q.later = append(q.later, n)
}

// withdraw takes out the event at index i of those outside the heap.
func (q *Queue) withdraw(i int) node {
	n, last := q.later[i], q.later[len(q.later)-1]
	q.later = q.later[:len(q.later)-1]
	if i < len(q.later) {
		q.later[i] = last
		q.records[last.slot].place = uint32(i) | far
	}
	return n
}

// refill takes the next events into the empty heap: all of them, or a share for
// which it is worth going through the rest.
func (q *Queue) refill() {
	q.until = math.MaxInt64
	if len(q.later) > 4*few {
		q.until = q.quantile(max(few, len(q.later)/32))
	}
	for i := 0; i < len(q.later); {
		if q.later[i].at <= q.until {
			q.up(q.push(), q.withdraw(i))
		} else {
			i++
		}
	}
	q.limit = 4 * max(few, q.count)
}

// quantile estimates the time up to which n of the events outside the heap are.
// Whatever it says, the order is kept; it must be the time of one of them.
func (q *Queue) quantile(n int) int64 {
	var sample [128]int64
	for i := range sample {
		sample[i] = q.later[i*len(q.later)/len(sample)].at
	}
	slices.Sort(sample[:])
	return sample[n*len(sample)/len(q.later)]
}

// divide makes a heap small again that has grown.
func (q *Queue) divide() {
	for p := root; p < q.count+root; p++ {
		q.postpone(*q.node(p))
	}
	q.count, q.lines = 0, q.lines[:0]
	q.refill()
}
