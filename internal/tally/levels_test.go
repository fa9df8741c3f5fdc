package tally_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/internal/tally"
	"pgregory.net/rapid"
)

func alike(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-12*max(math.Abs(a), math.Abs(b))
}

func TestLevelsByHand(t *testing.T) {
	// A link carries nothing for 5 h, 200 Mbit/s for 4 h and 1 Gbit/s for 1 h.
	var l tally.Levels
	l.Add(200e6, 3*3600)
	l.Add(0, 5*3600)
	l.Add(1e9, 3600)
	l.Add(200e6, 3600)
	l.Add(7e9, 0)
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"total", l.Total(), 36000},
		{"mean", l.Mean(), 180e6},
		{"min", l.Min(), 0},
		{"max", l.Max(), 1e9},
		{"p0", l.Quantile(0), 0},
		{"p50", l.Quantile(0.5), 0},
		{"p51", l.Quantile(0.51), 200e6},
		{"p90", l.Quantile(0.9), 200e6},
		{"p91", l.Quantile(0.91), 1e9},
		{"p100", l.Quantile(1), 1e9},
	} {
		if c.got != c.want {
			t.Errorf("%s is %v, want %v", c.what, c.got, c.want)
		}
	}
}

func TestNothingIsNaN(t *testing.T) {
	var l tally.Levels
	var r tally.Ramps
	l.Add(1, 2)
	l.Add(3, -1)
	l.Reset()
	r.Add(1, 2, 3)
	r.AddZero(1)
	r.Reset(0)
	r.Add(0, 4, 5)
	r.AddZero(-1)
	for i, x := range []float64{
		l.Mean(), l.Min(), l.Max(), l.Quantile(0.5), r.Mean(), r.Min(), r.Max(), r.Quantile(0.5), r.Above(),
	} {
		if !math.IsNaN(x) {
			t.Errorf("number %d of nothing is %v", i, x)
		}
	}
	if l.Total() != 0 || r.Total() != 0 {
		t.Errorf("totals of nothing: %v, %v", l.Total(), r.Total())
	}
}

func TestLevelsLikeASortedList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type stretch struct{ value, duration int }
		var l tally.Levels
		var seconds []float64 // one value for every second
		value := rapid.OneOf(rapid.IntRange(-50, 100), rapid.SampledFrom([]int{-1e15, 1e6, 1e9}))
		for range rapid.IntRange(1, 300).Draw(t, "stretches") {
			s := stretch{value.Draw(t, "value"), rapid.IntRange(0, 5).Draw(t, "duration")}
			l.Add(float64(s.value), float64(s.duration))
			for range s.duration {
				seconds = append(seconds, float64(s.value))
			}
			if rapid.IntRange(0, 50).Draw(t, "look") == 0 {
				l.Max()
			}
		}
		if len(seconds) == 0 {
			return
		}
		slices.Sort(seconds)
		total := 0.0
		for _, x := range seconds {
			total += x
		}
		if !alike(l.Mean(), total/float64(len(seconds))) || l.Total() != float64(len(seconds)) {
			t.Errorf("mean %v over %v, want %v over %d", l.Mean(), l.Total(), total/float64(len(seconds)), len(seconds))
		}
		percent := rapid.IntRange(0, 100).Draw(t, "percent")
		want := seconds[max(0, (percent*len(seconds)+99)/100-1)]
		if got := l.Quantile(float64(percent) / 100); got != want {
			t.Errorf("p%d is %v, want %v of %v", percent, got, want, seconds)
		}
		if l.Min() != seconds[0] || l.Max() != seconds[len(seconds)-1] {
			t.Errorf("from %v to %v, want %v to %v", l.Min(), l.Max(), seconds[0], seconds[len(seconds)-1])
		}
	})
}

func TestLevelsThatHardlyRepeat(t *testing.T) {
	const n = 3000
	var l tally.Levels
	for range 2 {
		for i := range n {
			l.Add(float64(i*7919%n), 1)
		}
	}
	for percent := 1; percent <= 100; percent++ {
		if got, want := l.Quantile(float64(percent)/100), float64(percent*n/100-1); got != want {
			t.Errorf("p%d is %v, want %v", percent, got, want)
		}
	}
	if l.Total() != 2*n || l.Mean() != (n-1)/2.0 {
		t.Errorf("mean %v over %v, want %v over %v", l.Mean(), l.Total(), (n-1)/2.0, 2*n)
	}
}

func TestLevelsForgivesRounding(t *testing.T) {
	// Ten times 0.1 is a little less than 1, and so is 95 % of it.
	var l tally.Levels
	for range 19 {
		l.Add(1, 0.1)
	}
	l.Add(2, 0.1)
	if got := l.Quantile(0.95); got != 1 {
		t.Errorf("p95 is %v, want 1", got)
	}
}

func TestLevelsMeanOfAConstant(t *testing.T) {
	var l tally.Levels
	for range 3 {
		l.Add(0.1, 0.7)
	}
	if l.Mean() != 0.1 {
		t.Errorf("the mean of 0.1 is %.17g", l.Mean())
	}
}

func TestLevelsKeepsMemoryForValuesOnly(t *testing.T) {
	var l tally.Levels
	fill := func() {
		for i := range 5000 {
			l.Add(float64(i*7%50), 1)
		}
	}
	fill()
	if n := testing.AllocsPerRun(5, fill); n > 0 {
		t.Errorf("%v allocations for values that are known", n)
	}
}

func BenchmarkLevels(b *testing.B) {
	var l tally.Levels
	i := 0
	for b.Loop() {
		l.Add(float64(i*7919%1000), 1)
		i++
	}
}

// BenchmarkLevelsOfALink is a run of a link whose load hardly ever repeats.
func BenchmarkLevelsOfALink(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	loads := make([]float64, 8000)
	for i := range loads {
		loads[i] = float64(random.IntN(8)) * 125e6
		if random.IntN(10) > 2 {
			loads[i] = 1e9 * random.Float64()
		}
	}
	var l tally.Levels
	b.ReportAllocs()
	for b.Loop() {
		l.Reset()
		for _, x := range loads {
			l.Add(x, 1)
		}
		l.Quantile(0.95)
	}
}
