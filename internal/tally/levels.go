package tally

import (
	"cmp"
	"math"
	"slices"
)

// Levels is the distribution, by time, of a signal that is constant between
// changes. The zero value is empty and ready. Its memory grows with the number
// of different values, of which it holds each a few times.
type Levels struct {
	entries []level
	recent  [256]int32 // where a value was seen last, by some of its bits
	next    int        // length at which equal values are put together

	counted   bool // what follows is up to date
	low, high float64
	total     sum
	area      sum
}

type level struct{ value, weight float64 }

// Add says that the signal had a value for a length of time. A length of 0, or
// below, is no time at all and is left out.
func (l *Levels) Add(value, duration float64) {
	if !(duration > 0) {
		return
	}
	l.counted = false
	at := &l.recent[math.Float64bits(value)*0x9e3779b97f4a7c15>>56]
	if i := int(*at); i < len(l.entries) && l.entries[i].value == value {
		l.entries[i].weight += duration
		return
	}
	if n := len(l.entries); n >= max(l.next, fewLevels) {
		l.merge()
		l.next = 8 * len(l.entries)
		if len(l.entries) > n/2 {
			l.next = 64 * len(l.entries) // hardly any are equal: sorting again must not take most of the time
		}
	}
	*at = int32(len(l.entries))
	l.entries = append(l.entries, level{value, duration})
}

// count adds up all that is known.
func (l *Levels) count() {
	if l.counted {
		return
	}
	l.counted = true
	l.low, l.high, l.total, l.area = math.Inf(1), math.Inf(-1), sum{}, sum{}
	for _, e := range l.entries {
		l.low, l.high = min(l.low, e.value), max(l.high, e.value)
		l.total.add(e.weight)
		l.area.add(e.value * e.weight)
	}
}

// fewLevels is a length at which it does not matter whether values are equal.
const fewLevels = 64

// merge sorts by value and puts equal values together.
func (l *Levels) merge() {
	slices.SortFunc(l.entries, func(a, b level) int { return cmp.Compare(a.value, b.value) })
	merged := l.entries[:1]
	for _, e := range l.entries[1:] {
		if last := &merged[len(merged)-1]; last.value == e.value {
			last.weight += e.weight
		} else {
			merged = append(merged, e)
		}
	}
	l.entries = merged
}

// Total returns the time that was added.
func (l *Levels) Total() float64 {
	l.count()
	return l.total.value()
}

// Mean returns the mean over time, NaN if there is none.
func (l *Levels) Mean() float64 {
	if len(l.entries) == 0 {
		return math.NaN()
	}
	l.count()
	return min(max(l.area.value()/l.total.value(), l.low), l.high)
}

// Min returns the smallest value, NaN if there is none.
func (l *Levels) Min() float64 {
	if len(l.entries) == 0 {
		return math.NaN()
	}
	l.count()
	return l.low
}

// Max returns the largest value, NaN if there is none.
func (l *Levels) Max() float64 {
	if len(l.entries) == 0 {
		return math.NaN()
	}
	l.count()
	return l.high
}

// Quantile returns the smallest value that the signal was at or below for at
// least a share p (0 to 1) of the time, NaN if there is none. It changes the
// order of what it knows, and takes a time proportional to the number of
// changes, on average (Hoare's selection, 1961, by weight).
func (l *Levels) Quantile(p float64) float64 {
	wanted := p * l.Total()
	var below sum
	rest := l.entries
	for len(rest) > 0 {
		pivot := median(rest[0].value, rest[len(rest)/2].value, rest[len(rest)-1].value)
		smaller, larger := part(rest, pivot)
		less, upTo := below, below
		for _, e := range rest[:smaller] {
			less.add(e.weight)
		}
		if smaller > 0 && enough(less.value(), wanted) {
			rest = rest[:smaller]
			continue
		}
		upTo = less
		for _, e := range rest[smaller:larger] {
			upTo.add(e.weight)
		}
		if enough(upTo.value(), wanted) {
			return pivot
		}
		below, rest = upTo, rest[larger:]
	}
	return l.Max()
}

func median(a, b, c float64) float64 { return max(min(a, b), min(max(a, b), c)) }

// part orders entries by a pivot: the first are smaller, then come those that
// are equal, from larger on those that are larger.
func part(list []level, pivot float64) (smaller, larger int) {
	larger = len(list)
	for i := 0; i < larger; {
		switch v := list[i].value; {
		case v < pivot:
			list[smaller], list[i] = list[i], list[smaller]
			smaller++
			i++
		case v > pivot:
			larger--
			list[larger], list[i] = list[i], list[larger]
		default:
			i++
		}
	}
	return smaller, larger
}

// Reset empties the distribution and keeps its memory.
func (l *Levels) Reset() {
	*l = Levels{entries: l.entries[:0]}
}
