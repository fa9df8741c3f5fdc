package trace

import (
	"fmt"
	"slices"
	"time"

	"github.com/landfall-sim/landfall/promotion"
)

// Adapter says what the lifecycle of a migration tool means in the words of
// this library: which phases of an asset each of the tool's states may be.
type Adapter struct {
	Tool   string
	Field  string // of the tool's interface in which the state stands
	States []ToolState
	Cannot string // what else the tool cannot express; for phases see [Adapter.Unseen]
}

// ToolState is one state of a tool.
type ToolState struct {
	Name   string            // as the tool writes it
	Phases []promotion.Phase // one of which the asset is in; none: this library has nothing like it
}

// Adapters returns what is known of migration tools. All of them follow
// single-step promotion, and none knows releases.
func Adapters() []Adapter { return []Adapter{mgn(), azureMigrate(), googleMigrate()} }

// Options returns the options with which a log of such records is checked: all
// that happens is hidden, and only seen afterwards.
func (a Adapter) Options(m *promotion.Model) Options {
	o := Options{AssetsOnly: true}
	for e := range m.Events() {
		if !slices.Contains(o.Hidden, e.Kind) {
			o.Hidden = append(o.Hidden, e.Kind)
		}
	}
	return o
}

// Record returns the record that the tool showed a state of an asset; ok is
// false for a state that has no meaning here, which a log leaves out. The error
// is of states that the tool does not have.
func (a Adapter) Record(at time.Time, asset, state string) (r Record, ok bool, err error) {
	for _, s := range a.States {
		if s.Name == state {
			return Record{At: at, Asset: asset, Saw: &Sight{Phases: s.Phases}}, len(s.Phases) > 0, nil
		}
	}
	return Record{}, false, fmt.Errorf("trace: %s has no state %q", a.Tool, state)
}

// Unseen returns the phases of an asset that the tool cannot express: those that
// none of its states shows, and those that it shows only together with others, so
// that they cannot be told apart. Both are in the order of the phases; abandoned,
// for which no tool has a state, is among the first.
func (a Adapter) Unseen(m *promotion.Model) (never, blurred []promotion.Phase) {
	shown, alone := map[promotion.Phase]bool{}, map[promotion.Phase]bool{}
	for _, s := range a.States {
		for _, p := range s.Phases {
			shown[p] = true
			alone[p] = alone[p] || len(s.Phases) == 1
		}
	}
	var all []promotion.Phase
	for s := range m.Reachable() {
		if !slices.Contains(all, s.Phase) {
			all = append(all, s.Phase)
		}
	}
	slices.Sort(all)
	for _, p := range all {
		switch {
		case !shown[p]:
			never = append(never, p)
		case !alone[p]:
			blurred = append(blurred, p)
		}
	}
	return never, blurred
}

// is makes a list of phases.
func is(ps ...promotion.Phase) []promotion.Phase { return ps }

// mgn is AWS Application Migration Service; states from its API reference,
// LifeCycle.
func mgn() Adapter {
	return Adapter{
		Tool: "AWS Application Migration Service", Field: "SourceServer.lifeCycle.state",
		States: []ToolState{
			{"DISCOVERED", is(promotion.PhaseBacklog)},
			{"PENDING_INSTALLATION", is(promotion.PhaseBacklog)},
			{"NOT_READY", is(promotion.PhaseReplicating)},
			{"READY_FOR_TEST", is(promotion.PhaseInSync)},
			{"TESTING", is(promotion.PhaseLaunched)},
			{"READY_FOR_CUTOVER", is(promotion.PhaseLaunched, promotion.PhaseStaged)},
			{"CUTTING_OVER", is(promotion.PhaseCuttingOver)},
			{"CUTOVER", is(promotion.PhaseSevered, promotion.PhaseLanded, promotion.PhasePromoted, promotion.PhaseRetired)},
			{"STOPPED", nil},
			{"DISCONNECTED", nil},
		},
		Cannot: "the four staging deliverables (READY_FOR_CUTOVER is the user's word); the difference between severed, landed, promoted and retired; waivers and secondary replication; who is routed where",
	}
}

// azureMigrate is Azure Migrate, agentless; states from the API reference of
// Azure Site Recovery, MigrationState.
func azureMigrate() Adapter {
	return Adapter{
		Tool: "Azure Migrate (agentless)", Field: "migrationItem.migrationState",
		States: []ToolState{
			{"None", is(promotion.PhaseBacklog)},
			{"EnableMigrationInProgress", is(promotion.PhaseBacklog, promotion.PhaseReplicating)},
			{"EnableMigrationFailed", is(promotion.PhaseBacklog)},
			{"InitialSeedingInProgress", is(promotion.PhaseReplicating)},
			{"InitialSeedingFailed", nil},
			{"Replicating", is(promotion.PhaseInSync, promotion.PhaseLaunched, promotion.PhaseStaged)},
			{"SuspendingProtection", nil},
			{"ProtectionSuspended", nil},
			{"ResumeInitiated", nil},
			{"ResumeInProgress", nil},
			{"MigrationInProgress", is(promotion.PhaseCuttingOver, promotion.PhaseSevered)},
			{"MigrationFailed", nil},
			{"MigrationPartiallySucceeded", is(promotion.PhaseLanded)},
			{"MigrationCompletedWithInformation", is(promotion.PhaseLanded, promotion.PhasePromoted, promotion.PhaseRetired)},
			{"MigrationSucceeded", is(promotion.PhaseLanded, promotion.PhasePromoted, promotion.PhaseRetired)},
			{"DisableMigrationInProgress", nil},
			{"DisableMigrationFailed", nil},
		},
		Cannot: "a launched copy (test migrations have a field of their own) and the staging deliverables; a suspended or failed replication is nothing here; landed, promoted and retired are one; waivers, secondary replication, routing",
	}
}

// googleMigrate is Google Migrate to Virtual Machines; states from the API
// reference of VM Migration, MigratingVm.State.
func googleMigrate() Adapter {
	return Adapter{
		Tool: "Google Migrate to Virtual Machines", Field: "MigratingVm.state",
		States: []ToolState{
			{"PENDING", is(promotion.PhaseBacklog)},
			{"READY", is(promotion.PhaseBacklog)},
			{"FIRST_SYNC", is(promotion.PhaseReplicating)},
			{"ACTIVE", is(promotion.PhaseInSync, promotion.PhaseLaunched, promotion.PhaseStaged)},
			{"PAUSED", nil},
			{"FINAL_SYNC", is(promotion.PhaseCuttingOver)},
			{"CUTTING_OVER", is(promotion.PhaseCuttingOver)},
			{"CUTOVER", is(promotion.PhaseSevered, promotion.PhaseLanded, promotion.PhasePromoted)},
			{"FINALIZING", is(promotion.PhaseLanded, promotion.PhasePromoted, promotion.PhaseRetired)},
			{"FINALIZED", is(promotion.PhaseLanded, promotion.PhasePromoted, promotion.PhaseRetired)},
			{"FINALIZED_EXPIRED", is(promotion.PhaseLanded, promotion.PhasePromoted, promotion.PhaseRetired)},
			{"EXPIRED", nil},
			{"ERROR", nil},
		},
		Cannot: "a launched copy (test clones are jobs of their own) and the staging deliverables; a paused or expired replication is nothing here; finalizing frees the tool's resources and says nothing of users; waivers, secondary replication, routing",
	}
}
