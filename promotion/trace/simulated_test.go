package trace_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/trace"
	"github.com/landfall-sim/landfall/simulate"
)

// simulated returns the events of one simulated run of a small estate with
// many defects: stagings that fail, redeployments, and rollbacks of flights.
func simulated(t *testing.T, m *promotion.Model, replication int) []trace.Record {
	t.Helper()
	hour := func(h int) *simulate.Dist[simulate.Duration] {
		return new(simulate.Const(simulate.Duration(h) * simulate.Hour))
	}
	s := &simulate.Scenario{
		Landfall: 1, Name: "small",
		Network:   simulate.Network{Links: []simulate.Link{{Name: "wan", Capacity: new(simulate.Gbps)}}},
		Sites:     []simulate.Site{{Name: "dc", Route: []string{"wan"}}},
		Tool:      simulate.Tool{Launch: hour(1), Deploy: hour(1)},
		Secondary: &simulate.Secondary{},
		Tests: simulate.Tests{Sandbox: simulate.Test{Takes: hour(2), Finds: new(simulate.Share(0.3))},
			Automated: simulate.Test{Takes: hour(2), Finds: new(simulate.Share(0.3))}},
		Defects: simulate.Defects{PerWorkload: new(3.0), Fix: hour(2), Redeploy: new(simulate.Share(0.3)), Surface: new(2 * simulate.Day), Mitigate: hour(1)},
		Promotion: simulate.Promotion{Flights: []simulate.FlightStep{
			{Share: 0.1, Bake: hour(24)}, {Share: 0.5, Bake: hour(24)}, {Share: 1, Bake: hour(24)}}},
	}
	sub := simulate.Subscription{Name: "retail"}
	for w := range 2 {
		workload := simulate.Workload{Name: fmt.Sprint("w", w)}
		for a := range 2 {
			workload.Assets = append(workload.Assets, simulate.Asset{Name: fmt.Sprint("w", w, "-", a), Site: "dc",
				Used: new(simulate.Const(100 * simulate.GB)), Churn: new(simulate.Const((4 * simulate.GB).Per(simulate.Day))), Stateful: a == 0})
		}
		sub.Workloads = append(sub.Workloads, workload)
	}
	s.Portfolio = []simulate.Subscription{sub}
	plan, err := simulate.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	var log []trace.Record
	plan.Timeline(simulate.ModelName(m.Name()), 1, replication, func(r trace.Record) {
		if r.Measured == nil {
			r.Line = len(log) + 1
			log = append(log, r)
		}
	})
	return log
}

// spoils are the ways to spoil a log at record i.
var spoils = []struct {
	name  string
	spoil func(log []trace.Record, i int) []trace.Record
}{
	{"dropped", func(log []trace.Record, i int) []trace.Record { return slices.Delete(slices.Clone(log), i, i+1) }},
	{"doubled", func(log []trace.Record, i int) []trace.Record { return slices.Insert(slices.Clone(log), i, log[i]) }},
	{"swapped", swap},
}

// harmless says why nothing can be noticed of a log spoiled at record i; empty
// where it must be caught.
func harmless(how string, log []trace.Record, i int) string {
	r, last := log[i], i+1 == len(log)
	next := slices.IndexFunc(log[i+1:], func(later trace.Record) bool {
		return later.Release == r.Release && (later.Asset == r.Asset || r.Asset == "")
	})
	switch {
	case how == "doubled" && slices.Contains([]promotion.Kind{promotion.KindDecide, promotion.KindRecord, promotion.KindWaive}, r.Kind):
		return "said twice is said once"
	case how == "dropped" && next < 0, how == "swapped" && last:
		return "nothing follows"
	case how == "dropped" && log[i+1+next].Kind == promotion.KindRedeploy:
		return "the next event starts over, from there or from before"
	case how == "dropped" && r.Kind == promotion.KindRoute && growth(log[:i], log[i+1:]):
		return "users who have moved before may be watched anew"
	case how == "dropped" && r.Kind == promotion.KindMoved && log[i+1+next].Kind == promotion.KindFail:
		return "a flight may also fail before its users have moved"
	case how == "swapped" && r.Release != log[i+1].Release:
		return "of two releases"
	case how == "swapped" && r.Asset != log[i+1].Asset && r.Asset != "" && log[i+1].Asset != "":
		return "of two assets"
	}
	return ""
}

// growth reports whether a flight between the first and the last begins between
// the logs, which are of one release: users have moved since the flights began,
// and next some move, not all.
func growth(before, after []trace.Record) bool {
	for _, r := range slices.Backward(before) {
		if r.Kind == promotion.KindBegin {
			return false
		}
		if r.Kind == promotion.KindBaked {
			return len(after) > 0 && after[0].Kind == promotion.KindMoved
		}
	}
	return false
}

// TestSpoiledSimulations spoils every record of simulated logs, in turn and in
// every way. All that matters is caught.
func TestSpoiledSimulations(t *testing.T) {
	for m := range promotion.Models() {
		all, caught, missed := map[string]int{}, map[string]int{}, map[string]int{}
		for replication := range 4 {
			log := simulated(t, m, replication)
			if v := check(t, m, log, trace.Options{}); v.Outcome != trace.Conforms {
				t.Fatalf("%s: the log as it is: %v", m.Name(), v)
			}
			for i, r := range log {
				for _, s := range spoils {
					all[s.name]++
					if check(t, m, s.spoil(log, i), trace.Options{}).Outcome == trace.Diverges {
						caught[s.name]++
						continue
					}
					why := harmless(s.name, log, i)
					missed[s.name+": "+why]++
					if why == "" {
						t.Errorf("%s, replication %d: record %d (%v of %q) %s is not caught", m.Name(), replication, i, r.Event, r.Asset, s.name)
					}
				}
			}
		}
		t.Logf("%s: of %v caught %v; not %v", m.Name(), all, caught, missed)
	}
}
