package kernel

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// The hold model: a queue of constant size, from which the first event is taken
// and put back some time later. One operation is one pop and one schedule.
func BenchmarkHold(b *testing.B) {
	for _, n := range []int{100, 10_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			random := rand.New(rand.NewPCG(1, 2))
			var q Queue
			for i := range n {
				q.Schedule(random.Int64N(int64(n)), Event{A: int32(i)})
			}
			b.ReportAllocs()
			for b.Loop() {
				at, e, _ := q.Pop()
				q.Schedule(at+random.Int64N(2*int64(n)), e)
			}
		})
	}
}

// A change of rates moves many events at once.
func BenchmarkRetime(b *testing.B) {
	const n = 10_000
	random := rand.New(rand.NewPCG(1, 2))
	var q Queue
	handles := make([]Handle, n)
	for i := range handles {
		handles[i] = q.Schedule(random.Int64N(n), Event{})
	}
	b.ReportAllocs()
	for b.Loop() {
		q.Retime(handles[random.IntN(n)], random.Int64N(n))
	}
}
