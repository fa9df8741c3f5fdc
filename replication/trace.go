package replication

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// Trace is a recorded source: how many bytes it wrote in each of a number of
// equal intervals, and how many different ones. Within an interval writes are
// spread evenly. The zero value has no interval and nothing written.
type Trace struct {
	interval float64 // seconds
	written  []float64
	distinct []float64
}

// NewTrace returns a trace of bytes written, and distinct bytes written, per
// interval of so many seconds. Without a record of distinct bytes (nil) all
// are. The interval must be above 0, bytes finite, also in sum, not negative,
// and distinct ones no more than those written. Errors wrap [ErrCurve].
func NewTrace(interval float64, written, distinct []float64) (*Trace, error) {
	if distinct == nil {
		distinct = written
	}
	if !amounts(interval) || interval == 0 || len(written) == 0 || len(distinct) != len(written) {
		return nil, fmt.Errorf("%w: want an interval above 0 and as many distinct as written bytes; got %d and %d at %v s", ErrCurve, len(distinct), len(written), interval)
	}
	for i, w := range written {
		if !amounts(w, distinct[i]) || distinct[i] > w {
			return nil, fmt.Errorf("%w: in interval %d %v bytes are written, %v of them distinct", ErrCurve, i, w, distinct[i])
		}
	}
	t := &Trace{interval: interval, written: slices.Clone(written), distinct: slices.Clone(distinct)}
	if all, fastest := t.Written(0, t.Seconds()), slices.Max(written)/interval; !amounts(t.Seconds(), all, fastest) {
		return nil, fmt.Errorf("%w: %v bytes in %v s, up to %v bytes per second, want finite numbers", ErrCurve, all, t.Seconds(), fastest)
	}
	return t, nil
}

// Seconds returns the length of the trace.
func (t *Trace) Seconds() float64 { return t.interval * float64(len(t.written)) }

// between adds up an amount per interval over a stretch of the trace.
func (t *Trace) between(amount []float64, from, to float64) float64 {
	from, to = max(0, from), min(to, t.Seconds())
	if !(from < to) {
		return 0
	}
	sum := 0.0
	for i := int(from / t.interval); i < len(amount) && float64(i)*t.interval < to; i++ {
		begin := float64(i) * t.interval
		part := min(to, begin+t.interval) - max(from, begin)
		sum += amount[i] * max(0, part) / t.interval
	}
	return sum
}

// Written returns the bytes written from one moment to another, in seconds;
// nothing was written before the trace and after it.
func (t *Trace) Written(from, to float64) float64 { return t.between(t.written, from, to) }

// Folded returns the bytes that have to be carried for what was written from
// one moment to another, if only the last write to a block is: the distinct
// bytes of each interval, and at most the source's working set where there is
// one (0 for none). Blocks written in several intervals count in each, so that
// it is never too little but for parts of an interval, which count in
// proportion.
func (t *Trace) Folded(from, to, workingSet float64) float64 {
	sum := t.between(t.distinct, from, to)
	if workingSet > 0 {
		return min(sum, workingSet)
	}
	return sum
}

// Mean returns the mean rate, in bytes per second.
func (t *Trace) Mean() float64 {
	if len(t.written) == 0 {
		return 0
	}
	return t.Written(0, t.Seconds()) / t.Seconds()
}

// PeakToMean returns the ratio of the fastest interval to the mean. A trace
// without writes has none.
func (t *Trace) PeakToMean() (ratio float64, ok bool) {
	if len(t.written) == 0 {
		return 0, false
	}
	return finite(slices.Max(t.written) / t.interval / t.Mean())
}

// Curve returns the bytes written since the beginning of the trace; after its
// end nothing is.
func (t *Trace) Curve() Curve {
	c := Curve{at: []float64{0}, sum: []float64{0}}
	for i, w := range t.written {
		c.at = append(c.at, t.interval*float64(i+1))
		c.sum = append(c.sum, c.sum[i]+w)
	}
	return c
}

// Pattern returns the trace as a mean rate, in bytes per second, and a pattern
// on it. After the end of the trace the mean rate goes on. A trace without
// writes has rate 0 and the pattern nil. The error wraps [ErrPattern]: moments
// are whole nanoseconds, so that intervals are at least 1 ns and the trace is
// shorter than 292 years.
func (t *Trace) Pattern() (rate float64, p *Pattern, err error) {
	rate = t.Mean()
	if rate == 0 {
		return 0, nil, nil
	}
	if t.interval < 1e-9 || t.Seconds() >= math.MaxInt64/1e9 {
		return 0, nil, fmt.Errorf("%w: a trace of %v s in intervals of %v s, want less than 292 years (%.3g s) in intervals of at least 1 ns", ErrPattern, t.Seconds(), t.interval, math.MaxInt64/1e9)
	}
	at, factor := make([]time.Duration, 0, len(t.written)+1), make([]float64, 0, len(t.written)+1)
	for i, w := range append(slices.Clone(t.written), rate*t.interval) {
		at = append(at, time.Duration(math.Round(float64(i)*t.interval*1e9)))
		factor = append(factor, w/t.interval/rate)
	}
	p, err = NewPattern(at, factor)
	return rate, p, err
}

// RequiredBandwidth returns the least bytes per second with which no write is
// ever older than rpo seconds before it has arrived: the greatest volume ÷
// (window + rpo) over all windows of time. Since the curve is straight between
// its corners, windows between corners suffice. There is no such bandwidth
// where something is there at once and has no time.
//
// Source: derived; the Azure Site Recovery Deployment Planner states the same
// quantity as the bandwidth to meet the RPO 100 percent of the time.
func (c Curve) RequiredBandwidth(rpo float64) (bandwidth float64, ok bool) {
	if !amounts(rpo) {
		return 0, false
	}
	if len(c.at) == 0 {
		return 0, true
	}
	if rpo == 0 && c.sum[0] > 0 {
		return 0, false
	}
	// Dinkelbach's method: the window that exceeds a bandwidth most has a
	// higher need, until none exceeds it. What goes on for ever needs its rate.
	for bandwidth = c.rate; ; {
		from, to, _ := c.worst(bandwidth)
		need := (c.sum[to] - c.before(from)) / (c.at[to] - c.at[from] + rpo)
		if !(need > bandwidth) {
			return finite(bandwidth)
		}
		bandwidth = need
	}
}

// AchievableRPO returns the greatest age, in seconds, that a write reaches
// before it has arrived over a path of a bandwidth: [Curve.RequiredBandwidth]
// the other way round. There is none where the path can't carry what is
// written for ever.
func (c Curve) AchievableRPO(bandwidth float64) (rpo float64, ok bool) {
	if !amounts(bandwidth) || c.rate > bandwidth {
		return 0, false
	}
	if len(c.at) == 0 {
		return 0, true
	}
	_, _, excess := c.worst(bandwidth)
	return quotient(excess, bandwidth)
}

// before returns the bytes of a corner, without the seed at the first.
func (c Curve) before(i int) float64 {
	if i == 0 {
		return 0
	}
	return c.sum[i]
}

// worst returns the window whose volume exceeds what a path of a bandwidth
// carries in it by most.
func (c Curve) worst(bandwidth float64) (from, to int, excess float64) {
	low, lowest := 0, math.Inf(1)
	for i, t := range c.at {
		if level := c.before(i) - bandwidth*t; level < lowest {
			low, lowest = i, level
		}
		if over := c.sum[i] - bandwidth*t - lowest; over > excess {
			from, to, excess = low, i, over
		}
	}
	return from, to, excess
}
