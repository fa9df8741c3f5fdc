package trace_test

import (
	"slices"
	"testing"
	"time"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/trace"
)

// lives are what the tools show of a server that is moved without trouble, and
// one step that no server can take.
var lives = [][]string{
	{"DISCOVERED", "NOT_READY", "READY_FOR_TEST", "TESTING", "READY_FOR_TEST", "TESTING", "READY_FOR_CUTOVER", "CUTTING_OVER", "CUTOVER", "NOT_READY"},
	{"None", "EnableMigrationInProgress", "InitialSeedingInProgress", "Replicating", "MigrationInProgress", "MigrationSucceeded", "Replicating"},
	{"PENDING", "READY", "FIRST_SYNC", "ACTIVE", "PAUSED", "ACTIVE", "CUTTING_OVER", "CUTOVER", "FINALIZING", "FINALIZED", "FIRST_SYNC"},
}

// TestUnseen names what the tools cannot express of staged promotion: all that
// follows the migration, since they end there.
func TestUnseen(t *testing.T) {
	for _, a := range trace.Adapters() {
		never, _ := a.Unseen(promotion.Staged())
		for _, p := range []promotion.Phase{promotion.PhaseDeploying, promotion.PhaseMigrated, promotion.PhaseTested, promotion.PhaseAbandoned} {
			if !slices.Contains(never, p) {
				t.Errorf("%s shows %v", a.Tool, p)
			}
		}
		if slices.Contains(never, promotion.PhaseReplicating) {
			t.Errorf("%s does not show a replication", a.Tool)
		}
	}
}

func TestAdapters(t *testing.T) {
	m := promotion.SingleStep()
	reachable := map[promotion.Phase]bool{}
	for s := range m.Reachable() {
		reachable[s.Phase] = true
	}
	for i, a := range trace.Adapters() {
		for _, s := range a.States {
			for _, p := range s.Phases {
				if !reachable[p] {
					t.Errorf("%s: %s may be %v, which single-step does not have", a.Tool, s.Name, p)
				}
			}
		}
		c, err := trace.NewChecker(m, a.Options(m))
		if err != nil {
			t.Fatal(err)
		}
		for j, state := range lives[i] {
			r, ok, err := a.Record(time.Unix(int64(j+1), 0), "vm-1", state)
			if err != nil {
				t.Fatal(err)
			}
			if !ok {
				continue // nothing that this library knows
			}
			if possible := c.Add(r); possible == (j == len(lives[i])-1) {
				t.Errorf("%s: %s at %d: possible %v: %v", a.Tool, state, j, possible, c.Verdict())
			}
		}
		if v := c.Verdict(); v.Outcome != trace.Diverges {
			t.Errorf("%s: back to the seed after the cutover: %v", a.Tool, v)
		}
		if _, _, err := a.Record(time.Time{}, "vm-1", "LOST"); err == nil {
			t.Errorf("%s has a state LOST", a.Tool)
		}
		if a.Cannot == "" || a.Field == "" {
			t.Errorf("%s says too little", a.Tool)
		}
	}
}
