package simulate

import (
	"math/rand/v2"
	"time"
)

func ptr[T any](v T) *T { return &v }

// smallScenario has its defaults filled in as far as results need them: two
// links, two subscriptions, three workloads, four assets.
func smallScenario() *Scenario {
	asset := func(name string, stateful bool) Asset {
		return Asset{Name: name, Site: "dc", Stateful: stateful, Used: ptr(Const(Bytes(1e9)))}
	}
	return &Scenario{
		Landfall: 1, Name: "small", TimeZone: "UTC",
		Start: ptr(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)),
		Network: Network{Links: []Link{
			{Name: "wan", Capacity: ptr(BitRate(1e9))},
			{Name: "core", Capacity: ptr(BitRate(2e9))},
		}},
		Sites:     []Site{{Name: "dc", Route: []string{"wan", "core"}}},
		Promotion: Promotion{Models: []ModelName{SingleStep, Staged, Flight}},
		Portfolio: []Subscription{
			{Name: "retail", Workloads: []Workload{
				{Name: "identity", Assets: []Asset{asset("dir", false)}},
				{Name: "shop", Assets: []Asset{asset("web", false), asset("db", true)}},
			}},
			{Name: "office", Workloads: []Workload{
				{Name: "files", Assets: []Asset{asset("share", true)}},
			}},
		},
	}
}

// emptyOutcome is a finished outcome of zeros with the shape of a scenario.
func emptyOutcome(s *Scenario, model ModelName) *Outcome {
	o := &Outcome{
		Model: model, Finished: true,
		Links:         make([]LinkOutcome, len(s.Network.Links)),
		Subscriptions: make([]SubscriptionOutcome, len(s.Portfolio)),
		Teams:         make([]TeamOutcome, 3),
		Limits:        make([]LimitOutcome, 2),
	}
	for _, sub := range s.Portfolio {
		for _, w := range sub.Workloads {
			o.Workloads = append(o.Workloads, WorkloadOutcome{Assets: make([]AssetOutcome, len(w.Assets))})
		}
	}
	return o
}

// fakeLuck is what a fake model gives in a replication: the same numbers under
// every model, each around the base that the test sets.
type fakeLuck struct{ *rand.Rand }

func newLuck(seed uint64, replication int) fakeLuck {
	return fakeLuck{rand.New(rand.NewPCG(seed, uint64(replication)))}
}

// around is a value up to 10 % off.
func (l fakeLuck) around(base float64) float64 { return base * (0.9 + 0.2*l.Float64()) }

// fake is an engine whose outcomes have the shape of a scenario and what set
// puts into them.
func fake(s *Scenario, set func(o *Outcome, l fakeLuck)) experiment {
	return engineOf(s, func(model ModelName, seed uint64, replication int) *Outcome {
		o := emptyOutcome(s, model)
		set(o, newLuck(seed, replication))
		return o
	})
}

func engineOf(s *Scenario, replicate replicator) experiment {
	return experiment{scenario: s, engine: func(bool) replicator { return replicate }}
}

// stuckAt makes an outcome one that did not finish.
func stuckAt(o *Outcome, workload string, reason Reason) {
	o.Finished = false
	o.Unfinished = []Stuck{{workload, reason}}
}

// tallied is what some outcomes of one model come to.
func tallied(s *Scenario, outcomes ...*Outcome) *modelTally {
	t := newModelTally(shapeOf(s), false)
	for _, o := range outcomes {
		var x replicated
		x.take(o)
		t.add(&x)
	}
	return &t
}

// summarized describes some outcomes of one model.
func summarized(s *Scenario, outcomes ...*Outcome) ModelResult {
	return summarizeModel(Staged, tallied(s, outcomes...), len(outcomes))
}
