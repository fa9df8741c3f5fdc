package bench

import (
	"math"

	"github.com/landfall-sim/landfall/internal/kernel"
)

// sharing is a server that works for all who are inside at once and alike. When
// one comes or leaves, the end of every other is moved.
type sharing struct {
	next func() (customer, bool)
	left func(service, inside int64) // is told of everyone served

	queue   kernel.Queue
	inside  []sharer
	since   int64
	arrival customer
}

type sharer struct {
	came, service int64
	work          float64 // that is left, in nanoseconds alone
	end           kernel.Handle
}

func (s *sharing) run() {
	s.expect()
	for {
		at, e, ok := s.queue.Pop()
		if !ok {
			return
		}
		for i := range s.inside {
			s.inside[i].work -= float64(at-s.since) / float64(len(s.inside))
		}
		s.since = at
		if e.Kind == comes {
			j := sharer{came: at, service: s.arrival.service, work: float64(s.arrival.service)}
			j.end = s.queue.Schedule(at, kernel.Event{Kind: leaves})
			s.inside = append(s.inside, j)
			s.expect()
		} else {
			s.leaves(at)
		}
		for _, j := range s.inside {
			s.queue.Retime(j.end, at+int64(math.Ceil(max(0, j.work)*float64(len(s.inside)))))
		}
	}
}

func (s *sharing) expect() {
	if c, ok := s.next(); ok {
		s.arrival = c
		s.queue.Schedule(s.queue.Now()+c.gap, kernel.Event{Kind: comes})
	}
}

// leaves lets the one go whose event is over.
func (s *sharing) leaves(now int64) {
	for i, j := range s.inside {
		if !s.queue.Pending(j.end) {
			s.inside = append(s.inside[:i], s.inside[i+1:]...)
			s.left(j.service, now-j.came)
			return
		}
	}
}
