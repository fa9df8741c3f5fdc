package simulate

import (
	"fmt"
	"testing"
)

func optimum(t *testing.T, s *Scenario, o OptimizeOptions) *Optimum {
	t.Helper()
	out, err := Optimize(t.Context(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A landing zone of four assets never fits into three replications as a whole,
// which a single step needs; a database without a secondary loses a day of
// writes in any other model. Only a mix meets both objectives.
func TestOptimizeSimulatesAMixThatAloneMeetsTheObjectives(t *testing.T) {
	s := works(4, 0)
	s.Promotion.Models, s.Promotion.Scope = nil, SubscriptionScope
	s.Tool.Replicating, s.Tests.Performance.Takes = new(3), new(Const(Day))
	for i := range s.Portfolio[0].Workloads {
		s.Portfolio[0].Workloads[i].Assets[0].Stateful = false
		s.Portfolio[0].Workloads[i].Name = fmt.Sprintf("w%d", i+1)
	}
	s.Portfolio = append(s.Portfolio, Subscription{Name: "ledger", Workloads: []Workload{{
		Name: "ledger", Assets: []Asset{{Name: "db", Used: new(Const(GB)), Churn: new(Const(ByteRate(1000))), Stateful: true}},
	}}})
	s.Tests.Automated.Takes = new(Const(Day))
	s.Objectives = Objectives{LossWindow: new(Hour), Finish: new(After(20 * Day))}
	out := optimum(t, s, OptimizeOptions{Budget: 1000})
	if !out.Better || out.DecidedBy != byJoint || out.Best.Joint != 1 || out.Best.Models[1].Model != SingleStep || out.Best.Models[0].Model == SingleStep {
		t.Fatalf("%s by %q, joint %v: %q", chosen(out.Best.Choice), out.DecidedBy, out.Best.Joint, out.Reasons)
	}
	for _, u := range out.Uniform {
		if u.Joint != 0 {
			t.Errorf("%s meets everything in %v", u.Model, u.Joint)
		}
	}
}

// What is held in sync takes the link from what is seeded: one workload after
// the other ends after N·S ÷ (C − d), all at once after N·S ÷ (C − N·d).
func TestOptimizeSimulatesALimitThatMatters(t *testing.T) {
	out := optimum(t, works(4, 2e6), OptimizeOptions{Budget: 400})
	d := out.Uniform[0].difference("duration")
	if out.Best.WIP == nil || *out.Best.WIP != 1 || !near(d.Difference, 4*36e9/8e6-4*36e9/2e6, 1e-6) || d.Low != d.High {
		t.Errorf("limit %s: %+v", chosen(out.Best.Choice), d)
	}
	checkSentences(t, out.Reasons, []string{
		"Best found: single-step for all; work in progress 1 instead of without limit.",
		"It ends 15 h before single-step for all, the best uniform choice.",
	})
	kept := optimum(t, works(4, 2e6), OptimizeOptions{Budget: 400, Keep: []Part{WIPPart}})
	if kept.Better || kept.Best.WIP != nil {
		t.Errorf("kept: %s", chosen(kept.Best.Choice))
	}
}
