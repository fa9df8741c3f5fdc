package simulate

import (
	"math"
	"testing"
	"time"
)

// judged is the verdict on some outcomes of one model.
func judged(s *Scenario, outcomes ...*Outcome) *ModelResult {
	m := summarized(s, outcomes...)
	return &m
}

func TestEachObjectiveIsHeldAgainstItsQuantity(t *testing.T) {
	for _, test := range []struct {
		name   string
		give   Objectives
		set    func(*Outcome, float64)
		unit   string
		target float64
		good   float64
		bad    float64
	}{
		{"rpo", Objectives{RPO: ptr(Duration(900))}, func(o *Outcome, v float64) { o.Workloads[0].LagP95, o.Workloads[2].LagP95 = 1, v }, "s", 900, 900, 901},
		{"lossWindow", Objectives{LossWindow: ptr(Duration(60))}, func(o *Outcome, v float64) { o.Portfolio.LossWindow = v }, "s", 60, 0, 61},
		{"downtime", Objectives{Downtime: ptr(Duration(3600))}, func(o *Outcome, v float64) { o.Portfolio.Downtime = v }, "s", 3600, 3600, 3700},
		{"linkShare", Objectives{LinkShare: ptr(Share(0.8))}, func(o *Outcome, v float64) { o.Links[0].P95 = v }, "1", 0.8, 0.8e9, 0.81e9},
		{"finish", Objectives{Finish: &Instant{Offset: 86400}}, func(o *Outcome, v float64) { o.Portfolio.Promoted = v }, "s", 86400, 86400, 86401},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := smallScenario()
			s.Objectives = test.give
			good, bad := emptyOutcome(s, Staged), emptyOutcome(s, Staged)
			test.set(good, test.good)
			test.set(bad, test.bad)
			got := judged(s, good, bad, bad, bad).Objectives[0]
			if got.Name != test.name || got.Target != test.target || got.Probability != 0.25 || got.Met || got.Value.Unit != test.unit {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestFinishMayBeADate(t *testing.T) {
	s := smallScenario()
	s.Objectives.Finish = &Instant{Time: s.Start.Add(36*time.Hour + 500*time.Millisecond)}
	if got := judged(s, emptyOutcome(s, Staged)).Objectives[0].Target; got != 129600.5 {
		t.Errorf("target %v, want 129600.5", got)
	}
}

func TestLinkShareHasAnEntryForEachLink(t *testing.T) {
	s := smallScenario()
	s.Objectives.LinkShare = ptr(Share(0.5))
	o := emptyOutcome(s, Staged)
	o.Links[0].P95, o.Links[1].P95 = 0.6e9, 0.6e9 // of 1 and of 2 Gbit/s
	got := judged(s, o).Objectives
	if len(got) != 2 || got[0].Link != "wan" || got[0].Met || got[1].Link != "core" || !got[1].Met || got[1].Value.Mean != 0.3 {
		t.Errorf("got %+v", got)
	}
}

func TestALinkThatBeginsWithNothingCanTakeNothing(t *testing.T) {
	s := smallScenario()
	s.Objectives.LinkShare = ptr(Share(1))
	s.Network.Links[0].Capacity = ptr(BitRate(0))
	idle, busy := emptyOutcome(s, Staged), emptyOutcome(s, Staged)
	busy.Links[0].P95 = 1
	got := judged(s, idle, busy).Objectives[0]
	if got.Probability != 0.5 || got.Value.Max != 0 {
		t.Errorf("got %+v, want half and no infinity", got)
	}
}

func TestWhatDoesNotExistMeetsItsObjective(t *testing.T) {
	s := smallScenario()
	s.Objectives = Objectives{RPO: ptr(Duration(1)), LinkShare: ptr(Share(0.1))}
	o := emptyOutcome(s, Staged)
	for i := range o.Workloads {
		o.Workloads[i].LagP95 = math.NaN()
	}
	for i := range o.Links {
		o.Links[i].P95 = math.NaN()
	}
	m := judged(s, o)
	if !m.MeetsObjectives() || m.Joint != 1 || !math.IsNaN(m.Objectives[0].Value.Mean) {
		t.Errorf("got %+v", m.Objectives)
	}
	o.Workloads[1].LagP95 = 2
	if judged(s, o).MeetsObjectives() {
		t.Error("one workload's lag is above the RPO, yet it is met")
	}
}

func TestUnfinishedReplicationsMeetNothing(t *testing.T) {
	s := smallScenario()
	s.Objectives = Objectives{Downtime: ptr(Duration(60)), Confidence: ptr(Share(0.5))}
	good, stuck := emptyOutcome(s, Staged), emptyOutcome(s, Staged)
	stuckAt(stuck, "shop", NoSlot)
	m := judged(s, good, stuck)
	if got := m.Objectives[0]; got.Probability != 0.5 || !got.Met || m.Joint != 0.5 {
		t.Errorf("got %+v, joint %v, want half, which is the confidence", got, m.Joint)
	}
	if m := judged(s, good, stuck, stuck); m.MeetsObjectives() {
		t.Error("a third is enough for a confidence of a half")
	}
}

func TestDefaultConfidenceIsExactlyReached(t *testing.T) {
	s := smallScenario()
	s.Objectives.Downtime = ptr(Duration(60))
	outcomes := make([]*Outcome, 10)
	for i := range outcomes {
		outcomes[i] = emptyOutcome(s, Staged)
		if i >= 8 {
			outcomes[i].Portfolio.Downtime = 61
		}
	}
	if !judged(s, outcomes...).MeetsObjectives() {
		t.Error("8 of 10 do not reach 80 %")
	}
	outcomes[0].Portfolio.Downtime = 61
	if judged(s, outcomes...).MeetsObjectives() {
		t.Error("7 of 10 reach 80 %")
	}
}

// Two objectives that fail in different replications: jointly they are met
// less often than each, and not as often as the product says.
func TestJointIsCounted(t *testing.T) {
	s := smallScenario()
	s.Objectives = Objectives{Downtime: ptr(Duration(60)), LossWindow: ptr(Duration(60))}
	outcomes := make([]*Outcome, 4)
	for i := range outcomes {
		outcomes[i] = emptyOutcome(s, Staged)
	}
	outcomes[0].Portfolio.Downtime = 61
	outcomes[1].Portfolio.LossWindow = 61
	if m := judged(s, outcomes...); m.Joint != 0.5 || m.Objectives[0].Probability != 0.75 || m.Objectives[1].Probability != 0.75 {
		t.Errorf("joint %v of %+v, want 0.5", m.Joint, m.Objectives)
	}
}

func TestWithoutObjectivesJointIsTheShareThatFinished(t *testing.T) {
	s := smallScenario()
	stuck := emptyOutcome(s, Staged)
	stuckAt(stuck, "shop", NoSlot)
	if m := judged(s, emptyOutcome(s, Staged), stuck); m.Joint != 0.5 || !m.MeetsObjectives() || m.Objectives == nil {
		t.Errorf("joint %v, objectives %v", m.Joint, m.Objectives)
	}
}
