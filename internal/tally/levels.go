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
	recent  [32]level // values that may come again soon, by some of their bits
	next    int       // length of entries at which equal values are put together

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
	e := &l.recent[math.Float64bits(value)*0x9e3779b97f4a7c15>>59]
	if e.value != value {
		l.keep(*e)
		*e = level{value: value}
	}
	e.weight += duration
}

// keep enters a value that gives way to another.
func (l *Levels) keep(e level) {
	if e.weight == 0 {
		return
	}
	if n := len(l.entries); n >= max(l.next, fewLevels) {
		l.merge()
		l.next = 8 * len(l.entries)
		if len(l.entries) > n/2 {
			l.next = 64 * len(l.entries) // hardly any are equal: sorting again must not take most of the time
		}
	}
	l.entries = append(l.entries, e)
}

// count enters and adds up all that is known.
func (l *Levels) count() {
	if l.counted {
		return
	}
	l.counted = true
	for i := range l.recent {
		l.keep(l.recent[i])
		l.recent[i] = level{}
	}
	l.low, l.high, l.total, l.area = math.Inf(1), math.Inf(-1), sum{}, sum{}
	for _, e := range l.entries {
		if e.value < l.low {
			l.low = e.value
		}
		if e.value > l.high {
			l.high = e.value
		}
		l.total.add(e.weight)
		l.area.add(e.value * e.weight)
	}
}

// fewLevels is a length at which it does not matter whether values are equal.
const fewLevels = 256

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
	if l.Total() == 0 {
		return math.NaN()
	}
	return min(max(l.area.value()/l.total.value(), l.low), l.high)
}

// Max returns the largest value, NaN if there is none.
func (l *Levels) Max() float64 {
	if l.Total() == 0 {
		return math.NaN()
	}
	return l.high
}

// Quantile returns the smallest value that the signal was at or below for at
// least a share p (0 to 1) of the time, NaN if there is none. It changes the
// order of what it knows, and takes a time proportional to the number of
// changes, on average (Hoare's selection, 1961, by weight, among the values in
// one of many equal parts).
func (l *Levels) Quantile(p float64) float64 {
	wanted := p * l.Total()
	rest, below := l.around(wanted)
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

// around returns the entries of the cell in which a weight is reached, and the
// weight below it.
func (l *Levels) around(wanted float64) (in []level, below sum) {
	var weights [cells + 1]sum
	scale := cells / (l.high - l.low)
	cell := func(value float64) int { return min(max(0, int((value-l.low)*scale)), cells) }
	for _, e := range l.entries {
		weights[cell(e.value)].add(e.weight)
	}
	found := 0
	for ; found < cells; found++ {
		upTo := below
		upTo.merge(weights[found])
		if enough(upTo.value(), wanted) && upTo.value() > 0 {
			break
		}
		below = upTo
	}
	n := 0
	for i, e := range l.entries {
		if cell(e.value) == found {
			l.entries[n], l.entries[i] = e, l.entries[n]
			n++
		}
	}
	return l.entries[:n], below
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
