package calendar

import (
	"testing"

	"pgregory.net/rapid"
)

func TestStepsEval(t *testing.T) {
	s := Steps{[]int64{0, 10, 20}, []float64{1, 2, 3}}
	for _, tt := range []struct {
		t     int64
		index int
		value float64
	}{{-5, 0, 1}, {0, 0, 1}, {9, 0, 1}, {10, 1, 2}, {19, 1, 2}, {20, 2, 3}, {1 << 62, 2, 3}} {
		if i, v := s.Index(tt.t), s.Eval(tt.t); i != tt.index || v != tt.value {
			t.Errorf("at %d: value %d is %v, want value %d, %v", tt.t, i, v, tt.index, tt.value)
		}
	}
	if i, v := (Steps{}).Index(3), (Steps{}).Eval(3); i != -1 || v != 0 {
		t.Errorf("without steps: value %d is %v", i, v)
	}
}

func TestStepsAdd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s Steps
		var want [20]float64
		s.add(0, 0)
		at := 0
		for range rapid.IntRange(0, 20).Draw(t, "steps") {
			at = min(at+rapid.IntRange(0, 3).Draw(t, "after"), len(want)-1)
			value := float64(rapid.IntRange(0, 2).Draw(t, "value"))
			s.add(int64(at), value)
			for i := at; i < len(want); i++ {
				want[i] = value
			}
		}
		checkSteps(t, s, int64(len(want)))
		for i, v := range want {
			if got := s.Eval(int64(i)); got != v {
				t.Fatalf("at %d: %v, want %v", i, got, v)
			}
		}
	})
}
