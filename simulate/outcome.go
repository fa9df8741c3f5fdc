package simulate

import "slices"

// Outcome is what one replication of one model gives. Times are seconds since
// the scenario's start, amounts are bytes, rates bit/s. A value that does not
// exist is NaN; where not everything was promoted by the horizon no value does,
// since nothing is averaged over replications that did not finish. Slices are
// in the order of the scenario file.
//
// Finished outcomes have NaN, too, so that package encoding/json refuses them:
// a team without a size, a limit that the tool does not have, a link without
// migration.
type Outcome struct {
	Model         ModelName
	Finished      bool    // everything was promoted by the horizon
	Unfinished    []Stuck // why not, in backlog order
	Portfolio     PortfolioOutcome
	Links         []LinkOutcome
	Subscriptions []SubscriptionOutcome
	Workloads     []WorkloadOutcome
	Teams         []TeamOutcome  // adoption, operations, business
	Limits        []LimitOutcome // seeding, replicating
}

// Stuck is a workload that was not promoted.
type Stuck struct {
	Workload string
	Reason   Reason
}

// Reason says why a workload was not promoted by the horizon.
type Reason string

// The reasons, the first that applies.
const (
	NoSlot         Reason = "no slot"          // an asset waits to seed
	NeverInSync    Reason = "never in sync"    // an asset is not in sync
	WIPLimit       Reason = "wip"              // not begun
	Dependency     Reason = "dependency"       // what it comes after is not promoted
	NoChangeWindow Reason = "no change window" // nothing else is missing
	HorizonReached Reason = "horizon"
)

// PortfolioOutcome is the portfolio's share of an [Outcome]: the last time,
// the largest window and downtime, the sum of all else.
type PortfolioOutcome struct {
	Duration      float64 // s
	Staged        float64 // s
	Migrated      float64 // s
	Promoted      float64 // s
	Retired       float64 // s
	LossBytes     float64 // B, stray and rollback bytes included
	LossWindow    float64 // s
	StrayBytes    float64 // B
	RollbackBytes float64 // B
	Downtime      float64 // s
	Divergence    float64 // s
	Affected      float64 // user-hours
	Incidents     float64 // count
	Rollbacks     float64 // count, once per subscription that goes back
	Reseeds       float64 // count, once per asset
	ObservedLoad  float64 // hours of production load
	DualRunning   float64 // asset-hours
	Transfer      float64 // wire bytes
	Effort        float64 // person-hours
}

// LinkOutcome is one link's share of an [Outcome], within the link's migration
// period. Without a migration flow Mean, P95, Peak and Held are NaN.
type LinkOutcome struct {
	Mean, P95, Peak float64 // bit/s
	Saturated       float64 // s
	Shortfall       float64 // B
	ShortfallTime   float64 // s
	Held            float64 // assets
	Bytes           ClassBytes
}

// ClassBytes are wire bytes by class of traffic.
type ClassBytes struct {
	Seed, Sync, Final, Secondary, Reverse float64
}

// SubscriptionOutcome is the time at which the last workload got somewhere.
type SubscriptionOutcome struct {
	Staged, Migrated, Promoted, Retired float64
}

// WorkloadOutcome is one workload's share of an [Outcome].
type WorkloadOutcome struct {
	Staged, Migrated, Promoted, Retired  float64 // s
	LossWindow                           float64 // s
	LossBytes, StrayBytes, RollbackBytes float64 // B
	Downtime, Divergence                 float64 // s
	Affected                             float64 // user-hours
	Critical                             bool
	LagP50, LagP95, LagMax               float64 // s
	LagViolation                         float64 // share of the time above the target RPO
	Assets                               []AssetOutcome
}

// AssetOutcome is one asset's share of an [Outcome].
type AssetOutcome struct {
	Seeded, InSync, Severed float64 // s
	LossWindow              float64 // s
	LossBytes               float64 // B
}

// TeamOutcome is one team's share of an [Outcome].
type TeamOutcome struct {
	Utilization float64 // busy share of the slots in working hours; NaN without a size
	Effort      float64 // person-hours
}

// LimitOutcome is the busy share of one of the tool's limits; NaN without one.
type LimitOutcome struct {
	Utilization float64
}

// clone returns a copy that shares no memory.
func (o *Outcome) clone() *Outcome {
	c := *o
	c.Unfinished = cloned(o.Unfinished)
	c.Links, c.Subscriptions = cloned(o.Links), cloned(o.Subscriptions)
	c.Teams, c.Limits = cloned(o.Teams), cloned(o.Limits)
	c.Workloads = cloned(o.Workloads)
	assets := 0
	for i := range o.Workloads {
		assets += len(o.Workloads[i].Assets)
	}
	all := make([]AssetOutcome, 0, assets)
	for i := range c.Workloads {
		first := len(all)
		all = append(all, o.Workloads[i].Assets...)
		c.Workloads[i].Assets = all[first:len(all):len(all)]
	}
	return &c
}

// cloned returns a copy of a list, nil of an empty one.
func cloned[T any](list []T) []T { return append([]T(nil), list...) }

// resized returns a slice of a length in the memory of another, in which what
// was there is left.
func resized[T any](list []T, length int) []T {
	return slices.Grow(list[:0], length)[:length]
}
