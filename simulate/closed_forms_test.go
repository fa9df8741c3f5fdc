package simulate_test

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/internal/closedform"
	"github.com/landfall-sim/landfall/simulate"
)

// Closed forms: results that theory gives, against what comes out of simulated
// estates. The cases of the design are read where its folder lies beside the
// repository; ourClosedForms has cases of the same kinds, with their derivation,
// for everywhere else. What a case of these families leaves out:
//
//   - staging_contention: nothing.
//   - azure_rules: the published limits and defaults of the products, which a
//     scenario states and a simulation does not bring forth.
//   - fluid_replication: the bounds of network calculus, which hold for any
//     arrivals through a server with a latency, and a link has none; the sine,
//     since a profile has hourly steps.
//   - precopy: the number of rounds, which is how the scenario is made.
//   - schedule_risk: correlated activities other than wholly so, since durations
//     are drawn independently. Rank correlation and Sobol indices, which are about
//     inputs, are sampled without an estate.
//   - flight_exposure: nothing. Detection at the m-th hit for m above 1 and hits
//     while a rollback goes on, where in semantics.md the first defect that
//     surfaces is noticed, are sampled without an estate, and so are sequential
//     tests.
//   - queueing: steady states, for a backlog ends; processor sharing of
//     arrivals without end; losses, for a team's queue has room. The start from
//     empty is there: seeds that end one at a time and a team of one tester.
//   - measured_public: runs of other tools whose bottleneck is in a host, which
//     an estate of links does not have.
//   - storage_dependability: levels that are slower than their interval, for
//     cycles do not overlap; the folding of random writes, for a working set
//     folds all beyond its size.
//
// The families inventory_sS, output_analysis and ranking_selection are about
// another system and about statistics: they are tested in internal/kernel,
// internal/tally and internal/ranking. That results depend neither on the number
// of workers nor on assets added, which output_analysis asks for, is tested beside
// [simulate.Simulate], too.
var closedForms = map[string]func(*testing.T, *closedCase) results{
	"staging_contention":    stagingContention,
	"azure_rules":           azureRules,
	"fluid_replication":     fluidReplication,
	"precopy":               precopy,
	"schedule_risk":         scheduleRisk,
	"flight_exposure":       flightExposure,
	"queueing":              queueing,
	"measured_public":       measuredPublic,
	"storage_dependability": storageDependability,
}

// TestClosedForms runs the cases that are kept beside the repository.
func TestClosedForms(t *testing.T) {
	for _, family := range slices.Sorted(maps.Keys(closedForms)) {
		runClosedForms(t, family, closedform.Load(t, family))
	}
}

// TestOurClosedForms runs the repository's own cases.
func TestOurClosedForms(t *testing.T) {
	for _, family := range slices.Sorted(maps.Keys(closedForms)) {
		var cases []closedform.Case
		for _, ours := range ourClosedForms[family] {
			cases = append(cases, closedform.Case{ID: ours.id, Inputs: ours.inputs, Expected: ours.expected, Tolerance: ours.tolerance})
		}
		runClosedForms(t, family, cases)
	}
}

func runClosedForms(t *testing.T, family string, cases []closedform.Case) {
	if len(cases) == 0 {
		t.Errorf("%s has no cases", family)
	}
	for _, c := range cases {
		t.Run(family+"/"+c.ID, func(t *testing.T) {
			t.Parallel()
			c := closedCase{&c}
			c.check(t, closedForms[family](t, &c))
			if rest := c.Unused(); complete[family] && len(rest) > 0 {
				t.Errorf("nothing looked at %v", rest)
			}
		})
	}
}

// complete are the families of which nothing is left out.
var complete = map[string]bool{"schedule_risk": true, "flight_exposure": true}

// closedCase is a case against which a simulation is checked.
type closedCase struct{ *closedform.Case }

// results are simulated values by the names that a case gives them.
type results map[string]estimate

// estimate is a simulated value, with a standard error if it is random.
type estimate struct{ value, se float64 }

func exactly(value float64) estimate { return estimate{value: value} }

// meanOf estimates a mean.
func meanOf(list []float64) estimate {
	mean, squares, n := 0.0, 0.0, float64(len(list))
	for _, x := range list {
		mean += x / n
	}
	for _, x := range list {
		squares += (x - mean) * (x - mean)
	}
	return estimate{mean, math.Sqrt(squares / (n - 1) / n)}
}

// spreadOf estimates a standard deviation.
func spreadOf(list []float64) estimate {
	mean := meanOf(list).value
	squares := make([]float64, len(list))
	for i, x := range list {
		squares[i] = (x - mean) * (x - mean)
	}
	variance := meanOf(squares)
	spread := math.Sqrt(variance.value)
	return estimate{spread, variance.se / (2 * spread)}
}

// shareOf estimates a probability. Its error is never 0, as if of one success
// and one failure more.
func shareOf(list []float64, is func(float64) bool) estimate {
	count, n := 0.0, float64(len(list))
	for _, x := range list {
		if is(x) {
			count++
		}
	}
	p := (count + 1) / (n + 2)
	return estimate{count / n, math.Sqrt(p * (1 - p) / n)}
}

// check compares what was simulated within the stated tolerance, and random
// values within as many standard errors as stated, or four.
func (c *closedCase) check(t *testing.T, got results) {
	t.Helper()
	if len(got) == 0 {
		t.Fatal("nothing is simulated")
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		want, ok := c.expected(name)
		if !ok {
			t.Errorf("no value of %s is expected", name)
			continue
		}
		g, bound, of := got[name], c.bound(want), "the tolerance"
		if g.se > 0 {
			errors := 4.0
			if strings.Contains(c.Tolerance, "3 standard errors") {
				errors = 3
			}
			bound, of = errors*g.se, fmt.Sprint(errors, " standard errors")
		}
		if !(math.Abs(g.value-want) <= bound) {
			t.Errorf("%s is %.12g, want %.12g: more than %s (%.3g) apart", name, g.value, want, of, bound)
		}
	}
}

// expected returns a number; name[i] is one of a list.
func (c *closedCase) expected(name string) (float64, bool) {
	name, index, inList := strings.Cut(name, "[")
	value := c.Output(name)
	if inList {
		list, _ := value.([]any)
		i := int(index[0] - '0')
		if i >= len(list) {
			return 0, false
		}
		value = list[i]
	}
	switch x := value.(type) {
	case float64:
		return x, true
	case int:
		return float64(x), true
	}
	return 0, false
}

// bound is the tolerance in the unit of a value. Where equality is asked for it
// is what the arithmetic of float64 leaves.
func (c *closedCase) bound(want float64) float64 {
	if bound, ok := c.Bound(want); ok {
		return bound
	}
	return 1e-12 * math.Abs(want)
}

// oneAsset is an estate of one stateful asset, in bytes and bytes per second.
// It is promoted as soon as it is in sync.
func oneAsset(used, churn, link float64) *simulate.Scenario {
	s := chances()
	s.Network.Links[0].Capacity = new(simulate.BitRate(8 * link))
	a := &s.Portfolio[0].Workloads[0].Assets[0]
	a.Used, a.Churn, a.Stateful = new(simulate.Const(simulate.Bytes(used))), new(simulate.Const(simulate.ByteRate(churn))), true
	return s
}

// held keeps an estate in sync for a time, in seconds, before it is promoted in
// a single step.
func held(t *testing.T, s *simulate.Scenario, seconds float64, quiesce bool) *simulate.Outcome {
	t.Helper()
	s.Promotion.Approval = new(simulate.Const(simulate.Duration(seconds)))
	s.Promotion.Quiesce = &quiesce
	return finished(t, s)
}

func finished(t *testing.T, s *simulate.Scenario) *simulate.Outcome {
	t.Helper()
	o := replicate(t, s, simulate.SingleStep)
	if !o.Finished {
		t.Fatalf("not finished: %v", o.Unfinished)
	}
	return o
}
