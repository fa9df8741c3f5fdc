package simulate

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// sensitive moves the inputs of a scenario.
func sensitive(t *testing.T, s *Scenario, o SensitivityOptions) *SensitivityResult {
	t.Helper()
	r, err := Sensitivity(context.Background(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// moved is what comes of moving one input.
func (r *SensitivityResult) moved(t *testing.T, name string) *InputSensitivity {
	t.Helper()
	for i := range r.Inputs {
		if r.Inputs[i].Input == name {
			return &r.Inputs[i]
		}
	}
	t.Fatalf("no input %s", name)
	return nil
}

// A seed of 900 GB takes 25 h at 80 Mbps: bytes over rate, whichever of the two is
// moved, once past the fifth that a link of full efficiency cannot gain.
func TestSensitivityOfASeed(t *testing.T) {
	s := limits(1, 900*GB, 0)
	r := sensitive(t, s, SensitivityOptions{Options: Options{Replications: 2}, Top: -1})
	const seed = 25 * 3600
	for _, c := range []struct {
		name            string
		value, low, up  float64 // of the input
		slowest, fastes float64 // duration at its ends
	}{
		{"links[wan].capacity", 80e6, 64e6, 96e6, seed * 1.25, seed / 1.2},
		{"links[wan].efficiency", 1, 0.8, 1, seed * 1.25, seed},
		{"assets.used", 900e9, 720e9, 1080e9, seed * 0.8, seed * 1.2},
		{"tool.wire", 1, 0.8, 1.2, seed * 0.8, seed * 1.2},
		{"promotion.hold", 30 * 86400, 24 * 86400, 36 * 86400, seed, seed},
	} {
		in := r.moved(t, c.name)
		got := []float64{
			in.Value, *in.Low.Value, *in.High.Value,
			*in.Low.Models[0].Metric("duration").P80, *in.High.Models[0].Metric("duration").P80, *in.Width,
		}
		low, high := min(c.slowest, c.fastes, seed), max(c.slowest, c.fastes, seed)
		want := []float64{c.value, c.low, c.up, c.slowest, c.fastes, high - low}
		for i := range want {
			if math.Abs(got[i]-want[i]) > 1e-6*math.Abs(want[i])+1e-6 {
				t.Errorf("%s: %v, want %v", c.name, got, want)
				break
			}
		}
	}
	if len(r.Inputs) != 5 || r.Inputs[0].Input != "links[wan].capacity" || r.Inputs[4].Input != "promotion.hold" {
		t.Errorf("inputs are %v", r.Inputs)
	}
	if len(r.Correlations) != 0 || len(r.BreakEvens) != 0 || r.Base.Recommended != SingleStep {
		t.Errorf("%+v", r)
	}
}

// A distribution is fixed at its own P10 and P90, a count moves by at least one.
func TestHowInputsAreMoved(t *testing.T) {
	s := limits(2, 10*GB, 0)
	s.Promotion.Approval = new(UniformDist(Hour, 11*Hour))
	s.Portfolio[0].Workloads[0].Assets[0].Used = new(UniformDist(0, 100*GB))
	s.Tool.Seeding, s.Tool.Replicating, s.Backlog.WIP, s.Teams.Adoption.Size = new(1), new(3), new(100), new(2)
	s.Tests.Sandbox.Finds = new(Share(0.9))
	s.Defects.PerWorkload = new(0.5)
	r := sensitive(t, s, SensitivityOptions{Options: Options{Replications: 1}, Top: -1})
	for _, c := range []struct {
		name      string
		moved     Moved
		low, high float64
	}{
		{"promotion.approval", ByQuantiles, 2 * 3600, 10 * 3600},
		{"assets.used", ByBoth, 10e9 + 8e9, 90e9 + 12e9},
		{"tool.seeding", BySwing, 1, 2},
		{"tool.replicating", BySwing, 2, 4},
		{"backlog.wip", BySwing, 80, 120},
		{"teams.adoption.size", BySwing, 1, 3},
		{"tests.sandbox.finds", BySwing, 0.72, 1},
		{"defects.perWorkload", BySwing, 0.4, 0.6},
	} {
		in := r.moved(t, c.name)
		if in.Moved != c.moved || math.Abs(*in.Low.Value-c.low) > 1e-9*c.low || math.Abs(*in.High.Value-c.high) > 1e-9*c.high {
			t.Errorf("%s: by %s from %v to %v, want %+v", c.name, in.Moved, *in.Low.Value, *in.High.Value, c)
		}
	}
}

// The scenario as it is has the numbers that Compare gives.
func TestSensitivityBaseIsCompare(t *testing.T) {
	estates := anyEstate(estateKind{chance: true, workloads: 3})
	for i := range 20 {
		s := estates.Example(i)
		o := Options{Replications: 3}
		r := sensitive(t, s, SensitivityOptions{Options: o, Inputs: []string{}, Top: -1})
		c, err := Compare(context.Background(), s, o)
		if err != nil {
			t.Fatal(err)
		}
		if r.Base.Recommended != c.Comparison.Recommended || len(r.Base.Models) != len(c.Models) {
			t.Errorf("estate %d: recommended %s, by Compare %s", i, r.Base.Recommended, c.Comparison.Recommended)
		}
		for j := range c.Models {
			sameAsCompared(t, &r.Base.Models[j], &c.Models[j])
		}
	}
}

func sameAsCompared(t *testing.T, got *SensitivityModel, m *ModelResult) {
	t.Helper()
	if got.Model != m.Model || got.Joint != m.Joint || got.Finished != float64(m.Finished)/3 {
		t.Errorf("%+v, by Compare %s %v %v", got, m.Model, m.Joint, m.Finished)
	}
	told := 0
	for path, summary := range m.Summaries() {
		name := strings.TrimPrefix(path.String(), "portfolio.")
		v := got.Metric(name)
		if v.Unit == "" {
			continue
		}
		told++
		if !alikeLevel(v.P80, summary.P80) || !alikeLevel(v.Mean, summary.Mean) || v.Unit != summary.Unit {
			t.Errorf("%s of %s is %+v, by Compare %+v", name, m.Model, v, summary)
		}
	}
	if told == 0 || told != len(got.Metrics) {
		t.Errorf("%d metrics of %v are in the result", told, got.Metrics)
	}
}

func alikeLevel(got *float64, want float64) bool {
	return got == nil && math.IsNaN(want) || got != nil && *got == want
}

// chancy is an estate with luck in it and objectives that are met at times.
func chancy() *Scenario {
	s := estate()
	s.Defects.PerWorkload = new(1.0)
	s.Tests.Sandbox = Test{Takes: new(UniformDist(4*Hour, 40*Hour)), Finds: new(Share(0.5))}
	s.Objectives.Finish = new(After(14 * Day))
	s.Objectives.RPO = new(Hour)
	return s
}

// The result does not depend on what runs at once; progress never falls and
// reaches its total; the document comes back.
func TestSensitivityIsDeterministic(t *testing.T) {
	s := chancy()
	var first *SensitivityResult
	for _, parallel := range []int{1, 3} {
		last, total := 0, 0
		r := sensitive(t, s, SensitivityOptions{Options: Options{Replications: 5, Parallel: parallel, Progress: func(done, all int) {
			if done <= last || done > all {
				t.Errorf("progress %d after %d of %d", done, last, all)
			}
			last, total = done, all
		}}, Inputs: []string{"links[uplink].capacity", "tests.sandbox.takes", "defects.perWorkload", "assets.churn"}, Top: 1})
		if last != total {
			t.Errorf("progress ends at %d of %d", last, total)
		}
		if first == nil {
			first = r
		} else if !reflect.DeepEqual(r, first) {
			t.Error("another result in parallel")
		}
	}
	if len(first.Inputs) != 4 || len(first.BreakEvens) == 0 || len(first.Correlations) == 0 {
		t.Errorf("%+v", first)
	}
	text, err := json.Marshal(first)
	if err != nil {
		t.Fatal(err)
	}
	var back SensitivityResult
	if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(&back, first) {
		t.Errorf("the document does not come back: %v", err)
	}
}

// Metrics that are zero everywhere are left out, but not the one that inputs are
// ranked by, which none moves.
func TestSensitivityKeepsItsMetric(t *testing.T) {
	r := sensitive(t, limits(1, GB, 0), SensitivityOptions{Options: Options{Replications: 1}, Metric: "lossBytes", Top: -1})
	var names []string
	for _, m := range r.Base.Models[0].Metrics {
		names = append(names, m.Metric)
	}
	if want := []string{"duration", "lossBytes", "links[wan].p95"}; !slices.Equal(names, want) {
		t.Errorf("metrics are %v, want %v", names, want)
	}
	for _, in := range r.Inputs {
		if in.Width == nil || *in.Width != 0 || len(in.High.Models[0].Metrics) != len(names) {
			t.Errorf("%+v", in)
		}
	}
}

// Whatever is in an estate, its inputs can be moved: each candidate is a valid
// scenario, low is not above high, and no number of the document is infinite.
func TestSensitivityOfAnyEstate(t *testing.T) {
	estates := anyEstate(estateKind{chance: true, workloads: 2})
	for i := range 3 {
		r := sensitive(t, estates.Example(i), SensitivityOptions{Options: Options{Replications: 1}, Swing: 0.9, Top: 1})
		for _, in := range r.Inputs {
			if !(*in.Low.Value <= *in.High.Value) {
				t.Errorf("estate %d: %s from %v to %v", i, in.Input, *in.Low.Value, *in.High.Value)
			}
		}
		if len(r.Inputs) < 5 || len(r.BreakEvens) == 0 {
			t.Errorf("estate %d: %d inputs, %d break-evens", i, len(r.Inputs), len(r.BreakEvens))
		}
		if _, err := json.Marshal(r); err != nil {
			t.Errorf("estate %d: %v", i, err)
		}
	}
}

// Where nothing finishes at one end there is no width, and the input comes
// first.
func TestSensitivityOfWhatNeverEnds(t *testing.T) {
	s := limits(1, 900*GB, 0)
	s.Portfolio[0].Workloads[0].Assets[0].Churn = new(Const(ByteRate(9e6)))
	r := sensitive(t, s, SensitivityOptions{Options: Options{Replications: 1}, Top: -1})
	in := r.Inputs[0]
	if in.Input != "links[wan].capacity" || in.Width != nil || in.Low.Models[0].Finished != 0 || in.Low.Recommended != "" {
		t.Errorf("%+v", in)
	}
	if w := r.Width(&in, 0, "duration"); !math.IsNaN(w) {
		t.Errorf("it has a width, %v", w)
	}
	last := &r.Inputs[len(r.Inputs)-1]
	for _, nowhere := range []int{-1, 99} {
		if w := r.Width(last, nowhere, "duration"); !math.IsNaN(w) {
			t.Errorf("model %d has a width, %v", nowhere, w)
		}
	}
	if last.Width == nil || *last.Width != 0 {
		t.Errorf("last is %+v", last)
	}
}

func TestSensitivityErrors(t *testing.T) {
	s := limits(1, GB, 0)
	for _, c := range []struct {
		options SensitivityOptions
		want    string
	}{
		{SensitivityOptions{Metric: "duratoin"}, `unknown metric "duratoin"; did you mean duration? There are duration, lossWindow, lossBytes, downtime, affected, links[wan].p95`},
		{SensitivityOptions{Metric: "colour"}, `unknown metric "colour"; there are duration, `},
		{SensitivityOptions{Inputs: []string{"links[wan].capcity"}}, `unknown input "links[wan].capcity"; did you mean links[wan].capacity? There are links[wan].capacity, links[wan].efficiency, tool.wire, promotion.hold, assets.used`},
		{SensitivityOptions{BreakEven: []string{"tool.seeding"}}, `unknown input "tool.seeding"`},
		{SensitivityOptions{Swing: 1}, "a swing of 1: want a share above 0 and below 1"},
		{SensitivityOptions{Swing: math.NaN()}, "a swing of NaN"},
	} {
		if _, err := Sensitivity(context.Background(), s, c.options); !errors.Is(err, ErrSensitivity) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.options, err)
		}
	}
	if _, err := Sensitivity(context.Background(), &Scenario{}, SensitivityOptions{}); !errors.Is(err, ErrScenario) {
		t.Errorf("invalid: %v", err)
	}
	if _, err := Sensitivity(context.Background(), s, SensitivityOptions{Options: Options{Parallel: -1}}); err == nil {
		t.Error("negative parallel runs are accepted")
	}
	stopped := errors.New("stopped")
	for _, after := range []int{1, 9, 25, 40} {
		ctx, cancel := context.WithCancelCause(context.Background())
		_, err := Sensitivity(ctx, s, SensitivityOptions{Options: Options{Replications: 3, Progress: func(done, _ int) {
			if done >= after {
				cancel(stopped)
			}
		}}})
		if !errors.Is(err, stopped) {
			t.Errorf("canceled after %d: %v", after, err)
		}
	}
}

func TestInputNamesNeedNoDefaults(t *testing.T) {
	s := estate()
	if names := InputNames(s); !slices.Contains(names, "links[uplink].efficiency") || slices.Contains(names, "tool.assetLimit") || slices.Contains(names, "defects.surface") {
		t.Errorf("%v", names)
	}
}

// A single model is compared with none.
func TestBreakEvensNeedAComparison(t *testing.T) {
	r := &Result{}
	r.AddBreakEvens([]BreakEven{{Sentences: []string{"With more, less."}}})
	if r.Comparison != nil {
		t.Errorf("it compares %+v", r.Comparison)
	}
}
