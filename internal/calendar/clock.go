package calendar

import (
	"math"
	"time"
)

// margin is how long before the start wall-clock times are looked at: longer
// than a window that begins on one day and ends on the next, plus the change of
// date of a zone that repeats a day.
const margin = 8 * day

// Clock compiles wall-clock rules into tables over [0, horizon). It is not
// changed by use, so goroutines may share it.
type Clock struct {
	start   time.Time
	horizon int64 // ns
	end     int64 // the first full second of Unix time at or after the horizon
	zone    zone
}

// New returns the clock of a simulation that begins at start and gives up
// horizon later, and whose rules are written in the wall-clock time of loc. A
// nil loc is UTC; with a horizon of 0 or less all tables are empty.
func New(start time.Time, loc *time.Location, horizon time.Duration) *Clock {
	if loc == nil {
		loc = time.UTC
	}
	c := &Clock{start: start, horizon: max(0, int64(horizon))}
	end := start.Add(time.Duration(c.horizon))
	c.end = end.Unix()
	if end.Nanosecond() > 0 {
		c.end++
	}
	c.zone = newZone(loc, start.Unix()-margin, c.end+1)
	return c
}

// since converts Unix time to nanoseconds since the start, clipped to
// [0, horizon].
func (c *Clock) since(unix int64) int64 {
	seconds := unix - c.start.Unix()
	switch {
	case seconds <= 0:
		return 0
	case unix >= c.end:
		return c.horizon
	}
	// A second less than the whole, so that the product fits for every horizon.
	whole := (seconds - 1) * int64(time.Second)
	rest := int64(time.Second) - int64(c.start.Nanosecond())
	if whole >= c.horizon-rest {
		return c.horizon
	}
	return whole + rest
}

// moment is the moment at which the clocks first show wall time w or a later
// one, clipped to [0, horizon].
func (c *Clock) moment(w int64) int64 {
	t, ok := c.zone.first(w)
	if !ok {
		return c.horizon
	}
	return c.since(t)
}

// Profile is the course of a load whose hourly factors are given: 24 for every
// day, from midnight on, or 168 for a week, from Monday 00:00 on. Factors are
// finite, not negative and not all 0. The values are scaled so that their mean
// over a week of 168 hours is 1. No factors at all are a flat profile.
func (c *Clock) Profile(factors []float64) Steps {
	var s Steps
	s.add(0, 1)
	if len(factors) == 0 {
		return s
	}
	values := scale(factors)
	for _, p := range c.zone.periods {
		until := min(p.to, c.end)
		for t := max(p.from, c.start.Unix()); t < until; {
			h := floor(t+p.offset, hour)
			s.add(c.since(t), values[mod(h+3*24, 7*24)%int64(len(values))])
			t = (h+1)*hour - p.offset
		}
	}
	return s
}

// scale divides the factors by their mean.
func scale(factors []float64) []float64 {
	var largest, sum float64
	for _, f := range factors {
		largest = max(largest, f)
	}
	// Powers of two are exact, and keep the sum finite.
	_, exponent := math.Frexp(largest)
	values := make([]float64, len(factors))
	for i, f := range factors {
		values[i] = math.Ldexp(f, -exponent)
		sum += values[i]
	}
	mean := sum / float64(len(factors))
	for i := range values {
		values[i] /= mean
	}
	return values
}
