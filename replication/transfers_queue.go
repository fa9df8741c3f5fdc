package replication

// clock is a sum of many terms that keeps twice the digits of a float64: hi is
// the sum rounded, lo what that leaves out (Knuth, TAOCP 2, section 4.2.2).
type clock struct{ hi, lo float64 }

// plus returns the clock moved on by x.
func (c clock) plus(x float64) clock {
	hi := c.hi + x
	part := hi - c.hi
	lo := c.lo + ((c.hi - (hi - part)) + (x - part))
	sum := hi + lo
	return clock{sum, lo - (sum - hi)}
}

// since returns how far the clock is ahead of another.
func (c clock) since(other clock) float64 {
	return (c.hi - other.hi) + (c.lo - other.lo)
}

// entry is something that is due when a clock shows a mark.
type entry struct {
	due clock
	id  int32
}

func (e entry) before(f entry) bool {
	if e.due != f.due {
		return e.due.hi < f.due.hi || e.due.hi == f.due.hi && e.due.lo < f.due.lo
	}
	return e.id < f.id
}

// absent is the place of an entry that is in no queue.
const absent int32 = -1

// queue is a binary heap of entries, the one that is due first on top. It
// notes in place, by ID, where each is.
type queue struct {
	entries []entry
	place   []int32
}

func (q *queue) put(e entry, at int) {
	q.entries[at] = e
	q.place[e.id] = int32(at)
}

// set puts an entry into the queue or moves the one with its ID.
func (q *queue) set(e entry) {
	at := int(q.place[e.id])
	if q.place[e.id] == absent {
		at = len(q.entries)
		q.entries = append(q.entries, e)
	}
	q.settle(e, at)
}

// remove takes out the entry with an ID that is in the queue.
func (q *queue) remove(id int32) {
	at, last := int(q.place[id]), len(q.entries)-1
	e := q.entries[last]
	q.entries = q.entries[:last]
	q.place[id] = absent
	if at != last {
		q.settle(e, at)
	}
}

// settle finds the place of an entry from a free one on.
func (q *queue) settle(e entry, at int) {
	for at > 0 && e.before(q.entries[(at-1)/2]) {
		q.put(q.entries[(at-1)/2], at)
		at = (at - 1) / 2
	}
	for {
		child := 2*at + 1
		if child >= len(q.entries) {
			break
		}
		if child+1 < len(q.entries) && q.entries[child+1].before(q.entries[child]) {
			child++
		}
		if !q.entries[child].before(e) {
			break
		}
		q.put(q.entries[child], at)
		at = child
	}
	q.put(e, at)
}

// absences returns places for n entries that are in no queue.
func absences(n int) []int32 {
	place := make([]int32, n)
	for i := range place {
		place[i] = absent
	}
	return place
}
