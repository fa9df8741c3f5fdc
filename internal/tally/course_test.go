package tally_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/landfall-sim/landfall/internal/tally"
	"pgregory.net/rapid"
)

// TestCourseByHand: a sum that grows by 2, by 0 and by 5 per second.
func TestCourseByHand(t *testing.T) {
	var c tally.Course
	c.Turn(0, 2)
	c.Turn(10e9, 7)
	c.Turn(10e9, 0)
	c.Turn(20e9, 5)
	for _, w := range []struct {
		i, last  int
		from, to int64
		room     float64
		until    int64
		stretch  int
		grown    float64
	}{
		{0, 2, 1e9, 30e9, 100, 30e9, 2, 68},
		{0, 2, 1e9, 30e9, 68, 20e9, 2, 18},
		{0, 1, 1e9, 15e9, 100, 15e9, 1, 18},
		{0, 2, 1e9, 30e9, 18, 1e9, 0, 0},
		{0, 0, 1e9, 5e9, 9, 5e9, 0, 8},
		{1, 2, 12e9, 30e9, 1, 20e9, 2, 0},
		{2, 2, 20e9, 30e9, 50, 20e9, 2, 0},
	} {
		until, stretch, grown := c.Within(w.i, w.last, w.from, w.to, w.room)
		if until != w.until || stretch != w.stretch || grown != w.grown {
			t.Errorf("from %d to %d within %v: until %d in stretch %d by %v, want %+v", w.from, w.to, w.room, until, stretch, grown, w)
		}
	}
	if rate, until := c.Stretch(1, 15e9); rate != 0 || until != 15e9 {
		t.Errorf("stretch 1 has rate %v until %d", rate, until)
	}
}

// drawnRates draws the rates of a course: any, a few levels, or long runs on one
// side of a pace, in which little may happen for long.
func drawnRates(t *rapid.T) (rates []float64) {
	kind := rapid.SampledFrom([]string{"any", "levels", "runs"}).Draw(t, "kind")
	for range rapid.IntRange(1, 60).Draw(t, "stretches") {
		switch kind {
		case "levels":
			rates = append(rates, float64(rapid.SampledFrom([]int{0, 5, 10, 15}).Draw(t, "level")))
		case "any":
			rates = append(rates, rapid.Float64Range(0, 20).Draw(t, "rate"))
		default:
			low := rapid.SampledFrom([]float64{0, 8}).Draw(t, "low")
			for range rapid.IntRange(1, 40).Draw(t, "run") {
				rates = append(rates, low+rapid.SampledFrom([]float64{0, 1e-3, 4, 5, 7.9}).Draw(t, "above"))
			}
		}
	}
	return rates
}

// followed draws a signal that follows a course, and returns it with the
// stretches of which it consists.
func followed(t *rapid.T, c *tally.Course, mark float64) (along, alone tally.Ramps, stretches [][3]float64) {
	along.Reset(mark)
	rates := drawnRates(t)
	n := len(rates)
	at := make([]int64, n+1)
	for i := range n {
		c.Turn(at[i], rates[i])
		at[i+1] = at[i] + rapid.Int64Range(1, 5e9).Draw(t, "length")
	}
	for range rapid.IntRange(1, 4).Draw(t, "signals") {
		first := rapid.IntRange(0, n-1).Draw(t, "first")
		end := rapid.IntRange(first+1, n).Draw(t, "end")
		from, to := (at[first]+at[first+1])/2, at[end]
		value, pace := rapid.Float64Range(0, 50).Draw(t, "value"), rapid.SampledFrom([]float64{5, 8, 10}).Draw(t, "pace")
		floor, begin := value, value
		for i, now := first, from; now < to; i++ {
			begin += float64(at[i+1]-now) / 1e9 * (1 - rates[i]/pace)
			floor, now = min(floor, begin), at[i+1]
		}
		value -= min(0, floor) // no more arrives than was written
		// The end may be said to be in the stretch before it or in that which begins there.
		last := rapid.IntRange(end-1, min(end, n-1)).Draw(t, "last")
		along.Follow(c, first, last, from, to, value, pace)
		for i, now := first, from; now < to; i++ {
			length := float64(at[i+1]-now) / 1e9
			next := max(0, value+length*(1-rates[i]/pace))
			stretches = append(stretches, [3]float64{length, value, next})
			alone.Add(length, value, next)
			value, now = next, at[i+1]
		}
	}
	return along, alone, stretches
}

// TestRampsAlongACourse: what follows a course has the distribution of the
// ramps of which it consists.
func TestRampsAlongACourse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c tally.Course
		x := rapid.OneOf(rapid.SampledFrom([]float64{-1, 0}), rapid.Float64Range(0, 60)).Draw(t, "x")
		along, alone, stretches := followed(t, &c, x)
		total := atOrBelow(stretches, math.Inf(1))
		for _, v := range []struct {
			what      string
			got, want float64
		}{
			{"total", along.Total(), alone.Total()},
			{"mean", along.Mean(), alone.Mean()},
			{"min", along.Min(), alone.Min()},
			{"max", along.Max(), alone.Max()},
		} {
			if math.Abs(v.got-v.want) > 1e-9 {
				t.Errorf("%s %v, want %v", v.what, v.got, v.want)
			}
		}
		above := along.Above() * total
		if low, high := total-atOrBelow(stretches, x+1e-9), total-atOrBelow(stretches, x-1e-9); above < low-1e-8 || above > high+1e-8 {
			t.Errorf("above %v for %v, want %v to %v", x, above, low, high)
		}
		for _, p := range []float64{0.5, 0.95, rapid.Float64Range(0.001, 1).Draw(t, "p")} {
			q := along.Quantile(p)
			if got := atOrBelow(stretches, q+1e-9); got < p*total-1e-8 {
				t.Errorf("at or below p%v = %v is %v of %v", 100*p, q, got, total)
			}
			if got := atOrBelow(stretches, q-1e-9); got > p*total+1e-8 {
				t.Errorf("below p%v = %v is %v of %v: it is not the smallest", 100*p, q, got, total)
			}
		}
	})
}

// TestRampsAlongACourseForget: results depend neither on what was asked before
// nor on what the memory held, to the last bit.
func TestRampsAlongACourseForget(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		follow := func(r *tally.Ramps, c *tally.Course) {
			for i := range int64(200) {
				c.Turn(i*1e9, float64(i*i%7+i/40%2*10)) // below 10 and above in turns
			}
			for i := range 8 {
				from := 20 * i
				r.Follow(c, from, 199, int64(from)*1e9, 199e9, 300, 10)
			}
		}
		var c, other tally.Course
		p := rapid.Float64Range(0.001, 1).Draw(t, "p")
		x := rapid.Float64Range(0, 300).Draw(t, "x")
		var r tally.Ramps
		r.Reset(x)
		follow(&r, &c)
		quantile, above := r.Quantile(p), r.Above()

		used, _, _ := followed(t, &other, 0)
		used.Quantile(p)
		used.Mean()
		used.Reset(x)
		other.Reset()
		follow(&used, &other)
		if got := used.Above(); got != above {
			t.Errorf("in used memory, %v is above %v, not %v", got, x, above)
		}
		used.Quantile(1 - p/2)
		if got := used.Quantile(p); got != quantile {
			t.Errorf("in used memory, p%v is %.17g, not %.17g", 100*p, got, quantile)
		}
	})
}

// TestRampsOfBentArcs: a quantile that is not where an arc would be at it if it
// were straighter.
func TestRampsOfBentArcs(t *testing.T) {
	for bend := range 150 {
		var c tally.Course
		var along, alone tally.Ramps
		alone.Reset(0.1)
		value := 0.0
		for i := range 150 {
			rate := 9.99
			if i == bend {
				rate = 0
			}
			c.Turn(int64(i)*1e9, rate)
			next := value + 1 - rate/10
			alone.Add(1, value, next)
			value = next
		}
		along.Reset(0.1)
		along.Follow(&c, 0, 149, 0, 150e9, 0, 10)
		for _, p := range []float64{0.01, 0.3, 0.5, 0.95, 1} {
			if got, want := along.Quantile(p), alone.Quantile(p); math.Abs(got-want) > 1e-12 {
				t.Errorf("bent at %d: p%v is %v, want %v", bend, 100*p, got, want)
			}
		}
		if got, want := along.Above(), alone.Above(); math.Abs(got-want) > 1e-12 {
			t.Errorf("bent at %d: above 0.1 is %v, want %v", bend, got, want)
		}
	}
}

// BenchmarkRampsAlongACourse is the lag of a workload whose seven assets are
// late by day and catch up by night.
func BenchmarkRampsAlongACourse(b *testing.B) {
	const days, corners = 10, 150
	random := rand.New(rand.NewPCG(1, 2))
	var c tally.Course
	for i := range days * corners {
		rate := 7 + 2*random.Float64()
		if i%corners > corners/2 {
			rate = 11 + 2*random.Float64()
		}
		c.Turn(int64(i)*600e9, rate)
	}
	var r tally.Ramps
	b.ReportAllocs()
	for b.Loop() {
		r.Reset(900)
		for day := range days {
			for asset := range 7 {
				from, to := day*corners+asset, (day+1)*corners
				r.Follow(&c, from, to-1, int64(from)*600e9, int64(to)*600e9, 0, 10+0.1*float64(asset))
			}
		}
		r.Quantile(0.5)
		r.Quantile(0.95)
		r.Above()
	}
}
