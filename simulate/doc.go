// Package simulate estimates what a migration costs under each promotion
// model: bandwidth, data loss, downtime and schedule.
//
// A [Scenario] is everything a planner knows. [Compare] runs it many times
// under several models, with common random numbers, and recommends one;
// [Simulate] runs one model. Both give a [Result]. A [Plan] is a scenario made
// ready to run, for those who want single replications: [Plan.Replicate] gives
// an [Outcome].
//
// A replication is a loop over a queue of events. Between two events all rates
// are constant, so amounts are exact: nothing is stepped through in time. Every
// transition of every asset and release unit is asked of package promotion,
// and what it answers is carried out; the simulator decides nothing about what
// is legal.
//
// The meaning of every quantity is in docs/semantics.md; what was chosen where
// that page is silent is in docs/decisions.md.
//
// The package reads no clock and no files. Time zones come from the Go
// runtime: a program for machines without them imports time/tzdata.
package simulate
