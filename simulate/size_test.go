package simulate

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
)

// sizing sizes a scenario under one model.
func sizing(t *testing.T, s *Scenario, model ModelName, o Options) *ModelSizing {
	t.Helper()
	z, err := SizeModel(context.Background(), s, model, o)
	if err != nil {
		t.Fatal(err)
	}
	return &z.Models[0]
}

// One asset of 900 GB that writes 10 MB/s is to be in sync after two days: by
// drift + size ÷ deadline that takes 80 + 41.67 Mbps.
func TestSizeUplinkIsTheClosedForm(t *testing.T) {
	s := limits(1, 900*GB, 10e6)
	s.Objectives.Finish = new(After(2 * Day))
	for _, capacity := range []BitRate{10 * Mbps, 80 * Mbps, 121 * Mbps, 122 * Mbps, 130 * Mbps, 4 * Gbps, 100 * Gbps} {
		s.Network.Links[0].Capacity = new(capacity)
		up := sizing(t, s, SingleStep, Options{Replications: 1}).Uplinks[0]
		if up.Least == nil || *up.Least != 130e6 || up.Next.Value != 120e6 || up.Next.Meets || !up.Answer.Meets || !up.Monotone || up.Current != float64(capacity) {
			t.Errorf("from %v: %+v", capacity, up)
		}
	}
}

// Capacity steps grow with the link.
func TestSizeScalesSteps(t *testing.T) {
	s := limits(1, 900*GB, 0)
	s.Network.Links[0].Capacity = new(BitRate(0))
	s.Network.Links[0].Steps = []CapacityStep{{After(Day), 50 * Mbps}, {After(2 * Day), 0}}
	s.Objectives.Finish = new(After(3 * Day))
	up := sizing(t, s, Staged, Options{Replications: 1}).Uplinks[0]
	if up.Least == nil || *up.Least != 84e6 || up.Current != 50e6 { // 83.3 Mbps for a day
		t.Errorf("%+v", up)
	}
}

// What no uplink cures is said, not searched for without end.
func TestSizeWithoutAnAnswer(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(s *Scenario)
		want   string
	}{
		{"late by work", func(s *Scenario) { s.Tests.Sandbox.Takes = new(Const(3 * Day)) },
			"finish is met in none of the replications with 1000 times its capacity: no uplink cures that"},
		{"limit", func(s *Scenario) { s.Network.Links[0].Limit = new(Mbps) },
			"finish is met in none of the replications with 1000 times its capacity: no uplink cures that while its migration limit stays as it is"},
		{"never finished", func(s *Scenario) { s.Objectives.Finish, s.Tool.AssetLimit = nil, new(Mbps) },
			"everything is promoted by the horizon in none of the replications with 1000 times its capacity: no uplink cures that"},
		{"dark", func(s *Scenario) { s.Network.Links[0].Capacity = new(BitRate(0)) },
			"it never has any capacity that could be scaled"},
		{"aside", func(s *Scenario) {
			s.Network.Links = append([]Link{{Name: "aside", Capacity: new(Gbps)}}, s.Network.Links...)
		}, "no asset's traffic crosses it"},
	} {
		s := limits(1, 900*GB, 1e6)
		s.Objectives.Finish = new(After(2 * Day))
		c.change(s)
		up := sizing(t, s, SingleStep, Options{Replications: 2}).Uplinks[0]
		if up.Least != nil || up.Answer != nil || up.Reason != c.want {
			t.Errorf("%s: %+v", c.name, up)
		}
	}
}

// The result does not depend on what runs at once; progress never falls and
// reaches its total; no number is infinite.
func TestSizeIsDeterministic(t *testing.T) {
	s := estate()
	s.Defects.PerWorkload = new(1.0)
	s.Tests.Sandbox = Test{Takes: new(UniformDist(4*Hour, 40*Hour)), Finds: new(Share(0.5))}
	s.Objectives.Finish = new(After(14 * Day))
	s.Objectives.RPO = new(Hour)
	var first *Sizing
	for _, parallel := range []int{1, 3} {
		last, total := 0, 0
		z, err := Size(context.Background(), s, Options{Replications: 8, Parallel: parallel, Progress: func(done, all int) {
			if done <= last || done > all {
				t.Errorf("progress %d after %d of %d", done, last, all)
			}
			last, total = done, all
		}})
		if err != nil {
			t.Fatal(err)
		}
		if last != total {
			t.Errorf("progress ends at %d of %d", last, total)
		}
		if first == nil {
			first = z
		} else if !reflect.DeepEqual(z, first) {
			t.Error("another result in parallel")
		}
		for _, m := range z.Models {
			if most := 1 + mostProbes*2 + mostStarts + mostWIPs; m.Simulations > most {
				t.Errorf("%d simulations, at most %d", m.Simulations, most)
			}
		}
	}
	text, err := json.Marshal(first)
	if err != nil {
		t.Fatal(err)
	}
	var back Sizing
	if err := json.Unmarshal(text, &back); err != nil || !reflect.DeepEqual(&back, first) {
		t.Errorf("the document does not come back: %v", err)
	}
}

func TestSizeErrors(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	stopped := errors.New("stopped")
	cancel(stopped)
	if _, err := Size(ctx, limits(1, GB, 0), Options{}); !errors.Is(err, stopped) {
		t.Errorf("canceled: %v", err)
	}
	if _, err := Size(context.Background(), &Scenario{}, Options{}); !errors.Is(err, ErrScenario) {
		t.Errorf("invalid: %v", err)
	}
	if _, err := SizeModel(context.Background(), limits(1, GB, 0), "big-bang", Options{}); err == nil || !strings.Contains(err.Error(), "big-bang") {
		t.Errorf("unknown model: %v", err)
	}
	if _, err := Size(context.Background(), limits(1, GB, 0), Options{Replications: -1}); err == nil {
		t.Error("negative replications are accepted")
	}
}

// Canceled in the middle, it says why.
func TestSizeIsCanceled(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	stopped := errors.New("stopped")
	_, err := Size(ctx, limits(2, GB, 0), Options{Replications: 4, Progress: func(done, _ int) {
		if done > 6 {
			cancel(stopped)
		}
	}})
	if !errors.Is(err, stopped) {
		t.Errorf("%v", err)
	}
}

// Rates of two digits rise, and each is the one found for itself and for what
// is just below it.
func TestRoundRates(t *testing.T) {
	for step := range 20 * ratesPerDecade {
		rate := roundRate(step)
		if next := roundRate(step + 1); !(next > rate) || next > rate*1.1000001 {
			t.Fatalf("%v after %v", next, rate)
		}
		if got := roundStep(rate); got != step {
			t.Fatalf("%v is number %d, found as %d", rate, step, got)
		}
		if got := roundStep(rate * 1.001); got != step+1 {
			t.Fatalf("just above %v: %d", rate, got)
		}
	}
	if roundStep(0) != 0 || math.IsInf(roundRate(roundStep(9.9e20)), 0) {
		t.Error("ends")
	}
}
