package replication_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/landfall-sim/landfall/replication"
	"pgregory.net/rapid"
)

// steps is an obvious pattern: one factor per second.
type steps []float64

func (s steps) area(from, to float64) float64 {
	sum := 0.0
	for i, f := range s {
		end := float64(i + 1)
		if i == len(s)-1 {
			end = math.Inf(1)
		}
		if length := min(end, to) - max(float64(i), from); length > 0 {
			sum += f * length
		}
	}
	return sum
}

func drawSteps(t *rapid.T) (steps, *replication.Pattern) {
	s := steps(rapid.SliceOfN(rapid.SampledFrom([]float64{0, 0, 0.5, 1, 2, 7}), 1, 12).Draw(t, "factors"))
	at := make([]time.Duration, len(s))
	for i := range at {
		at[i] = time.Duration(i) * time.Second
	}
	p, err := replication.NewPattern(at, s)
	if err != nil {
		t.Fatal(err)
	}
	return s, p
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-6*max(1, math.Abs(b)) }

func drawTime(t *rapid.T, label string, most float64) time.Duration {
	return time.Duration(rapid.Float64Range(0, most).Draw(t, label) * 1e9)
}

func TestPatternIntegrals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, p := drawSteps(t)
		from := drawTime(t, "from", 14)
		to := from + drawTime(t, "length", 10)
		if got, want := p.Between(from, to), s.area(from.Seconds(), to.Seconds()); !near(got, want) {
			t.Errorf("Between(%v, %v) = %v, want %v", from, to, got, want)
		}
		if got, want := p.Area(to), s.area(0, to.Seconds()); !near(got, want) {
			t.Errorf("Area(%v) = %v, want %v", to, got, want)
		}
		if got, want := p.Factor(from), s[min(int(from/time.Second), len(s)-1)]; got != want {
			t.Errorf("Factor(%v) = %v, want %v", from, got, want)
		}
	})
}

func TestPatternRamp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, p := drawSteps(t)
		from := drawTime(t, "from", 10)
		length := drawTime(t, "length", 10) + time.Second
		const parts = 2000
		want, step := 0.0, length.Seconds()/parts
		for i := range parts {
			at := from.Seconds() + float64(i)*step
			want += s.area(at, at+step) * (1 - (float64(i)+0.5)/parts)
		}
		if got := p.Ramp(from, length); math.Abs(got-want) > 0.01*max(0.1, want) {
			t.Errorf("Ramp(%v, %v) = %v, want about %v", from, length, got, want)
		}
	})
}

func TestPatternBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, p := drawSteps(t)
		to := drawTime(t, "to", 14)
		area := rapid.Float64Range(0, 1).Draw(t, "part") * p.Area(to)
		u := p.Back(to, area)
		if u > to || u < 0 {
			t.Fatalf("Back(%v, %v) = %v, outside of [0, %v]", to, area, u, to)
		}
		if got := p.Between(u, to); !near(got, area) && got < area {
			t.Errorf("Back(%v, %v) = %v, since when only %v", to, area, u, got)
		}
		if later := u + time.Millisecond; area > 0.05 && later < to && p.Between(later, to) > area+1e-6 {
			t.Errorf("Back(%v, %v) = %v is not the latest: %v would do", to, area, u, later)
		}
	})
}

// What was written after a pause goes back to the end of the pause, and not to
// its beginning, whatever the digits.
func TestPatternBackOverAPause(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		factor := rapid.SliceOfN(rapid.Float64Range(0.1, 10), 24, 24).Draw(t, "factors")
		pause := rapid.IntRange(1, 20).Draw(t, "pause")
		factor[pause], factor[pause+1] = 0, 0
		at := make([]time.Duration, len(factor))
		for i := range at {
			at[i] = time.Duration(i) * time.Hour
		}
		p, err := replication.NewPattern(at, factor)
		if err != nil {
			t.Fatal(err)
		}
		begin, end := at[pause], at[pause+2]
		to := end + time.Minute + drawTime(t, "later", 7200)
		if u := p.Back(to, p.Between(begin, to)); u < end-time.Microsecond || u > end+time.Microsecond {
			t.Errorf("Back to %v, want %v, the end of a pause that began at %v", u, end, begin)
		}
	})
}

func TestPatternNext(t *testing.T) {
	p, err := replication.NewPattern([]time.Duration{0, time.Hour}, []float64{1, 2})
	if err != nil {
		t.Fatal(err)
	}
	if next, ok := p.Next(time.Minute); next != time.Hour || !ok {
		t.Errorf("Next(1m) = %v, %v, want 1h, true", next, ok)
	}
	if next, ok := p.Next(time.Hour); ok {
		t.Errorf("Next(1h) = %v, want none", next)
	}
	var flat *replication.Pattern
	if f := flat.Factor(time.Hour); f != 1 {
		t.Errorf("flat factor = %v, want 1", f)
	}
	if a := flat.Between(time.Second, 3*time.Second); a != 2 {
		t.Errorf("flat area = %v, want 2", a)
	}
	if u := flat.Back(10*time.Second, 4); u != 6*time.Second {
		t.Errorf("flat Back = %v, want 6s", u)
	}
}

func TestNewPatternRefuses(t *testing.T) {
	for name, bad := range map[string]struct {
		at     []time.Duration
		factor []float64
	}{
		"nothing":      {nil, nil},
		"late":         {[]time.Duration{1}, []float64{1}},
		"lengths":      {[]time.Duration{0, 1}, []float64{1}},
		"falls":        {[]time.Duration{0, 5, 5}, []float64{1, 2, 3}},
		"negative":     {[]time.Duration{0}, []float64{-1}},
		"not a number": {[]time.Duration{0}, []float64{math.NaN()}},
		"not a finite": {[]time.Duration{0}, []float64{math.Inf(1)}},
	} {
		if _, err := replication.NewPattern(bad.at, bad.factor); !errors.Is(err, replication.ErrPattern) {
			t.Errorf("%s: error %v, want ErrPattern", name, err)
		}
	}
}

// TestPatternPieces: pieces follow each other, and tell what the pattern does
// at any moment.
func TestPatternPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, p := drawSteps(t)
		at, peak, until := drawTime(t, "at", 14), 0.0, time.Duration(0)
		for i := range p.Pieces() {
			piece := p.Piece(i)
			if piece.From != until || piece.Until <= piece.From {
				t.Fatalf("piece %d is from %v to %v, the one before ends at %v", i, piece.From, piece.Until, until)
			}
			until, peak = piece.Until, max(peak, piece.Factor)
			if at < piece.From || at >= piece.Until {
				continue
			}
			if area := piece.Area + piece.Factor*(at-piece.From).Seconds(); piece.Factor != p.Factor(at) || !near(area, p.Area(at)) {
				t.Errorf("at %v: factor %v, area %v, want %v and %v", at, piece.Factor, area, p.Factor(at), p.Area(at))
			}
		}
		if until != math.MaxInt64 || peak != p.Peak() {
			t.Errorf("pieces end at %v with a peak of %v, want never and %v", until, peak, p.Peak())
		}
	})
}

func TestNoPatternIsOnePiece(t *testing.T) {
	var p *replication.Pattern
	want := replication.Piece{Until: math.MaxInt64, Factor: 1}
	if p.Pieces() != 1 || p.Piece(0) != want || p.Peak() != 1 {
		t.Errorf("%d pieces, the first %+v, peak %v", p.Pieces(), p.Piece(0), p.Peak())
	}
}
