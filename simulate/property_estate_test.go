package simulate

import (
	"fmt"
	"math"
	"time"

	"pgregory.net/rapid"
)

// estateKind says what kind of small random estate is wanted.
type estateKind struct {
	chance      bool // defects, failures, redeployments and durations that vary
	effortless  bool // tests and optimization take nothing, no business-test dates
	workloads   int  // at most
	oneLink     bool
	unpinned    bool
	noSchedules bool // flat writes and production, no throttles
}

// anyEstate draws small scenarios that use every option of the file.
func anyEstate(kind estateKind) *rapid.Generator[*Scenario] {
	return rapid.Custom(func(t *rapid.T) *Scenario {
		d := estateDraw{t, kind}
		s := &Scenario{
			Landfall: 1, Name: "estate", TimeZone: "UTC", Horizon: new(60 * Day),
			Start: new(time.Date(2026, 3, rapid.IntRange(20, 30).Draw(t, "day"), 5, 0, 0, 0, time.UTC)),
		}
		if d.maybe("zone") {
			s.TimeZone = "Europe/Berlin"
		}
		d.network(s)
		d.tool(s)
		d.work(s)
		d.promotion(s)
		d.portfolio(s)
		return s
	})
}

type estateDraw struct {
	t    *rapid.T
	kind estateKind
}

func (d estateDraw) maybe(label string) bool { return rapid.Bool().Draw(d.t, label) }

func (d estateDraw) rarely(label string) bool { return rapid.IntRange(0, 4).Draw(d.t, label) == 4 }

func (d estateDraw) number(label string, low, high int) float64 {
	return float64(rapid.IntRange(low, high).Draw(d.t, label))
}

func pick[T any](d estateDraw, label string, from ...T) T {
	return rapid.SampledFrom(from).Draw(d.t, label)
}

func (d estateDraw) size(label string, most int) *int {
	if !d.maybe(label + " given") {
		return nil
	}
	return new(rapid.IntRange(1, most).Draw(d.t, label))
}

// duration is in hours up to most; in an estate of chance it may vary.
func (d estateDraw) duration(label string, most int) *Dist[Duration] {
	mean := Duration(d.number(label, 0, 4*most)) * Hour / 4
	if d.kind.chance && d.rarely(label+" varies") {
		return new(pick(d, label+" shape", ExponentialDist(mean), UniformDist(mean/2, 2*mean), TriangularDist(0, mean, 3*mean)))
	}
	return new(Const(mean))
}

func (d estateDraw) profile(label string) Profile {
	if d.kind.noSchedules {
		return Profile{}
	}
	switch pick(d, label, "flat", "office", "nightly", "own") {
	case "office":
		return Profile{Name: OfficeHours}
	case "nightly":
		return Profile{Name: NightlyProfile}
	case "own":
		factors := make([]float64, 24)
		for i, f := range rapid.SliceOfN(rapid.IntRange(0, 20), 24, 24).Draw(d.t, label+" factors") {
			factors[i] = float64(f) / 10
		}
		factors[7] = 1
		return Profile{Factors: factors}
	}
	return Profile{}
}

// window begins and ends at hours that no time change touches.
func (d estateDraw) window(label string) Window {
	hours := []int{0, 5, 9, 13, 18, 22}
	return Window{
		Days: pick(d, label+" days", EveryDay, Weekdays, Saturday|Sunday, Monday|Thursday, 0),
		From: ClockAt(pick(d, label+" from", hours...), 0),
		To:   ClockAt(pick(d, label+" to", hours...), 30),
	}
}

func (d estateDraw) network(s *Scenario) {
	s.Network.Sharing = pick(d, "sharing", ProductionFirst, FairSharing)
	links := 1
	if !d.kind.oneLink {
		links = rapid.IntRange(1, 3).Draw(d.t, "links")
	}
	for i := range links {
		s.Network.Links = append(s.Network.Links, d.link(fmt.Sprintf("link-%d", i)))
	}
	for i := range links {
		route := []string{fmt.Sprintf("link-%d", i)}
		if i > 0 && d.maybe("long route") {
			route = append(route, "link-0")
		}
		s.Sites = append(s.Sites, Site{Name: fmt.Sprintf("site-%d", i), Route: route})
	}
}

func (d estateDraw) link(name string) Link {
	l := Link{Name: name, Capacity: new(BitRate(d.number("capacity", 50, 800)) * Mbps)}
	if d.rarely("efficiency") {
		l.Efficiency = new(Const(Share(0.7)))
	}
	for range rapid.IntRange(0, 2).Draw(d.t, "steps") {
		rate := pick(d, "step", 0, 100*Mbps, 600*Mbps)
		at := Duration(d.number("step at", 0, 100)) * Hour
		l.Steps = append(l.Steps, CapacityStep{After(at), rate}, CapacityStep{After(at + 7*Hour), *l.Capacity})
	}
	if d.maybe("production") {
		l.Production = &ProductionTraffic{Demand: Const(BitRate(d.number("demand", 0, 300)) * Mbps), Profile: d.profile("production profile")}
		if d.maybe("weight given") {
			l.Production.Weight = new(d.number("weight", 1, 5))
		}
	}
	if d.rarely("limit") {
		l.Limit = new(200 * Mbps)
	}
	if !d.kind.noSchedules && d.rarely("throttle") {
		l.Throttle = []Throttle{{d.window("throttle"), 90 * Mbps}, {d.window("throttle"), 30 * Mbps}}
	}
	return l
}

func (d estateDraw) tool(s *Scenario) {
	s.Tool = Tool{
		Mode: pick(d, "mode", Continuous, CycleMode), Wire: new(pick(d, "wire", 0.5, 1, 1.25)),
		Seeding: d.size("seeding", 4), Replicating: d.size("replicating", 6),
		Launch: d.duration("launch", 2), Deploy: new(Const(Duration(d.number("deploy", 1, 8)) * Hour / 4)),
	}
	if d.maybe("fixed") {
		s.Tool.Cycle = &Cycle{FixedCycle, new(Duration(d.number("interval", 1, 10)) * Hour / 2)}
	}
	if d.rarely("asset limit") {
		s.Tool.AssetLimit = new(80 * Mbps)
	}
	if d.maybe("secondary") {
		s.Secondary = &Secondary{Wire: new(pick(d, "secondary wire", 0.3, 1)), Reverse: d.maybe("reverse")}
	}
	s.Backlog = BacklogRules{pick(d, "order", Listed, SmallestFirst, LargestFirst, CriticalFirst), d.size("wip", 4)}
}

func (d estateDraw) work(s *Scenario) {
	for _, team := range []*Team{&s.Teams.Adoption, &s.Teams.Operations, &s.Teams.Business} {
		team.Size = d.size("team", 3)
		switch pick(d, "hours", "always", "office", "own") {
		case "office":
			team.Hours.Name = OfficeHours
		case "own":
			team.Hours.Windows = []Window{d.window("hours")}
		}
	}
	s.Work = Work{Remediate: d.duration("remediate", 8), Document: d.duration("document", 2)}
	s.Tests.Sandbox = d.test("sandbox")
	if !d.kind.effortless {
		s.Work.Optimize = d.duration("optimize", 8)
		s.Tests.Automated, s.Tests.Performance, s.Tests.Business = d.test("automated"), d.test("performance"), d.test("business")
	}
	if d.kind.chance {
		s.Defects = Defects{
			PerWorkload: new(d.number("defects", 0, 3)), Fix: d.duration("fix", 8), Redeploy: new(Share(d.number("redeploy", 0, 3)) / 10),
			Surface: new(Duration(d.number("surface", 1, 100)) * Hour), Mitigate: d.duration("mitigate", 8),
		}
	}
}

func (d estateDraw) test(label string) Test {
	return Test{Takes: d.duration(label, 8), Finds: new(Share(d.number(label+" finds", 0, 10)) / 10)}
}

func (d estateDraw) promotion(s *Scenario) {
	s.Promotion = Promotion{
		Scope: pick(d, "scope", WorkloadScope, SubscriptionScope, PortfolioScope), Quiesce: new(d.maybe("quiesce")),
		Approval: d.duration("approval", 30), Route: d.duration("route", 2), Hold: new(Duration(d.number("hold", 0, 3)) * Day),
		Propagation: new(Duration(d.number("propagation", 0, 3)) * Hour),
	}
	for range rapid.IntRange(0, 2).Draw(d.t, "windows") {
		s.Promotion.Windows = append(s.Promotion.Windows, d.window("change"))
	}
	if d.maybe("freeze") {
		from := Duration(d.number("freeze from", 0, 200)) * Hour
		s.Promotion.Freezes = []Period{{After(from), After(from + 30*Hour)}}
	}
	for i, n := 1, rapid.IntRange(1, 3).Draw(d.t, "flights"); i <= n; i++ {
		share := Share(math.Pow(float64(i)/float64(n), 2))
		s.Promotion.Flights = append(s.Promotion.Flights, FlightStep{share, d.duration("bake", 40)})
	}
}

func (d estateDraw) portfolio(s *Scenario) {
	most := 5
	if d.kind.workloads > 0 {
		most = d.kind.workloads
	}
	var names []string
	for i := range rapid.IntRange(1, most).Draw(d.t, "workloads") {
		if i == 0 || d.maybe("new subscription") {
			sub := Subscription{Name: fmt.Sprintf("subscription-%d", i)}
			if !d.kind.effortless && d.rarely("business test") {
				sub.BusinessTest = new(After(Duration(d.number("date", 0, 300)) * Hour))
			}
			s.Portfolio = append(s.Portfolio, sub)
		}
		sub := &s.Portfolio[len(s.Portfolio)-1]
		w := Workload{Name: fmt.Sprintf("workload-%d", i), Users: new(d.number("users", 0, 1000))}
		if len(names) > 0 && d.rarely("after") {
			w.After = []string{pick(d, "before", names...)}
		}
		if !d.kind.unpinned && len(sub.Workloads) == 0 && d.rarely("pin") {
			w.Model = pick(d, "model", SingleStep, Staged, Flight)
		}
		for j := range rapid.IntRange(1, 2).Draw(d.t, "assets") {
			w.Assets = append(w.Assets, d.asset(s, fmt.Sprintf("asset-%d-%d", i, j)))
		}
		sub.Workloads = append(sub.Workloads, w)
		names = append(names, w.Name)
	}
}

func (d estateDraw) asset(s *Scenario, name string) Asset {
	a := Asset{
		Name: name, Site: s.Sites[rapid.IntRange(0, len(s.Sites)-1).Draw(d.t, "site")].Name,
		Used: new(Const(Bytes(d.number("used", 0, 400)) * GB)), Churn: new(Const((Bytes(d.number("churn", 0, 40)) * 100 * KB).Per(Second))),
		Profile: d.profile("profile"), Stateful: d.maybe("stateful"),
	}
	if d.maybe("working set") {
		a.WorkingSet = new(Bytes(d.number("distinct", 0, 10)) * GB)
	}
	if d.rarely("not covered") {
		a.Secondary = new(false)
	}
	return a
}
