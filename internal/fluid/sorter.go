package fluid

import (
	"math/bits"
	"slices"
)

// sorter sorts distinct IDs.
type sorter struct{ set []uint64 }

// sort sorts distinct IDs: many of them as a set of bits, few by comparison.
func (s *sorter) sort(ids []ID) {
	if slices.IsSorted(ids) {
		return
	}
	low, high := ids[0], ids[0]
	for _, id := range ids {
		low, high = min(low, id), max(high, id)
	}
	first := int(low) / 64
	words := int(high)/64 - first + 1
	if words > 4*len(ids) {
		slices.Sort(ids)
		return
	}
	for len(s.set) < words {
		s.set = append(s.set, 0)
	}
	for _, id := range ids {
		s.set[int(id)/64-first] |= 1 << (id % 64)
	}
	at := 0
	for w := range words {
		for set := s.set[w]; set != 0; set &= set - 1 {
			ids[at] = ID(64*(first+w) + bits.TrailingZeros64(set))
			at++
		}
		s.set[w] = 0
	}
}
