package calendar

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"time"
)

// Span is a stretch of time from From up to, not including, To, in nanoseconds
// since the start.
type Span struct{ From, To int64 }

// Spans is a set of moments: spans in order of time that neither overlap nor
// touch. The zero value is empty.
type Spans struct {
	spans  []Span
	before []int64 // how much time all spans before the i-th hold
}

// Always is every moment of [0, horizon).
func Always(horizon time.Duration) Spans { return Normalize([]Span{{0, int64(horizon)}}) }

// Normalize is the union of spans in any order, empty ones among them. The
// argument is not changed.
func Normalize(spans []Span) Spans {
	if !slices.IsSortedFunc(spans, byStart) {
		spans = slices.SortedFunc(slices.Values(spans), byStart)
	}
	var out []Span
	for _, s := range spans {
		switch last := len(out) - 1; {
		case s.From >= s.To:
		case last >= 0 && s.From <= out[last].To:
			out[last].To = max(out[last].To, s.To)
		default:
			out = append(out, s)
		}
	}
	return index(out)
}

func byStart(a, b Span) int { return cmp.Compare(a.From, b.From) }

// index adds the sums to spans that are in order.
func index(spans []Span) Spans {
	before := make([]int64, len(spans))
	for i := 1; i < len(spans); i++ {
		before[i] = before[i-1] + spans[i-1].To - spans[i-1].From
	}
	return Spans{spans, before}
}

// All gives the spans in order of time.
func (s Spans) All() iter.Seq[Span] { return slices.Values(s.spans) }

// Minus is every moment of s that is not in o.
func (s Spans) Minus(o Spans) Spans {
	var out []Span
	cuts := o.spans
	for _, span := range s.spans {
		for len(cuts) > 0 && cuts[0].To <= span.From {
			cuts = cuts[1:]
		}
		for i := 0; i < len(cuts) && cuts[i].From < span.To; i++ {
			if span.From < cuts[i].From {
				out = append(out, Span{span.From, cuts[i].From})
			}
			span.From = cuts[i].To
		}
		if span.From < span.To {
			out = append(out, span)
		}
	}
	return index(out)
}

// ending is the index of the first span that ends after t.
func (s Spans) ending(t int64) int {
	return sort.Search(len(s.spans), func(i int) bool { return s.spans[i].To > t })
}

// Next is the first moment at or after t that is inside; false if there is none.
func (s Spans) Next(t int64) (int64, bool) {
	i := s.ending(t)
	if i == len(s.spans) {
		return 0, false
	}
	return max(t, s.spans[i].From), true
}

// Advance is when work that begins at t is done if it advances only inside; it
// may end where a span ends. No work is done at once, even outside. It is
// false where all spans from t on hold less than the work.
func (s Spans) Advance(t, work int64) (int64, bool) {
	if work <= 0 {
		return t, true
	}
	done := s.elapsed(t)
	if work > s.total()-done {
		return 0, false
	}
	done += work
	i := sort.Search(len(s.before), func(i int) bool { return s.before[i] >= done }) - 1
	return s.spans[i].From + done - s.before[i], true
}

// Measure is how much of [from, to) is inside.
func (s Spans) Measure(from, to int64) int64 {
	if from >= to {
		return 0
	}
	return s.elapsed(to) - s.elapsed(from)
}

// elapsed is how much time before t is inside.
func (s Spans) elapsed(t int64) int64 {
	i := s.ending(t)
	if i == len(s.spans) {
		return s.total()
	}
	return s.before[i] + max(0, t-s.spans[i].From)
}

// total is how much time all spans hold.
func (s Spans) total() int64 {
	n := len(s.spans) - 1
	if n < 0 {
		return 0
	}
	return s.before[n] + s.spans[n].To - s.spans[n].From
}
