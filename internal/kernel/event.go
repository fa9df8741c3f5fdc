package kernel

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
	generation uint32 // of the handle that is valid now, at least 1
	place      int32  // in the heap while the event is scheduled
}

// key orders the events.
type key struct {
	at       int64
	rank     uint64 // phase, then order
	sequence uint64
}

// rank folds phase and order into a number of the same order.
func (e Event) rank() uint64 {
	const lowest = 1 << 31
	return uint64(e.Phase)<<32 | uint64(int64(e.Order)+lowest)
}

func (k key) before(o key) bool {
	if k.at != o.at {
		return k.at < o.at
	}
	if k.rank != o.rank {
		return k.rank < o.rank
	}
	return k.sequence < o.sequence
}
