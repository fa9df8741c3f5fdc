package simulate

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// idle is production on a link of 100 Mbps behind which one empty asset is
// held for three weeks, until the last hour.
func idle(demand BitRate) *Scenario {
	s := limits(1, 0, 0)
	s.Horizon = new(3 * Week)
	s.Network.Links[0].Capacity = new(100 * Mbps)
	s.Network.Links[0].Production = &ProductionTraffic{Demand: Const(demand)}
	s.Tests.Sandbox.Takes = new(Const(3*Week - Hour))
	return s
}

// A link has the warning if and only if production falls short on it though
// nothing is migrated. Office hours are 50 of 168 and have a factor of 168/61.8.
func TestWarningProduction(t *testing.T) {
	const less, more, busy = 1 - 1e-6, 1 + 1e-6, 61.8 / 168
	link := func(s *Scenario) *Link { return &s.Network.Links[0] }
	office := func(s *Scenario) { link(s).Production.Profile.Name = OfficeHours }
	outage := func(at, end Duration) func(*Scenario) {
		return func(s *Scenario) { link(s).Steps = []CapacityStep{{After(at), 0}, {After(end), 100 * Mbps}} }
	}
	for _, c := range []struct {
		name   string
		demand BitRate
		change func(*Scenario)
		want   string // empty for no warning
		short  Duration
	}{
		{"just below", 100 * Mbps * less, nil, "", 0},
		{"at", 100 * Mbps, nil, "", 0},
		{"just above", 100 * Mbps * more, nil, "in 100% of the time", 3 * Week},
		{"flat", 120 * Mbps, nil, "network.links[0].production: demands 120 Mbps on Monday, 5 January 2026 at 00:00 (profile flat), and wan carries 100 Mbps then (capacity times efficiency); production gets less than it demands in 100% of the time up to the horizon even if nothing is migrated, and as much of that as falls into the migration is shortfall under every model; it takes a larger capacity", 3 * Week},
		{"office hours, just below", 100 * Mbps * busy * less, office, "", 0},
		{"office hours, at", 100 * Mbps * busy, office, "", 0},
		{"office hours, just above", 100 * Mbps * busy * more, office, "demands 100 Mbps on Monday, 5 January 2026 at 08:00 (profile office-hours)", 150 * Hour},
		{"office hours elsewhere", 50 * Mbps, func(s *Scenario) { office(s); s.TimeZone = "Asia/Tokyo" }, "demands 135.9 Mbps on Monday, 5 January 2026 at 09:00 (profile office-hours), and wan carries 100 Mbps then (capacity times efficiency); production gets less than it demands in 29.8% of the time", 149 * Hour},
		{"own factors", 25 * Mbps, func(s *Scenario) { link(s).Production.Profile.Factors = append(hourly(23, 1), 5) }, "demands 107.1 Mbps on Monday, 5 January 2026 at 23:00 (its profile of 24 factors), and wan carries 100 Mbps then", 20 * Hour},
		{"efficiency", 80 * Mbps, func(s *Scenario) { link(s).Efficiency = new(Const[Share](0.7)) }, "and wan carries 70 Mbps then", 3 * Week},
		{"on average enough", 50 * Mbps, func(s *Scenario) { link(s).Efficiency = new(UniformDist[Share](0.5, 0.7)) }, "", 0},
		{"expansion", 80 * Mbps, func(s *Scenario) {
			link(s).Capacity, link(s).Steps = new(60*Mbps), []CapacityStep{{After(2 * Week), 100 * Mbps}}
		}, "in 66.7% of the time", 2 * Week},
		{"worse later", 70 * Mbps, func(s *Scenario) {
			link(s).Capacity, link(s).Steps = new(60*Mbps), []CapacityStep{{After(Week), 50 * Mbps}, {After(2 * Week), 100 * Mbps}}
		}, "on Monday, 12 January 2026 at 00:00 (profile flat), and wan carries 50 Mbps then", 2 * Week},
		{"outage at a quiet hour", 10 * Mbps, outage(26*Hour, 28*Hour), "demands 10 Mbps on Tuesday, 6 January 2026 at 02:00 (profile flat), and wan carries 0 Mbps then (capacity times efficiency); production gets less than it demands in 0.397% of the time", 2 * Hour},
		{"outage at an hour without demand", 10 * Mbps, func(s *Scenario) {
			outage(26*Hour, 27*Hour)(s)
			link(s).Production.Profile.Factors = append([]float64{1, 1, 0}, hourly(21, 1)...)
		}, "", 0},
		{"outage after the horizon", 10 * Mbps, outage(3*Week, 4*Week), "", 0},
		{"no demand", 0, outage(Hour, 2*Hour), "", 0},
		{"fair", 120 * Mbps, func(s *Scenario) { s.Network.Sharing = FairSharing }, "and wan carries 100 Mbps then", 3 * Week},
		{"fair with a limit", 100 * Mbps, func(s *Scenario) { s.Network.Sharing, link(s).Limit = FairSharing, new(Mbps) }, "", 0},
		{"nobody behind it", 120 * Mbps, func(s *Scenario) {
			s.Network.Links = append(s.Network.Links, Link{Name: "spare", Capacity: new(Gbps)})
			s.Sites[0].Route = []string{"spare"}
		}, "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := idle(c.demand)
			if c.change != nil {
				c.change(s)
			}
			got := strings.Join(ofProduction(s), "\n")
			if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
			want := float64(min(c.short, 3*Week-Hour))
			if got := under(t, s, Staged).Links[0].ShortfallTime.Mean; !near(got, want, 1e-9) {
				t.Errorf("short for %v h in a simulation, want %v h", got/3600, want/3600)
			}
		})
	}
}

// ofProduction are the warnings of links that are too small for production.
func ofProduction(s *Scenario) []string {
	var list []string
	for _, p := range s.Warnings() {
		if strings.HasSuffix(p.Path, ".production") {
			list = append(list, p.Error())
		}
	}
	return list
}

// On random networks, with whatever profiles, steps and changes of clocks: the
// warned links and the moments are those that a simulation of nothing finds.
func TestWarningProductionOnNetworks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drawn := anyEstate(estateKind{}).Draw(t, "estate")
		s := &Scenario{
			Landfall: 1, Start: drawn.Start, TimeZone: drawn.TimeZone, Horizon: drawn.Horizon, Network: drawn.Network, Sites: drawn.Sites,
			Tests: Tests{Sandbox: Test{Takes: new(Const(*drawn.Horizon))}}, Portfolio: []Subscription{{Workloads: []Workload{{}}}},
		}
		assets := &s.Portfolio[0].Workloads[0].Assets
		for _, site := range s.Sites {
			*assets = append(*assets, Asset{Name: site.Name, Site: site.Name, Used: new(Const(Bytes(0)))})
		}
		r, err := Simulate(t.Context(), s, SingleStep, Options{Replications: 1})
		if err != nil || r.Models[0].Finished != 1 {
			t.Fatal(err)
		}
		warnings := ofProduction(s)
		for i, l := range r.Models[0].Links {
			path := fmt.Sprintf("network.links[%d].production: ", i)
			warning := ""
			for _, text := range warnings {
				if strings.HasPrefix(text, path) {
					warning = text
				}
			}
			if l.Shortfall.Mean == 0 {
				if warning != "" {
					t.Errorf("without a shortfall: %s", warning)
				}
				continue
			}
			share := shareText(l.ShortfallTime.Mean / float64(*s.Horizon))
			if !strings.Contains(warning, "in "+share+" of the time") {
				t.Errorf("%s is short for %s of the time: %s", l.Name, share, warning)
			}
		}
	})
}

// With production first nothing that is migrated takes from it: links without
// the warning have no shortfall.
func TestNoWarningProductionNoShortfall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyEstate(estateKind{chance: true}).Draw(t, "estate")
		s.Network.Sharing = ProductionFirst
		r, err := Simulate(t.Context(), s, Staged, Options{Replications: 2})
		if err != nil {
			t.Fatal(err)
		}
		warnings := strings.Join(ofProduction(s), "\n")
		for i, l := range r.Models[0].Links {
			if l.Shortfall.Max > 0 && !strings.Contains(warnings, fmt.Sprintf("network.links[%d].", i)) {
				t.Errorf("%s is short by %v B", l.Name, l.Shortfall.Max)
			}
		}
	})
}

// A planner reads the moment in the scenario's time zone.
func TestWarningProductionAcrossAChangeOfClocks(t *testing.T) {
	s := idle(50 * Mbps)
	s.Start, s.TimeZone = new(time.Date(2026, 3, 28, 12, 0, 0, 0, time.UTC)), "Europe/Berlin"
	s.Network.Links[0].Production.Profile.Name = OfficeHours
	if got := warned(s); !strings.Contains(got, "on Monday, 30 March 2026 at 08:00 (profile office-hours)") {
		t.Error(got)
	}
}
