package replication

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"sort"
)

// ErrCurve is wrapped by every error of [NewCurve] and [NewTrace].
var ErrCurve = errors.New("replication: bad curve")

// Curve is a number of bytes that never falls as time passes, straight between
// its corners: what was written, what a path could have carried, what arrived.
// Time is in seconds. The zero value is nothing for ever.
type Curve struct {
	at, sum []float64 // rising; at[0] = 0
	rate    float64   // after the last corner
}

// NewCurve returns the curve that has sum[i] bytes at at[i] seconds and goes on
// at rate bytes per second after the last. The first moment must be 0, moments
// must rise, sums must not fall, and all must be finite and not negative. A
// first sum above 0 is there at once, as a seed is.
func NewCurve(at, sum []float64, rate float64) (Curve, error) {
	if len(at) != len(sum) || len(at) == 0 || at[0] != 0 {
		return Curve{}, fmt.Errorf("%w: want as many sums as moments, the first moment 0; got %d moments and %d sums", ErrCurve, len(at), len(sum))
	}
	if !amounts(rate) {
		return Curve{}, fmt.Errorf("%w: the last rate is %v, want a finite number of at least 0", ErrCurve, rate)
	}
	for i := range at {
		switch {
		case !amounts(at[i], sum[i]):
			return Curve{}, fmt.Errorf("%w: corner %d is %v bytes at %v s, want finite numbers of at least 0", ErrCurve, i, sum[i], at[i])
		case i > 0 && (at[i] <= at[i-1] || sum[i] < sum[i-1]):
			return Curve{}, fmt.Errorf("%w: corner %d (%v bytes at %v s) is not after %v bytes at %v s", ErrCurve, i, sum[i], at[i], sum[i-1], at[i-1])
		}
	}
	return Curve{at: slices.Clone(at), sum: slices.Clone(sum), rate: rate}, nil
}

// corner returns the last corner at or before t and the rate after it.
func (c Curve) corner(t float64) (at, sum, rate float64) {
	i := sort.Search(len(c.at), func(i int) bool { return c.at[i] > t }) - 1
	switch {
	case i < 0:
		return 0, 0, 0
	case i+1 == len(c.at):
		return c.at[i], c.sum[i], c.rate
	}
	return c.at[i], c.sum[i], (c.sum[i+1] - c.sum[i]) / (c.at[i+1] - c.at[i])
}

// At returns the bytes at t seconds, which are finite; 0 before the start. A
// curve that rises for ever has no bytes to tell where they are more than
// float64 holds, and then +Inf is returned.
func (c Curve) At(t float64) float64 {
	at, sum, rate := c.corner(t)
	return sum + rate*(t-at)
}

// until returns the last moment at which the curve has no more than so many
// bytes, +Inf if it never has more.
func (c Curve) until(bytes float64) float64 {
	i := sort.Search(len(c.sum), func(i int) bool { return c.sum[i] > bytes })
	switch {
	case i == 0:
		if len(c.sum) == 0 {
			return math.Inf(1)
		}
		return 0
	case i == len(c.sum):
		if c.rate == 0 {
			return math.Inf(1)
		}
		return c.at[i-1] + (bytes-c.sum[i-1])/c.rate
	}
	return c.at[i-1] + (bytes-c.sum[i-1])*(c.at[i]-c.at[i-1])/(c.sum[i]-c.sum[i-1])
}

func merged(a, b []float64) []float64 {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}
