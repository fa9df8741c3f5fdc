package tally_test

import (
	"math"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/internal/stream"
	"github.com/landfall-sim/landfall/internal/tally"
	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// macro is how often an interval is made. If it covers with 95 %, then with 99 %
// it does so between 931 and 967 times.
const macro = 1000

// covered counts how often an interval from a stream of its own holds the truth.
func covered(purpose string, truth float64, interval func(*stream.Stream) (tally.Interval, bool)) int {
	hits, name := 0, stream.PurposeOf(purpose)
	for run := range macro {
		s := stream.New(1, run, name, 0)
		if i, ok := interval(&s); ok && i.Holds(truth) {
			hits++
		}
	}
	return hits
}

// checkCoverage wants 93 to 97 % and what is likely, with 99 %, at the exact
// coverage.
func checkCoverage(t *testing.T, hits int, exact float64) {
	t.Helper()
	least, most := band(macro, exact, 0.99)
	if hits < least || hits > most || hits < 930 || hits > 970 {
		t.Errorf("%d of %d intervals hold the truth; with a coverage of %v it should be %d to %d", hits, macro, exact, least, most)
	}
}

// band are the fewest and the most successes that are not rarer than allowed on
// either side.
func band(n int, p, acceptance float64) (least, most int) {
	b, side := distuv.Binomial{N: float64(n), P: p}, (1-acceptance)/2
	for b.CDF(float64(least)) < side {
		least++
	}
	for most = n; 1-b.CDF(float64(most-1)) < side; most-- {
	}
	return least, most
}

func drawn(n int, draw func() float64) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = draw()
	}
	return values
}

func TestMeanIntervalCovers(t *testing.T) {
	for _, c := range []struct {
		name string
		n    int
		draw func(*stream.Stream) float64
		mean float64
	}{
		{"two normal", 2, normal, 0},
		{"ten normal", 10, normal, 0},
		{"300 exponential", 300, func(s *stream.Stream) float64 { return s.Exp(2) }, 2},
		{"40 uniform", 40, func(s *stream.Stream) float64 { return s.Uniform() }, 0.5},
	} {
		t.Run(c.name, func(t *testing.T) {
			hits := covered("mean of "+c.name, c.mean, func(s *stream.Stream) (tally.Interval, bool) {
				mean, variance := stat.MeanVariance(drawn(c.n, func() float64 { return c.draw(s) }), nil)
				return tally.MeanInterval(c.n, mean, variance, 0.95)
			})
			checkCoverage(t, hits, 0.95)
		})
	}
}

func normal(s *stream.Stream) float64 { return mathext.NormalQuantile(s.Uniform()) }

func TestQuantileIntervalCovers(t *testing.T) {
	for _, c := range []struct {
		name string
		n    int
		p    float64
	}{{"median of 72", 72, 0.5}, {"p80 of 1000", 1000, 0.8}, {"p95 of 1000", 1000, 0.95}, {"p5 of 72", 72, 0.05}} {
		t.Run(c.name, func(t *testing.T) {
			r, ok := tally.QuantileRanks(c.n, c.p, 0.95)
			if !ok {
				t.Fatal("no ranks")
			}
			hits := covered(c.name, -math.Log1p(-c.p), func(s *stream.Stream) (tally.Interval, bool) {
				values := drawn(c.n, func() float64 { return s.Exp(1) })
				slices.Sort(values)
				return tally.Interval{Low: values[r.Lower-1], High: values[r.Upper-1]}, true
			})
			checkCoverage(t, hits, r.Coverage)
		})
	}
}

func TestProbabilityIntervalsCover(t *testing.T) {
	type method = func(int, int, float64) (tally.Interval, bool)
	for _, c := range []struct {
		name string
		of   method
		n    int
		p    float64
	}{
		{"Clopper–Pearson, rare", tally.ClopperPearson, 2000, 0.02},
		{"Clopper–Pearson, even", tally.ClopperPearson, 1000, 0.5},
		{"Clopper–Pearson, usual", tally.ClopperPearson, 1000, 0.8},
		{"Wilson, usual", tally.Wilson, 400, 0.8},
		{"Wilson, rare", tally.Wilson, 400, 0.05},
	} {
		t.Run(c.name, func(t *testing.T) {
			hits := covered(c.name, c.p, func(s *stream.Stream) (tally.Interval, bool) {
				successes := 0
				for range c.n {
					if s.Bernoulli(c.p) {
						successes++
					}
				}
				return c.of(successes, c.n, 0.95)
			})
			checkCoverage(t, hits, exactCoverage(c.of, c.n, c.p))
		})
	}
}

// exactCoverage adds up the probabilities of the successes whose interval holds
// p.
func exactCoverage(of func(int, int, float64) (tally.Interval, bool), n int, p float64) float64 {
	total := 0.0
	for k := range n + 1 {
		if i, ok := of(k, n, 0.95); ok && i.Holds(p) {
			total += distuv.Binomial{N: float64(n), P: p}.Prob(float64(k))
		}
	}
	return total
}

// TestClopperPearsonKeepsItsPromise for any probability; Wilson's interval keeps
// it on average only.
func TestClopperPearsonKeepsItsPromise(t *testing.T) {
	for _, n := range []int{1, 5, 30, 200} {
		average := 0.0
		const steps = 199
		for i := range steps {
			p := float64(i+1) / (steps + 1)
			if c := exactCoverage(tally.ClopperPearson, n, p); c < 0.95-1e-9 {
				t.Errorf("of %d trials at %v: covers with %v", n, p, c)
			}
			average += exactCoverage(tally.Wilson, n, p) / steps
		}
		if average < 0.94 || average > 0.97 {
			t.Errorf("of %d trials Wilson's interval covers with %v on average", n, average)
		}
	}
}
