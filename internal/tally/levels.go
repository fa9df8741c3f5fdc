package tally

import (
	"cmp"
	"math"
	"slices"
)

// Levels is the distribution, by time, of a signal that is constant between
// changes. The zero value is empty and ready. Its memory grows with the number
// of different values.
type Levels struct {
	entries []level
	sorted  bool
	next    int // length at which equal values are merged again
	total   sum
	area    sum
}

type level struct{ value, weight float64 }

// Add says that the signal had a value for a length of time. A length of 0, or
// below, is no time at all and is left out.
func (l *Levels) Add(value, duration float64) {
	if !(duration > 0) {
		return
	}
	l.total.add(duration)
	l.area.add(value * duration)
	if last := len(l.entries) - 1; last >= 0 && !l.sorted && l.entries[last].value == value {
		l.entries[last].weight += duration
		return
	}
	if len(l.entries) >= max(l.next, 64) {
		l.merge()
		l.next = 2 * len(l.entries)
	}
	l.entries = append(l.entries, level{value, duration})
	l.sorted = false
}

// merge sorts by value and puts equal values together.
func (l *Levels) merge() {
	if l.sorted {
		return
	}
	slices.SortStableFunc(l.entries, func(a, b level) int { return cmp.Compare(a.value, b.value) })
	merged := l.entries[:0]
	for _, e := range l.entries {
		if last := len(merged) - 1; last >= 0 && merged[last].value == e.value {
			merged[last].weight += e.weight
		} else {
			merged = append(merged, e)
		}
	}
	l.entries, l.sorted = merged, true
}

// Total returns the time that was added.
func (l *Levels) Total() float64 { return l.total.value() }

// Mean returns the mean over time, NaN if there is none.
func (l *Levels) Mean() float64 {
	if len(l.entries) == 0 {
		return math.NaN()
	}
	return min(max(l.area.value()/l.Total(), l.Min()), l.Max())
}

// Min returns the smallest value, NaN if there is none.
func (l *Levels) Min() float64 {
	l.merge()
	if len(l.entries) == 0 {
		return math.NaN()
	}
	return l.entries[0].value
}

// Max returns the largest value, NaN if there is none.
func (l *Levels) Max() float64 {
	l.merge()
	if len(l.entries) == 0 {
		return math.NaN()
	}
	return l.entries[len(l.entries)-1].value
}

// Quantile returns the smallest value that the signal was at or below for at
// least a share p (0 to 1) of the time, NaN if there is none.
func (l *Levels) Quantile(p float64) float64 {
	l.merge()
	wanted := p * l.Total()
	var below sum
	for _, e := range l.entries {
		below.add(e.weight)
		if enough(below.value(), wanted) {
			return e.value
		}
	}
	return l.Max()
}

// Reset empties the distribution and keeps its memory.
func (l *Levels) Reset() {
	*l = Levels{entries: l.entries[:0]}
}
