package kernel

import "cmp"

// Event is what the host wants to be told, and its place among the events of
// the same moment.
type Event struct {
	Kind  uint8 // what happens; the queue does not look at it
	Phase uint8 // within a moment, lower phases first
	Order int32 // within a phase, lower orders first
	A, B  int32 // payload, for instance the indexes of what it happens to
}

// Handle names a scheduled event. The zero value names none, and so does every
// handle whose event was popped, canceled or reset.
type Handle struct {
	slot, generation uint32
}

// record is an event's fixed place while it is scheduled; its slot is its index.
type record struct {
	event      Event
	sequence   uint64
	generation uint32 // of the handle that is valid now, at least 1
	place      uint32 // while the event is scheduled, its place; then the next free slot
}

// compare orders records of the same moment.
func (r *record) compare(o *record) int {
	return cmp.Or(
		cmp.Compare(r.event.Phase, o.event.Phase),
		cmp.Compare(r.event.Order, o.event.Order),
		cmp.Compare(r.sequence, o.sequence),
	)
}

// hint is a number that never falls as phase and order rise, so that most ties
// are broken without a look at the records.
func (e Event) hint() uint32 {
	const most = 1<<24 - 1
	return uint32(e.Phase)<<24 | uint32(min(max(e.Order, -1), most-1)+1)
}
