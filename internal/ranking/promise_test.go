package ranking_test

import (
	"iter"
	"math"
	"testing"

	"github.com/landfall-sim/landfall/internal/ranking"
	"github.com/landfall-sim/landfall/internal/stream"
	"gonum.org/v1/gonum/mathext"
)

// macro is how often an experiment is repeated.
const macro = 1000

// slippage is the configuration that is hardest to decide: all models but the
// best, which is the last, are behind it by just the indifference zone of 1.
type slippage struct {
	models      int
	deviation   float64
	uneven      float64 // what each model varies more than the one before, in deviations
	correlation float64 // of two models under common random numbers
	batch       int     // replications in an observation
	exponential bool    // else normal
}

// observations are drawn without end from streams of one run.
func (c slippage) observations(run int) iter.Seq[[]float64] {
	streams := make([]stream.Stream, c.models+1) // the last one is for all
	for i := range streams {
		streams[i] = stream.New(3, run, stream.PurposeOf("slippage"), uint64(i))
	}
	common, own := math.Sqrt(c.correlation), math.Sqrt(1-c.correlation)
	return func(yield func([]float64) bool) {
		for {
			x := make([]float64, c.models)
			for range c.batch {
				luck := c.draw(&streams[c.models])
				for i := range x {
					x[i] += c.deviation * (1 + c.uneven*float64(i)) * (common*luck + own*c.draw(&streams[i])) / float64(c.batch)
				}
			}
			for i := range c.models - 1 {
				x[i]++
			}
			if !yield(x) {
				return
			}
		}
	}
}

// draw is of mean 0 and deviation 1.
func (c slippage) draw(s *stream.Stream) float64 {
	if c.exponential {
		return s.Exp(1) - 1
	}
	return mathext.NormalQuantile(s.Uniform())
}

// TestKimAndNelsonKeepTheirPromise: the best is selected at least as often as
// promised, and under common random numbers after fewer observations.
func TestKimAndNelsonKeepTheirPromise(t *testing.T) {
	for _, c := range []struct {
		name       string
		confidence float64
		first      int
		of         slippage
	}{
		{"two models", 0.95, 10, slippage{models: 2, deviation: 2, batch: 1}},
		{"three models", 0.95, 10, slippage{models: 3, deviation: 2, batch: 1}},
		{"three models, low confidence", 0.75, 10, slippage{models: 3, deviation: 2, batch: 1}},
		{"three models, common luck", 0.95, 10, slippage{models: 3, deviation: 2, correlation: 0.8, batch: 1}},
		{"four models that vary differently", 0.95, 10, slippage{models: 4, deviation: 1, uneven: 1, batch: 1}},
		{"ten models", 0.9, 20, slippage{models: 10, deviation: 2, batch: 1}},
		{"ten models, common luck", 0.9, 20, slippage{models: 10, deviation: 2, correlation: 0.5, batch: 1}},
		{"skewed, in batches", 0.95, 10, slippage{models: 3, deviation: 6, batch: 20, exponential: true}},
		{"skewed, in batches, common luck", 0.95, 10, slippage{models: 3, deviation: 6, correlation: 0.8, batch: 20, exponential: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			correct, observations := c.of.experiment(t, ranking.Options{Delta: 1, Confidence: c.confidence, First: c.first})
			if want := c.confidence * macro; float64(correct) < want {
				t.Errorf("the best is selected in %d of %d runs, promised are %v", correct, macro, want)
			}
			if c.of.correlation == 0 {
				return
			}
			alone := c.of
			alone.correlation = 0
			if _, more := alone.experiment(t, ranking.Options{Delta: 1, Confidence: c.confidence, First: c.first}); observations >= more {
				t.Errorf("%d observations under common luck, %d without", observations, more)
			}
		})
	}
}

// experiment counts the correct selections and all observations.
func (c slippage) experiment(t *testing.T, o ranking.Options) (correct, observations int) {
	t.Helper()
	for run := range macro {
		v, err := ranking.Select(c.models, c.observations(run), o)
		if err != nil {
			t.Fatal(err)
		}
		if v.Winner == c.models-1 {
			correct++
		}
		observations += v.Observations
	}
	return correct, observations
}
