package tally

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func TestStatesRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.OneOf(finite, rapid.Float64Range(1, 1.5)), 0, 80).Draw(t, "values")
		var m Moments
		for _, x := range values {
			m.Add(x)
		}
		s := spreadOf(rapid.IntRange(4, 80).Draw(t, "limit"), values)
		m2, err := m.State().Moments()
		if err != nil {
			t.Fatal(err)
		}
		s2, err := s.State().Spread(s.limit)
		if err != nil {
			t.Fatal(err)
		}
		exported := cmp.AllowUnexported(Moments{}, Exact{}, Spread{})
		if diff := cmp.Diff(m, m2, exported, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(s, s2, exported, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestEqualSumsHaveEqualStates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(finite, 0, 30).Draw(t, "values")
		var want, got Moments
		for _, x := range values {
			want.Add(x)
		}
		for _, part := range shuffledParts(t, values) {
			var m Moments
			for _, x := range part {
				m.Add(x)
			}
			m.State()
			got.Merge(&m)
		}
		if diff := cmp.Diff(want.State(), got.State(), cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestBadStatesAreRefused(t *testing.T) {
	one := keyOf(1)
	for name, err := range map[string]error{
		"negative count":   second(MomentsState{N: -1}.Moments()),
		"place":            second(MomentsState{Sum: ExactState{Low: -1}}.Moments()),
		"digits":           second(MomentsState{Squares: ExactState{Digits: make([]int64, 1000)}}.Moments()),
		"digit":            second(MomentsState{Sum: ExactState{Digits: []int64{1 << 40}}}.Moments()),
		"counts":           second(SpreadState{Steps: []uint64{one}}.Spread(9)),
		"count of nothing": second(SpreadState{Low: 1, High: 1, Steps: []uint64{one}, Counts: []uint32{0}}.Spread(9)),
		"standstill":       second(SpreadState{Low: 1, High: 1, Steps: []uint64{one, 0}, Counts: []uint32{1, 1}}.Spread(9)),
		"overflow":         second(SpreadState{Low: 1, High: 1, Steps: []uint64{one, math.MaxUint64}, Counts: []uint32{1, 1}}.Spread(9)),
		"dropped":          second(SpreadState{Dropped: 60}.Spread(9)),
		"too wide":         second(SpreadState{Dropped: 10, Low: 1, High: 1, Steps: []uint64{one}, Counts: []uint32{1}}.Spread(9)),
		"extremes":         second(SpreadState{Low: 1, High: 2, Steps: []uint64{one}, Counts: []uint32{1}}.Spread(9)),
		"not a number":     second(SpreadState{Low: math.NaN()}.Spread(9)),
	} {
		if !errors.Is(err, ErrState) {
			t.Errorf("%s: %v, want ErrState", name, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }
