package document

import "reflect"

// keyDoc describes a key: what its value is, and what holds without it.
type keyDoc struct{ what, absent string }

// docOf returns the description of a key of a type.
func docOf(t reflect.Type, key string) keyDoc { return keyDocs[t.Name()+"."+key] }

// keyDocs is keyed by the Go type and the key in the file.
var keyDocs = map[string]keyDoc{
	"Scenario.landfall":   {"version of the format, 1", ""},
	"Scenario.name":       {"name of the plan, for reports", "no name"},
	"Scenario.start":      {"time at which the simulation starts", "2026-01-05T00:00:00Z, a Monday"},
	"Scenario.timezone":   {"IANA time zone of profiles, calendars and windows", "UTC"},
	"Scenario.horizon":    {"time after the start at which the simulation gives up", "104w"},
	"Scenario.network":    {"links and how they are shared", ""},
	"Scenario.sites":      {"places with assets", ""},
	"Scenario.tool":       {"the migration tool", "continuous, without limits and delays"},
	"Scenario.secondary":  {"replication that goes on when the tool's has ended; covers every stateful asset that does not say secondary: false", "none"},
	"Scenario.teams":      {"who does the work", "teams without limit that always work"},
	"Scenario.work":       {"durations of the work on a workload", "no work"},
	"Scenario.tests":      {"durations of the tests and the share of defects that each finds", "tests that take no time and find nothing"},
	"Scenario.defects":    {"what is wrong with workloads", "no defects"},
	"Scenario.promotion":  {"how users get to the target", ""},
	"Scenario.backlog":    {"order of the workloads and limit of those in progress", ""},
	"Scenario.objectives": {"what the planner must reach", "none"},
	"Scenario.portfolio":  {"what is migrated, by subscription", ""},
	"Scenario.inventory":  {"file to read the portfolio from, instead of portfolio; its path is relative to this file", ""},

	"Network.sharing": {"how production and migration share a link", "production-first"},
	"Network.links":   {"network path segments", ""},

	"Link.name":       {"name, unique among links", ""},
	"Link.capacity":   {"line rate at the start", ""},
	"Link.efficiency": {"share of the line rate that carries payload, above 0 and at most 1; drawn once a replication", "100%"},
	"Link.steps":      {"later capacities: expansions and outages", "none"},
	"Link.production": {"production traffic on the link", "none"},
	"Link.limit":      {"limit of all migration traffic together", "no limit"},
	"Link.throttle":   {"weekly limits of all migration traffic; the lowest that holds counts", "none"},

	"CapacityStep.at":       {"when the capacity changes", ""},
	"CapacityStep.capacity": {"line rate from then on; 0bps is an outage", ""},

	"ProductionTraffic.demand":  {"mean demand, payload; drawn once a replication", ""},
	"ProductionTraffic.profile": {"weekly pattern of the demand", "flat"},
	"ProductionTraffic.weight":  {"weight against migration flows, where sharing is fair; above 0", "1"},

	"Window.days":    {"days on which the window begins", "every day"},
	"Window.from":    {"beginning, inside the window", ""},
	"Window.to":      {"end, outside the window; at or before from it is on the next day", ""},
	"Throttle.days":  {"days on which the window begins", "every day"},
	"Throttle.from":  {"beginning, inside the window", ""},
	"Throttle.to":    {"end, outside the window; at or before from it is on the next day", ""},
	"Throttle.limit": {"limit of all migration traffic in the window", ""},

	"Site.name":  {"name, unique among sites", ""},
	"Site.route": {"links that the site's traffic crosses, each once", ""},

	"Tool.mode":        {"how the tool replicates after the seed", "continuous"},
	"Tool.cycle":       {"when the next snapshot is taken, in mode cycle", "policy azure"},
	"Tool.seeding":     {"assets that seed at once, at least 1", "no limit"},
	"Tool.replicating": {"assets in replication at once, at least 1", "no limit"},
	"Tool.assetLimit":  {"limit of each asset's replication, in bits on the wire", "no limit"},
	"Tool.wire":        {"network bytes per source byte (compression), above 0", "1"},
	"Tool.launch":      {"time to start a copy of an asset", "0s"},
	"Tool.deploy":      {"time to move a staged workload into the landing zone", "0s"},

	"Cycle.policy":   {"azure waits half the last cycle, 1 h to 12 h; fixed keeps an interval", "azure"},
	"Cycle.interval": {"time from snapshot to snapshot, above 0; for policy fixed", "2h for policy fixed"},

	"Secondary.wire":    {"network bytes per source byte, above 0", "1"},
	"Secondary.reverse": {"also from the target back to the source, during flights", "false"},

	"Teams.adoption":   {"remediates, tests in the sandbox, documents, deploys", "no limit, always"},
	"Teams.operations": {"tests, optimizes, mends what fails in a flight", "no limit, always"},
	"Teams.business":   {"runs the business tests", "no limit, always"},
	"Team.size":        {"slots, at least 1", "no limit"},
	"Team.hours":       {"when the team works: always, office-hours (mon-fri 09:00 to 17:00), or windows", "always"},

	"Work.remediate": {"adoption team, before the seed", "0s"},
	"Work.document":  {"adoption team, after the sandbox test", "0s"},
	"Work.optimize":  {"operations team, after the business test", "0s"},

	"Tests.sandbox":     {"in the tool's sandbox, adoption team", ""},
	"Tests.automated":   {"before the first flight, operations team", ""},
	"Tests.performance": {"after the deployment of a staged workload, operations team", ""},
	"Tests.business":    {"after the performance test, business team", ""},
	"Test.takes":        {"duration", "0s"},
	"Test.finds":        {"probability to find each defect that is there", "0%"},

	"Defects.perWorkload": {"mean number of defects of a workload (Poisson), at most 10000", "0"},
	"Defects.fix":         {"work to mend a defect that a test found", "0s"},
	"Defects.redeploy":    {"probability that a defect found after the deployment needs new seeds", "0%"},
	"Defects.surface":     {"mean time until a defect that no test found shows, at full traffic", "1d"},
	"Defects.mitigate":    {"time to put right a defect that has surfaced", "0s"},

	"Promotion.models":      {"models that compare compares, each once", "all"},
	"Promotion.scope":       {"what a single step promotes together", "workload"},
	"Promotion.quiesce":     {"stop writing on the source before users move", "true"},
	"Promotion.approval":    {"wait for the approval of a promotion", "0s"},
	"Promotion.windows":     {"change windows, in which promotions and flights begin", "any time"},
	"Promotion.freezes":     {"periods in which no promotion or flight begins", "none"},
	"Promotion.propagation": {"time until a routing change has reached all users", "0s"},
	"Promotion.route":       {"time to carry out a routing change", "0s"},
	"Promotion.flights":     {"shares of the users that never fall; only the last is 100%", "one of 100%, not baked"},
	"Promotion.hold":        {"time for which the source is kept after the promotion", "30d"},
	"Period.from":           {"beginning, inside the period", ""},
	"Period.to":             {"end, outside the period", ""},
	"FlightStep.share":      {"share of all users, never below that of the flight before; only the last is 100%", ""},
	"FlightStep.bake":       {"time for which the flight is watched", "0s"},

	"BacklogRules.order":    {"order in which workloads are taken up", "listed"},
	"BacklogRules.wip":      {"workloads begun and not yet migrated, at least 1", "no limit"},
	"Objectives.rpo":        {"largest lag p95 of a workload", "none"},
	"Objectives.lossWindow": {"largest loss window of the portfolio", "none"},
	"Objectives.downtime":   {"largest downtime of the portfolio", "none"},
	"Objectives.linkShare":  {"p95 of each link over its first capacity", "none"},
	"Objectives.finish":     {"when everything is promoted", "none"},
	"Objectives.confidence": {"share of the replications that must meet an objective", "80%"},

	"Subscription.subscription": {"name, unique among subscriptions", "subscription-N by its place in the file"},
	"Subscription.businessTest": {"date that a staged promotion waits for", "none"},
	"Subscription.workloads":    {"workloads of the subscription", ""},
	"Workload.name":             {"name, unique among workloads", "workload-N by its place in the file"},
	"Workload.users":            {"number of users", "0"},
	"Workload.after":            {"workloads that must be promoted before", "none"},
	"Workload.model":            {"pins the whole subscription to a model", "not pinned"},
	"Workload.remediate":        {"this workload's remediation", "as in work"},
	"Workload.document":         {"this workload's documents", "as in work"},
	"Workload.optimize":         {"this workload's optimization", "as in work"},
	"Workload.tests":            {"this workload's tests: what it gives", "as in tests"},
	"Workload.defects":          {"mean number of this workload's defects", "as in defects.perWorkload"},
	"Workload.assets":           {"assets that serve the workload", ""},
	"Asset.name":                {"name, unique among assets", ""},
	"Asset.site":                {"site of the asset", "the only site"},
	"Asset.used":                {"used bytes, which the seed carries; drawn once a replication", ""},
	"Asset.churn":               {"mean write rate of the source; drawn once a replication", "0B/s"},
	"Asset.profile":             {"weekly pattern of the writes", "flat"},
	"Asset.stateful":            {"holds data that users change", "false"},
	"Asset.workingSet":          {"distinct bytes that one cycle can carry, in mode cycle", "no bound"},
	"Asset.secondary":           {"false: no secondary replication covers the asset", "true where there is a secondary"},
}
