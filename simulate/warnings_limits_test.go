package simulate

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// limits is a scenario of one workload of equal assets with a link of 80 Mbps,
// on which a byte per second is 8 bit/s and 10 MB/s are all there is.
func limits(assets int, used Bytes, churn ByteRate) *Scenario {
	s := &Scenario{
		Landfall: 1, Network: Network{Links: []Link{{Name: "wan", Capacity: new(80 * Mbps)}}}, Sites: []Site{{"dc", []string{"wan"}}},
		Horizon:   new(8 * Week),
		Promotion: Promotion{Models: []ModelName{SingleStep}},
		Portfolio: []Subscription{{Name: "sub", Workloads: []Workload{{Name: "work"}}}},
	}
	work := &s.Portfolio[0].Workloads[0]
	for i := range assets {
		work.Assets = append(work.Assets, Asset{Name: fmt.Sprintf("a%d", i+1), Used: new(Const(used)), Churn: new(Const(churn)), Stateful: true})
	}
	return s
}

// warned joins a scenario's warnings.
func warned(s *Scenario) string {
	var lines []string
	for _, p := range s.Warnings() {
		lines = append(lines, p.Error())
	}
	return strings.Join(lines, "\n")
}

// under runs one replication.
func under(t *testing.T, s *Scenario, model ModelName) *ModelResult {
	t.Helper()
	r, err := Simulate(context.Background(), s, model, Options{Replications: 1})
	if err != nil {
		t.Fatal(err)
	}
	return &r.Models[0]
}

// Each threshold just below, at and just above, and what the simulation says.
func TestWarningThresholds(t *testing.T) {
	const rate, less, more = ByteRate(10e6), 1 - 1e-6, 1 + 1e-6
	for _, c := range []struct {
		name                string
		below, at, above    *Scenario
		warnsAt, warnsAbove string
		finishes            [3]bool
	}{
		{"an asset alone", limits(1, GB, rate*less), limits(1, GB, rate), limits(1, GB, rate*more),
			"churn: takes 80 Mbps, and the link wan never has more than 80 Mbps for migration on average; such an asset never comes in sync",
			"never comes in sync", [3]bool{false, false, false}},
		{"assets together", limits(4, GB, rate*less/4), limits(4, GB, rate/4), limits(4, GB, rate*more/4),
			"4 assets write 80 Mbps across wan, which never has more than 80 Mbps for migration on average; it keeps about 3 of them in sync at once",
			"it keeps about 3 of them in sync at once", [3]bool{false, false, false}},
		{"slots of the tool", slotted(3, 0), slotted(2, 0), slotted(1, 0),
			"tool.replicating: is 2, and workload work has 3 assets, all of which are kept in replication until it is staged; it never gets them all: at least 3, or workloads of fewer assets",
			"tool.replicating: is 1", [3]bool{true, false, false}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := warned(c.below); got != "" {
				t.Errorf("just below: %s", got)
			}
			if got := warned(c.at); !strings.Contains(got, c.warnsAt) {
				t.Errorf("at: %s", got)
			}
			if got := warned(c.above); !strings.Contains(got, c.warnsAbove) {
				t.Errorf("just above: %s", got)
			}
			for i, s := range []*Scenario{c.below, c.at, c.above} {
				if finished := under(t, s, SingleStep).Finished == 1; finished != c.finishes[i] && (i > 0 || c.name == "slots of the tool") {
					t.Errorf("scenario %d finishes: %v", i, finished)
				}
			}
		})
	}
}

// slotted limits the assets in replication of a workload of three, and the
// work in progress.
func slotted(replicating, wip int) *Scenario {
	s := limits(3, GB, 0)
	if replicating > 0 {
		s.Tool.Replicating = &replicating
	}
	if wip > 0 {
		s.Backlog.WIP = &wip
	}
	return s
}

// A single step holds whole units: what each scope needs, and what happens
// where it does not get it.
func TestWarningsOfUnits(t *testing.T) {
	build := func(scope Scope, replicating, wip int, churn ByteRate) *Scenario {
		s := slotted(replicating, wip)
		assets := s.Portfolio[0].Workloads[0].Assets
		s.Portfolio[0].Workloads = nil
		for i := range assets {
			assets[i].Churn = new(Const(churn))
			s.Portfolio[0].Workloads = append(s.Portfolio[0].Workloads, Workload{Assets: assets[i : i+1]})
		}
		s.Portfolio = append(s.Portfolio, Subscription{Name: "other", Workloads: []Workload{{Assets: []Asset{{Name: "b", Used: new(Const(GB))}}}}})
		s.Promotion.Scope = scope
		return s
	}
	for _, c := range []struct {
		name     string
		scenario *Scenario
		want     string // a part of the only warning
		finishes bool
	}{
		{"enough slots for a workload", build(WorkloadScope, 1, 1, 0), "", true},
		{"enough slots for a subscription", build(SubscriptionScope, 3, 3, 0), "", true},
		{"too few slots for a subscription", build(SubscriptionScope, 2, 3, 0),
			"tool.replicating: is 2, and subscription sub has 3 assets, all of which single-step keeps in replication until they are promoted; it never gets them all: at least 3, or a smaller promotion.scope, or staged or flight, which let go of what is deployed", false},
		{"too little in progress for a subscription", build(SubscriptionScope, 3, 2, 0),
			"backlog.wip: is 2, and subscription sub has 3 workloads, all of which single-step has in progress until they are promoted; it never gets them all: at least 3, or a smaller promotion.scope", false},
		{"enough for the portfolio", build(PortfolioScope, 4, 4, 0), "", true},
		{"too few slots for the portfolio", build(PortfolioScope, 3, 4, 0), "and the portfolio has 4 assets", false},
		{"too little in progress for the portfolio", build(PortfolioScope, 4, 3, 0), "and the portfolio has 4 workloads", false},
		{"a subscription that the link holds", build(SubscriptionScope, 0, 0, 3.33e6), "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := warned(c.scenario)
			if (c.want == "") != (got == "") || !strings.Contains(got, c.want) || strings.Contains(got, "\n") {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
			if finished := under(t, c.scenario, SingleStep).Finished == 1; finished != c.finishes {
				t.Errorf("finishes: %v", finished)
			}
		})
	}
	s := build(SubscriptionScope, 0, 0, 3.4e6)
	want := "network.links[0]: single-step keeps subscription sub in sync as a whole: 3 of its assets write 81.6 Mbps across wan, which never has more than 80 Mbps; it keeps about 2 of them in sync: more than 81.6 Mbps for migration; or fewer at a time (tool.replicating, backlog.wip), with a smaller promotion.scope or with staged or flight, which let go of what is deployed"
	if got := warned(s); !strings.Contains(got, want) || under(t, s, SingleStep).Finished == 1 {
		t.Errorf("got %s", got)
	}
	s.Promotion.Models = []ModelName{Staged}
	if got := warned(s); strings.Contains(got, "as a whole") || strings.Contains(got, "single-step") || !strings.HasSuffix(got, "keeps about 2 of them in sync at once") {
		t.Errorf("without single-step: %s", got)
	}
	// What the warning names helps, and not without fewer at a time.
	for _, model := range []ModelName{Staged, SingleStep} {
		for limit, finishes := range map[int]bool{2: true, 3: false} {
			s := build(WorkloadScope, limit, 0, 3.4e6)
			if got := under(t, s, model).Finished == 1; got != finishes {
				t.Errorf("%s with %d at a time finishes: %v", model, limit, got)
			}
		}
	}
}

// No model stages a workload of which a link cannot keep all in sync.
func TestWarningsOfWorkloadsOnALink(t *testing.T) {
	for _, c := range []struct {
		churn ByteRate
		want  string
	}{
		{3.33e6, ""},
		{3.4e6, "network.links[0]: every model keeps workload work in sync as a whole until it is staged: 3 of its assets write 81.6 Mbps across wan, which never has more than 80 Mbps; it keeps about 2 of them in sync: more than 81.6 Mbps for migration, or workloads of fewer assets"},
	} {
		s := limits(3, GB, c.churn)
		for _, model := range []ModelName{SingleStep, Staged, Flight} {
			s.Promotion.Models = []ModelName{model}
			if got := warned(s); !strings.Contains(got, c.want) || (c.want == "") != (got == "") || strings.Contains(got, "single-step keeps workload") {
				t.Errorf("%s at %v: %s", model, c.churn, got)
			}
			if finished := under(t, s, model).Finished == 1; finished != (c.want == "") {
				t.Errorf("%s at %v finishes: %v", model, c.churn, finished)
			}
		}
	}
}

// A link that carries nothing, and one that nobody needs.
func TestWarningsOfNoCapacity(t *testing.T) {
	s := limits(2, GB, 0)
	s.Network.Links[0].Limit = new(BitRate(0))
	s.Network.Links = append(s.Network.Links, Link{Name: "spare", Capacity: new(BitRate(0))})
	want := "network.links[0]: wan never has any capacity for migration, and 2 assets are behind it; nothing is ever seeded across it; see its capacity, its limit, its throttles and production's demand"
	if got := warned(s); got != want {
		t.Errorf("got %s", got)
	}
	s.Network.Links[0].Limit, s.Network.Links[0].Steps = nil, []CapacityStep{{After(Day), 0}}
	if got := warned(s); got != "" {
		t.Errorf("an outage that has a before: %s", got)
	}
}

// An asset that writes too much on average, but nothing for half of the day,
// comes in sync if its seed is small: 12 h of 10 MB/s are 432 GB.
func TestWarningsOfQuietTimes(t *testing.T) {
	build := func(used Bytes) *Scenario {
		s := limits(1, used, 12e6)
		s.Portfolio[0].Workloads[0].Assets[0].Profile = Profile{Factors: append(slices.Repeat([]float64{0}, 12), slices.Repeat([]float64{2}, 12)...)}
		return s
	}
	for _, c := range []struct {
		used   Bytes
		want   string
		inSync bool
	}{
		{431 * GB, "comes in sync at quiet times only, and falls behind again", true},
		{432 * GB, "comes in sync at quiet times only, and falls behind again", true},
		{433 * GB, "never comes in sync", false},
	} {
		s := build(c.used)
		if got := warned(s); !strings.Contains(got, c.want) {
			t.Errorf("%v: %s", c.used, got)
		}
		if m := under(t, s, SingleStep); (m.Finished == 1) != c.inSync {
			t.Errorf("%v: finished %d", c.used, m.Finished)
		}
	}
}
