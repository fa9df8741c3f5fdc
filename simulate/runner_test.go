package simulate

import (
	"math"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/landfall-sim/landfall/promotion/trace"
)

// TestRunnerRemembersNothing: a replication is the same to the last bit whatever
// was computed before in the same memory.
func TestRunnerRemembersNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plan, err := Compile(anyEstate(estateKind{chance: true}).Draw(t, "estate"))
		if err != nil {
			t.Fatal(err)
		}
		used := plan.newRunner()
		for range rapid.IntRange(2, 6).Draw(t, "replications") {
			model := rapid.SampledFrom([]ModelName{SingleStep, Staged, Flight}).Draw(t, "model")
			replication := rapid.IntRange(0, 3).Draw(t, "replication")
			want := plan.newRunner().replicate(model, 1, replication).clone()
			if diff := cmp.Diff(want, used.replicate(model, 1, replication).clone(), sameNumbers); diff != "" {
				t.Fatalf("%s, replication %d, in used memory:\n%s", model, replication, diff)
			}
		}
	})
}

// TestReplicateKeepsItsOutcome: an outcome stays as it is when others follow.
func TestReplicateKeepsItsOutcome(t *testing.T) {
	plan := compiled(t, func(s *Scenario) {
		s.Portfolio[0].Workloads[0].Assets[0].Used = new(ExponentialDist(50 * GB))
	})
	first := plan.Replicate(Flight, 1, 0)
	again := plan.Replicate(Flight, 1, 0)
	other := plan.Replicate(Flight, 1, 1)
	if !cmp.Equal(first, again, sameNumbers) {
		t.Errorf("the first outcome has changed:\n%s", cmp.Diff(again, first, sameNumbers))
	}
	if cmp.Equal(first, other, sameNumbers) {
		t.Error("another replication is the same")
	}
}

// TestUnfinishedOutcomesHaveNoValues: whoever looks at one without asking
// whether it finished finds every place and no number.
func TestUnfinishedOutcomesHaveNoValues(t *testing.T) {
	s := smallScenario()
	shape := emptyOutcome(s, Staged)
	s.Horizon = new(1 * Second)
	plan, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]*Outcome{
		"Replicate": plan.Replicate(Staged, 1, 0),
		"Timeline":  plan.Timeline(Staged, 1, 0, func(trace.Record) {}),
	} {
		if o.Finished || len(o.Unfinished) == 0 {
			t.Fatalf("%s: finished within a second: %+v", name, o)
		}
		row := o.numbers(nil)
		if want := len(shape.numbers(nil)); len(row) != want {
			t.Errorf("%s: %d numbers, want %d as of a finished outcome", name, len(row), want)
		}
		for i, x := range row {
			if !math.IsNaN(x) {
				t.Errorf("%s: number %d is %v, want NaN", name, i, x)
			}
		}
	}
}

// TestSeedZeroIsOne: a plan takes seeds as [Options] do.
func TestSeedZeroIsOne(t *testing.T) {
	plan := compiled(t, func(s *Scenario) {
		s.Portfolio[0].Workloads[0].Assets[0].Used = new(ExponentialDist(50 * GB))
	})
	outcomes, logs, stories := [3]*Outcome{}, [3][]trace.Record{}, [3]*Story{}
	for seed := range uint64(3) {
		outcomes[seed] = plan.Replicate(Flight, seed, 0)
		plan.Timeline(Flight, seed, 0, func(r trace.Record) { logs[seed] = append(logs[seed], r) })
		story, err := plan.Explain(Flight, seed, 0, "identity")
		if err != nil {
			t.Fatal(err)
		}
		stories[seed] = story
	}
	for seed, same := range map[int]bool{0: true, 2: false} {
		if cmp.Equal(outcomes[seed], outcomes[1], sameNumbers) != same || reflect.DeepEqual(logs[seed], logs[1]) != same || cmp.Equal(stories[seed], stories[1]) != same {
			t.Errorf("seed %d is as seed 1: want %v", seed, same)
		}
	}
}
