package tally_test

import (
	"math"
	"testing"

	"github.com/landfall-sim/landfall/internal/stream"
	"github.com/landfall-sim/landfall/internal/tally"
	"gonum.org/v1/gonum/stat"
)

// around is an estimate of n observations with an even interval.
func around(n int, value, half float64) tally.Estimate {
	return tally.Estimate{N: n, Value: value, Interval: tally.Interval{Low: value - half, High: value + half}, Known: true}
}

func TestPrecisionJudges(t *testing.T) {
	missing, single := tally.Estimate{}, tally.Estimate{N: 1, Value: 5}
	enough := around(100, 0, 3)
	enough.Enough = 4
	skew := around(100, 100, 1)
	skew.Interval.High = 110
	five := tally.Precision{Relative: 0.05, Least: 30} // a share of 1/21 of the value
	for _, c := range []struct {
		name      string
		n         int
		estimates []tally.Estimate
		want      tally.Progress
	}{
		{"nothing to judge", 100, nil, tally.Progress{Standing: tally.Reached, Widest: -1}},
		{"narrow", 100, []tally.Estimate{around(100, 210, 10)}, tally.Progress{Standing: tally.Reached, Ratio: 1, Needed: 100}},
		{"wide", 100, []tally.Estimate{around(100, 210, 20)}, tally.Progress{Ratio: 2, Needed: 400}},
		{"below zero", 100, []tally.Estimate{around(100, -210, 20)}, tally.Progress{Ratio: 2, Needed: 400}},
		{"too early", 29, []tally.Estimate{around(29, 210, 5)}, tally.Progress{Ratio: 0.5, Needed: 29}},
		{"the widest", 100, []tally.Estimate{around(100, 210, 10), around(50, 21, 3), around(100, 210, 20)}, tally.Progress{Widest: 1, Ratio: 3, Needed: 450}},
		{"the farther end", 100, []tally.Estimate{skew}, tally.Progress{Ratio: 2.1, Needed: 441}},
		{"zeros", 100, []tally.Estimate{around(100, 0, 0)}, tally.Progress{Standing: tally.Reached, Needed: 100}},
		{"about zero", 100, []tally.Estimate{around(100, 0, 3)}, tally.Progress{Ratio: math.MaxFloat64}},
		{"close enough to zero", 100, []tally.Estimate{enough}, tally.Progress{Standing: tally.Reached, Ratio: 0.75, Needed: 100}},
		{"one only", 100, []tally.Estimate{single, around(100, 210, 5)}, tally.Progress{Widest: 1, Ratio: 0.5, Needed: 100}},
		{"missing, the rest wide", 100, []tally.Estimate{missing, around(100, 210, 20)}, tally.Progress{Widest: 1, Ratio: 2, Needed: 400}},
		{"missing, the rest narrow", 100, []tally.Estimate{missing, around(100, 210, 5)}, tally.Progress{Standing: tally.OutOfReach, Widest: 1, Ratio: 0.5, Needed: 100}},
		{"all missing", 100, []tally.Estimate{missing}, tally.Progress{Standing: tally.OutOfReach, Widest: -1}},
		{"all missing, too early", 29, []tally.Estimate{missing}, tally.Progress{Widest: -1}},
	} {
		got := five.Judge(c.n, c.estimates)
		if !alike(got.Ratio, c.want.Ratio) || got.Standing != c.want.Standing || got.Widest != c.want.Widest || got.Needed != c.want.Needed {
			t.Errorf("%s: got %+v, want %+v", c.name, got, c.want)
		}
	}
}

// TestPrecisionIsReached: simulations that stop by the rule have a relative error
// of at most 5 % nearly as often as their intervals promise, 95 %, or more often.
func TestPrecisionIsReached(t *testing.T) {
	const mean = 3.0
	p := tally.Precision{Relative: 0.05, Least: 100}
	hits, purpose := 0, stream.PurposeOf("stopping")
	for run := range macro {
		s := stream.New(1, run, purpose, 0)
		var values []float64
		for standing := tally.GoOn; standing == tally.GoOn; {
			values = append(values, drawn(100, func() float64 { return s.Exp(mean) })...)
			got, variance := stat.MeanVariance(values, nil)
			i, ok := tally.MeanInterval(len(values), got, variance, 0.95)
			standing = p.Judge(len(values), []tally.Estimate{{N: len(values), Value: got, Interval: i, Known: ok}}).Standing
		}
		if math.Abs(stat.Mean(values, nil)-mean) <= 0.05*mean {
			hits++
		}
	}
	if hits < 940 {
		t.Errorf("%d of %d are precise", hits, macro)
	}
}
