package kernel

import "math"

// node is an event's place in the heap: what nearly always settles the order.
type node struct {
	at         int64
	hint, slot uint32
}

// nobody is the slot of what fills up the last line of the heap and comes after
// every event.
const nobody = math.MaxUint32

var filler = node{at: math.MaxInt64, hint: math.MaxUint32, slot: nobody}

// line holds the four children of a node. It is as large as a cache line, and
// allocated on the boundary of one.
//
// Places are numbered through the lines. The root is the last of the first
// line, the other three of which are not used, so that the children of place p
// are line p-2.
type line [4]node

const root = 3

func parent(p int) int { return p>>2 + 2 }

func (q *Queue) node(p int) *node { return &q.lines[p>>2][p&3] }

// before orders nodes.
func (q *Queue) before(n, o *node) bool {
	if n.at != o.at {
		return n.at < o.at
	}
	return q.breaks(n, o)
}

// breaks orders nodes of the same moment.
func (q *Queue) breaks(n, o *node) bool {
	switch {
	case n.hint != o.hint:
		return n.hint < o.hint
	case n.slot == nobody || o.slot == nobody:
		return o.slot == nobody
	}
	return q.records[n.slot].compare(&q.records[o.slot]) < 0
}

// up moves n from the empty place p towards the root until its parent is not
// after it.
func (q *Queue) up(p int, n node) {
	hole := q.node(p)
	for p > root {
		above := q.node(parent(p))
		if !q.before(&n, above) {
			break
		}
		*hole = *above
		q.records[above.slot].place = uint32(p)
		hole, p = above, parent(p)
	}
	*hole = n
	q.records[n.slot].place = uint32(p)
}

// down moves n from the empty place p away from the root until none of its
// children is before it. Which child is the first can't be predicted, so it is
// found without branches, unless times are equal.
func (q *Queue) down(p int, n node) {
	hole := q.node(p)
	lines, records := q.lines, q.records
	for uint(p-2) < uint(len(lines)) {
		l := &lines[p-2]
		// Times are not negative, so that a difference has the sign of the order.
		left, right := l[0].at, l[2].at
		x, y := l[1].at-left, l[3].at-right
		left += x & (x >> 63)
		right += y & (y >> 63)
		z := right - left
		first := left + z&(z>>63)
		if first > n.at {
			break
		}
		i, j := uint64(x)>>63, 2+uint64(y)>>63
		i ^= (i ^ j) & uint64(z>>63)
		if z == 0 || x == 0 && left == first || y == 0 && right == first || first == n.at {
			if i = q.least(l); !q.before(&l[i], &n) {
				break
			}
		}
		child := &l[i&3]
		*hole = *child
		records[child.slot].place = uint32(p)
		hole, p = child, (p-2)<<2+int(i)
	}
	*hole = n
	records[n.slot].place = uint32(p)
}

// least returns the index of the first of a line, whatever the times.
func (q *Queue) least(l *line) uint64 {
	i := uint64(0)
	for j := uint64(1); j < 4; j++ {
		if q.before(&l[j], &l[i&3]) {
			i = j
		}
	}
	return i
}

// fix puts n into the empty place p and restores the order.
func (q *Queue) fix(p int, n node) {
	if p > root && q.before(&n, q.node(parent(p))) {
		q.up(p, n)
	} else {
		q.down(p, n)
	}
}

// push returns a new last place.
func (q *Queue) push() int {
	p := q.count + root
	q.count++
	if p>>2 == len(q.lines) {
		q.lines = append(q.lines, line{filler, filler, filler, filler})
	}
	return p
}

// shrink gives up the last place and returns its node.
func (q *Queue) shrink() node {
	q.count--
	p := q.count + root
	last := q.node(p)
	n := *last
	*last = filler
	if p&3 == 0 {
		q.lines = q.lines[:p>>2]
	}
	return n
}

// settle fills the place of the event that was popped.
func (q *Queue) settle() {
	if !q.vacant {
		return
	}
	q.vacant = false
	if n := q.shrink(); q.count > 0 {
		q.down(root, n)
	}
}
