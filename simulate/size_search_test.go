package simulate

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// onSteps is a sizer whose candidates are numbers, and that finishes those for
// which meets says so.
func onSteps(meets func(step int) bool) (*sizer, ladder) {
	s := smallScenario().WithDefaults()
	z := &sizer{scenario: s, options: Options{Replications: 4, Seed: 1, Parallel: 2}, model: Staged}
	z.meter.total = 1 << 30
	z.compile = func(c *Scenario) (replicator, error) {
		step := int(c.Portfolio[0].BusinessTest.Offset)
		return func(model ModelName, _ uint64, _ int) *Outcome {
			o := emptyOutcome(s, model)
			if !meets(step) {
				stuckAt(o, "shop", NoSlot)
			}
			return o
		}, nil
	}
	return z, ladder{
		about:  all,
		checks: []int{-30, -7, -2, 1, 7, 30},
		value:  func(step int) float64 { return float64(step) },
		build: func(step int) *Scenario {
			c := s.WithDefaults()
			c.Portfolio[0].BusinessTest = new(After(Duration(step)))
			return c
		},
	}
}

// On a ladder in order the search finds the first that meets, from wherever it
// begins, with its neighbor, in a bounded number of simulations.
func TestSearchFindsTheThreshold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.IntRange(-2000, 2000).Draw(t, "low")
		high := low + rapid.IntRange(0, 1600).Draw(t, "length")
		from := rapid.IntRange(low, high).Draw(t, "from")
		threshold := rapid.IntRange(low-1, high+2).Draw(t, "threshold")
		z, l := onSteps(func(step int) bool { return step >= threshold })
		l.low, l.high, l.from = low, high, from
		got, err := z.search(context.Background(), l)
		if err != nil {
			t.Fatal(err)
		}
		if z.runs > mostProbes {
			t.Fatalf("%d simulations", z.runs)
		}
		if !got.Monotone || len(got.Exceptions) > 0 {
			t.Fatalf("exceptions %v", got.Exceptions)
		}
		want := max(threshold, low)
		switch {
		case want > high:
			if got.Answer != nil || got.Next.Value != float64(high) {
				t.Fatalf("an answer where there is none: %+v", got)
			}
		case got.Answer == nil || got.Answer.Value != float64(want) || !got.Answer.Meets:
			t.Fatalf("answer %+v, want %d", got.Answer, want)
		case want > low && (got.Next == nil || got.Next.Value != float64(want-1) || got.Next.Meets):
			t.Fatalf("neighbor %+v", got.Next)
		case want == low && got.Next != nil:
			t.Fatalf("a neighbor below the first: %+v", got.Next)
		}
	})
}

// Whatever the order, the answer meets and its neighbor does not; what was
// seen to contradict is told.
func TestSearchTellsExceptions(t *testing.T) {
	z, l := onSteps(func(step int) bool { return step >= 40 && step != 47 || step == 10 })
	l.low, l.high, l.from = 0, 100, 0
	got, err := z.search(context.Background(), l)
	if err != nil || got.Answer.Value != 40 || got.Monotone || !slices.Equal(got.Exceptions, []float64{10, 47}) {
		t.Errorf("%+v, %v", got, err)
	}
	// The last fails, one between does not.
	z, l = onSteps(func(step int) bool { return step >= 40 && step < 90 })
	l.low, l.high, l.from, l.between = 0, 100, 0, []int{20, 60}
	got, err = z.search(context.Background(), l)
	if err != nil || got.Answer == nil || got.Answer.Value != 40 || got.Monotone || !slices.Equal(got.Exceptions, []float64{100}) {
		t.Errorf("%+v, %v", got, err)
	}
}

// A verdict is certain as soon as what is left cannot change it, and not
// before: held against counting to the end.
func TestVerdictIsCertain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		outcomes := rapid.SliceOfN(rapid.Bool(), 1, 30).Draw(t, "outcomes")
		confidence := rapid.Float64Range(0, 1).Draw(t, "confidence")
		full := newTallies(nil, all, len(outcomes), confidence)
		early := newTallies(nil, all, len(outcomes), confidence)
		sure := false
		for i, ok := range outcomes {
			full.add(i, sample{finished: ok})
			if !sure {
				early.add(i, sample{finished: ok})
				sure = early.certain()
			}
		}
		if !sure || full.meets() != early.meets() {
			t.Fatalf("certain %v of %v, in the end %v", sure, early.meets(), full.meets())
		}
	})
}
