package replication

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"
)

// ErrPattern is wrapped by every error of [NewPattern] and [Trace.Pattern].
var ErrPattern = errors.New("replication: bad pattern")

// Pattern is a piecewise constant factor on a write rate. The zero value and
// nil are the factor 1 at all times.
type Pattern struct {
	at     []time.Duration // at[0] = 0, rising
	factor []float64
	area   []float64 // seconds of mean writing before at[i]
	peak   float64
}

// NewPattern returns the pattern that has factor[i] from at[i] up to at[i+1],
// the last one for ever. The first moment must be 0, moments must rise, and
// factors must be finite and not negative.
func NewPattern(at []time.Duration, factor []float64) (*Pattern, error) {
	if len(at) != len(factor) || len(at) == 0 || at[0] != 0 {
		return nil, fmt.Errorf("%w: want as many factors as moments, the first moment 0; got %d moments and %d factors", ErrPattern, len(at), len(factor))
	}
	p := &Pattern{at: slices.Clone(at), factor: slices.Clone(factor), area: make([]float64, len(at)), peak: slices.Max(factor)}
	for i, f := range factor {
		if !(f >= 0) || math.IsInf(f, 1) {
			return nil, fmt.Errorf("%w: factor %d is %v, want a finite number of at least 0", ErrPattern, i, f)
		}
		if i == 0 {
			continue
		}
		if at[i] <= at[i-1] {
			return nil, fmt.Errorf("%w: moment %d (%v) is not after the one before (%v)", ErrPattern, i, at[i], at[i-1])
		}
		p.area[i] = p.area[i-1] + factor[i-1]*(at[i]-at[i-1]).Seconds()
	}
	return p, nil
}

// index returns the piece that holds at t.
func (p *Pattern) index(t time.Duration) int {
	if p == nil || len(p.at) < 2 {
		return 0
	}
	i, found := slices.BinarySearch(p.at, t)
	if found {
		return i
	}
	return max(i-1, 0)
}

func (p *Pattern) pieces() int {
	if p == nil {
		return 0
	}
	return len(p.at)
}

// Piece is a stretch of a pattern over which its factor does not change.
type Piece struct {
	From   time.Duration
	Until  time.Duration // the longest possible for the last piece
	Factor float64
	Area   float64 // of the pattern up to From, in seconds
}

// Pieces returns the number of pieces, at least 1.
func (p *Pattern) Pieces() int { return max(1, p.pieces()) }

// Piece returns piece i, 0 being the first; i is less than [Pattern.Pieces].
func (p *Pattern) Piece(i int) Piece {
	if p.pieces() == 0 {
		return Piece{Until: math.MaxInt64, Factor: 1}
	}
	piece := Piece{From: p.at[i], Until: math.MaxInt64, Factor: p.factor[i], Area: p.area[i]}
	if i+1 < len(p.at) {
		piece.Until = p.at[i+1]
	}
	return piece
}

// piece returns the factor of piece i and the seconds at which it ends.
func (p *Pattern) piece(i int) (factor, end float64) {
	if p.pieces() == 0 {
		return 1, math.Inf(1)
	}
	if i+1 == len(p.at) {
		return p.factor[i], math.Inf(1)
	}
	return p.factor[i], p.at[i+1].Seconds()
}

// Peak returns the largest factor.
func (p *Pattern) Peak() float64 {
	if p.pieces() == 0 {
		return 1
	}
	return p.peak
}

// Factor returns the factor at t.
func (p *Pattern) Factor(t time.Duration) float64 {
	f, _ := p.piece(p.index(t))
	return f
}

// Next returns the first moment after t at which the factor changes.
func (p *Pattern) Next(t time.Duration) (time.Duration, bool) {
	if i := p.index(t) + 1; i < p.pieces() {
		return p.at[i], true
	}
	return 0, false
}

// Area returns the integral of the factor from 0 to t, in seconds.
func (p *Pattern) Area(t time.Duration) float64 {
	if p.pieces() == 0 {
		return t.Seconds()
	}
	i := p.index(t)
	return p.area[i] + p.factor[i]*(t-p.at[i]).Seconds()
}

// Between returns the integral of the factor from one moment to another, in
// seconds; multiplied by a mean rate it is what was written between them.
func (p *Pattern) Between(from, to time.Duration) float64 {
	i, j := p.index(from), p.index(to)
	if i == j {
		f, _ := p.piece(i)
		return f * (to - from).Seconds()
	}
	return p.Area(to) - p.Area(from)
}

// Ramp returns the integral over [from, from+length] of the factor times a
// weight that falls linearly from 1 to 0, in seconds. With a mean rate it is
// what users still write to a side that they leave at a steady pace.
func (p *Pattern) Ramp(from, length time.Duration) float64 {
	if length <= 0 {
		return 0
	}
	start, whole := from.Seconds(), length.Seconds()
	sum, u := 0.0, 0.0
	for i := p.index(from); u < whole; i++ {
		factor, end := p.piece(i)
		v := min(whole, end-start)
		sum += factor * ((v - u) - (v*v-u*u)/(2*whole))
		u = v
	}
	return sum
}

// crumb is more, in seconds, than sums of areas are wrong by.
const crumb = 1e-7

// Back returns the latest moment u at or before t for which the integral of
// the factor from u to t is at least area seconds, and 0 if there is none. What
// is left by rounding does not carry u back over a time without writes.
func (p *Pattern) Back(t time.Duration, area float64) time.Duration {
	for i := p.index(t); area > 0; i-- {
		factor, _ := p.piece(i)
		begin := time.Duration(0)
		if p.pieces() > 0 {
			begin = p.at[i]
		}
		here := factor * (t - begin).Seconds()
		if here >= area {
			return t - time.Duration(math.Round(area/factor*1e9))
		}
		if here > 0 && area-here <= crumb {
			return begin
		}
		if i == 0 {
			return 0
		}
		area -= here
		t = begin
	}
	return t
}
