package simulate

import (
	"errors"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/promotion/trace"
)

func TestWhatIsAskedWronglyIsErrOptions(t *testing.T) {
	s := limits(1, GB, 0)
	plan, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	simulated := func(model ModelName, o Options) error {
		_, err := Simulate(t.Context(), s, model, o)
		return err
	}
	sized := func(o Options) error {
		_, err := Size(t.Context(), s, o)
		return err
	}
	sensitive := func(o SensitivityOptions) error {
		_, err := Sensitivity(t.Context(), s, o)
		return err
	}
	optimized := func(o OptimizeOptions) error {
		_, err := Optimize(t.Context(), s, o)
		return err
	}
	_, model := plan.Explain("zz", 1, 0, "w")
	_, workload := plan.Explain(Staged, 1, 0, "zz")
	_, sizedModel := SizeModel(t.Context(), s, "zz", Options{})
	for _, c := range []struct {
		err         error
		sensitivity bool
		want        string
	}{
		{simulated("zz", Options{}), false, `simulate: unknown model "zz": want single-step, staged or flight`},
		{model, false, `simulate: unknown model "zz": want single-step, staged or flight`},
		{sizedModel, false, `simulate: size: unknown model "zz": want`},
		{workload, false, `simulate: no workload "zz" in the plan`},
		{simulated(Staged, Options{Replications: -1}), false, "simulate: -1 replications, 0 at once: neither"},
		{simulated(Staged, Options{Precision: 2}), false, "simulate: a precision of 2: want"},
		{simulated(Staged, Options{Antithetic: true, Replications: 3}), false, "simulate: 3 replications: want an even number"},
		{sized(Options{Parallel: -1}), false, "simulate: 100 replications, -1 at once"},
		{sized(Options{Precision: 0.1}), false, "simulate: 100 replications and a precision"},
		{optimized(OptimizeOptions{Budget: 1}), false, "simulate: optimize: a budget of 1 replications"},
		{optimized(OptimizeOptions{Minimize: "zz"}), false, `simulate: optimize: unknown criterion "zz"`},
		{optimized(OptimizeOptions{Keep: []Part{"zz"}}), false, `simulate: optimize: unknown part "zz"`},
		{sensitive(SensitivityOptions{Swing: 2}), true, "simulate: sensitivity: a swing of 2"},
		{sensitive(SensitivityOptions{Options: Options{Replications: -1}}), true, "simulate: -1 replications"},
		{sensitive(SensitivityOptions{Options: Options{Precision: 0.1}}), true, "simulate: 200 replications and a precision"},
		{sensitive(SensitivityOptions{Options: Options{Antithetic: true, Replications: 3}}), true, "simulate: 3 replications: want an even"},
	} {
		if !errors.Is(c.err, ErrOptions) || c.err == nil || !strings.HasPrefix(c.err.Error(), c.want) {
			t.Errorf("%v, want an ErrOptions that begins with %s", c.err, c.want)
		}
		if errors.Is(c.err, ErrSensitivity) != c.sensitivity {
			t.Errorf("%v: ErrSensitivity is %v, want %v", c.err, !c.sensitivity, c.sensitivity)
		}
	}
	if err := simulated(Staged, Options{Resume: &Shard{done: ranges{{0, 1}}}}); !errors.Is(err, ErrShard) || errors.Is(err, ErrOptions) {
		t.Errorf("%v, want an ErrShard alone", err)
	}
}

// TestUnknownModelPanicsInWords: the methods without an error say what there is.
func TestUnknownModelPanicsInWords(t *testing.T) {
	plan := compiled(t, func(*Scenario) {})
	for name, call := range map[string]func(){
		"Replicate": func() { plan.Replicate("zz", 1, 0) },
		"Timeline":  func() { plan.Timeline("zz", 1, 0, func(trace.Record) {}) },
	} {
		func() {
			defer func() {
				err, ok := recover().(error)
				if !ok || !errors.Is(err, ErrOptions) || !strings.Contains(err.Error(), `unknown model "zz": want single-step`) {
					t.Errorf("%s: panicked with %v", name, err)
				}
			}()
			call()
		}()
	}
}

// TestStoppedByCheckpoint: what was finished comes with the error.
func TestStoppedByCheckpoint(t *testing.T) {
	full := errors.New("the disk is full")
	r, err := Simulate(t.Context(), limits(1, GB, 0), Staged, Options{
		Replications: 4, Parallel: 1, Checkpoint: func(*Shard, bool) error { return full },
	})
	if !errors.Is(err, full) || r == nil || r.Replications != 1 {
		t.Errorf("got %+v, %v, want a result of one replication and the error", r, err)
	}
}
