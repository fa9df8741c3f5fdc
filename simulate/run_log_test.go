package simulate_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/trace"
	"github.com/landfall-sim/landfall/simulate"
)

var models = []simulate.ModelName{simulate.SingleStep, simulate.Staged, simulate.Flight}

// TestTimelinesConform checks the log of whole replications, defects,
// rollbacks and reseeds included, like that of a real migration.
func TestTimelinesConform(t *testing.T) {
	for _, mode := range []simulate.Mode{simulate.Continuous, simulate.CycleMode} {
		s := estate(60)
		s.Tool.Mode = mode
		s.Defects.Redeploy = new(simulate.Share(0.2))
		if mode == simulate.CycleMode {
			s.Promotion.Hold = new(simulate.Duration(0)) // some retire before others are promoted
		}
		plan, err := simulate.Compile(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range models {
			m, err := promotion.Lookup(string(name))
			if err != nil {
				t.Fatal(err)
			}
			for replication := range 5 {
				checker, err := trace.NewChecker(m, trace.Options{})
				if err != nil {
					t.Fatal(err)
				}
				last, measured := time.Time{}, 0
				outcome := plan.Timeline(name, 1, replication, func(r trace.Record) {
					if r.At.Before(last) {
						t.Fatalf("%s: time runs back from %v to %v", name, last, r.At)
					}
					last = r.At
					if r.Measured != nil {
						measured++
					}
					if _, err := trace.Append(nil, r); err != nil {
						t.Fatal(err)
					}
					checker.Add(r)
				})
				if v := checker.Verdict(); v.Outcome != trace.Conforms {
					t.Errorf("%s, %s, replication %d: %v", name, mode, replication, v)
				}
				if !outcome.Finished || measured == 0 {
					t.Errorf("%s, %s, replication %d: finished %v, %d measurements", name, mode, replication, outcome.Finished, measured)
				}
			}
		}
	}
}

// TestTimelinesAreTheSameForTheSameSeed compares whole logs, to the byte.
func TestTimelinesAreTheSameForTheSameSeed(t *testing.T) {
	plan, err := simulate.Compile(estate(60))
	if err != nil {
		t.Fatal(err)
	}
	write := func(model simulate.ModelName, seed uint64) string {
		var log []byte
		plan.Timeline(model, seed, 3, func(r trace.Record) {
			if log, err = trace.Append(log, r); err != nil {
				t.Fatal(err)
			}
		})
		return string(log)
	}
	for _, model := range models {
		first := write(model, 7)
		if again := write(model, 7); again != first {
			t.Errorf("%s: two logs of one seed differ", model)
		}
		if other := write(model, 8); other == first {
			t.Errorf("%s: the logs of two seeds are the same", model)
		}
	}
}

// TestStoriesHaveNoGaps checks that what a workload is told to have waited for
// and what was done on it cover the time from its beginning to its promotion.
func TestStoriesHaveNoGaps(t *testing.T) {
	s := estate(60)
	s.Portfolio[0].Workloads[3].After = []string{s.Portfolio[0].Workloads[1].Name}
	s.Portfolio[0].BusinessTest = new(simulate.After(10 * simulate.Week))
	s.Promotion.Approval = new(simulate.Const(5 * simulate.Hour))
	plan, err := simulate.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, model := range models {
		for _, w := range s.Portfolio[0].Workloads {
			story, err := plan.Explain(model, 1, 0, w.Name)
			if err != nil {
				t.Fatal(err)
			}
			covered := time.Duration(0)
			for _, step := range story.Steps {
				if step.From > covered {
					t.Errorf("%s, %s: nothing is told from %v to %v, before %v", model, w.Name, covered, step.From, step.Kind)
				}
				covered = max(covered, step.To)
			}
			if covered != story.Promoted || story.Reason != "" {
				t.Errorf("%s, %s: told up to %v, promoted at %v (%s)", model, w.Name, covered, story.Promoted, story.Reason)
			}
		}
	}
}

func TestExplainUnknownWorkload(t *testing.T) {
	plan, err := simulate.Compile(estate(10))
	if err != nil {
		t.Fatal(err)
	}
	_, err = plan.Explain(simulate.Staged, 1, 0, "w11")
	if err == nil || !strings.Contains(err.Error(), `"w11"`) || !strings.Contains(err.Error(), "did you mean w1?") {
		t.Errorf("error %v, want one that names w11 and suggests w1", err)
	}
	if errors.Is(err, simulate.ErrScenario) {
		t.Errorf("error %v is said to be one of the scenario", err)
	}
}
