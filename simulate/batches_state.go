package simulate

import (
	"maps"
	"slices"
)

func (b *batches) openStates() []batchState {
	var list []batchState
	for _, at := range slices.Sorted(maps.Keys(b.open)) {
		o := b.open[at]
		s := batchState{At: at, Seen: o.seen, N: o.n}
		for i := range o.sums {
			s.Sums = append(s.Sums, o.sums[i].State())
		}
		list = append(list, s)
	}
	return list
}

func (b *batches) closedStates() []batchMeans {
	var list []batchMeans
	for _, at := range slices.Sorted(maps.Keys(b.means)) {
		list = append(list, batchMeans{at, b.means[at]})
	}
	return list
}

func (b *batches) restore(open []batchState, closed []batchMeans) error {
	for _, s := range open {
		if len(s.Sums) != b.width || s.Seen < 1 || s.Seen >= batchSize || s.N < 0 || s.N > s.Seen {
			return errShape
		}
		o := b.batch(s.At)
		o.seen, o.n = s.Seen, s.N
		for i, sum := range s.Sums {
			var err error
			if o.sums[i], err = sum.Exact(); err != nil {
				return err
			}
		}
	}
	for _, s := range closed {
		if len(s.Means) != 0 && len(s.Means) != b.width {
			return errShape
		}
		for _, x := range s.Means {
			if !(x >= 0 && x < 1e150) {
				return errShape
			}
		}
		b.means[s.At] = s.Means
	}
	return nil
}
