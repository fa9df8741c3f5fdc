package simulate

import (
	"iter"
	"maps"
	"slices"

	"github.com/landfall-sim/landfall/internal/tally"
)

// batchSize is how many replications, one after the other, make a batch. Means
// of batches are near to normal, and few are enough to be kept.
const batchSize = 16

// batches are the means of numbers over replications, batch by batch.
type batches struct {
	width int
	open  map[int]*openBatch
	means map[int][]float64 // nil where no replication has all numbers
}

// openBatch is a batch of which replications are missing. Sums are exact, so
// that their order does not matter.
type openBatch struct {
	seen, n int
	sums    []tally.Exact
}

func newBatches(width int) batches {
	return batches{width: width, open: map[int]*openBatch{}, means: map[int][]float64{}}
}

// add adds the numbers of a replication, nil where there are none.
func (b *batches) add(replication int, values []float64) {
	o := b.batch(replication / batchSize)
	o.seen++
	if values != nil {
		o.n++
		for i, x := range values {
			o.sums[i].Add(x)
		}
	}
	b.close(replication / batchSize)
}

func (b *batches) batch(at int) *openBatch {
	if b.open[at] == nil {
		b.open[at] = &openBatch{sums: make([]tally.Exact, b.width)}
	}
	return b.open[at]
}

// close ends a batch that has all its replications.
func (b *batches) close(at int) {
	o := b.open[at]
	if o.seen < batchSize {
		return
	}
	delete(b.open, at)
	b.means[at] = nil
	if o.n == 0 {
		return
	}
	for i := range o.sums {
		b.means[at] = append(b.means[at], o.sums[i].Value()/float64(o.n))
	}
}

func (b *batches) merge(other *batches) {
	maps.Copy(b.means, other.means)
	for at, from := range other.open {
		into := b.batch(at)
		into.seen += from.seen
		into.n += from.n
		for i := range from.sums {
			into.sums[i].Merge(&from.sums[i])
		}
		b.close(at)
	}
}

// complete yields the means of all complete batches that have some, in the
// order of their replications.
func (b *batches) complete() iter.Seq[[]float64] {
	return func(yield func([]float64) bool) {
		for _, at := range slices.Sorted(maps.Keys(b.means)) {
			if means := b.means[at]; means != nil && !yield(means) {
				return
			}
		}
	}
}
