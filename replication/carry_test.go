package replication_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/replication"
	"pgregory.net/rapid"
)

func TestNewCurveRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		at, sum []float64
		rate    float64
	}{
		"no corners":     {},
		"a late start":   {at: []float64{1}, sum: []float64{0}},
		"lengths":        {at: []float64{0, 1}, sum: []float64{0}},
		"a falling sum":  {at: []float64{0, 1}, sum: []float64{2, 1}},
		"time standing":  {at: []float64{0, 0}, sum: []float64{0, 1}},
		"no number":      {at: []float64{0}, sum: []float64{math.NaN()}},
		"a negative sum": {at: []float64{0}, sum: []float64{-1}},
		"an endless end": {at: []float64{0}, sum: []float64{0}, rate: math.Inf(1)},
	} {
		if _, err := replication.NewCurve(c.at, c.sum, c.rate); !errors.Is(err, replication.ErrCurve) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCurveAt(t *testing.T) {
	c := curve(t, []float64{0, 10, 20}, []float64{5, 5, 25}, 3)
	for at, want := range map[float64]float64{-1: 0, 0: 5, 10: 5, 15: 15, 20: 25, 30: 55} {
		if got := c.At(at); got != want {
			t.Errorf("%v bytes at %v s, want %v", got, at, want)
		}
	}
	if got := (replication.Curve{}).At(7); got != 0 {
		t.Errorf("the zero curve has %v bytes", got)
	}
}

// TestCarryByHand seeds 100 bytes at 10 B/s while 4 B/s are written, with an
// outage from 30 s to 36 s.
func TestCarryByHand(t *testing.T) {
	written := curve(t, []float64{0}, []float64{100}, 4)
	path := curve(t, []float64{0, 30, 36}, []float64{0, 300, 300}, 10)
	arrived := replication.Carry(written, path)
	for at, want := range map[float64]float64{0: 0, 10: 100, 100 / 6.0: 1000 / 6.0, 20: 180, 30: 220, 36: 220, 38: 240, 40: 260, 50: 300} {
		if got := arrived.At(at); math.Abs(got-want) > 1e-9 {
			t.Errorf("%v bytes have arrived at %v s, want %v", got, at, want)
		}
	}
	if synced, ok := replication.InSync(written, arrived); !of(synced, ok).like(is(100 / 6.0)) {
		t.Errorf("in sync at %v, %v", synced, ok)
	}
	if peak, ok := replication.PeakBacklog(written, arrived); peak != 100 || !ok {
		t.Errorf("at most %v bytes wait, %v", peak, ok)
	}
	for at, want := range map[float64]float64{5: 5, 20: 0, 33: 3, 36: 6, 38: 3, 40: 0, 41: 0} {
		if got := replication.Lag(written, arrived, at); math.Abs(got-want) > 1e-9 {
			t.Errorf("lag %v s at %v s, want %v", got, at, want)
		}
	}
	if got := replication.Sever(written, arrived, 33, 50); math.Abs(got.Window-20) > 1e-9 || math.Abs(got.Bytes-80) > 1e-9 {
		t.Errorf("severed at 33, users arrive at 50: %+v; want 20 s and 80 bytes", got)
	}
	if got := replication.Sever(written, arrived, 45, 45); got != (replication.Loss{}) {
		t.Errorf("severed in sync: %+v", got)
	}
	rest := replication.Secondary(written, arrived, 33)
	if got := [2]float64{rest.At(0), rest.At(10)}; math.Abs(got[0]-12) > 1e-9 || math.Abs(got[1]-52) > 1e-9 {
		t.Errorf("a secondary from 33 s has to carry %v at once and %v within 10 s, want 12 and 52", got[0], got[1])
	}
}

func TestNeverInSync(t *testing.T) {
	written := curve(t, []float64{0}, []float64{100}, 10)
	arrived := replication.Carry(written, steadyWrites(10))
	if at, ok := replication.InSync(written, arrived); ok {
		t.Errorf("in sync at %v", at)
	}
	if peak, ok := replication.PeakBacklog(written, arrived); peak != 100 || !ok {
		t.Errorf("at most %v bytes wait, %v; want 100, for ever", peak, ok)
	}
	slower := replication.Carry(written, steadyWrites(9))
	if peak, ok := replication.PeakBacklog(written, slower); ok {
		t.Errorf("at most %v bytes wait of a backlog that grows for ever", peak)
	}
}

func anyCurve(t *rapid.T, name string, seed bool) replication.Curve {
	n := rapid.IntRange(1, 8).Draw(t, name+" corners")
	rate := rapid.OneOf(rapid.Just(0.0), rapid.Just(5.0), rapid.Float64Range(0.1, 20))
	at, sum := []float64{0}, []float64{0}
	if seed {
		sum[0] = rapid.SampledFrom([]float64{0, 0, 30}).Draw(t, "seed")
	}
	for i := range n {
		length := rapid.SampledFrom([]float64{1, 2, 5, 7.5}).Draw(t, "length")
		at, sum = append(at, at[i]+length), append(sum, sum[i]+length*rate.Draw(t, name))
	}
	return curve(t, at, sum, rate.Draw(t, name))
}

// TestCarryLaws checks that nothing arrives before it was written, nothing is
// carried faster than the path can, and the path is never idle while something
// waits; and it looks for the oldest missing write step by step.
func TestCarryLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		written, path := anyCurve(t, "written", true), anyCurve(t, "path", false)
		arrived := replication.Carry(written, path)
		const step = 1.0 / 16
		for at := 0.0; at < 80; at += step {
			a, d := written.At(at), arrived.At(at)
			came, could := arrived.At(at+step)-d, path.At(at+step)-path.At(at)
			if d > a+1e-9 || came < -1e-9 || came > could+1e-9 {
				t.Fatalf("at %v: written %v, arrived %v, then %v more of the possible %v", at, a, d, came, could)
			}
			if a-d > 1e-9 && written.At(at+step)-arrived.At(at+step) > 1e-9 && math.Abs(came-could) > 1e-9 {
				t.Fatalf("at %v: %v bytes wait and %v are carried, %v could be", at, a-d, came, could)
			}
			if a-d <= 1e-6 {
				continue
			}
			// Where the last write before a pause arrives the lag jumps, and
			// rounding decides to which side.
			early, late := oldestMissing(written, d-1e-9, at, step), oldestMissing(written, d+1e-9, at, step)
			if lag := replication.Lag(written, arrived, at); lag < at-late-step-1e-9 || lag > at-early+step+1e-9 {
				t.Fatalf("at %v: lag %v, the oldest missing write is of %v to %v", at, lag, early, late)
			}
		}
	})
}

// oldestMissing goes back in steps to a moment at which no more was written than
// has arrived.
func oldestMissing(written replication.Curve, arrived, at, step float64) float64 {
	for at > 0 && written.At(at) > arrived {
		at -= step
	}
	return max(0, at)
}

// TestLagsAreLag compares the stretches with single moments.
func TestLagsAreLag(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		written := anyCurve(t, "written", true)
		arrived := replication.Carry(written, anyCurve(t, "path", false))
		now := 0.0
		for s := range replication.Lags(written, arrived, 60) {
			for _, share := range []float64{0.1, 0.5, 0.9} {
				at := now + share*s.Length
				if got, want := s.From+share*(s.To-s.From), replication.Lag(written, arrived, at); math.Abs(got-want) > 1e-6 {
					t.Fatalf("lag %v at %v by the stretch %+v from %v, want %v", got, at, s, now, want)
				}
			}
			now += s.Length
		}
		if math.Abs(now-60) > 1e-9 {
			t.Errorf("the stretches end at %v", now)
		}
	})
	for range replication.Lags(steadyWrites(1), replication.Curve{}, 10) {
		break // a caller may stop
	}
}

func TestSecondaryCarriesTheRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		written := anyCurve(t, "written", true)
		arrived := replication.Carry(written, anyCurve(t, "path", false))
		at := rapid.Float64Range(0, 50).Draw(t, "at")
		rest := replication.Secondary(written, arrived, at)
		for _, later := range []float64{0, 1, 3.3, 20, 100} {
			if got, want := rest.At(later), written.At(at+later)-arrived.At(at); math.Abs(got-want) > 1e-6 {
				t.Errorf("%v s after %v the secondary has %v to carry, want %v", later, at, got, want)
			}
		}
		if slices.Contains([]bool{rest.At(0) >= 0, rest.At(1) >= rest.At(0)}, false) {
			t.Error("the rest falls")
		}
	})
}
