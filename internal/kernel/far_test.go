package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// crowd is a queue with so many events that most are outside the heap, and what
// is expected of it.
type crowd struct {
	random *rand.Rand
	spread int64 // of times: the smaller, the more ties
	queue  Queue
	live   []entry
	named  int
}

func (c *crowd) time() int64 { return c.queue.Now() + c.random.Int64N(c.spread) }

func (c *crowd) schedule(n int) {
	for range n {
		c.named++
		e := entry{at: c.time(), event: Event{Phase: uint8(c.random.IntN(2)), A: int32(c.named)}, sequence: c.named}
		e.handle = c.queue.Schedule(e.at, e.event)
		c.live = append(c.live, e)
	}
}

func (c *crowd) retime(n int) {
	for range n {
		e := &c.live[c.random.IntN(len(c.live))]
		e.at = c.time()
		c.queue.Retime(e.handle, e.at)
	}
}

func (c *crowd) cancel(n int) {
	for range n {
		i := c.random.IntN(len(c.live))
		c.queue.Cancel(c.live[i].handle)
		c.live[i] = c.live[len(c.live)-1]
		c.live = c.live[:len(c.live)-1]
	}
}

func (c *crowd) pop(t *testing.T, n int) {
	t.Helper()
	r := reference{entries: c.live}
	r.sort()
	for _, want := range c.live[:n] {
		if at, e, ok := c.queue.Pop(); !ok || at != want.at || e != want.event {
			t.Fatalf("popped %v at %d, %v, want %v at %d", e, at, ok, want.event, want.at)
		}
		if c.queue.Pending(want.handle) {
			t.Fatalf("%v is over, and pending", want.event)
		}
	}
	c.live = slices.Delete(c.live, 0, n)
	if c.queue.Len() != len(c.live) {
		t.Fatalf("%d events, want %d", c.queue.Len(), len(c.live))
	}
}

func TestCrowd(t *testing.T) {
	for _, spread := range []int64{1, 1000, math.MaxInt64 / 64} {
		t.Run(fmt.Sprint(spread), func(t *testing.T) {
			c := crowd{random: rand.New(rand.NewPCG(1, uint64(spread))), spread: spread}
			c.schedule(6 * few) // before the first is popped
			for range 2 {
				c.pop(t, few)
				c.schedule(few)
				c.retime(few)
				c.cancel(few)
			}
			c.pop(t, len(c.live))
			c.schedule(6 * few) // after it, so that the heap has to be divided
			c.retime(few)
			c.cancel(few)
			c.pop(t, len(c.live))
		})
	}
}

// What is reset in a crowd is gone, and the next run goes as the first.
func TestResetOfACrowd(t *testing.T) {
	c := crowd{random: rand.New(rand.NewPCG(1, 2)), spread: 1 << 30}
	c.schedule(5 * few)
	c.pop(t, few)
	old := slices.Clone(c.live)
	c.queue.Reset()
	c.live = c.live[:0]
	c.schedule(5 * few)
	for _, e := range old {
		if c.queue.Pending(e.handle) {
			t.Fatalf("%v is pending after a reset", e.event)
		}
	}
	c.pop(t, len(c.live))
}

func TestCrowdAllocatesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var q Queue
	for range 6 * few {
		q.Schedule(random.Int64N(1<<40), Event{})
	}
	hold := func() {
		for range 6 * few {
			at, e, _ := q.Pop()
			q.Schedule(at+random.Int64N(1<<40), e)
		}
	}
	hold()
	if n := testing.AllocsPerRun(3, hold); n > 0 {
		t.Errorf("%v allocations for %d events", n, 6*few)
	}
}
