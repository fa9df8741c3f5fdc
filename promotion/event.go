package promotion

import "github.com/landfall-sim/landfall/staging"

// Event is something that happens to an asset or to a release unit. Events are
// flat values, made by the functions of this package.
type Event struct {
	Kind         Kind        `json:"event,omitzero"`
	By           Role        `json:"by,omitzero"`           // who does it; the zero value is not checked
	Coverage     Coverage    `json:"coverage,omitzero"`     // of a deployment
	Deliverables staging.Set `json:"deliverables,omitzero"` // that are complete: of record and stage
	Share        Share       `json:"share,omitzero"`        // of the users: of route
	Members      uint32      `json:"members,omitzero"`      // of a release: of decide
}

// As returns the event as done by r: a role that may not is refused.
func (e Event) As(r Role) Event {
	e.By = r
	return e
}

// Replicate starts the replication of an asset.
func Replicate() Event { return Event{Kind: KindReplicate} }

// InSync reports that an asset's copy has caught up with its source.
func InSync() Event { return Event{Kind: KindInSync} }

// Launch starts a copy of an asset in the tool's sandbox.
func Launch() Event { return Event{Kind: KindLaunch} }

// Record reports staging deliverables of an asset as complete.
func Record(complete staging.Set) Event { return Event{Kind: KindRecord, Deliverables: complete} }

// Stage ends the staging of an asset. The deliverables count together with
// those that were recorded before.
func Stage(complete staging.Set) Event { return Event{Kind: KindStage, Deliverables: complete} }

// Discard deletes the staged copy of an asset; replication goes on.
func Discard() Event { return Event{Kind: KindDiscard} }

// Cutover begins the promotion of a single-step asset: its final drain.
func Cutover() Event { return Event{Kind: KindCutover} }

// Sever ends the replication of an asset in cutover.
func Sever() Event { return Event{Kind: KindSever} }

// Waive records that the business owner accepts the loss of what users write
// to an asset that nothing replicates between deployment and promotion.
func Waive() Event { return Event{Kind: KindWaive} }

// Deploy moves a staged asset into the landing zone, which ends its replication.
func Deploy(c Coverage) Event { return Event{Kind: KindDeploy, Coverage: c} }

// Migrate reports that an asset's deployment has ended.
func Migrate() Event { return Event{Kind: KindMigrate} }

// Pass reports that a migrated asset has passed its tests.
func Pass() Event { return Event{Kind: KindPass} }

// Redeploy sends a migrated asset back to its seed.
func Redeploy() Event { return Event{Kind: KindRedeploy} }

// Land reports that an asset's promoted copy is up (single-step) or has all of
// its users (staged and flight). For a release it counts one member.
func Land() Event { return Event{Kind: KindLand} }

// Return takes an asset that had landed back for a rollback, before its users
// are on the source again. For a release it counts one member.
func Return() Event { return Event{Kind: KindReturn} }

// Promote declares an asset or a release production.
func Promote() Event { return Event{Kind: KindPromote} }

// Retire ends the life of an asset's source.
func Retire() Event { return Event{Kind: KindRetire} }

// Abandon gives an asset or a release up.
func Abandon() Event { return Event{Kind: KindAbandon} }
