package simulate

import (
	"math"
	"sync"
	"time"

	"github.com/landfall-sim/landfall/internal/calendar"
	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/replication"
)

// Plan is a scenario made ready to run: names resolved, calendars compiled. It
// never changes, so many goroutines may use one.
type Plan struct {
	scenario *Scenario
	horizon  int64

	links    []linkPlan
	segments []int // of the network: the links that they are of
	sites    []sitePlan
	patterns []*replication.Pattern // distinct write patterns of the assets
	teams    [teamCount]teamPlan
	change   calendar.Spans // when a promotion may begin

	entities      []uint64 // names of all that has luck of its own, see package stream
	subscriptions []subscriptionPlan
	workloads     []workloadPlan
	assets        []assetPlan
	amounts       []assetAmounts // by asset
	order         []int          // workloads in backlog order

	tool      toolPlan
	promotion promotionPlan
	wip       int     // 0 for no limit
	covered   float64 // network bytes per source byte of a secondary, 0 for none
	reverse   bool

	machines map[ModelName]*promotion.Model
	layouts  map[ModelName]*layout
	runners  sync.Pool
}

type linkPlan struct {
	name       string
	entity     entity
	capacity   calendar.Steps // line rate, bytes per second
	efficiency quantity[Share]
	cap        calendar.Steps // all migration traffic, bytes per second
	production bool
	demand     quantity[BitRate]
	profile    calendar.Steps
	weight     float64

	// In the network a link with production is two: one that offers its
	// capacity to all traffic, and one that caps the migration's. Others need
	// but one, the narrower of the two.
	total, own int
}

type sitePlan struct {
	links []int
	route []int // in the network
}

type teamPlan struct {
	size  int // 0 for no limit
	hours calendar.Spans
}

type subscriptionPlan struct {
	name         string
	entity       entity
	businessTest int64
	workloads    []int
	pinned       ModelName
}

type workloadPlan struct {
	name         string
	entity       entity
	subscription int
	rank         int32 // in the backlog
	users        float64
	after        []int
	assets       []int
	defects      float64
	remediate    quantity[Duration]
	document     quantity[Duration]
	optimize     quantity[Duration]
	tests        [testCount]testPlan
}

type testPlan struct {
	takes quantity[Duration]
	finds float64
}

// assetPlan is looked at all the time: it fills one line of a processor's cache.
type assetPlan struct {
	name       string
	entity     entity
	rank       int32 // in the backlog
	workload   int
	site       int
	pattern    int
	stateful   bool
	covered    bool // stateful, and a secondary covers it
	workingSet float64
}

// assetAmounts are drawn once a replication.
type assetAmounts struct {
	used  quantity[Bytes]
	churn quantity[ByteRate]
}

type toolPlan struct {
	cycle          bool
	policy         replication.Policy
	seeding        int // 0 for no limit
	replicating    int // 0 for no limit
	limit          float64
	wire           float64
	launch, deploy quantity[Duration]
	launching      bool // to launch takes time
}

type promotionPlan struct {
	quiesce     bool
	propagation int64
	hold        int64
	approval    quantity[Duration]
	route       quantity[Duration]
	flights     []flightPlan
	scope       Scope
	fix         quantity[Duration]
	mitigate    quantity[Duration]
	surface     float64
	redeploy    float64
	rpo         float64 // NaN without one
}

type flightPlan struct {
	share float64
	bake  quantity[Duration]
}

// The teams and the tests, in the order of the scenario.
const (
	adoption = iota
	operations
	business
	teamCount
)

const (
	sandboxTest = iota
	automatedTest
	performanceTest
	businessTest
	testCount
)

// Compile validates a scenario and makes it ready to run.
func Compile(s *Scenario) (*Plan, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	s = s.WithDefaults()
	zone, err := time.LoadLocation(s.TimeZone)
	if err != nil {
		return nil, err
	}
	p := &Plan{scenario: s, horizon: clampNanos(float64(*s.Horizon))}
	// What happens exactly at the horizon counts, and calendars end before it.
	length := time.Duration(p.horizon + 1)
	clock := calendar.New(*s.Start, zone, length)
	p.compileNetwork(clock)
	p.compileRules(clock, calendar.Always(length))
	// What users write counts until the routing change has spread.
	longer := calendar.New(*s.Start, zone, length+time.Duration(p.promotion.propagation))
	if err := p.compilePortfolio(longer); err != nil {
		return nil, err
	}
	p.nameEntities()
	p.machines = map[ModelName]*promotion.Model{
		SingleStep: promotion.SingleStep(), Staged: promotion.Staged(), Flight: promotion.Flight(),
	}
	p.layOut()
	return p, nil
}

func (p *Plan) compileNetwork(clock *calendar.Clock) {
	s := p.scenario
	for _, l := range s.Network.Links {
		link := linkPlan{
			name:       l.Name,
			capacity:   p.capacitySteps(&l),
			efficiency: quantityOf(*l.Efficiency),
			cap:        capSteps(clock, &l),
			weight:     1,
		}
		if t := l.Production; t != nil {
			link.production, link.demand, link.weight = true, quantityOf(t.Demand), *t.Weight
			link.profile = clock.Profile(t.Profile.factors())
		}
		link.total = p.addSegment(len(p.links))
		link.own = link.total
		if link.production {
			link.own = p.addSegment(len(p.links))
		}
		p.links = append(p.links, link)
	}
	for _, site := range s.Sites {
		plan := sitePlan{}
		for _, name := range site.Route {
			l := indexOf(p.links, func(l *linkPlan) bool { return l.name == name })
			plan.links = append(plan.links, l)
			plan.route = append(plan.route, p.links[l].total)
			if p.links[l].production {
				plan.route = append(plan.route, p.links[l].own)
			}
		}
		p.sites = append(p.sites, plan)
	}
}

func (p *Plan) addSegment(link int) int {
	p.segments = append(p.segments, link)
	return len(p.segments) - 1
}

func (p *Plan) compileRules(clock *calendar.Clock, always calendar.Spans) {
	s := p.scenario
	for i, t := range []Team{s.Teams.Adoption, s.Teams.Operations, s.Teams.Business} {
		p.teams[i] = teamPlan{size: valueOr(t.Size, 0), hours: workingHours(clock, t.Hours, always)}
	}
	p.change = p.changeWindows(clock, always)
	t := s.Tool
	p.tool = toolPlan{
		cycle: t.Mode == CycleMode, policy: replication.Policy{Kind: replication.AzureRule},
		seeding: valueOr(t.Seeding, 0), replicating: valueOr(t.Replicating, 0),
		limit: math.Inf(1), wire: *t.Wire, launch: quantityOf(*t.Launch), deploy: quantityOf(*t.Deploy), launching: t.Launch.Mean() > 0,
	}
	if t.Cycle.Policy == FixedCycle {
		interval := clampNanos(float64(*t.Cycle.Interval))
		p.tool.policy = replication.Policy{Kind: replication.FixedInterval, Interval: time.Duration(interval)}
	}
	if t.AssetLimit != nil {
		p.tool.limit = float64(*t.AssetLimit) / 8
	}
	p.wip = valueOr(s.Backlog.WIP, 0)
	if s.Secondary != nil {
		p.covered, p.reverse = *s.Secondary.Wire, s.Secondary.Reverse
	}
	pr, d := s.Promotion, s.Defects
	p.promotion = promotionPlan{
		quiesce: *pr.Quiesce, propagation: clampNanos(float64(*pr.Propagation)), hold: clampNanos(float64(*pr.Hold)),
		approval: quantityOf(*pr.Approval), route: quantityOf(*pr.Route), scope: pr.Scope,
		fix: quantityOf(*d.Fix), mitigate: quantityOf(*d.Mitigate), surface: float64(*d.Surface), redeploy: float64(*d.Redeploy),
		rpo: math.NaN(),
	}
	if s.Objectives.RPO != nil {
		p.promotion.rpo = float64(*s.Objectives.RPO)
	}
	for _, f := range pr.Flights {
		p.promotion.flights = append(p.promotion.flights, flightPlan{float64(f.Share), quantityOf(*f.Bake)})
	}
}

func (p *Plan) compilePortfolio(clock *calendar.Clock) error {
	names := map[string]int{}
	for _, sub := range p.scenario.Portfolio {
		for _, w := range sub.Workloads {
			names[w.Name] = len(names)
		}
	}
	patterns := patternSet{clock: clock, index: map[string]int{}}
	for _, sub := range p.scenario.Portfolio {
		plan := subscriptionPlan{name: sub.Name}
		if sub.BusinessTest != nil {
			plan.businessTest = p.instant(*sub.BusinessTest)
		}
		for i := range sub.Workloads {
			w := &sub.Workloads[i]
			plan.workloads = append(plan.workloads, len(p.workloads))
			if w.Model != "" {
				plan.pinned = w.Model
			}
			if err := p.compileWorkload(w, len(p.subscriptions), names, &patterns); err != nil {
				return err
			}
		}
		p.subscriptions = append(p.subscriptions, plan)
	}
	p.patterns = patterns.list
	p.rank()
	return nil
}

func (p *Plan) compileWorkload(w *Workload, subscription int, names map[string]int, patterns *patternSet) error {
	s := p.scenario
	plan := workloadPlan{
		name: w.Name, subscription: subscription, users: valueOr(w.Users, 0),
		defects:   valueOr(w.Defects, *s.Defects.PerWorkload),
		remediate: quantityOf(valueOr(w.Remediate, *s.Work.Remediate)),
		document:  quantityOf(valueOr(w.Document, *s.Work.Document)),
		optimize:  quantityOf(valueOr(w.Optimize, *s.Work.Optimize)),
	}
	for _, name := range w.After {
		plan.after = append(plan.after, names[name])
	}
	own := [testCount]Test{w.Tests.Sandbox, w.Tests.Automated, w.Tests.Performance, w.Tests.Business}
	for i, t := range [testCount]Test{s.Tests.Sandbox, s.Tests.Automated, s.Tests.Performance, s.Tests.Business} {
		plan.tests[i] = testPlan{quantityOf(valueOr(own[i].Takes, *t.Takes)), float64(valueOr(own[i].Finds, *t.Finds))}
	}
	for i := range w.Assets {
		a := &w.Assets[i]
		pattern, err := patterns.add(a.Profile)
		if err != nil {
			return err
		}
		plan.assets = append(plan.assets, len(p.assets))
		p.assets = append(p.assets, assetPlan{
			name: a.Name, workload: len(p.workloads),
			site:    indexOf(s.Sites, func(site *Site) bool { return site.Name == a.Site }),
			pattern: pattern, stateful: a.Stateful,
			covered:    a.Stateful && s.Secondary != nil && valueOr(a.Secondary, true),
			workingSet: float64(valueOr(a.WorkingSet, Bytes(math.Inf(1)))),
		})
		p.amounts = append(p.amounts, assetAmounts{quantityOf(*a.Used), quantityOf(*a.Churn)})
	}
	p.workloads = append(p.workloads, plan)
	return nil
}

// rank puts workloads and assets in backlog order.
func (p *Plan) rank() {
	p.order = p.scenario.backlog().Order(policies[p.scenario.Backlog.Order])
	rank := int32(0)
	for i, w := range p.order {
		p.workloads[w].rank = int32(i)
		for _, a := range p.workloads[w].assets {
			p.assets[a].rank = rank
			rank++
		}
	}
}
