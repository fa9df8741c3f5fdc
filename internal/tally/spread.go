package tally

import (
	"math"
	"slices"
)

// Spread is the distribution of numbers, in a memory that does not grow with
// them: at most about Limit different values. As long as there are no more, it
// is exact. Beyond that, the last binary digits of all values are dropped, as
// few as possible, and [Spread.Error] says what that costs. What is kept
// depends on the numbers alone, not on the order of adding and merging.
//
// The zero value is empty.
type Spread struct {
	limit   int
	n       int
	dropped uint // binary digits
	low     float64
	high    float64
	keys    []uint64 // rising; see keyOf
	counts  []uint32
}

// NewSpread returns an empty distribution that keeps at most limit different
// values; values that differ by many powers of two count more, one each.
func NewSpread(limit int) Spread { return Spread{limit: limit} }

// keyOf maps numbers to integers of the same order, −0 to that of 0.
func keyOf(x float64) uint64 {
	bits := math.Float64bits(x + 0)
	if bits>>63 != 0 {
		return ^bits
	}
	return bits | 1<<63
}

func numberOf(key uint64) float64 {
	if key>>63 != 0 {
		return math.Float64frombits(key &^ (1 << 63))
	}
	return math.Float64frombits(^key)
}

// mostDropped is where every value is known by its sign and power of two.
const mostDropped = 52

// Add adds numbers, none of them NaN. It sorts them in place.
func (s *Spread) Add(values []float64) {
	if len(values) == 0 {
		return
	}
	slices.Sort(values)
	batch := Spread{limit: s.limit, n: len(values), low: values[0] + 0, high: values[len(values)-1] + 0}
	for _, x := range values {
		batch.push(keyOf(x), 1)
	}
	s.Merge(&batch)
}

// push adds a key that is not below the last one.
func (s *Spread) push(key uint64, count uint32) {
	key = key >> s.dropped << s.dropped
	if last := len(s.keys) - 1; last >= 0 && s.keys[last] == key {
		s.counts[last] += count
		return
	}
	s.keys = append(s.keys, key)
	s.counts = append(s.counts, count)
}

// Merge adds all numbers of another distribution.
func (s *Spread) Merge(other *Spread) {
	switch {
	case other.n == 0:
		return
	case s.n == 0:
		limit := s.limit
		*s = *other
		s.limit, s.keys, s.counts = limit, slices.Clone(other.keys), slices.Clone(other.counts)
	default:
		s.merge(other)
	}
	for len(s.keys) > s.limit && s.dropped < mostDropped {
		s.drop(s.dropped + 1)
	}
}

func (s *Spread) merge(other *Spread) {
	if len(other.keys) == 1 && other.dropped <= s.dropped {
		if at, found := slices.BinarySearch(s.keys, other.keys[0]>>s.dropped<<s.dropped); found {
			s.counts[at] += other.counts[0]
			s.extend(other)
			return
		}
	}
	// From the back, so that the keys of s can stay in their array.
	i, j := len(s.keys)-1, len(other.keys)-1
	s.keys, s.counts = append(s.keys, other.keys...), append(s.counts, other.counts...)
	for to := len(s.keys) - 1; j >= 0; to-- {
		if i >= 0 && s.keys[i] > other.keys[j] {
			s.keys[to], s.counts[to] = s.keys[i], s.counts[i]
			i--
		} else {
			s.keys[to], s.counts[to] = other.keys[j], other.counts[j]
			j--
		}
	}
	s.drop(max(s.dropped, other.dropped))
	s.extend(other)
}

// extend takes over the number and the extremes of another distribution.
func (s *Spread) extend(other *Spread) {
	s.n += other.n
	s.low, s.high = min(s.low, other.low), max(s.high, other.high)
}

// drop drops binary digits and puts equal keys together.
func (s *Spread) drop(digits uint) {
	keys, counts := s.keys, s.counts
	s.dropped, s.keys, s.counts = digits, s.keys[:0], s.counts[:0]
	for i, key := range keys {
		s.push(key, counts[i])
	}
}

// N returns the number of numbers.
func (s *Spread) N() int { return s.n }

// Error is the largest relative error of a quantile: 0 while all are exact,
// else a power of two below 1.
func (s *Spread) Error() float64 {
	if s.dropped == 0 {
		return 0
	}
	return math.Ldexp(1, int(s.dropped)-mostDropped-1)
}

// Min returns the smallest number, exactly; NaN of nothing.
func (s *Spread) Min() float64 { return s.AtRank(1) }

// Max returns the largest number, exactly; NaN of nothing.
func (s *Spread) Max() float64 { return s.AtRank(s.n) }

// Quantile returns the smallest number that at least a share p (0 to 1) of the
// numbers is at or below, NaN of nothing.
func (s *Spread) Quantile(p float64) float64 {
	return s.AtRank(int(math.Ceil(p * float64(s.n) * (1 - tolerance))))
}

// AtRank returns the number at a place in the rising order, counted from 1;
// places outside are those of the first and the last. NaN of nothing.
func (s *Spread) AtRank(rank int) float64 {
	switch {
	case s.n == 0:
		return math.NaN()
	case rank <= 1:
		return s.low
	case rank >= s.n:
		return s.high
	}
	for i, count := range s.counts {
		if rank -= int(count); rank <= 0 {
			return min(max(s.value(s.keys[i]), s.low), s.high)
		}
	}
	return s.high
}

// value is the middle of the numbers that have a key; the key of 0 is 0.
func (s *Spread) value(key uint64) float64 {
	if s.dropped == 0 || key == 1<<63 {
		return numberOf(key)
	}
	return numberOf(key | 1<<(s.dropped-1))
}
