package simulate_test

import (
	"fmt"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// BenchmarkShard is what a shard costs besides its replications: to prepare the
// scenario and compute one replication of all models, to write and read its
// summary, and to merge it into another.
func BenchmarkShard(b *testing.B) {
	for _, n := range []int{100, 1000, 10000} {
		s := estate(n)
		compute := func(b *testing.B, from, to int) *simulate.Shard {
			d, err := simulate.CompareShard(b.Context(), s, simulate.Range{From: from, To: to}, simulate.Options{Parallel: 1})
			if err != nil {
				b.Fatal(err)
			}
			return d
		}
		d := compute(b, 0, 1)
		form, err := d.MarshalBinary()
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("assets=%d/one", n), func(b *testing.B) {
			for b.Loop() {
				compute(b, 0, 1)
			}
		})
		b.Run(fmt.Sprintf("assets=%d/write", n), func(b *testing.B) {
			for b.Loop() {
				if form, err = d.MarshalBinary(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(form)), "B/summary")
		})
		b.Run(fmt.Sprintf("assets=%d/read", n), func(b *testing.B) {
			for b.Loop() {
				if err := new(simulate.Shard).UnmarshalBinary(form); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("assets=%d/merge", n), func(b *testing.B) { mergeAll(b, compute, form) })
	}
}

// mergeAll merges one shard into another, as often as it takes: the other is
// read anew each time, which does not count.
func mergeAll(b *testing.B, compute func(*testing.B, int, int) *simulate.Shard, form []byte) {
	other := compute(b, 1, 2)
	for range b.N {
		b.StopTimer()
		var d simulate.Shard
		if err := d.UnmarshalBinary(form); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := d.Merge(other); err != nil {
			b.Fatal(err)
		}
	}
}
