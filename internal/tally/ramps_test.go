package tally_test

import (
	"math"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/internal/tally"
	"pgregory.net/rapid"
)

func TestRampsByHand(t *testing.T) {
	// A lag that is spread evenly over [0, 3600] for 4000 s and 0 for 36000 s.
	var r tally.Ramps
	r.Add(3600, 0, 3600)
	r.AddZero(30000)
	r.Add(400, 3600, 0)
	r.AddZero(6000)
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"total", r.Total(), 40000},
		{"p90", r.Quantile(0.9), 0},
		{"p91", r.Quantile(0.91), 360},
		{"p95", r.Quantile(0.95), 1800},
		{"p100", r.Quantile(1), 3600},
		{"max", r.Max(), 3600},
		{"min", r.Min(), 0},
		{"above 0", r.Above(), 0.1},
		{"mean", r.Mean(), 180},
	} {
		if !alike(c.got, c.want) {
			t.Errorf("%s is %.17g, want %v", c.what, c.got, c.want)
		}
	}
}

// TestRampsAboveAMark: 0 until 1, to 4, jump to 2, stand there.
func TestRampsAboveAMark(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct{ mark, want float64 }{
		{-inf, 1}, {-1, 1}, {0, 0.9}, {math.Copysign(0, -1), 0.9}, {1, 0.8}, {1.999999999999, 0.7}, {2, 0.2}, {3, 0.1},
		{3.5, 0.05}, {4, 0}, {5, 0}, {inf, 0}, {math.NaN(), 0},
	} {
		var r tally.Ramps
		r.Add(7, 9, 9)
		r.Reset(c.mark)
		if got := r.Above(); !math.IsNaN(got) {
			t.Errorf("of no time a share of %v is above %v", got, c.mark)
		}
		r.AddZero(1)
		r.Add(4, 0, 4)
		r.Add(0, 9, 9)
		r.Add(5, 2, 2)
		if got := r.Above(); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("a share of %v is above %v, want %v", got, c.mark, c.want)
		}
	}
}

func TestRampsJumpAndStand(t *testing.T) {
	// Cycles: the lag grows from 10 to 30, stands at 30, drops to 5 and grows to 15.
	var r tally.Ramps
	r.Add(20, 10, 30)
	r.Add(10, 30, 30)
	r.Add(10, 5, 15)
	for _, c := range []struct{ p, want float64 }{
		{0, 5}, {0.125, 10}, {0.1875, 11.25}, {0.3125, 13.75}, {0.375, 15}, {0.5, 20}, {0.75, 30}, {0.76, 30}, {1, 30},
	} {
		if got := r.Quantile(c.p); !alike(got, c.want) {
			t.Errorf("p%v is %v, want %v", 100*c.p, got, c.want)
		}
	}
}

func TestRampsSkipAGap(t *testing.T) {
	// Nothing is between 1 and 5: the median is the end of the lower stretch.
	var r tally.Ramps
	r.Add(10, 0, 1)
	r.Add(10, 5, 6)
	if got := r.Quantile(0.5); got != 1 {
		t.Errorf("the median is %v, want 1", got)
	}
}

// anyRamps draws stretches with many equal ends, and some that are far shorter
// or steeper than others.
func anyRamps(t *rapid.T, mark float64) (r tally.Ramps, stretches [][3]float64) {
	r.Reset(mark)
	value := rapid.OneOf(rapid.SampledFrom([]float64{0, 1, 2, 3, 1e-9, 2e-9, 1e6}), rapid.Float64Range(0, 10))
	for range rapid.IntRange(1, 30).Draw(t, "stretches") {
		d := rapid.SampledFrom([]float64{0.1, 1, 3, 1e-6, 1e5}).Draw(t, "duration")
		if rapid.IntRange(0, 5).Draw(t, "kind") == 0 {
			r.AddZero(d)
			stretches = append(stretches, [3]float64{d, 0, 0})
			continue
		}
		from := value.Draw(t, "from")
		to := rapid.OneOf(rapid.Just(from), value).Draw(t, "to")
		r.Add(d, from, to)
		stretches = append(stretches, [3]float64{d, from, to})
	}
	return r, stretches
}

// atOrBelow is the time at or below x by definition.
func atOrBelow(stretches [][3]float64, x float64) (time float64) {
	for _, s := range stretches {
		low, high := min(s[1], s[2]), max(s[1], s[2])
		switch {
		case high <= x:
			time += s[0]
		case low <= x:
			time += s[0] * (x - low) / (high - low)
		}
	}
	return time
}

func TestRampsByDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.OneOf(rapid.SampledFrom([]float64{-1, 0, 1e-9, 1, 2, 3, 1e6}), rapid.Float64Range(0, 10)).Draw(t, "x")
		r, stretches := anyRamps(t, x)
		total := atOrBelow(stretches, math.Inf(1))
		if got, want := r.Above(), 1-atOrBelow(stretches, x)/total; math.Abs(got-want) > 1e-12 {
			t.Errorf("above %v is %v, want %v", x, got, want)
		}
		p := rapid.OneOf(rapid.SampledFrom([]float64{0.5, 0.95, 1}), rapid.Float64Range(0.001, 1)).Draw(t, "p")
		q := r.Quantile(p)
		if got := atOrBelow(stretches, q*(1+1e-12)); got < p*total*(1-1e-9) {
			t.Errorf("at or below p%v = %v is %v of %v", 100*p, q, got, total)
		}
		if got := atOrBelow(stretches, q*(1-1e-9)-1e-18); got > p*total*(1+1e-12) {
			t.Errorf("below p%v = %v is %v of %v: it is not the smallest", 100*p, q, got, total)
		}
		ends := func(f func(a, b float64) float64, start float64) float64 {
			for _, s := range stretches {
				start = f(start, f(s[1], s[2]))
			}
			return start
		}
		if low, high := ends(math.Min, math.Inf(1)), ends(math.Max, 0); r.Min() != low || r.Max() != high {
			t.Errorf("from %v to %v, want %v to %v", r.Min(), r.Max(), low, high)
		}
	})
}

// TestRampsLikeSamples cuts every stretch into small pieces of equal length
// and takes the quantile of those.
func TestRampsLikeSamples(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var r tally.Ramps
		var samples []float64
		for range rapid.IntRange(1, 8).Draw(t, "stretches") {
			d := rapid.IntRange(1, 4).Draw(t, "duration")
			from, to := rapid.Float64Range(0, 10).Draw(t, "from"), rapid.Float64Range(0, 10).Draw(t, "to")
			r.Add(float64(d), from, to)
			pieces := 500 * d
			for i := range pieces {
				samples = append(samples, from+(to-from)*(float64(i)+0.5)/float64(pieces))
			}
		}
		slices.Sort(samples)
		total := 0.0
		for _, x := range samples {
			total += x
		}
		if mean := total / float64(len(samples)); math.Abs(r.Mean()-mean) > 1e-9 {
			t.Errorf("mean %v, want %v", r.Mean(), mean)
		}
		for _, p := range []float64{0.05, 0.5, 0.8, 0.95} {
			k := int(p * float64(len(samples)))
			low, high := samples[max(0, k-10)], samples[min(len(samples)-1, k+10)]
			if q := r.Quantile(p); q < low-0.02 || q > high+0.02 {
				t.Errorf("p%v is %v, want it between %v and %v", 100*p, q, low, high)
			}
		}
	})
}

func TestRampsKeepNoDigitsOfTheSteepest(t *testing.T) {
	// A jump of a nanosecond's width that lasts for a day must not blur what
	// is above it.
	var r tally.Ramps
	r.Add(86400, 0, 1e-9)
	r.Add(86400, 1e6, 2e6)
	if got := r.Quantile(0.75); !alike(got, 1.5e6) {
		t.Errorf("p75 is %.17g, want 1500000", got)
	}
	r.Add(1, 0, 5e-324)
	r.Add(1e100, 0, 1e-250)
	if got := r.Quantile(0.5); !(got >= 0 && got <= 1e-250) {
		t.Errorf("the median of hardly anything is %v", got)
	}
}

func BenchmarkRampsQuantile(b *testing.B) {
	var r tally.Ramps
	r.AddZero(1e4)
	for i := range 2000 {
		x := math.Mod(float64(i)*math.Phi, 1)
		r.Add(1+x, 3600*x, 3600*math.Mod(x*97, 1))
	}
	b.ReportAllocs()
	for b.Loop() {
		r.Quantile(0.95)
	}
}
