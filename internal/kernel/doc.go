// Package kernel is the clock and the event queue of a simulation: what happens
// next, and when.
//
// A simulation is a loop. Its host schedules events, pops the first one, carries
// it out, which schedules, moves or cancels others, and pops again:
//
//	for {
//		at, e, ok := q.Pop()
//		if !ok || at > horizon {
//			break
//		}
//		switch e.Kind { … }
//	}
//
// Events are small flat records, not closures: the queue keeps them in one
// array and their order in another, so that once they have grown to the size
// that a run needs, nothing is allocated any more. A [Handle] names a scheduled
// event, so that it can be moved or canceled when the rate changes that it was
// computed from; it does no harm once the event is over.
//
// The order is that of a heap with four children to a node. Where many
// thousands of events are scheduled, only the next of them are in it, and the
// others wait in a list without order until their time comes near (Blackstone,
// Hogg and Phillips, "A two-list synchronization procedure for discrete event
// simulation", 1981). An event that is popped leaves a gap that the next one
// scheduled fills, which costs half of a removal and an insertion.
//
// The order is total, and a run can be repeated exactly: events go by time,
// then phase, then order, then the sequence in which they were scheduled.
//
// Time is int64 nanoseconds and never runs backwards. To schedule an event in
// the past is a broken invariant of the host and panics. The package knows
// nothing of the domain: what kinds, phases and the payload mean is the host's.
package kernel
