package simulate

import (
	"math"
	"testing"
)

// lone is an estate of one stateful asset of 8 GB in one workload behind 80 Mbps.
func lone() *Scenario {
	s := limits(1, 8*GB, 0)
	s.Horizon = nil
	return s
}

// Where nothing but one input varies, and the end follows it, the rank
// correlation of what is said to be drawn with what came out is 1, or -1. It
// would not be if the draws were not those of the run.
func TestDrawsAreThoseOfTheRun(t *testing.T) {
	varies := new(UniformDist(Hour, 9*Hour))
	for _, c := range []struct {
		input string
		model ModelName
		rho   float64
		set   func(s *Scenario)
	}{
		{"assets.used", SingleStep, 1, func(s *Scenario) { s.Portfolio[0].Workloads[0].Assets[0].Used = new(UniformDist(GB, 50*GB)) }},
		{"assets.churn", SingleStep, 1, func(s *Scenario) { s.Portfolio[0].Workloads[0].Assets[0].Churn = new(UniformDist[ByteRate](0, 8e6)) }},
		{"links[wan].efficiency", Flight, -1, func(s *Scenario) { s.Network.Links[0].Efficiency = new(TriangularDist[Share](0.3, 0.7, 0.9)) }},
		{"links[wan].demand", Staged, 1, func(s *Scenario) {
			s.Network.Links[0].Production = &ProductionTraffic{Demand: LognormalDist(20*Mbps, 40*Mbps)}
		}},
		{"tool.launch", Staged, 1, func(s *Scenario) { s.Tool.Launch = varies }},
		{"tool.deploy", Staged, 1, func(s *Scenario) { s.Tool.Deploy = varies }},
		{"work.remediate", SingleStep, 1, func(s *Scenario) { s.Work.Remediate = varies }},
		{"work.document", Staged, 1, func(s *Scenario) { s.Portfolio[0].Workloads[0].Document = varies }},
		{"work.optimize", Staged, 1, func(s *Scenario) { s.Work.Optimize = varies }},
		{"tests.sandbox.takes", SingleStep, 1, func(s *Scenario) { s.Tests.Sandbox.Takes = varies }},
		{"tests.automated.takes", Flight, 1, func(s *Scenario) { s.Tests.Automated.Takes = varies }},
		{"tests.performance.takes", Staged, 1, func(s *Scenario) { s.Tests.Performance.Takes = varies }},
		{"tests.business.takes", Staged, 1, func(s *Scenario) { s.Portfolio[0].Workloads[0].Tests.Business.Takes = varies }},
		{"promotion.approval", Staged, 1, func(s *Scenario) { s.Promotion.Approval = varies }},
		{"promotion.route", SingleStep, 1, func(s *Scenario) { s.Promotion.Route = varies }},
		{"promotion.route", Flight, 1, func(s *Scenario) {
			s.Promotion.Route, s.Promotion.Flights = varies, []FlightStep{{Share: 0.1}, {Share: 0.5}, {Share: 1}}
		}},
		{"promotion.flights.bake", Flight, 1, func(s *Scenario) {
			s.Promotion.Flights = []FlightStep{{0.1, varies}, {0.5, new(Const(Day))}, {1, varies}}
		}},
	} {
		s := lone()
		s.Promotion.Models = []ModelName{c.model}
		c.set(s)
		r := sensitive(t, s, SensitivityOptions{Options: Options{Replications: 12}, Inputs: []string{c.input}, Top: -1})
		found := false
		for _, k := range r.Correlations {
			if k.Metric != "duration" {
				continue
			}
			found = true
			if k.Rho == nil || math.Abs(*k.Rho-c.rho) > 1e-12 || !k.Distinct || k.Replications != 12 || k.Input != c.input {
				t.Errorf("%s, %s: %+v", c.input, c.model, k)
			}
		}
		if !found {
			t.Errorf("%s, %s: no correlation", c.input, c.model)
		}
	}
}

// The luck of a unit belongs to whom the run says, whatever is promoted together
// and in which order, and where subscriptions are pinned.
func TestUnitsAreThoseOfTheRun(t *testing.T) {
	for name, set := range map[string]func(s *Scenario){
		"by workload":     func(s *Scenario) { s.Portfolio[0].Workloads = s.Portfolio[0].Workloads[:1] },
		"by subscription": func(s *Scenario) { s.Promotion.Scope = SubscriptionScope },
		"by portfolio":    func(s *Scenario) { s.Promotion.Scope = PortfolioScope },
		"largest first":   func(s *Scenario) { s.Promotion.Scope, s.Backlog.Order = SubscriptionScope, LargestFirst },
		"pinned":          func(s *Scenario) { s.Portfolio[0].Workloads[1].Model = Staged },
	} {
		s := lone()
		second := s.Portfolio[0].Workloads[0]
		second.Name, second.Assets = "second", []Asset{{Name: "larger", Used: new(Const(20 * GB))}}
		s.Portfolio[0].Workloads = append(s.Portfolio[0].Workloads, second)
		s.Promotion.Approval = new(ExponentialDist(Week))
		set(s)
		r := sensitive(t, s, SensitivityOptions{Options: Options{Replications: 12}, Inputs: []string{"promotion.approval"}, Top: -1})
		if c := r.Correlations[0]; c.Metric != "duration" || c.Rho == nil || *c.Rho < 1-1e-12 {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

// What is born, and how long it takes to fix and to mitigate, replication by
// replication.
func TestDefectsAreThoseOfTheRun(t *testing.T) {
	s := lone()
	w := &s.Portfolio[0].Workloads[0]
	w.Users, w.Defects = new(100.0), new(2.5)
	s.Defects.Fix, s.Defects.Mitigate = new(ExponentialDist(Day)), new(UniformDist(Hour, Day))
	found := s.WithDefaults()
	found.Tests.Sandbox.Finds = new(Share(1))
	plain := runADozen(t, s)
	tested := runADozen(t, found)
	s = s.WithDefaults()
	seeded := 800.0 // s: 8 GB at 80 Mbps
	for i := range plain {
		d := &dice{s: s, seed: 1, replication: i}
		born, fix, mitigate := defectsBorn(d), 0.0, 0.0
		if born > 0 {
			fix = eachDefect("fix", func(d *dice) *Dist[Duration] { return d.s.Defects.Fix })(d)
			mitigate = eachDefect("mitigate", func(d *dice) *Dist[Duration] { return d.s.Defects.Mitigate })(d)
		}
		for _, c := range []struct {
			what      string
			got, want float64
		}{
			{"incidents", plain[i].Portfolio.Incidents, born},
			{"affected", plain[i].Portfolio.Affected, 100 * born * mitigate / 3600},
			{"duration", tested[i].Portfolio.Duration, seeded + born*fix},
		} {
			if math.Abs(c.got-c.want) > 1e-6*max(1, c.want) {
				t.Errorf("replication %d: %s is %v, drawn %v", i, c.what, c.got, c.want)
			}
		}
	}
}

// runADozen runs a dozen replications of a single step.
func runADozen(t *testing.T, s *Scenario) []*Outcome {
	t.Helper()
	plan, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	var list []*Outcome
	for i := range 12 {
		list = append(list, plan.Replicate(SingleStep, 1, i))
	}
	return list
}

// Without luck there is no correlation, and why.
func TestNoCorrelationHasAReason(t *testing.T) {
	s := lone()
	s.Work.Remediate = new(UniformDist(Hour, 9*Hour))
	s.Defects.PerWorkload = new(1e-9)
	s.Portfolio[0].BusinessTest = new(After(Week))
	s.Promotion.Models = []ModelName{Staged}
	r := sensitive(t, s, SensitivityOptions{Options: Options{Replications: 5}, Inputs: []string{"work.remediate", "defects.perWorkload"}, Top: -1})
	got := map[string]string{}
	for _, c := range r.Correlations {
		if c.Metric == "duration" {
			got[c.Input] = c.Reason
			if c.Rho != nil || c.Low != nil || c.High != nil || c.Distinct {
				t.Errorf("%+v", c)
			}
		}
	}
	if got["work.remediate"] != nothingMoves || got["defects.perWorkload"] != nothingDrawn {
		t.Errorf("%v", got)
	}
	few := sensitive(t, lone(), SensitivityOptions{Options: Options{Replications: 3}, Top: -1})
	if len(few.Correlations) != 0 {
		t.Errorf("of nothing random: %+v", few.Correlations)
	}
	r = sensitive(t, s, SensitivityOptions{Options: Options{Replications: 3}, Inputs: []string{"work.remediate"}, Top: -1})
	if r.Correlations[0].Reason != tooFew {
		t.Errorf("of three: %+v", r.Correlations[0])
	}
}
