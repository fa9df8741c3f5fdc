package simulate

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestParallelDoesNotChangeAByte(t *testing.T) {
	s := smallScenario()
	s.Objectives = Objectives{Downtime: ptr(Duration(3600))}
	run := fake(s, func(o *Outcome, l fakeLuck) {
		o.Portfolio.Duration = l.around(1e6)
		o.Portfolio.Downtime = l.around(3600)
		o.Portfolio.LossBytes = l.around(1e9) / 3
		if l.Float64() < 0.2 {
			stuckAt(o, "shop", NoSlot)
		}
	})
	var want []byte
	for _, parallel := range []int{1, 2, 7, 1000} {
		r, err := run.compare(t.Context(), Options{Replications: 50, Parallel: parallel, Seed: 9})
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = got
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%d at once differs from 1 at once", parallel)
		}
	}
}

func TestEveryReplicationIsComputedOnce(t *testing.T) {
	type call struct {
		model       ModelName
		replication int
	}
	var mutex sync.Mutex
	calls := map[call]int{}
	s := smallScenario()
	run := engineOf(s, func(model ModelName, seed uint64, replication int) *Outcome {
		mutex.Lock()
		defer mutex.Unlock()
		calls[call{model, replication}]++
		if seed != 42 {
			t.Errorf("seed %d, want 42", seed)
		}
		return emptyOutcome(s, model)
	})
	if _, err := run.compare(t.Context(), Options{Replications: 20, Parallel: 3, Seed: 42}); err != nil {
		t.Fatal(err)
	}
	for _, model := range s.Promotion.Models {
		for i := range 20 {
			if n := calls[call{model, i}]; n != 1 {
				t.Errorf("%s, replication %d: computed %d times", model, i, n)
			}
		}
	}
	if len(calls) != 60 {
		t.Errorf("%d kinds of call, want 60", len(calls))
	}
}

func TestProgressRisesToTheTotal(t *testing.T) {
	run := fake(smallScenario(), func(*Outcome, fakeLuck) {})
	var seen []int
	_, err := run.compare(t.Context(), Options{Replications: 10, Parallel: 4, Progress: func(done, total int) {
		if total != 30 {
			t.Errorf("total %d, want 30", total)
		}
		seen = append(seen, done)
	}})
	if err != nil {
		t.Fatal(err)
	}
	if len(seen) != 10 || !slices.IsSorted(seen) || seen[9] != 30 {
		t.Errorf("progress %v, want 3 to 30", seen)
	}
}

func TestCancellationGivesItsCauseAndWhatWasFinished(t *testing.T) {
	run := fake(smallScenario(), func(*Outcome, fakeLuck) {})
	cause := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	r, err := run.compare(ctx, Options{Replications: 1000, Parallel: 2, Progress: func(done, _ int) {
		if done == 15 {
			cancel(cause)
		}
	}})
	if !errors.Is(err, cause) || r == nil || r.Stopped != (Stopping{Reason: Interrupted, Wanted: 1000}) {
		t.Fatalf("got %+v, %v, want some replications and %v", r, err, cause)
	}
	if r.Replications < 5 || r.Replications > 10 || r.Models[2].Finished != r.Replications {
		t.Errorf("%d replications, %d finished", r.Replications, r.Models[2].Finished)
	}
}

func TestNothingIsToldOfNoReplication(t *testing.T) {
	run := fake(smallScenario(), func(*Outcome, fakeLuck) {})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r, err := run.compare(ctx, Options{}); r != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, %v", r, err)
	}
}

func TestCancellationAfterTheLastReplicationIsTooLate(t *testing.T) {
	run := fake(smallScenario(), func(*Outcome, fakeLuck) {})
	ctx, cancel := context.WithCancel(t.Context())
	_, err := run.simulate(ctx, Staged, Options{Replications: 3, Parallel: 1, Progress: func(done, total int) {
		if done == total {
			cancel()
		}
	}})
	if err != nil {
		t.Errorf("a finished simulation failed: %v", err)
	}
}

func TestOptionsDefaults(t *testing.T) {
	o, err := Options{}.withDefaults()
	if err != nil || o.Replications != DefaultReplications || o.Seed != 1 || o.Parallel < 1 {
		t.Errorf("defaults %+v, %v", o, err)
	}
	for _, bad := range []Options{{Replications: -1}, {Parallel: -1}} {
		if _, err := bad.withDefaults(); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
}

func TestUnknownModelIsNamed(t *testing.T) {
	run := fake(smallScenario(), func(*Outcome, fakeLuck) {})
	_, err := run.simulate(t.Context(), "big-bang", Options{})
	if err == nil || !strings.Contains(err.Error(), `"big-bang"`) || !strings.Contains(err.Error(), "single-step") {
		t.Errorf("got %v, want an error that names the model and the known ones", err)
	}
}

func TestSimulateHasOneModelAndNoComparison(t *testing.T) {
	run := fake(smallScenario(), func(*Outcome, fakeLuck) {})
	r, err := run.simulate(t.Context(), Flight, Options{Replications: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Models) != 1 || r.Models[0].Model != Flight || r.Comparison != nil || r.Replications != 2 || r.Landfall != 1 {
		t.Errorf("got %+v", r)
	}
}
