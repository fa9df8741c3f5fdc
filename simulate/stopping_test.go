package simulate

import (
	"bytes"
	"context"
	"math"
	"testing"
)

// spreadOut is an engine whose durations differ by up to 10 % from their mean
// and whose other criteria are 0.
func spreadOut(s *Scenario) experiment {
	return fake(s, func(o *Outcome, l fakeLuck) { o.Portfolio.Duration = l.around(1e6) })
}

func TestARunStopsWhenItIsPreciseEnough(t *testing.T) {
	s := smallScenario()
	last := 0
	for _, precision := range []float64{0.05, 0.01, 0.004} {
		r, err := spreadOut(s).compare(t.Context(), Options{Precision: precision})
		if err != nil {
			t.Fatal(err)
		}
		if r.Stopped.Reason != PreciseEnough || r.Stopped.Ratio > 1 || r.Replications < last {
			t.Errorf("%v: %d replications, %+v", precision, r.Replications, r.Stopped)
		}
		last = r.Replications
		for _, m := range r.Models {
			for _, i := range m.Intervals {
				if i.Metric != "duration" {
					continue
				}
				d := m.Portfolio.Duration
				for _, half := range []float64{i.Mean.High - d.Mean, i.P80.High - d.P80, d.P80 - i.P80.Low} {
					if half > precision/(1+precision)*max(d.Mean, d.P80) {
						t.Errorf("%v: error %v of %v", precision, half, d.Mean)
					}
				}
			}
		}
	}
	if last <= firstStage {
		t.Error("every precision was reached at the first look")
	}
}

func TestARunDoesNotGoOnForEver(t *testing.T) {
	r, err := spreadOut(smallScenario()).compare(t.Context(), Options{Precision: 1e-6, MaxReplications: 200})
	if err != nil {
		t.Fatal(err)
	}
	if r.Replications != 200 || r.Stopped.Reason != MostComputed || r.Stopped.Wanted != 200 || r.Stopped.Ratio <= 1 || r.Stopped.Widest == "" {
		t.Errorf("%d replications, %+v", r.Replications, r.Stopped)
	}
}

func TestWhatHasNoValueIsNotWaitedFor(t *testing.T) {
	run := fake(smallScenario(), func(o *Outcome, _ fakeLuck) { stuckAt(o, "shop", NoSlot) })
	r, err := run.compare(t.Context(), Options{Precision: 0.01})
	if err != nil {
		t.Fatal(err)
	}
	if r.Replications != firstStage || r.Stopped.Reason != NeverPrecise {
		t.Errorf("%d replications, %+v", r.Replications, r.Stopped)
	}
}

func TestObjectivesDecideToo(t *testing.T) {
	s := smallScenario()
	s.Objectives.Downtime = ptr(Duration(3600))
	run := fake(s, func(o *Outcome, l fakeLuck) { o.Portfolio.Downtime = l.around(3600) }) // met in half of them
	r, err := run.compare(t.Context(), Options{Precision: 0.05})
	if err != nil {
		t.Fatal(err)
	}
	b := r.Models[0].Objectives[0].Interval
	if r.Stopped.Reason != PreciseEnough || b.High-b.Low > 2*0.05 || r.Replications < 300 {
		t.Errorf("%d replications, %+v, %+v", r.Replications, r.Stopped, b)
	}
}

func TestAPreciseRunResumes(t *testing.T) {
	s := smallScenario().WithDefaults()
	run := spreadOut(s)
	whole, err := run.compare(t.Context(), Options{Precision: 0.004})
	if err != nil {
		t.Fatal(err)
	}
	for _, stop := range []int{1, 64, 70, 96, 97, whole.Replications} {
		var saved *Shard
		ctx, cancel := context.WithCancel(t.Context())
		_, _ = run.compare(ctx, Options{Precision: 0.004, Parallel: 1, Checkpoint: func(d *Shard, _ bool) error {
			if d.done.count() >= stop {
				cancel()
			}
			saved = d
			return nil
		}})
		cancel()
		resumed, err := run.compare(t.Context(), Options{Precision: 0.004, Resume: stored(t, saved)})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(document(t, whole), document(t, resumed)) {
			t.Errorf("interrupted after %d: %d replications, want %d", saved.done.count(), resumed.Replications, whole.Replications)
		}
	}
}

func TestOptionsOfPrecision(t *testing.T) {
	for _, bad := range []Options{
		{Precision: -0.1}, {Precision: 1}, {Precision: math.NaN()}, {MaxReplications: 5},
		{Precision: 0.1, Replications: 5}, {Precision: 0.1, MaxReplications: -1},
	} {
		if _, err := bad.withDefaults(); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
	if o, err := (Options{Precision: 0.1}).withDefaults(); err != nil || o.Replications != DefaultMaxReplications {
		t.Errorf("%+v, %v", o, err)
	}
}
