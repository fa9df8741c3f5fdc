package simulate

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
)

// On random estates the answer is the best uniform choice or distinctly better,
// its numbers are those of the plan, and what runs at once changes nothing.
func TestOptimizeIsNeverWorseThanUniform(t *testing.T) {
	estates := anyEstate(estateKind{chance: true, workloads: 4})
	for i := range 10 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			s := estates.Example(i)
			before, _ := json.Marshal(s)
			out, err := Optimize(t.Context(), s, OptimizeOptions{Budget: LeastBudget, Parallel: 1})
			if err != nil {
				t.Fatal(err)
			}
			if after, _ := json.Marshal(s); string(after) != string(before) {
				t.Fatal("the scenario was changed")
			}
			again, err := Optimize(t.Context(), s, OptimizeOptions{Budget: LeastBudget, Parallel: 3})
			if err != nil {
				t.Fatal(err)
			}
			one, _ := json.Marshal(out)
			if other, _ := json.Marshal(again); string(one) != string(other) {
				t.Fatalf("another result in parallel:\n%s\n%s", one, other)
			}
			checkOptimum(t, out)
		})
	}
}

func checkOptimum(t *testing.T, out *Optimum) {
	t.Helper()
	rival := out.Uniform[out.BestUniform]
	d := rival.difference(out.DecidedBy)
	switch {
	case !out.Better:
		if !reflect.DeepEqual(out.Best.Choice, rival.Choice) {
			t.Fatalf("not better, and yet not the best uniform choice: %+v", out.Best.Choice)
		}
	case reaches(rival.Joint, out.Confidence) && !reaches(out.Best.Joint, out.Confidence):
		t.Fatalf("better with %v than with %v", out.Best.Joint, rival.Joint)
	case out.DecidedBy == byJoint || out.DecidedBy == byMet:
		if !(d.Low > 0) {
			t.Fatalf("decided by %+v", d)
		}
	case !(d.High < 0):
		t.Fatalf("decided by %+v", d)
	}
	plan, err := Compile(out.Plan)
	if err != nil {
		t.Fatalf("the plan is not valid: %v", err)
	}
	r := newRecord(len(goals(plan.scenario)))
	r.grow(out.Fresh)
	for i := range out.Fresh {
		r.set(i, plan.Replicate(plan.scenario.Promotion.Models[0], out.Seed, i), goals(plan.scenario))
	}
	if joint := meanOf(r.joint, out.Fresh); joint != out.Best.Joint {
		t.Fatalf("the plan has joint %v, told is %v", joint, out.Best.Joint)
	}
	if s := summarize(inSeconds, r.values[0]); fmt.Sprint(s) != fmt.Sprint(out.Best.Portfolio.Duration) {
		t.Fatalf("the plan has %+v, told is %+v", s, out.Best.Portfolio.Duration)
	}
}
