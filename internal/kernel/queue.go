package kernel

import "fmt"

// Queue is a clock and the events that lie ahead of it. The zero value is an
// empty queue at time 0. It is for one goroutine.
type Queue struct {
	now      int64
	sequence uint64
	records  []record
	unused   []uint32 // slots of records that are free
	heap     []node
}

// Now is the time of the last event popped, 0 before the first.
func (q *Queue) Now() int64 { return q.now }

// Len is the number of scheduled events.
func (q *Queue) Len() int { return len(q.heap) }

// Schedule adds an event at a time, which is not before Now.
func (q *Queue) Schedule(at int64, e Event) Handle {
	q.check(at)
	if len(q.unused) == 0 {
		q.unused = append(q.unused, uint32(len(q.records)))
		q.records = append(q.records, record{generation: 1})
	}
	slot := q.unused[len(q.unused)-1]
	q.unused = q.unused[:len(q.unused)-1]
	q.records[slot].event = e
	q.sequence++
	q.heap = append(q.heap, node{})
	q.up(len(q.heap)-1, node{key{at, e.rank(), q.sequence}, slot})
	return Handle{slot, q.records[slot].generation}
}

// Retime moves an event to a time, which is not before Now. It keeps its place
// in the sequence. Without such an event nothing happens and Retime is false.
func (q *Queue) Retime(h Handle, at int64) bool {
	if !q.Pending(h) {
		return false
	}
	q.check(at)
	i := int(q.records[h.slot].place)
	n := q.heap[i]
	n.at = at
	q.fix(i, n)
	return true
}

// Cancel removes an event. Without such an event nothing happens and Cancel is
// false.
func (q *Queue) Cancel(h Handle) bool {
	if !q.Pending(h) {
		return false
	}
	q.remove(int(q.records[h.slot].place))
	return true
}

// Pending tells whether the event is scheduled.
func (q *Queue) Pending(h Handle) bool {
	return h.generation != 0 && int(h.slot) < len(q.records) && q.records[h.slot].generation == h.generation
}

// Peek is the first event and its time; ok is false where there is none.
func (q *Queue) Peek() (at int64, e Event, ok bool) {
	if len(q.heap) == 0 {
		return 0, Event{}, false
	}
	first := q.heap[0]
	return first.at, q.records[first.slot].event, true
}

// Pop removes the first event and moves Now to its time; ok is false where
// there is none, and Now stays.
func (q *Queue) Pop() (at int64, e Event, ok bool) {
	at, e, ok = q.Peek()
	if ok {
		q.remove(0)
		q.now = at
	}
	return at, e, ok
}

// Reset empties the queue and sets Now to 0, for another run in the same memory.
// Handles from before name nothing.
func (q *Queue) Reset() {
	for _, n := range q.heap {
		q.records[n.slot].generation++
	}
	q.heap = q.heap[:0]
	q.unused = q.unused[:0]
	for slot := len(q.records) - 1; slot >= 0; slot-- {
		q.unused = append(q.unused, uint32(slot))
	}
	q.now, q.sequence = 0, 0
}

// check panics where at has passed: the host lost its way.
func (q *Queue) check(at int64) {
	if at < q.now {
		panic(fmt.Sprintf("kernel: an event at %d ns, %d ns in the past", at, q.now-at))
	}
}
