package kernel

import (
	"math/rand/v2"
	"testing"
)

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
