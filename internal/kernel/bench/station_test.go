package bench

import "github.com/landfall-sim/landfall/internal/kernel"

// customer is what a station serves, in nanoseconds.
type customer struct{ gap, service int64 }

// What happens at a station. Who leaves does so before the next one comes.
const (
	leaves = iota
	comes
)

// station serves customers in the order in which they come, by a number of
// servers; when room is given, who finds so many inside is turned away.
type station struct {
	servers, room int
	next          func() (customer, bool)
	left          func(waited, inside int64) // is told of everyone served, unless nil

	queue   kernel.Queue
	waiting []visit // from head on
	head    int
	busy    int
	visits  []visit // of those in service, by the payload of their event
	unused  []int32
	arrival customer
	refused int
	waited  int64 // by those served up to now
}

// visit is when a customer came, when the service began, and how long it takes.
type visit struct{ came, began, service int64 }

func (s *station) run() {
	s.expect()
	for {
		at, e, ok := s.queue.Pop()
		if !ok {
			return
		}
		if e.Kind == comes {
			s.comes(at)
		} else {
			s.leaves(at, e.A)
		}
	}
}

func (s *station) expect() {
	if c, ok := s.next(); ok {
		s.arrival = c
		s.queue.Schedule(s.queue.Now()+c.gap, kernel.Event{Kind: comes, Phase: comes})
	}
}

func (s *station) comes(now int64) {
	v := visit{came: now, service: s.arrival.service}
	s.expect()
	switch {
	case s.busy < s.servers:
		s.begin(now, v)
	case s.room > 0 && s.busy+len(s.waiting)-s.head >= s.room:
		s.refused++
	default:
		s.waiting = append(s.waiting, v)
	}
}

func (s *station) begin(now int64, v visit) {
	s.busy++
	v.began = now
	s.waited += now - v.came
	if len(s.unused) == 0 {
		s.unused = append(s.unused, int32(len(s.visits)))
		s.visits = append(s.visits, visit{})
	}
	i := s.unused[len(s.unused)-1]
	s.unused = s.unused[:len(s.unused)-1]
	s.visits[i] = v
	s.queue.Schedule(now+v.service, kernel.Event{Kind: leaves, Phase: leaves, A: i})
}

func (s *station) leaves(now int64, i int32) {
	s.busy--
	s.unused = append(s.unused, i)
	if s.left != nil {
		s.left(s.visits[i].began-s.visits[i].came, now-s.visits[i].came)
	}
	if s.head < len(s.waiting) {
		v := s.waiting[s.head]
		if s.head++; s.head == len(s.waiting) {
			s.head, s.waiting = 0, s.waiting[:0]
		}
		s.begin(now, v)
	}
}
