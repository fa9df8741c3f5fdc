package simulate

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// estate is a small valid scenario that gives most keys.
func estate() *Scenario {
	asset := func(name string) Asset {
		return Asset{Name: name, Site: "dc1", Used: new(Const(120 * GiB)), Churn: new(Const((4 * GB).Per(Day))), Stateful: true}
	}
	return &Scenario{
		Landfall: 1,
		Name:     "wave-1",
		Network: Network{Links: []Link{{
			Name: "uplink", Capacity: new(Gbps), Efficiency: new(UniformDist[Share](0.67, 0.74)),
			Steps:      []CapacityStep{{At: After(8 * Week), Capacity: 2 * Gbps}},
			Production: &ProductionTraffic{Demand: Const(250 * Mbps), Profile: Profile{Name: OfficeHours}},
			Throttle:   []Throttle{{Window{Days: Weekdays, From: ClockAt(8, 0), To: ClockAt(18, 0)}, 100 * Mbps}},
		}, {Name: "wan", Capacity: new(2 * Gbps)}}},
		Sites:     []Site{{"dc1", []string{"uplink", "wan"}}, {"dc2", []string{"wan"}}},
		Tool:      Tool{Seeding: new(20), Launch: new(Const(15 * Minute))},
		Secondary: &Secondary{Wire: new(0.3)},
		Teams:     Teams{Adoption: Team{new(4), Hours{Name: OfficeHours}}},
		Promotion: Promotion{
			Freezes: []Period{{At(time.Date(2026, 3, 28, 0, 0, 0, 0, time.UTC)), After(90 * Day)}},
			Flights: []FlightStep{{0.05, new(Const(Day))}, {Share: 1}},
		},
		Portfolio: []Subscription{
			{Name: "retail", Workloads: []Workload{
				{Name: "identity", Assets: []Asset{asset("dir-01")}},
				{Name: "web-shop", After: []string{"identity"}, Assets: []Asset{asset("web-01"), asset("db-01")}},
			}},
			{Workloads: []Workload{{After: []string{"web-shop"}, Assets: []Asset{asset("hr-01")}}}},
		},
	}
}

func TestEstateIsValid(t *testing.T) {
	for _, s := range []*Scenario{estate(), estate().WithDefaults()} {
		if err := s.Validate(); err != nil {
			t.Error(err)
		}
		if w := s.Warnings(); len(w) > 0 {
			t.Error(w)
		}
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(s *Scenario)
		want   []string
	}{
		{"no version", func(s *Scenario) { s.Landfall = 0 }, []string{"landfall: is required; the format version: write landfall: 1"}},
		{"future version", func(s *Scenario) { s.Landfall = 2 }, []string{"landfall: 2 is not a known format version; write landfall: 1"}},
		{"zone", func(s *Scenario) { s.TimeZone = "Europe/Berlinn" }, []string{`timezone: unknown time zone "Europe/Berlinn"; a name of the IANA database such as Europe/Berlin, or UTC`}},
		{"local zone", func(s *Scenario) { s.TimeZone = "Local" }, []string{`timezone: unknown time zone "Local"; a name of the IANA database such as Europe/Berlin, or UTC`}},
		{"horizon", func(s *Scenario) { s.Horizon = new(Duration(0)) }, []string{"horizon: is 0; a duration above 0"}},
		{"long horizon", func(s *Scenario) { s.Horizon = new(1e6 * Week) }, []string{"horizon: 604800000000s is too large; a duration is below 1000 years"}},
		{"infinite number", func(s *Scenario) { s.Tool.Wire = new(math.Inf(1)) }, []string{"tool.wire: +Inf is not a number; a finite number"}},
		{"NaN capacity", func(s *Scenario) { s.Network.Links[1].Capacity = new(BitRate(math.NaN())) }, []string{"network.links[1].capacity: NaN is not a number; write a network rate such as 400Mbps"}},
		{"negative size", func(s *Scenario) { s.Portfolio[0].Workloads[0].Assets[0].Used = new(Const(Bytes(-5))) }, []string{"portfolio[0].workloads[0].assets[0].used: -5B is negative; a size is not below 0"}},
		{"no links", func(s *Scenario) { s.Network.Links = nil }, []string{"network.links: is empty; at least one link"}},
		{"no capacity", func(s *Scenario) { s.Network.Links[1].Capacity = nil }, []string{"network.links[1].capacity: is required; a network rate such as 1Gbps"}},
		{"no link name", func(s *Scenario) { s.Network.Links[1].Name = "" }, []string{"network.links[1].name: is required; a name"}},
		{"same link", func(s *Scenario) { s.Network.Links[1].Name = "uplink" }, []string{
			`network.links[1].name: "uplink" is also the name of network.links[0]; links have different names`,
			`sites[0].route[1]: unknown link "wan"; links are uplink`, `sites[1].route[0]: unknown link "wan"; links are uplink`}},
		{"efficiency 0", func(s *Scenario) { s.Network.Links[1].Efficiency = new(Const[Share](0)) }, []string{"network.links[1].efficiency: can be 0; a share above 0% and at most 100%, or a distribution within these"}},
		{"efficiency over 1", func(s *Scenario) { s.Network.Links[1].Efficiency = new(UniformDist[Share](0.7, 1.1)) }, []string{"network.links[1].efficiency.uniform[1]: 110% is too large; a share is at most 100%: write 25% or 0.25"}},
		{"weight", func(s *Scenario) { s.Network.Links[0].Production.Weight = new(0.0) }, []string{"network.links[0].production.weight: is 0; a number above 0"}},
		{"profile of zeros", func(s *Scenario) { s.Network.Links[0].Production.Profile = Profile{Factors: make([]float64, 24)} }, []string{"network.links[0].production.profile: is zero at every hour; at least one factor above 0"}},
		{"throttle time", func(s *Scenario) { s.Network.Links[0].Throttle[0].From = 1440 }, []string{`network.links[0].throttle[0].from: "24:00" is not the beginning of a window; write "00:00" to "23:59"; only to can be "24:00"`}},
		{"distant step", func(s *Scenario) {
			s.Network.Links[0].Steps[0].At = At(time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC))
		}, []string{"network.links[0].steps[0].at: 9000-01-01T00:00:00Z is far from the start; a time within 1000 years of 2026-01-05T00:00:00Z"}},
		{"sharing", func(s *Scenario) { s.Network.Sharing = "production_first" }, []string{`network.sharing: unknown way of sharing "production_first"; did you mean production-first?`}},
		{"no sites", func(s *Scenario) { s.Sites = nil }, []string{"sites: is empty; at least one site with its route over links"}},
		{"same site", func(s *Scenario) { s.Sites[1].Name = "dc1" }, []string{`sites[1].name: "dc1" is also the name of sites[0]; sites have different names`}},
		{"no route", func(s *Scenario) { s.Sites[1].Route = nil }, []string{"sites[1].route: is empty; the links that the site's traffic crosses"}},
		{"link twice", func(s *Scenario) { s.Sites[1].Route = []string{"wan", "wan"} }, []string{`sites[1].route[1]: names the link "wan" a second time, after sites[1].route[0]; each link of a route once`}},
		{"unknown link", func(s *Scenario) { s.Sites[1].Route = []string{"upink"} }, []string{`sites[1].route[0]: unknown link "upink"; did you mean uplink?`}},
		{"mode", func(s *Scenario) { s.Tool.Mode = "snapshots" }, []string{`tool.mode: unknown mode "snapshots"; one of continuous, cycle`}},
		{"policy", func(s *Scenario) { s.Tool.Cycle = &Cycle{Policy: "fix"} }, []string{`tool.cycle.policy: unknown policy "fix"; one of azure, fixed`}},
		{"interval", func(s *Scenario) { s.Tool.Cycle = &Cycle{Interval: new(Duration(0))} }, []string{"tool.cycle.interval: is 0; a duration above 0"}},
		{"seeding", func(s *Scenario) { s.Tool.Seeding = new(0) }, []string{"tool.seeding: is 0; at least 1; leave it out for no limit"}},
		{"replicating", func(s *Scenario) { s.Tool.Replicating = new(-3) }, []string{"tool.replicating: is -3; at least 1; leave it out for no limit"}},
		{"wires", func(s *Scenario) { s.Tool.Wire, s.Secondary.Wire = new(0.0), new(0.0) }, []string{"tool.wire: is 0; a number above 0", "secondary.wire: is 0; a number above 0"}},
		{"team", func(s *Scenario) { s.Teams.Business.Size = new(0) }, []string{"teams.business.size: is 0; at least 1; leave it out for no limit"}},
		{"hours", func(s *Scenario) { s.Teams.Adoption.Hours = Hours{Windows: []Window{{From: 1440}}} }, []string{`teams.adoption.hours[0].from: "24:00" is not the beginning of a window; write "00:00" to "23:59"; only to can be "24:00"`}},
		{"wip", func(s *Scenario) { s.Backlog.WIP = new(0) }, []string{"backlog.wip: is 0; at least 1; leave it out for no limit"}},
		{"order", func(s *Scenario) { s.Backlog.Order = "smallest" }, []string{`backlog.order: unknown order "smallest"; one of listed, smallest-first, largest-first, critical-first`}},
		{"defects", func(s *Scenario) { s.Defects.PerWorkload = new(1e5) }, []string{"defects.perWorkload: is 100000; at most 10000 defects a workload"}},
		{"work", func(s *Scenario) { s.Work.Optimize = new(TriangularDist(8*Hour, 4*Hour, Day)) }, []string{"work.optimize.triangular: 8h, 4h, 1d does not rise; triangular takes [min, mode, max] in this order"}},
		{"finds", func(s *Scenario) { s.Tests.Sandbox.Finds = new(Share(1.5)) }, []string{"tests.sandbox.finds: 150% is too large; a share is at most 100%: write 25% or 0.25"}},
		{"no models", func(s *Scenario) { s.Promotion.Models = []ModelName{} }, []string{"promotion.models: is empty; at least one of single-step, staged, flight; leave it out for all"}},
		{"models", func(s *Scenario) { s.Promotion.Models = []ModelName{"staged", "stagd", "staged", ""} }, []string{
			`promotion.models[1]: unknown model "stagd"; did you mean staged?`, "promotion.models[2]: names staged a second time; each model once", "promotion.models[3]: is empty; one of single-step, staged, flight"}},
		{"scope", func(s *Scenario) { s.Promotion.Scope = "all" }, []string{`promotion.scope: unknown scope "all"; one of workload, subscription, portfolio`}},
		{"freeze", func(s *Scenario) { s.Promotion.Freezes[0].To = After(3 * Day) }, []string{"promotion.freezes[0].to: 3d is before from, 2026-03-28T00:00:00Z; a freeze ends after it starts"}},
		{"no flights", func(s *Scenario) { s.Promotion.Flights = []FlightStep{} }, []string{"promotion.flights: is empty; at least one flight; leave it out for one of 100%"}},
		{"falling flights", func(s *Scenario) {
			s.Promotion.Flights = []FlightStep{{Share: 0.5}, {Share: 0.25}, {Share: 0.25}, {Share: 1}}
		}, []string{
			"promotion.flights[1].share: 25% is below 50% of the flight before; the shares of flights never fall",
			"promotion.flights[2].share: 25% is below 50% of the flight before; the shares of flights never fall"}},
		{"flights end early", func(s *Scenario) { s.Promotion.Flights = []FlightStep{{}, {Share: 0.5}} }, []string{
			"promotion.flights[0].share: is 0; a share above 0% and at most 100%",
			"promotion.flights[1].share: the last flight is at 50%; the last flight has 100% of the users"}},
		{"empty portfolio", func(s *Scenario) { s.Portfolio = nil }, []string{"portfolio: is empty; at least one subscription with a workload that has an asset"}},
		{"inventory", func(s *Scenario) { s.Portfolio, s.Inventory = nil, "estate.csv" }, []string{`inventory: "estate.csv" has not been read; a portfolio, which the command reads from the inventory`}},
		{"inventory and an empty portfolio", func(s *Scenario) { s.Inventory, s.Portfolio = "estate.csv", []Subscription{} },
			[]string{"inventory: is given beside a portfolio; either inventory or portfolio"}},
		{"inventory and portfolio", func(s *Scenario) { s.Inventory = "estate.csv" }, []string{"inventory: is given beside a portfolio; either inventory or portfolio"}},
		{"empty subscription", func(s *Scenario) { s.Portfolio[1].Workloads = nil }, []string{"portfolio[1].workloads: is empty; at least one workload"}},
		{"empty workload", func(s *Scenario) { s.Portfolio[1].Workloads[0].Assets = nil }, []string{"portfolio[1].workloads[0].assets: is empty; at least one asset"}},
		{"same subscription", func(s *Scenario) { s.Portfolio[1].Name = "retail" }, []string{`portfolio[1].subscription: "retail" is also the name of portfolio[0]; subscriptions have different names`}},
		{"default name taken", func(s *Scenario) { s.Portfolio[0].Name = "subscription-2" }, []string{`portfolio[1].subscription: "subscription-2" is also the name of portfolio[0]; subscriptions have different names`}},
		{"same workload", func(s *Scenario) { s.Portfolio[1].Workloads[0].Name = "identity" }, []string{`portfolio[1].workloads[0].name: "identity" is also the name of portfolio[0].workloads[0]; workloads have different names`}},
		{"same asset", func(s *Scenario) { s.Portfolio[1].Workloads[0].Assets[0].Name = "db-01" }, []string{`portfolio[1].workloads[0].assets[0].name: "db-01" is also the name of portfolio[0].workloads[1].assets[1]; assets have different names`}},
		{"names", func(s *Scenario) {
			s.Portfolio[0].Workloads[0].Assets[0].Name, s.Portfolio[1].Name = "a\x1b[2J", "  "
		}, []string{
			`portfolio[0].workloads[0].assets[0].name: "a\x1b[2J" has characters that cannot be printed; a name of letters, digits, signs and spaces`,
			"portfolio[1].subscription: is blank; a name with letters or digits"}},
		{"no asset name", func(s *Scenario) { s.Portfolio[1].Workloads[0].Assets[0].Name = "" }, []string{"portfolio[1].workloads[0].assets[0].name: is required; a name"}},
		{"no size", func(s *Scenario) { s.Portfolio[1].Workloads[0].Assets[0].Used = nil }, []string{"portfolio[1].workloads[0].assets[0].used: is required; a size such as 120GB"}},
		{"no site", func(s *Scenario) { s.Portfolio[1].Workloads[0].Assets[0].Site = "" }, []string{"portfolio[1].workloads[0].assets[0].site: is required where there is more than one site; sites are dc1, dc2"}},
		{"unknown site", func(s *Scenario) { s.Portfolio[1].Workloads[0].Assets[0].Site = "dc3" }, []string{`portfolio[1].workloads[0].assets[0].site: unknown site "dc3"; did you mean dc1?`}},
		{"unknown workload", func(s *Scenario) { s.Portfolio[1].Workloads[0].After = []string{"web-shop", "webshop"} }, []string{`portfolio[1].workloads[0].after[1]: unknown workload "webshop"; did you mean web-shop?`}},
		{"ring", func(s *Scenario) { s.Portfolio[0].Workloads[0].After = []string{"web-shop"} }, []string{"portfolio[0].workloads[0].after: identity → web-shop → identity is a ring; these can only be promoted together"}},
		{"ring of one", func(s *Scenario) { s.Portfolio[1].Workloads[0].After = []string{"workload-3"} }, []string{"portfolio[1].workloads[0].after: workload-3 → workload-3 is a ring; a workload cannot come after itself"}},
		{"pins", func(s *Scenario) {
			s.Portfolio[0].Workloads[0].Model, s.Portfolio[0].Workloads[1].Model = Staged, Flight
		}, []string{"portfolio[0].workloads[1].model: pins the subscription to flight, and portfolio[0].workloads[0] pins it to staged; one model for a subscription"}},
		{"unknown pin", func(s *Scenario) { s.Portfolio[0].Workloads[0].Model = "fligth" }, []string{`portfolio[0].workloads[0].model: unknown model "fligth"; did you mean flight?`}},
		{"businessTest", func(s *Scenario) { s.Portfolio[0].BusinessTest = &Instant{Offset: -Day} }, []string{"portfolio[0].businessTest: -86400s is negative; a duration is not below 0"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := estate()
			c.change(s)
			expectProblems(t, s.Validate(), c.want)
		})
	}
}

func expectProblems(t *testing.T, err error, want []string) {
	t.Helper()
	var invalid *ScenarioError
	if !errors.As(err, &invalid) || !errors.Is(err, ErrScenario) {
		t.Fatalf("got %v, want a ScenarioError", err)
	}
	got := strings.Split(err.Error(), "\n")
	slices.Sort(got)
	want = slices.Sorted(slices.Values(want))
	if !slices.Equal(got, want) {
		t.Errorf(" got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	err := (&Scenario{}).Validate()
	expectProblems(t, err, []string{
		"landfall: is required; the format version: write landfall: 1", "network.links: is empty; at least one link",
		"portfolio: is empty; at least one subscription with a workload that has an asset", "sites: is empty; at least one site with its route over links",
	})
}

// Rings that share no workload are all named, each as short as can be.
func TestEveryRingIsNamed(t *testing.T) {
	after := [][]int{{1}, {2}, {0}, {4, 5}, {3}, {3, 4}, {6}, {0, 3}}
	got := rings(after)
	want := [][]int{{6}, {3, 4}, {0, 1, 2}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWithDefaults(t *testing.T) {
	s := estate()
	before, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	full := s.WithDefaults()
	if again := full.WithDefaults(); !reflect.DeepEqual(again, full) {
		t.Error("defaults of defaults differ")
	}
	full.Sites[0].Route[0], full.Portfolio[0].Workloads[1].After[0] = "changed", "changed"
	full.Portfolio[0].Workloads[0].Assets[0].Used.Params[0] = 7
	*full.Network.Links[0].Capacity = 7
	if after, _ := json.Marshal(s); string(after) != string(before) {
		t.Errorf("the original changed:\n%s\n%s", before, after)
	}
	full = s.WithDefaults()
	for _, c := range []struct{ got, want any }{
		{full.Start.Format(time.RFC3339), "2026-01-05T00:00:00Z"}, {full.TimeZone, "UTC"}, {*full.Horizon, 104 * Week},
		{full.Network.Sharing, ProductionFirst}, {*full.Network.Links[0].Production.Weight, 1.0},
		{full.Network.Links[1].Efficiency.Params[0], Share(1)}, {full.Network.Links[1].Production, (*ProductionTraffic)(nil)},
		{full.Tool.Mode, Continuous}, {full.Tool.Cycle.Policy, AzureCycle}, {full.Tool.Cycle.Interval, (*Duration)(nil)}, {*full.Tool.Wire, 1.0},
		{full.Tool.Replicating, (*int)(nil)}, {*full.Tool.Seeding, 20}, {full.Tool.Deploy.Params[0], Duration(0)},
		{full.Teams.Business.Hours.Name, AlwaysHours}, {full.Teams.Adoption.Hours.Name, OfficeHours}, {*full.Tests.Business.Finds, Share(0)},
		{*full.Defects.Surface, Day}, {full.Promotion.Models, []ModelName{SingleStep, Staged, Flight}}, {*full.Promotion.Quiesce, true},
		{*full.Promotion.Hold, 30 * Day}, {full.Promotion.Flights[1].Bake.Params[0], Duration(0)}, {full.Backlog.Order, Listed},
		{*full.Objectives.Confidence, Share(0.8)}, {full.Portfolio[1].Name, "subscription-2"}, {full.Portfolio[1].Workloads[0].Name, "workload-3"},
		{*full.Portfolio[1].Workloads[0].Users, 0.0}, {full.Portfolio[0].Workloads[0].Assets[0].Profile.Name, FlatProfile},
		{*full.Portfolio[0].Workloads[0].Assets[0].Secondary, true},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
}

func TestDefaultsThatDepend(t *testing.T) {
	s := estate()
	s.Tool.Cycle = &Cycle{Policy: FixedCycle}
	s.Sites, s.Secondary, s.Promotion.Flights = s.Sites[1:], nil, nil
	s.Portfolio[0].Workloads[0].Assets[0].Site = ""
	full := s.WithDefaults()
	if a := full.Portfolio[0].Workloads[0].Assets[0]; a.Site != "dc2" || a.Secondary != nil {
		t.Errorf("site %q, secondary %v", a.Site, a.Secondary)
	}
	if i := full.Tool.Cycle.Interval; i == nil || *i != 2*Hour {
		t.Errorf("interval %v", i)
	}
	if f := full.Promotion.Flights; len(f) != 1 || f[0].Share != 1 || f[0].Bake.Mean() != 0 {
		t.Errorf("flights %v", f)
	}
}

// A scenario survives its JSON form, with and without defaults.
func TestScenarioJSON(t *testing.T) {
	for _, s := range []*Scenario{estate(), estate().WithDefaults()} {
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back Scenario
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatal(err)
		}
		if again, _ := json.Marshal(back); string(again) != string(data) || back.Validate() != nil {
			t.Errorf("wrote\n%s\nand then\n%s", data, again)
		}
	}
}
