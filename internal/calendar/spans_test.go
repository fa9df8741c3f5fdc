package calendar

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const world = 40 // moments of the oracle

// drawSpans draws spans in any order and the moments that they hold.
func drawSpans(t *rapid.T, label string) ([]Span, [world]bool) {
	end := rapid.Int64Range(0, world)
	spans := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Span {
		return Span{end.Draw(t, "from"), end.Draw(t, "to")}
	}), 0, 6).Draw(t, label)
	var inside [world]bool
	for _, s := range spans {
		for i := s.From; i < s.To; i++ {
			inside[i] = true
		}
	}
	return spans, inside
}

func TestSpansAgainstMoments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drawn, inside := drawSpans(t, "spans")
		before := slices.Clone(drawn)
		s := Normalize(drawn)
		if !slices.Equal(before, drawn) {
			t.Fatalf("%v became %v", before, drawn)
		}
		checkSpans(t, s, world)

		from := rapid.Int64Range(0, world).Draw(t, "from")
		to := rapid.Int64Range(0, world).Draw(t, "to")
		work := rapid.Int64Range(0, world).Draw(t, "work")
		next, hasNext, done, finishes, measure := int64(0), false, from, work == 0, int64(0)
		for i := int64(world - 1); i >= from; i-- {
			if inside[i] {
				next, hasNext = i, true
			}
		}
		for i, left := from, work; i < world && left > 0; i++ {
			if inside[i] {
				left--
				done, finishes = i+1, left == 0
			}
		}
		for i := from; i < to; i++ {
			if inside[i] {
				measure++
			}
		}

		if got, ok := s.Next(from); ok != hasNext || got != next {
			t.Errorf("Next(%d) = %d, %v, want %d, %v", from, got, ok, next, hasNext)
		}
		if got, ok := s.Advance(from, work); ok != finishes || ok && got != done {
			t.Errorf("Advance(%d, %d) = %d, %v, want %d, %v", from, work, got, ok, done, finishes)
		}
		if got := s.Measure(from, to); got != measure {
			t.Errorf("Measure(%d, %d) = %d, want %d", from, to, got, measure)
		}
		if want := from < world && inside[min(from, world-1)]; s.Contains(from) != want {
			t.Errorf("Contains(%d) = %v", from, !want)
		}
	})
}

func TestMinusAgainstMoments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, inA := drawSpans(t, "a")
		b, inB := drawSpans(t, "b")
		got := Normalize(a).Minus(Normalize(b))
		checkSpans(t, got, world)
		for i := range int64(world) {
			if want := inA[i] && !inB[i]; got.Contains(i) != want {
				t.Fatalf("%d: inside %v, want %v", i, !want, want)
			}
		}
		if total := got.Measure(0, world); total != got.total() {
			t.Fatalf("%d moments, the sums say %d", total, got.total())
		}
	})
}

func TestAdvanceEndsWithASpan(t *testing.T) {
	s := Normalize([]Span{{10, 20}, {30, 40}})
	for _, tt := range []struct {
		t, work, want int64
		ok            bool
	}{
		{0, 10, 20, true},   // not 30
		{0, 11, 31, true},   // the rest in the next
		{20, 0, 20, true},   // nothing to do, outside
		{50, 0, 50, true},   // nothing to do, after all
		{15, 15, 40, true},  // all that is left
		{15, 16, 40, false}, // more than that
		{40, 1, 0, false},
		{-5, 1, 11, true},
	} {
		if got, ok := s.Advance(tt.t, tt.work); ok != tt.ok || ok && got != tt.want {
			t.Errorf("Advance(%d, %d) = %d, %v, want %d, %v", tt.t, tt.work, got, ok, tt.want, tt.ok)
		}
	}
}

func TestAlways(t *testing.T) {
	s := Always(time.Hour)
	if got, ok := s.Advance(7, 5); got != 12 || !ok {
		t.Errorf("Advance(7, 5) = %d, %v", got, ok)
	}
	if got, ok := s.Advance(0, h); got != h || !ok {
		t.Errorf("an hour of work ends at %d, %v", got, ok)
	}
	if _, ok := s.Next(h); ok {
		t.Error("the horizon is inside")
	}
	if n := Always(0).Len(); n != 0 {
		t.Errorf("nothing has %d spans", n)
	}
}

func TestLookupsAllocateNothing(t *testing.T) {
	s := Normalize([]Span{{10, 20}, {30, 40}})
	steps := Steps{[]int64{0, 10}, []float64{1, 2}}
	if n := testing.AllocsPerRun(100, func() {
		s.Next(25)
		s.Advance(5, 15)
		s.Measure(5, 35)
		steps.Eval(7)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkAdvance(b *testing.B) {
	s := New(time.Time{}, nil, 2*365*24*time.Hour).Weekly([]Window{{Days: 0b0011111, From: 9 * 60, To: 17 * 60}})
	t, ok := int64(0), true
	for b.Loop() {
		if t, ok = s.Advance(t, 3*h); !ok {
			t = 0
		}
	}
}
