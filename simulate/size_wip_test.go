package simulate

import (
	"context"
	"fmt"
	"testing"
)

// works is equal workloads of one asset of 36 GB, an hour at 10 MB/s.
func works(n int, churn ByteRate) *Scenario {
	s := limits(1, 36*GB, churn)
	one := s.Portfolio[0].Workloads[0].Assets[0]
	s.Portfolio[0].Workloads = nil
	for i := range n {
		a := one
		a.Name = fmt.Sprintf("a%d", i+1)
		s.Portfolio[0].Workloads = append(s.Portfolio[0].Workloads, Workload{Assets: []Asset{a}})
	}
	return s
}

// Held assets take the link from those that are seeded: N·S ÷ (C − N·d) for
// all at once, while one after the other, promoted at once, takes N·S ÷ (C − d).
// Where each is tested for ten hours, it is better to begin some at once.
func TestSizeWIP(t *testing.T) {
	m := sizing(t, works(4, 2e6), SingleStep, Options{Replications: 1})
	if m.WIP.Best == nil || *m.WIP.Best != 1 || !m.WIP.Exhaustive || len(m.WIP.Tried) != 4 || m.WIP.Current != nil {
		t.Fatalf("%+v", m.WIP)
	}
	if first, last := *m.WIP.Tried[0].Finish, *m.WIP.Tried[3].Finish; !near(first, 4*36e9/8e6, 1e-6) || !near(last, 4*36e9/2e6, 1e-6) {
		t.Errorf("ends %v and %v", first, last)
	}
	if *m.Current.Finish != *m.WIP.Tried[3].Finish {
		t.Errorf("without a limit %v, with %v", *m.Current.Finish, *m.WIP.Tried[3].Finish)
	}
	s := works(4, 0)
	s.Tests.Sandbox.Takes, s.Backlog.WIP = new(Const(10*Hour)), new(1)
	m = sizing(t, s, SingleStep, Options{Replications: 1})
	if *m.WIP.Best < 2 || *m.WIP.Current != 1 || *m.WIP.Answer.Finish >= *m.Current.Finish {
		t.Errorf("with tests: %+v", m.WIP)
	}
	s.Tool.AssetLimit = new(BitRate(0))
	m = sizing(t, s, SingleStep, Options{Replications: 1})
	if m.WIP.Best != nil || m.WIP.Reason != "with no limit that was tried is everything promoted by the horizon in 80 % of the replications" {
		t.Errorf("never: %+v", m.WIP)
	}
}

// Of many workloads not all limits are tried, and the best of them is found
// where there is a single valley.
func TestSizeWIPOfMany(t *testing.T) {
	s := smallScenario().WithDefaults()
	for i := range 200 {
		s.Portfolio[0].Workloads = append(s.Portfolio[0].Workloads, Workload{Name: fmt.Sprint("w", i), Users: new(0.0)})
	}
	z := &sizer{scenario: s, options: Options{Replications: 2, Seed: 1, Parallel: 1}, model: Staged}
	z.compile = func(c *Scenario) (replicator, error) {
		return func(model ModelName, _ uint64, _ int) *Outcome {
			o := emptyOutcome(s, model)
			off := float64(*c.Backlog.WIP - 77)
			o.Portfolio.Promoted = 1e6 + off*off
			return o
		}, nil
	}
	end := 1e6 + 126.0*126
	got, err := z.wip(context.Background(), &Probe{Finish: &end, Finished: 1})
	if err != nil || *got.Best != 77 || got.Exhaustive || z.runs > mostWIPs {
		t.Errorf("%v after %d simulations, %v", got.Best, z.runs, err)
	}
}
