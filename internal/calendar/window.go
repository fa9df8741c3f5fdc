package calendar

import (
	"cmp"
	"math"
	"slices"
)

// Window is a weekly period of wall-clock time.
type Window struct {
	Days     uint8 // on which it begins, bit 0 Monday; 0 is every day
	From, To int   // minutes after midnight, 0 to 1440; To at or before From is on the next day
}

// on tells whether the window begins on a weekday, 0 for Monday.
func (w Window) on(weekday int) bool { return w.Days == 0 || w.Days>>weekday&1 == 1 }

// Weekly is when at least one of the windows is open.
func (c *Clock) Weekly(ws []Window) Spans {
	var spans []Span
	for _, w := range ws {
		spans = c.occurrences(spans, w)
	}
	return Normalize(spans)
}

// occurrences appends every time the window opens.
func (c *Clock) occurrences(spans []Span, w Window) []Span {
	begin, end := c.zone.periods[0], c.zone.reach[len(c.zone.reach)-1]
	length := int64(w.To-w.From) * minute
	if length <= 0 {
		length += day
	}
	midnight := floor(begin.from+begin.offset+margin/2, day) * day
	for ; midnight < end; midnight += day {
		if !w.on(weekday(midnight)) {
			continue
		}
		from := midnight + int64(w.From)*minute
		span := Span{c.moment(from), c.moment(from + length)}
		if span.From < span.To {
			spans = append(spans, span)
		}
	}
	return spans
}

// Lowest is the lowest limit among the windows that are open, +Inf where none
// is. The limit of ws[i] is limits[i]; limits are not NaN.
func (c *Clock) Lowest(ws []Window, limits []float64) Steps {
	levels := slices.Clone(limits)
	slices.Sort(levels)
	levels = slices.Compact(levels)
	open := make([]int, len(levels))
	var s Steps
	s.add(0, math.Inf(1))
	for _, e := range c.edges(ws, limits, levels) {
		open[e.level] += e.change
		lowest := math.Inf(1)
		if i := slices.IndexFunc(open, func(n int) bool { return n > 0 }); i >= 0 {
			lowest = levels[i]
		}
		s.add(e.at, lowest)
	}
	return s
}

// edge is a moment at which a window with the limit levels[level] opens (+1) or
// closes (-1).
type edge struct {
	at     int64
	level  int
	change int
}

// edges lists the openings and closings of all windows before the horizon, in
// order of time.
func (c *Clock) edges(ws []Window, limits, levels []float64) []edge {
	var edges []edge
	for i, w := range ws {
		level, _ := slices.BinarySearch(levels, limits[i])
		for s := range c.Weekly([]Window{w}).All() {
			edges = append(edges, edge{s.From, level, +1})
			if s.To < c.horizon {
				edges = append(edges, edge{s.To, level, -1})
			}
		}
	}
	slices.SortStableFunc(edges, func(a, b edge) int { return cmp.Compare(a.at, b.at) })
	return edges
}
