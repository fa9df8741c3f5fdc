package kernel

import "fmt"

// Queue is a clock and the events that lie ahead of it. The zero value is an
// empty queue at time 0. It is for one goroutine.
type Queue struct {
	now      int64
	sequence uint64
	records  []record
	free     uint32 // the first slot that is free
	vacant   bool   // the root was popped, and nothing is in its place yet
	lines    []line // the heap: what is due up to a time
	count    int    // of its nodes, a vacant root too
	limit    int    // more of them are too many
	until    int64
	later    []node // what is due after it, in no order
}

// Now is the time of the last event popped, 0 before the first.
func (q *Queue) Now() int64 { return q.now }

// Schedule adds an event at a time, which is not before Now.
func (q *Queue) Schedule(at int64, e Event) Handle {
	if at < q.now {
		q.lost(at)
	}
	slot := q.free
	if int(slot) == len(q.records) {
		q.records = append(q.records, record{generation: 1, place: slot + 1})
	}
	r := &q.records[slot]
	q.free = r.place
	q.sequence++
	r.event, r.sequence = e, q.sequence
	h := Handle{slot, r.generation}
	q.insert(node{at, e.hint(), slot})
	return h
}

// Retime moves an event to a time, which is not before Now. It keeps its place
// in the sequence. Without such an event nothing happens and Retime is false.
func (q *Queue) Retime(h Handle, at int64) bool {
	if !q.Pending(h) {
		return false
	}
	if at < q.now {
		q.lost(at)
	}
	q.settle()
	place := q.records[h.slot].place
	if place&far != 0 || at > q.until {
		n := q.take(place)
		n.at = at
		q.insert(n)
		return true
	}
	n := *q.node(int(place))
	n.at = at
	q.fix(int(place), n)
	return true
}

// Cancel removes an event. Without such an event nothing happens and Cancel is
// false.
func (q *Queue) Cancel(h Handle) bool {
	if !q.Pending(h) {
		return false
	}
	q.settle()
	q.take(q.records[h.slot].place)
	q.release(h.slot)
	return true
}

// Pending tells whether the event is scheduled.
func (q *Queue) Pending(h Handle) bool {
	return h.generation != 0 && int(h.slot) < len(q.records) && q.records[h.slot].generation == h.generation
}

// Peek is the time of the first event; ok is false where there is none.
func (q *Queue) Peek() (at int64, ok bool) {
	if q.vacant && q.count > 1 { // the next one scheduled may still take the root's place
		next := &q.lines[1]
		return min(next[0].at, next[1].at, next[2].at, next[3].at), true
	}
	if !q.ready() {
		return 0, false
	}
	return q.lines[root>>2][root&3].at, true
}

// Pop removes the first event and moves Now to its time; ok is false where
// there is none, and Now stays.
func (q *Queue) Pop() (at int64, e Event, ok bool) {
	if !q.ready() {
		return 0, Event{}, false
	}
	first := q.node(root)
	q.now, q.vacant = first.at, true
	e = q.records[first.slot].event
	q.release(first.slot)
	return first.at, e, true
}

// ready makes the first event, if there is one, the root.
func (q *Queue) ready() bool {
	return q.count > 0 && !q.vacant || q.prepare()
}

func (q *Queue) prepare() bool {
	q.settle()
	if q.count == 0 && len(q.later) > 0 {
		q.refill()
	}
	return q.count > 0
}

// release frees the record of an event that is over.
func (q *Queue) release(slot uint32) {
	r := &q.records[slot]
	r.generation++
	r.place, q.free = q.free, slot
}

// Reset empties the queue and sets Now to 0, for another run in the same memory.
// Handles from before name nothing.
func (q *Queue) Reset() {
	q.settle()
	for p := root; p < q.count+root; p++ {
		q.records[q.node(p).slot].generation++
	}
	for _, n := range q.later {
		q.records[n.slot].generation++
	}
	for slot := range q.records {
		q.records[slot].place = uint32(slot + 1)
	}
	q.lines, q.later = q.lines[:0], q.later[:0]
	q.free, q.count, q.limit = 0, 0, 0
	q.now, q.until, q.sequence = 0, 0, 0
}

// lost panics: the host lost its way, and at has passed.
func (q *Queue) lost(at int64) {
	panic(fmt.Sprintf("kernel: an event at %d ns, %d ns in the past", at, q.now-at))
}
