package tally

import (
	"errors"
	"fmt"
)

// ErrState is wrapped by the errors of all that is made again of a state.
var ErrState = errors.New("tally: bad state")

// MomentsState is what [Moments] are made again of, in another process. Equal
// moments have equal states.
type MomentsState struct {
	N            int
	Sum, Squares ExactState
}

// ExactState is what an [Exact] is made again of.
type ExactState struct {
	Low    int
	Digits []int64
}

// SpreadState is what a [Spread] is made again of. Keys are given as the steps
// from one to the next, without the digits that were dropped.
type SpreadState struct {
	Dropped   uint
	Low, High float64
	Steps     []uint64
	Counts    []uint32
}

// State returns what the moments can be made again of.
func (m *Moments) State() MomentsState {
	return MomentsState{N: m.n, Sum: m.sum.State(), Squares: m.squares.State()}
}

// Moments returns the moments of which s is the state; s is checked.
func (s MomentsState) Moments() (Moments, error) {
	m := Moments{n: s.N}
	var err error
	if s.N < 0 {
		return m, fmt.Errorf("%w: %d numbers", ErrState, s.N)
	}
	if m.sum, err = s.Sum.Exact(); err != nil {
		return m, err
	}
	m.squares, err = s.Squares.Exact()
	return m, err
}

// State returns what the sum can be made again of.
func (e *Exact) State() ExactState {
	e.carry()
	return ExactState{Low: e.low, Digits: e.digits}
}

// most is the number of digits of a sum of the largest and the smallest
// numbers, with room for 2^64 of them.
const most = (unitBits+1024)/digitBits + 4

// Exact returns the sum of which s is the state; s is checked.
func (s ExactState) Exact() (Exact, error) {
	if s.Low < 0 || s.Low > most || len(s.Digits) > most {
		return Exact{}, fmt.Errorf("%w: a sum of %d digits from place %d", ErrState, len(s.Digits), s.Low)
	}
	for _, d := range s.Digits {
		if d < -digitMask-1 || d > digitMask {
			return Exact{}, fmt.Errorf("%w: a digit of %d", ErrState, d)
		}
	}
	e := Exact{digits: s.Digits, low: s.Low}
	if value := e.Value(); !isFinite(value) {
		return Exact{}, fmt.Errorf("%w: a sum of %v", ErrState, value)
	}
	return e, nil
}

// State returns what the distribution can be made again of.
func (s *Spread) State() SpreadState {
	state := SpreadState{Dropped: s.dropped, Low: s.low, High: s.high, Counts: s.counts}
	last := uint64(0)
	for _, key := range s.keys {
		state.Steps = append(state.Steps, key>>s.dropped-last)
		last = key >> s.dropped
	}
	return state
}

// Spread returns the distribution of which s is the state; s is checked.
func (s SpreadState) Spread(limit int) (Spread, error) {
	spread := Spread{limit: limit, dropped: s.Dropped, low: s.Low, high: s.High, counts: s.Counts}
	if s.Dropped > mostDropped || len(s.Steps) != len(s.Counts) || !isFinite(s.Low) || !isFinite(s.High) {
		return Spread{}, fmt.Errorf("%w: %d values and %d counts, %d digits dropped", ErrState, len(s.Steps), len(s.Counts), s.Dropped)
	}
	at := uint64(0)
	for i, step := range s.Steps {
		if i > 0 && step == 0 || at+step < at || s.Counts[i] == 0 || (at+step)<<s.Dropped>>s.Dropped != at+step {
			return Spread{}, fmt.Errorf("%w: value %d does not rise", ErrState, i)
		}
		at += step
		spread.keys = append(spread.keys, at<<s.Dropped)
		spread.n += int(s.Counts[i])
	}
	if last := len(spread.keys) - 1; last >= 0 {
		lowest, highest := keyOf(s.Low)>>s.Dropped<<s.Dropped, keyOf(s.High)>>s.Dropped<<s.Dropped
		if spread.keys[0] != lowest || spread.keys[last] != highest {
			return Spread{}, fmt.Errorf("%w: extremes %v and %v are not among the values", ErrState, s.Low, s.High)
		}
	}
	return spread, nil
}
