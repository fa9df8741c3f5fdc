package simulate

import "time"

// Scenario is everything a planner knows about a migration: the network, the
// tool, the teams, the promotion rules and the portfolio. Its JSON form is the
// scenario file; docs/scenario.md describes every key.
//
// A nil pointer, an empty string or an empty slice means "not given": the
// default stated at the field holds, and [Scenario.WithDefaults] writes it in.
type Scenario struct {
	Landfall   int            `json:"landfall"`            // format version, 1
	Name       string         `json:"name,omitempty"`      // of the plan, for reports
	Start      *time.Time     `json:"start,omitempty"`     // default 2026-01-05T00:00:00Z, a Monday
	TimeZone   string         `json:"timezone,omitempty"`  // IANA name for profiles, calendars and windows; default UTC
	Horizon    *Duration      `json:"horizon,omitempty"`   // the simulation gives up here; default 104w
	Network    Network        `json:"network"`             // links and how they are shared
	Sites      []Site         `json:"sites"`               // where assets are, each with its route
	Tool       Tool           `json:"tool,omitzero"`       // the migration tool
	Secondary  *Secondary     `json:"secondary,omitempty"` // replication after the tool's; default none
	Teams      Teams          `json:"teams,omitzero"`      // who does the work
	Work       Work           `json:"work,omitzero"`       // durations per workload
	Tests      Tests          `json:"tests,omitzero"`      // durations and power of the tests
	Defects    Defects        `json:"defects,omitzero"`    // what the tests look for
	Promotion  Promotion      `json:"promotion,omitzero"`  // how users get to the target
	Backlog    BacklogRules   `json:"backlog,omitzero"`    // order and work in progress
	Objectives Objectives     `json:"objectives,omitzero"` // what the planner must reach
	Portfolio  []Subscription `json:"portfolio,omitempty"` // what is migrated
	Inventory  string         `json:"inventory,omitempty"` // a file to read the portfolio from, instead of Portfolio
}

// Network is the links that the migration shares with production.
type Network struct {
	Sharing Sharing `json:"sharing,omitempty"` // default production-first
	Links   []Link  `json:"links"`             // at least one
}

// Sharing says how production and migration share a link.
type Sharing string

// The ways of sharing a link.
const (
	ProductionFirst Sharing = "production-first" // production is served before any migration
	FairSharing     Sharing = "fair"             // production is one more flow among the migration's
)

// Link is a network path segment; both directions share its capacity.
type Link struct {
	Name       string             `json:"name"`
	Capacity   *BitRate           `json:"capacity"`             // line rate at the start, required
	Efficiency *Dist[Share]       `json:"efficiency,omitempty"` // share of the line rate that carries payload, in (0, 1]; default 1
	Steps      []CapacityStep     `json:"steps,omitempty"`      // later capacities, in any order
	Production *ProductionTraffic `json:"production,omitempty"` // default none
	Limit      *BitRate           `json:"limit,omitempty"`      // all migration traffic together; default no limit
	Throttle   []Throttle         `json:"throttle,omitempty"`   // weekly limits of all migration traffic
}

// CapacityStep changes a link's capacity: an expansion or an outage.
type CapacityStep struct {
	At       Instant `json:"at"`
	Capacity BitRate `json:"capacity"`
}

// ProductionTraffic is what a link carries for production.
type ProductionTraffic struct {
	Demand  Dist[BitRate] `json:"demand"`           // mean demand, payload
	Profile Profile       `json:"profile,omitzero"` // default flat
	Weight  *float64      `json:"weight,omitempty"` // of the flow under fair sharing, above 0; default 1
}

// Throttle caps all migration traffic of a link during weekly windows.
type Throttle struct {
	Window
	Limit BitRate `json:"limit"`
}

// Site is a place with assets.
type Site struct {
	Name  string   `json:"name"`
	Route []string `json:"route"` // the links that its traffic crosses, each once
}

// Tool is the migration tool.
type Tool struct {
	Mode        Mode            `json:"mode,omitempty"`        // default continuous
	Cycle       *Cycle          `json:"cycle,omitempty"`       // for mode cycle; default policy azure
	Seeding     *int            `json:"seeding,omitempty"`     // assets seeding at once; default no limit
	Replicating *int            `json:"replicating,omitempty"` // assets in replication at once; default no limit
	AssetLimit  *BitRate        `json:"assetLimit,omitempty"`  // per asset, wire bits; default no limit
	Wire        *float64        `json:"wire,omitempty"`        // network bytes per source byte, above 0; default 1
	Launch      *Dist[Duration] `json:"launch,omitempty"`      // to start one copy; default 0
	Deploy      *Dist[Duration] `json:"deploy,omitempty"`      // to move a staged workload into the landing zone; default 0
}

// Mode is how the tool replicates after the seed.
type Mode string

// The modes.
const (
	Continuous Mode = "continuous" // every write is carried, in order
	CycleMode  Mode = "cycle"      // snapshots are carried, one after the other
)

// Cycle says when the next snapshot is taken in cycle mode.
type Cycle struct {
	Policy   CyclePolicy `json:"policy,omitempty"`   // default azure
	Interval *Duration   `json:"interval,omitempty"` // for fixed, above 0; default 2h
}

// CyclePolicy names a rule for the wait between two cycles.
type CyclePolicy string

// The policies.
const (
	AzureCycle CyclePolicy = "azure" // half the last cycle's length, at least 1 h and at most 12 h
	FixedCycle CyclePolicy = "fixed" // a snapshot every interval, or at once if the cycle took longer
)

// Secondary is the replication that goes on after the tool's has ended. It
// covers every stateful asset that does not say otherwise.
type Secondary struct {
	Wire    *float64 `json:"wire,omitempty"`    // network bytes per source byte, above 0; default 1
	Reverse bool     `json:"reverse,omitempty"` // also from the target back to the source, during flights
}

// Teams are the people of the migration.
type Teams struct {
	Adoption   Team `json:"adoption,omitzero"`   // remediates, tests in the sandbox, documents, deploys
	Operations Team `json:"operations,omitzero"` // tests, optimizes, mends what fails in a flight
	Business   Team `json:"business,omitzero"`   // runs the business tests
}

// Team is a number of slots and when they work.
type Team struct {
	Size  *int  `json:"size,omitempty"` // slots, at least 1; default no limit
	Hours Hours `json:"hours,omitzero"` // default always
}

// Work is the duration of each piece of work on a workload.
type Work struct {
	Remediate *Dist[Duration] `json:"remediate,omitempty"` // adoption team; default 0
	Document  *Dist[Duration] `json:"document,omitempty"`  // adoption team; default 0
	Optimize  *Dist[Duration] `json:"optimize,omitempty"`  // operations team; default 0
}

// Tests are the four tests of a workload.
type Tests struct {
	Sandbox     Test `json:"sandbox,omitzero"`     // in the tool's sandbox, adoption team
	Automated   Test `json:"automated,omitzero"`   // before the first flight, operations team
	Performance Test `json:"performance,omitzero"` // operations team
	Business    Test `json:"business,omitzero"`    // business team
}

// Test is one kind of test.
type Test struct {
	Takes *Dist[Duration] `json:"takes,omitempty"` // default 0
	Finds *Share          `json:"finds,omitempty"` // probability to find each defect that is present; default 0
}

// Defects are what is wrong with the workloads.
type Defects struct {
	PerWorkload *float64        `json:"perWorkload,omitempty"` // mean of a Poisson distribution; default 0
	Fix         *Dist[Duration] `json:"fix,omitempty"`         // work to mend one that a test found; default 0
	Redeploy    *Share          `json:"redeploy,omitempty"`    // probability that a defect found after deployment needs new seeds; default 0
	Surface     *Duration       `json:"surface,omitempty"`     // mean time until one that no test found shows at full traffic; default 1d
	Mitigate    *Dist[Duration] `json:"mitigate,omitempty"`    // to put right one that surfaced; default 0
}

// Promotion is how users get to the target.
type Promotion struct {
	Models      []ModelName     `json:"models,omitempty"`      // what compare compares; default all three
	Scope       Scope           `json:"scope,omitempty"`       // of a single step; default workload
	Quiesce     *bool           `json:"quiesce,omitempty"`     // stop writing on the source before users move; default true
	Approval    *Dist[Duration] `json:"approval,omitempty"`    // default 0
	Windows     []Window        `json:"windows,omitempty"`     // change windows; default any time
	Freezes     []Period        `json:"freezes,omitempty"`     // no promotion begins within these
	Propagation *Duration       `json:"propagation,omitempty"` // of a routing change to all users; default 0
	Route       *Dist[Duration] `json:"route,omitempty"`       // to carry out a routing change; default 0
	Flights     []FlightStep    `json:"flights,omitempty"`     // default one of 100 % with no bake
	Hold        *Duration       `json:"hold,omitempty"`        // the source is kept this long after the promotion; default 30d
}

// ModelName names a promotion model: single-step, staged or flight.
type ModelName string

// The promotion models.
const (
	SingleStep ModelName = "single-step"
	Staged     ModelName = "staged"
	Flight     ModelName = "flight"
)

// Scope is what a single step promotes together.
type Scope string

// The scopes.
const (
	WorkloadScope     Scope = "workload"
	SubscriptionScope Scope = "subscription"
	PortfolioScope    Scope = "portfolio"
)

// Period is from one instant up to, not including, another.
type Period struct {
	From Instant `json:"from"`
	To   Instant `json:"to"`
}

// FlightStep is one share of the users and how long it is watched.
type FlightStep struct {
	Share Share           `json:"share"`          // of all users, never falling, only the last 100 %
	Bake  *Dist[Duration] `json:"bake,omitempty"` // default 0
}

// BacklogRules order the backlog and limit the work in progress.
type BacklogRules struct {
	Order Order `json:"order,omitempty"` // default listed
	WIP   *int  `json:"wip,omitempty"`   // workloads begun and not yet migrated, at least 1; default no limit
}

// Order names an order of the backlog.
type Order string

// The orders. Ties are in the order of the file.
const (
	Listed        Order = "listed"
	SmallestFirst Order = "smallest-first" // by mean used bytes
	LargestFirst  Order = "largest-first"  // by mean used bytes
	CriticalFirst Order = "critical-first" // by the number of workloads that come after, directly or through others
)

// Objectives are what the planner must reach, each optional.
type Objectives struct {
	RPO        *Duration `json:"rpo,omitempty"`        // largest lag p95 of a workload
	LossWindow *Duration `json:"lossWindow,omitempty"` // largest of the portfolio
	Downtime   *Duration `json:"downtime,omitempty"`   // largest of the portfolio
	LinkShare  *Share    `json:"linkShare,omitempty"`  // each link's p95 over its first capacity
	Finish     *Instant  `json:"finish,omitempty"`     // everything promoted
	Confidence *Share    `json:"confidence,omitempty"` // share of replications that must meet an objective; default 80 %
}

// Subscription is a landing zone and the workloads that go there.
type Subscription struct {
	Name         string     `json:"subscription,omitempty"` // default subscription-N by its place
	BusinessTest *Instant   `json:"businessTest,omitempty"` // a staged promotion waits for it; default none
	Workloads    []Workload `json:"workloads"`
}

// Workload is the assets that serve one business function.
type Workload struct {
	Name      string          `json:"name,omitempty"`      // default workload-N by its place in the file
	Users     *float64        `json:"users,omitempty"`     // default 0
	After     []string        `json:"after,omitempty"`     // workloads that must be promoted before
	Model     ModelName       `json:"model,omitempty"`     // pins the whole subscription to a model
	Remediate *Dist[Duration] `json:"remediate,omitempty"` // overrides Work
	Document  *Dist[Duration] `json:"document,omitempty"`  // overrides Work
	Optimize  *Dist[Duration] `json:"optimize,omitempty"`  // overrides Work
	Tests     Tests           `json:"tests,omitzero"`      // overrides what it gives
	Defects   *float64        `json:"defects,omitempty"`   // overrides Defects.PerWorkload
	Assets    []Asset         `json:"assets"`
}

// Asset is one server, database or file share.
type Asset struct {
	Name       string          `json:"name"`
	Site       string          `json:"site,omitempty"`       // default the only one
	Used       *Dist[Bytes]    `json:"used"`                 // required
	Churn      *Dist[ByteRate] `json:"churn,omitempty"`      // mean write rate of the source; default 0
	Profile    Profile         `json:"profile,omitzero"`     // of the writes; default flat
	Stateful   bool            `json:"stateful,omitempty"`   // holds data that users change
	WorkingSet *Bytes          `json:"workingSet,omitempty"` // distinct bytes that a cycle can carry; default no bound
	Secondary  *bool           `json:"secondary,omitempty"`  // false: not covered; default true where there is a secondary
}
