package simulate_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// estate is an estate of n assets with all features: three sites behind a core
// link, throttles, production demand, teams in office hours, change windows,
// defects and three flights.
func estate(n int) *simulate.Scenario {
	hours := func(h float64) *simulate.Dist[simulate.Duration] {
		return new(simulate.Const(simulate.Duration(h) * simulate.Hour))
	}
	office := simulate.Hours{Name: simulate.OfficeHours}
	s := &simulate.Scenario{
		Landfall: 1, Name: fmt.Sprintf("estate of %d", n),
		Network: simulate.Network{Links: []simulate.Link{{
			Name: "core", Capacity: new(4 * simulate.Gbps), Efficiency: new(simulate.Const(simulate.Share(0.9))),
			Production: &simulate.ProductionTraffic{Demand: simulate.Const(800 * simulate.Mbps), Profile: simulate.Profile{Name: simulate.OfficeHours}},
			Throttle: []simulate.Throttle{{
				Window: simulate.Window{Days: simulate.Weekdays, From: simulate.ClockAt(8, 0), To: simulate.ClockAt(18, 0)},
				Limit:  1 * simulate.Gbps,
			}},
		}}},
		Tool: simulate.Tool{
			Seeding: new(20), Replicating: new(300), AssetLimit: new(200 * simulate.Mbps), Wire: new(0.7),
			Launch: hours(0.25), Deploy: hours(0.5),
		},
		Secondary: &simulate.Secondary{Wire: new(0.3), Reverse: true},
		Teams:     simulate.Teams{Adoption: simulate.Team{Size: new(12), Hours: office}, Operations: simulate.Team{Size: new(8), Hours: office}, Business: simulate.Team{Size: new(8), Hours: office}},
		Work:      simulate.Work{Remediate: hours(4), Document: hours(4), Optimize: new(simulate.TriangularDist(4*simulate.Hour, 8*simulate.Hour, 24*simulate.Hour))},
		Tests: simulate.Tests{
			Sandbox: simulate.Test{Takes: hours(4), Finds: new(simulate.Share(0.3))}, Automated: simulate.Test{Takes: hours(4), Finds: new(simulate.Share(0.4))},
			Performance: simulate.Test{Takes: hours(8), Finds: new(simulate.Share(0.4))}, Business: simulate.Test{Takes: hours(16), Finds: new(simulate.Share(0.6))},
		},
		Defects: simulate.Defects{PerWorkload: new(1.5), Fix: hours(8), Redeploy: new(simulate.Share(0.05)), Surface: new(3 * simulate.Day), Mitigate: hours(4)},
		Promotion: simulate.Promotion{
			Windows:     []simulate.Window{{Days: simulate.Weekend, From: simulate.ClockAt(22, 0), To: simulate.ClockAt(6, 0)}},
			Propagation: new(5 * simulate.Minute), Route: hours(1.0 / 6),
			Flights: []simulate.FlightStep{{Share: 0.05, Bake: hours(24)}, {Share: 0.25, Bake: hours(48)}, {Share: 1, Bake: hours(48)}},
		},
		Backlog:    simulate.BacklogRules{WIP: new(max(10, n/20))},
		Objectives: simulate.Objectives{RPO: new(15 * simulate.Minute)},
	}
	for i := range 3 {
		name := fmt.Sprintf("site-%d", i)
		s.Network.Links = append(s.Network.Links, simulate.Link{Name: name, Capacity: new(2 * simulate.Gbps)})
		s.Sites = append(s.Sites, simulate.Site{Name: name, Route: []string{name, "core"}})
	}
	fillEstate(s, n)
	return s
}

func fillEstate(s *simulate.Scenario, n int) {
	random := rand.New(rand.NewPCG(1, 2))
	profiles := []string{simulate.FlatProfile, simulate.OfficeHours, simulate.NightlyProfile}
	for i := range n {
		if i%70 == 0 {
			s.Portfolio = append(s.Portfolio, simulate.Subscription{Name: fmt.Sprintf("s%d", i/70)})
		}
		sub := &s.Portfolio[len(s.Portfolio)-1]
		if i%7 == 0 {
			sub.Workloads = append(sub.Workloads, simulate.Workload{Name: fmt.Sprintf("w%d", i/7), Users: new(100.0)})
		}
		w := &sub.Workloads[len(sub.Workloads)-1]
		w.Assets = append(w.Assets, simulate.Asset{
			Name: fmt.Sprintf("a%d", i), Site: s.Sites[random.IntN(3)].Name,
			Used:     new(simulate.Const(simulate.Bytes(20+random.ExpFloat64()*120) * simulate.GB)),
			Churn:    new(simulate.Const((simulate.Bytes(random.ExpFloat64()*6) * simulate.GB).Per(simulate.Day))),
			Profile:  simulate.Profile{Name: profiles[random.IntN(3)]},
			Stateful: random.Float64() < 0.3,
		})
	}
}

// starved is the estate with a link that is too narrow by day for what is
// written.
func starved(n int) *simulate.Scenario {
	s := estate(n)
	s.Name = fmt.Sprintf("starved estate of %d", n)
	s.Network.Links[0].Throttle[0].Limit = 200 * simulate.Mbps
	for i := range s.Portfolio {
		for j := range s.Portfolio[i].Workloads {
			for k := range s.Portfolio[i].Workloads[j].Assets {
				a := &s.Portfolio[i].Workloads[j].Assets[k]
				a.Churn = new(simulate.Const(5 * a.Churn.Quantile(0.5)))
			}
		}
	}
	return s
}

// inCycles is the estate with a tool that works in cycles.
func inCycles(n int) *simulate.Scenario {
	s := estate(n)
	s.Name = fmt.Sprintf("estate of %d in cycles", n)
	s.Tool.Mode = simulate.CycleMode
	return s
}

// BenchmarkReplicate is one replication of one model.
func BenchmarkReplicate(b *testing.B) {
	for _, kind := range []struct {
		name  string
		sizes []int
		make  func(int) *simulate.Scenario
	}{
		{"continuous", []int{100, 1000, 10000}, estate},
		{"starved", []int{1000}, starved},
		{"cycles", []int{1000}, inCycles},
	} {
		for _, n := range kind.sizes {
			benchmarkReplicate(b, fmt.Sprintf("%s/assets=%d", kind.name, n), kind.make(n))
		}
	}
}

func benchmarkReplicate(b *testing.B, name string, s *simulate.Scenario) {
	plan, err := simulate.Compile(s)
	if err != nil {
		b.Fatal(err)
	}
	for _, model := range []simulate.ModelName{simulate.SingleStep, simulate.Staged, simulate.Flight} {
		b.Run(name+"/"+string(model), func(b *testing.B) {
			replicate := plan.Replicator()
			replicate(model, 1, 0)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				replicate(model, 1, i)
			}
			b.ReportMetric(float64(plan.Instants(model, 1, 0)), "instants")
		})
	}
}

// TestReplicationAllocatesLittle: in used memory a replication of an estate
// with all features allocates next to nothing for what happens in it.
func TestReplicationAllocatesLittle(t *testing.T) {
	for _, s := range []*simulate.Scenario{estate(300), starved(300), inCycles(300)} {
		plan, err := simulate.Compile(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, model := range []simulate.ModelName{simulate.SingleStep, simulate.Staged, simulate.Flight} {
			replicate := plan.Replicator()
			replicate(model, 1, 0)
			got := testing.AllocsPerRun(1, func() { replicate(model, 1, 0) })
			if most := 0.01 * float64(plan.Instants(model, 1, 0)); got > most {
				t.Errorf("%s, %s: %v allocations, at most %v expected", s.Name, model, got, most)
			}
		}
	}
}
