package kernel

// arity is the number of children of a node. Four of them fit into two cache
// lines, and the heap is half as deep as a binary one.
const arity = 4

// node is an event's place in the heap. It holds the key itself, so that
// finding the order does not touch the records.
type node struct {
	key
	slot uint32
}

// up moves n from the empty place i towards the root until its parent is not
// after it.
func (q *Queue) up(i int, n node) {
	for i > 0 {
		parent := (i - 1) / arity
		if !n.before(q.heap[parent].key) {
			break
		}
		q.put(i, q.heap[parent])
		i = parent
	}
	q.put(i, n)
}

// down moves n from the empty place i away from the root until none of its
// children is before it.
func (q *Queue) down(i int, n node) {
	for {
		child := q.firstChild(i)
		if child < 0 || !q.heap[child].before(n.key) {
			break
		}
		q.put(i, q.heap[child])
		i = child
	}
	q.put(i, n)
}

// firstChild is the place of the child of i that is before the others, -1
// without children.
func (q *Queue) firstChild(i int) int {
	from := arity*i + 1
	if from >= len(q.heap) {
		return -1
	}
	best := from
	for c := from + 1; c < min(from+arity, len(q.heap)); c++ {
		if q.heap[c].before(q.heap[best].key) {
			best = c
		}
	}
	return best
}

// fix puts n into the empty place i and restores the order.
func (q *Queue) fix(i int, n node) {
	if i > 0 && n.before(q.heap[(i-1)/arity].key) {
		q.up(i, n)
	} else {
		q.down(i, n)
	}
}

// remove takes the event at place i out of the heap and frees its record.
func (q *Queue) remove(i int) {
	slot := q.heap[i].slot
	q.records[slot].generation++
	q.unused = append(q.unused, slot)
	last := q.heap[len(q.heap)-1]
	q.heap = q.heap[:len(q.heap)-1]
	if i < len(q.heap) {
		q.fix(i, last)
	}
}

// put sets place i and tells the record.
func (q *Queue) put(i int, n node) {
	q.heap[i] = n
	q.records[n.slot].place = int32(i)
}
