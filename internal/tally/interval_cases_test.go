package tally_test

import (
	"math"
	"slices"
	"sync"
	"testing"

	"github.com/landfall-sim/landfall/internal/closedform"
	"github.com/landfall-sim/landfall/internal/stream"
	"github.com/landfall-sim/landfall/internal/tally"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// TestCasesOfOutputAnalysis has the cases that are kept beside the repository.
func TestCasesOfOutputAnalysis(t *testing.T) {
	closedform.Run(t, "output_analysis", map[string]func(*testing.T, *closedform.Case){
		"t_4_0.95":             fourCase,
		"t_9_0.95":             criticalCase,
		"t_19_0.975":           criticalCase,
		"t_29_0.975":           criticalCase,
		"t_99_0.995":           criticalCase,
		"quantile_ci_100_50":   ranksCase,
		"ar1_0.5_100":          correlationCase,
		"initial_bias_ar1_0.9": initialBiasCase,
		"coverage_band_95_1000": func(t *testing.T, c *closedform.Case) {
			least, most := band(int(c.In(t, "macro_replications")), c.In(t, "nominal"), c.In(t, "acceptance"))
			if float64(least) != c.Result(t, "min_hits") || float64(most) != c.Result(t, "max_hits") {
				t.Errorf("%d to %d", least, most)
			}
		},
		"relprec_0.05":        relativeCase,
		"stream_independence": independenceCase,
	})
}

func criticalCase(t *testing.T, c *closedform.Case) {
	c.Is(t, "t", tally.Critical(int(c.In(t, "df")), 2*c.In(t, "p")-1))
}

// fourCase: with four degrees of freedom there is a closed form, t = 2√(cos(⅓
// arccos √α)/√α − 1) with α = 4p(1 − p) (Shaw, Journal of Computational Finance 9,
// 2006). The case's number is 2.5e-9 off it.
func fourCase(t *testing.T, c *closedform.Case) {
	p := c.In(t, "p")
	root := math.Sqrt(4 * p * (1 - p))
	want := 2 * math.Sqrt(math.Cos(math.Acos(root)/3)/root-1)
	if got := tally.Critical(4, 2*p-1); math.Abs(got-want) > 1e-12*want {
		t.Errorf("t is %.15g, want %.15g", got, want)
	}
	c.Tolerance = "rel 3e-9"
	criticalCase(t, c)
}

func ranksCase(t *testing.T, c *closedform.Case) {
	r, ok := tally.QuantileRanks(int(c.In(t, "n")), c.In(t, "p"), c.In(t, "confidence"))
	if !ok || float64(r.Lower) != c.Result(t, "lower_rank") || float64(r.Upper) != c.Result(t, "upper_rank") {
		t.Errorf("%v, %v", r, ok)
	}
	if want := c.Result(t, "exact_coverage"); math.Abs(r.Coverage-want) > 1e-9 {
		t.Errorf("covers with %v, want %v", r.Coverage, want)
	}
}

// autoregression draws numbers that follow each other with a correlation of phi
// and have mean 0 and variance 1, but for an offset at the start that fades.
func autoregression(s *stream.Stream, n int, phi, offset float64) []float64 {
	x, values := normal(s), make([]float64, n)
	for i := range values {
		values[i] = x + offset
		x, offset = phi*x+math.Sqrt(1-phi*phi)*normal(s), offset*phi
	}
	return values
}

// correlationCase: what follows from a formula, the variance of many means, and
// how often an interval holds that knows nothing of the correlation.
func correlationCase(t *testing.T, c *closedform.Case) {
	phi, n, variance := c.In(t, "phi"), int(c.In(t, "n")), c.In(t, "stationary_variance")
	inflation := 1.0
	for k := 1; k < n; k++ {
		inflation += 2 * (1 - float64(k)/float64(n)) * math.Pow(phi, float64(k))
	}
	c.Is(t, "variance_inflation", inflation)
	c.Is(t, "iid_var", variance/float64(n))
	c.Is(t, "var_of_mean", variance/float64(n)*inflation)
	c.Is(t, "asymptotic", variance/float64(n)*(1+phi)/(1-phi))

	var means []float64
	hits := covered("correlated", 0, func(s *stream.Stream) (tally.Interval, bool) {
		mean, spread := stat.MeanVariance(autoregression(s, n, phi, 0), nil)
		means = append(means, mean)
		return tally.MeanInterval(n, mean, spread, 0.95)
	})
	// A variance of normal numbers is chi-squared.
	ratio, chi := stat.Variance(means, nil)/(variance/float64(n)*inflation), distuv.ChiSquared{K: macro - 1}
	if p := chi.CDF(ratio * chi.K); p < 0.0005 || p > 0.9995 {
		t.Errorf("the variance of means is %v of what it should be", ratio)
	}
	naive := 2*distuv.UnitNormal.CDF(1.96/math.Sqrt(inflation)) - 1
	if least, most := band(macro, naive, 0.999); hits < least || hits > most {
		t.Errorf("%d of %d intervals hold, want %d to %d", hits, macro, least, most)
	}
}

// initialBiasCase: the bias by formula and in simulation, and what is left of it
// after a start is cut off whose length White's MSER-5 (Simulation 69, 1997) finds.
func initialBiasCase(t *testing.T, c *closedform.Case) {
	phi, offset, n := c.In(t, "phi"), c.In(t, "first_value_offset_in_mean_units"), int(c.In(t, "n"))
	bias := func(from int) float64 {
		total := 0.0
		for i := from; i < n; i++ {
			total += offset * math.Pow(phi, float64(i))
		}
		return total / float64(n-from)
	}
	c.Is(t, "bias_of_mean_no_truncation", bias(0))
	for _, row := range c.Results(t, "bias_after_dropping_k") {
		k, want := row.(map[string]any)["k"].(float64), row.(map[string]any)["bias"].(float64)
		if got := bias(int(k)); math.Abs(got-want) > 1e-9*want {
			t.Errorf("after %v: %v, want %v", k, got, want)
		}
	}

	var whole, cut []float64
	for run := range macro {
		s := stream.New(1, run, stream.PurposeOf("initial bias"), 0)
		values := autoregression(&s, n, phi, offset)
		whole = append(whole, stat.Mean(values, nil))
		cut = append(cut, stat.Mean(values[mser5(values):], nil))
	}
	spread := math.Sqrt((1 + phi) / (1 - phi) / float64(n)) // of one mean
	if got := stat.Mean(whole, nil); math.Abs(got-bias(0)) > 4*spread/math.Sqrt(macro) {
		t.Errorf("a bias of %v, want %v", got, bias(0))
	}
	if got := stat.Mean(cut, nil); math.Abs(got) > spread/2 {
		t.Errorf("a bias of %v is left, want less than half of %v", got, spread)
	}
}

// mser5 is how many values to drop, a multiple of 5 and at most half of them, so
// that the squared standard error of the rest, in means of 5, is least.
func mser5(values []float64) int {
	var batches []float64
	for batch := range slices.Chunk(values, 5) {
		batches = append(batches, stat.Mean(batch, nil))
	}
	best, least := 0, math.Inf(1)
	for d := range len(batches) / 2 {
		rest := batches[d:]
		if e := stat.PopVariance(rest, nil) / float64(len(rest)); e < least {
			best, least = d, e
		}
	}
	return 5 * best
}

// relativeCase seeks the widest interval, relative to its value, that is precise.
func relativeCase(t *testing.T, c *closedform.Case) {
	p := tally.Precision{Relative: c.In(t, "gamma")}
	reached, not := 0.0, 1.0
	for range 60 {
		middle := (reached + not) / 2
		if p.Judge(10, []tally.Estimate{around(10, 8, 8*middle)}).Standing == tally.Reached {
			reached = middle
		} else {
			not = middle
		}
	}
	c.Is(t, "adjusted", reached)
}

// independenceCase: the draws of one entity are the same on any number of workers
// and whoever else draws. That the results of whole simulations are is tested
// beside them.
func independenceCase(t *testing.T, c *closedform.Case) {
	if rule := c.Text(t, "rule"); rule == "" {
		t.Error("no rule")
	}
	draw := func(entities, workers int) [][]float64 {
		all := make([][]float64, entities)
		var group sync.WaitGroup
		for w := range workers {
			group.Go(func() {
				for i := w; i < entities; i += workers {
					s := stream.New(5, 3, stream.PurposeOf("used"), uint64(i))
					all[i] = drawn(20, s.Uniform)
				}
			})
		}
		group.Wait()
		return all
	}
	want := draw(16, 1)
	for _, workers := range []int{2, 8} {
		for i, got := range draw(17, workers)[:16] {
			if !slices.Equal(got, want[i]) {
				t.Errorf("%d workers, one entity more: entity %d draws other numbers", workers, i)
			}
		}
	}
}
