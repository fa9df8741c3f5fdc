package kernel

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// entry is an event of the reference, a list that is sorted before each look.
type entry struct {
	at       int64
	event    Event
	sequence int
	handle   Handle
}

// reference is the obvious queue.
type reference struct {
	now      int64
	sequence int
	entries  []entry
}

func (r *reference) sort() {
	slices.SortFunc(r.entries, func(a, b entry) int {
		return cmp.Or(
			cmp.Compare(a.at, b.at),
			cmp.Compare(a.event.Phase, b.event.Phase),
			cmp.Compare(a.event.Order, b.event.Order),
			cmp.Compare(a.sequence, b.sequence),
		)
	})
}

func (r *reference) find(h Handle) int {
	return slices.IndexFunc(r.entries, func(e entry) bool { return e.handle == h })
}

// machine drives a queue and the reference side by side.
type machine struct {
	queue   Queue
	want    reference
	handles []Handle // all that were ever given out
}

func drawEvent(t *rapid.T) Event {
	return Event{
		Kind:  rapid.Uint8().Draw(t, "kind"),
		Phase: rapid.Uint8Range(0, 2).Draw(t, "phase"),
		Order: rapid.SampledFrom([]int32{math.MinInt32, -1, 0, 1, math.MaxInt32}).Draw(t, "order"),
		A:     rapid.Int32().Draw(t, "a"),
		B:     rapid.Int32().Draw(t, "b"),
	}
}

func (m *machine) time(t *rapid.T) int64 {
	later := rapid.Int64Range(0, 6).Draw(t, "later")
	if later == 6 {
		return math.MaxInt64
	}
	return m.want.now + min(later, math.MaxInt64-m.want.now)
}

func (m *machine) Schedule(t *rapid.T) {
	at, e := m.time(t), drawEvent(t)
	h := m.queue.Schedule(at, e)
	if slices.Contains(m.handles, h) || h == (Handle{}) {
		t.Fatalf("handle %v is not new", h)
	}
	m.handles = append(m.handles, h)
	m.want.sequence++
	m.want.entries = append(m.want.entries, entry{at, e, m.want.sequence, h})
}

func (m *machine) handle(t *rapid.T) Handle {
	if len(m.handles) == 0 {
		return Handle{}
	}
	return rapid.SampledFrom(m.handles).Draw(t, "handle")
}

func (m *machine) Retime(t *rapid.T) {
	h, at := m.handle(t), m.time(t)
	i := m.want.find(h)
	if got := m.queue.Retime(h, at); got != (i >= 0) {
		t.Fatalf("Retime(%v) = %v", h, got)
	}
	if i >= 0 {
		m.want.entries[i].at = at
	}
}

func (m *machine) Cancel(t *rapid.T) {
	h := m.handle(t)
	i := m.want.find(h)
	if got := m.queue.Cancel(h); got != (i >= 0) {
		t.Fatalf("Cancel(%v) = %v", h, got)
	}
	if i >= 0 {
		m.want.entries = slices.Delete(m.want.entries, i, i+1)
	}
}

func (m *machine) Pop(t *rapid.T) {
	at, e, ok := m.queue.Pop()
	if len(m.want.entries) == 0 {
		if ok {
			t.Fatalf("popped %v from an empty queue", e)
		}
		return
	}
	m.want.sort()
	first := m.want.entries[0]
	m.want.entries = m.want.entries[1:]
	m.want.now = first.at
	if !ok || at != first.at || e != first.event {
		t.Fatalf("popped %v at %d, %v, want %v at %d", e, at, ok, first.event, first.at)
	}
}

func (m *machine) Reset(t *rapid.T) {
	if rapid.IntRange(0, 9).Draw(t, "reset") == 0 {
		m.queue.Reset()
		m.want = reference{}
	}
}

func (m *machine) Check(t *rapid.T) {
	if m.queue.Len() != len(m.want.entries) || m.queue.Now() != m.want.now {
		t.Fatalf("%d events at %d, want %d at %d", m.queue.Len(), m.queue.Now(), len(m.want.entries), m.want.now)
	}
	for _, h := range m.handles {
		if got := m.queue.Pending(h); got != (m.want.find(h) >= 0) {
			t.Fatalf("Pending(%v) = %v", h, got)
		}
	}
	m.want.sort()
	at, ok := m.queue.Peek()
	if ok != (len(m.want.entries) > 0) || ok && at != m.want.entries[0].at {
		t.Fatalf("the first is at %d, %v, want %v", at, ok, m.want.entries)
	}
}

func againstSortedList(t *rapid.T) {
	t.Repeat(rapid.StateMachineActions(&machine{}))
}

func TestQueueAgainstSortedList(t *testing.T) { rapid.Check(t, againstSortedList) }

func FuzzQueueAgainstSortedList(f *testing.F) { f.Fuzz(rapid.MakeFuzz(againstSortedList)) }

// Many events at once reach the depths of the heap.
func TestDeepQueue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		times := rapid.SliceOfN(rapid.Int64Range(0, 50), 100, 300).Draw(t, "times")
		var q Queue
		var want []entry
		var handles []Handle
		for i, at := range times {
			handles = append(handles, q.Schedule(at, Event{A: int32(i)}))
		}
		for i, h := range handles {
			switch i % 3 {
			case 0:
				q.Cancel(h)
				continue
			case 1:
				times[i] = 50 - times[i]
				q.Retime(h, times[i])
			}
			want = append(want, entry{at: times[i], event: Event{A: int32(i)}, sequence: i})
		}
		r := reference{entries: want}
		r.sort()
		for _, w := range r.entries {
			if at, e, ok := q.Pop(); !ok || at != w.at || e != w.event {
				t.Fatalf("popped %v at %d, want %v at %d", e, at, w.event, w.at)
			}
		}
	})
}

func TestThePastPanics(t *testing.T) {
	for name, act := range map[string]func(q *Queue, h Handle){
		"schedule": func(q *Queue, h Handle) { q.Schedule(9, Event{}) },
		"retime":   func(q *Queue, h Handle) { q.Retime(h, 9) },
	} {
		t.Run(name, func(t *testing.T) {
			var q Queue
			q.Schedule(10, Event{})
			later := q.Schedule(20, Event{})
			q.Pop()
			defer func() {
				text, _ := recover().(string)
				if !strings.Contains(text, "an event at 9 ns, 1 ns in the past") {
					t.Errorf("panic says %q", text)
				}
			}()
			act(&q, later)
		})
	}
}

func TestZeroHandle(t *testing.T) {
	var q Queue
	q.Schedule(1, Event{}) // takes the slot of number 0
	var none Handle
	if q.Pending(none) || q.Cancel(none) || q.Retime(none, 5) || q.Len() != 1 {
		t.Error("the zero handle names an event")
	}
}

func TestSteadyStateAllocatesNothing(t *testing.T) {
	var q Queue
	run := func() {
		for i := range int64(100) {
			q.Schedule(i, Event{A: int32(i)})
		}
		for range 1000 {
			at, e, _ := q.Pop()
			h := q.Schedule(at+100, e)
			q.Retime(h, at+50)
			q.Cancel(q.Schedule(at+7, e))
		}
		q.Reset()
	}
	run()
	if n := testing.AllocsPerRun(10, run); n != 0 {
		t.Errorf("%v allocations in a run", n)
	}
}
