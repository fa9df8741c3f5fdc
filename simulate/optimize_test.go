package simulate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

// pricing says what a made-up outcome of a candidate is.
type pricing func(c *Scenario, o *Outcome, l fakeLuck)

// modelOf is the model that a candidate gives a subscription.
func modelOf(c *Scenario, subscription int) ModelName { return pinned(c.Portfolio[subscription]) }

// madeUp is an optimizer whose candidates have the outcomes that a test wants.
// It notes the replications that are asked for.
func madeUp(t *testing.T, s *Scenario, o OptimizeOptions, price pricing) (*optimizer, *[]int) {
	t.Helper()
	o, err := o.withDefaults()
	if err != nil {
		t.Fatal(err)
	}
	var mutex sync.Mutex
	asked := &[]int{}
	return newOptimizer(s, o, func(c *Scenario) (replicator, error) {
		return func(model ModelName, seed uint64, replication int) *Outcome {
			mutex.Lock()
			*asked = append(*asked, replication)
			mutex.Unlock()
			out := emptyOutcome(s, model)
			price(c, out, newLuck(seed, replication))
			out.Portfolio.Promoted = out.Portfolio.Duration
			return out
		}, nil
	}), asked
}

func optimizedBy(t *testing.T, s *Scenario, o OptimizeOptions, price pricing) *Optimum {
	t.Helper()
	z, _ := madeUp(t, s, o, price)
	out, err := z.optimize(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// chosen are the models of a choice, the limit and the number of flights.
func chosen(c Choice) string {
	var words []string
	for _, m := range c.Models {
		words = append(words, string(m.Model))
	}
	if c.WIP != nil {
		words = append(words, fmt.Sprint(*c.WIP))
	}
	return strings.Join(words, " ")
}

var days = map[ModelName][2]float64{SingleStep: {10, 30}, Staged: {20, 25}, Flight: {30, 10}}

// Each subscription has a model of its own with which it ends first, and ends
// add up: 10 + 10 days against 35 to 45 for one model.
func TestOptimizeFindsTheMix(t *testing.T) {
	out := optimizedBy(t, smallScenario(), OptimizeOptions{Budget: 2000}, func(c *Scenario, o *Outcome, l fakeLuck) {
		o.Portfolio.Duration = l.around(86400 * (days[modelOf(c, 0)][0] + days[modelOf(c, 1)][1]))
	})
	if got := chosen(out.Best.Choice); got != "single-step flight" || !out.Better || out.DecidedBy != "duration" {
		t.Fatalf("%s, %v by %q", got, out.Better, out.DecidedBy)
	}
	rival := out.Uniform[out.BestUniform]
	if d := rival.difference("duration"); rival.Model != SingleStep && rival.Model != Flight || !(d.Low < -20*86400 && d.High > -20*86400) {
		t.Errorf("against %s: %+v", rival.Model, d)
	}
	if out.Uniform[1].Model != Staged || !near(out.Uniform[1].difference("duration").Difference, -25*86400, 0.01) {
		t.Errorf("against staged: %+v", out.Uniform[1].Differences)
	}
	if modelOf(out.Plan, 0) != SingleStep || modelOf(out.Plan, 1) != Flight || out.Plan.Validate() != nil {
		t.Errorf("the plan has %+v", out.Plan.Portfolio)
	}
	checkSentences(t, out.Reasons, []string{
		"Best found: single-step for retail; flight for office.",
		"It ends 20 days before",
		"the best uniform choice (mean; 95 % interval",
	})
}

// Of 3^12 mixes one is best, and each subscription shows it by itself.
func TestOptimizeOfManySubscriptions(t *testing.T) {
	s := smallScenario()
	for i := range 10 {
		name := fmt.Sprint("s", i)
		s.Portfolio = append(s.Portfolio, Subscription{Name: name, Workloads: []Workload{{Name: name, Assets: []Asset{{Name: name, Used: new(Const(GB))}}}}})
	}
	best := func(i int) ModelName { return []ModelName{SingleStep, Staged, Flight}[i*i%3] }
	out := optimizedBy(t, s, OptimizeOptions{Keep: []Part{WIPPart, FlightsPart}, Budget: 6000}, func(c *Scenario, o *Outcome, l fakeLuck) {
		for i := range c.Portfolio {
			o.Portfolio.Duration += 10
			if modelOf(c, i) != best(i) {
				o.Portfolio.Duration += l.around(10)
			}
		}
	})
	for i, m := range out.Best.Models {
		if m.Model != best(i) {
			t.Errorf("%s is %s, want %s", m.Subscription, m.Model, best(i))
		}
	}
}

// Two parts change: the mix is worth 20 days, a limit of 2 five.
func TestOptimizeTellsWhatPartsAreWorth(t *testing.T) {
	out := optimizedBy(t, smallScenario(), OptimizeOptions{Budget: 2000}, func(c *Scenario, o *Outcome, l fakeLuck) {
		o.Portfolio.Duration = l.around(86400 * (days[modelOf(c, 0)][0] + days[modelOf(c, 1)][1]))
		if c.Backlog.WIP == nil || *c.Backlog.WIP != 2 {
			o.Portfolio.Duration += 5 * 86400
			o.Portfolio.Effort, o.Portfolio.Affected = 10, 0
			return
		}
		o.Portfolio.Effort, o.Portfolio.Affected = 5, 100
	})
	if chosen(out.Best.Choice) != "single-step flight 2" || len(out.Without) != 2 || out.Without[0].Part != ModelsPart || out.Without[1].Part != WIPPart {
		t.Fatalf("%s without %+v", chosen(out.Best.Choice), out.Without)
	}
	if d := out.Without[1].difference("duration"); !near(d.Difference, -5*86400, 1e-9) || !near(d.Low, d.High, 1e-6) {
		t.Errorf("the limit is worth %+v", d)
	}
	if got := chosen(out.Without[0].Choice); got != chosen(Choice{Models: out.Uniform[out.BestUniform].Models, WIP: new(2)}) {
		t.Errorf("without the mix: %s", got)
	}
	checkSentences(t, out.Reasons, []string{
		"Best found: single-step for retail; flight for office; work in progress 2 instead of without limit.",
		"It ends 25 days before",
		"It also takes less work (mean 5 instead of 10 person-hours). In turn it affects users more (mean 100 instead of 0 user-hours).",
		"for all instead and the rest as found it would end 20 days later (mean; 95 % interval ",
		"With work in progress without limit instead and the rest as found it would end 5 days later",
	})
}

// No uniform choice meets both objectives, one mix does, though it ends last.
func TestOptimizeMeetsObjectivesThatOnlyAMixMeets(t *testing.T) {
	s := smallScenario()
	s.Objectives = Objectives{LossWindow: new(Hour), Downtime: new(Hour)}
	out := optimizedBy(t, s, OptimizeOptions{Budget: 2000}, func(c *Scenario, o *Outcome, l fakeLuck) {
		o.Portfolio.Duration = 86400
		if l.Float64() < 0.9 && modelOf(c, 0) == Staged {
			o.Portfolio.Duration = 3 * 86400
		} else {
			o.Portfolio.LossWindow = 2 * 3600
		}
		if modelOf(c, 1) != SingleStep {
			o.Portfolio.Downtime = 2 * 3600
		}
	})
	if got := chosen(out.Best.Choice); got != "staged single-step" || out.DecidedBy != byJoint || !out.Best.Meets || !near(out.Best.Joint, 0.9, 0.1) {
		t.Fatalf("%s by %q: %+v", got, out.DecidedBy, out.Best)
	}
	if d := out.Uniform[out.BestUniform].difference(byJoint); !(d.Low > 0.8) || d.High > 1 {
		t.Errorf("by %+v", d)
	}
	checkSentences(t, out.Reasons, []string{"meets every objective at once in", "in none (95 % interval of the difference"})
}

// The best limit is far from the scenario's and between those that are tried
// first.
func TestOptimizeFindsTheLimit(t *testing.T) {
	s := smallScenario()
	for i := range 60 {
		s.Portfolio[0].Workloads = append(s.Portfolio[0].Workloads, Workload{
			Name: fmt.Sprint("w", i), Assets: []Asset{{Name: fmt.Sprint("a", i), Used: new(Const(GB))}},
		})
	}
	s.Backlog.WIP = new(3)
	out := optimizedBy(t, s, OptimizeOptions{Budget: 4000}, func(c *Scenario, o *Outcome, l fakeLuck) {
		wip := 63
		if c.Backlog.WIP != nil {
			wip = *c.Backlog.WIP
		}
		o.Portfolio.Duration = l.around(1e5 * float64(20+max(wip-41, 41-wip)))
	})
	if wip := out.Best.WIP; wip == nil || *wip < 40 || *wip > 42 || !out.Better || *out.Plan.Backlog.WIP != *wip {
		t.Fatalf("%s", chosen(out.Best.Choice))
	}
	checkSentences(t, out.Reasons, []string{"work in progress 4", "instead of 3"})
}

// Watching longer finds defects, up to a point; a first flight of few users
// harms few.
func TestOptimizeFindsFlights(t *testing.T) {
	s := smallScenario()
	s.Promotion.Models = []ModelName{Flight}
	s.Promotion.Flights = []FlightStep{{0.2, new(Const(Day))}, {1, new(Const(Day))}}
	out := optimizedBy(t, s, OptimizeOptions{Budget: 4000, Minimize: "affected", Keep: []Part{WIPPart}}, func(c *Scenario, o *Outcome, l fakeLuck) {
		watched, harm := 0.0, 0.0
		for _, f := range c.Promotion.Flights {
			harm += float64(f.Share) / (1 + watched)
			watched += float64(f.Bake.Mean() / Day)
		}
		o.Portfolio.Affected, o.Portfolio.Duration = l.around(harm+watched/10), 86400*watched
	})
	given := 0.2 + 1.0/2 + 0.2
	if !out.Better || out.DecidedBy != "affected" || meanIn(&out.Best.Portfolio, "affected") > 0.85*given {
		t.Errorf("%v: %s", out.Best.Portfolio.Affected.Mean, flightWords(out.Best.Flights))
	}
	if !reflect.DeepEqual(out.Plan.Promotion.Flights, out.Best.Flights) || len(out.Uniform) != 1 {
		t.Errorf("plan %v", out.Plan.Promotion.Flights)
	}
	checkSentences(t, out.Reasons, []string{"Best found: flight for all; flights "})
}

// What only looks better by the luck of the search is not answered.
func TestOptimizeIsNotFooledByItsLuck(t *testing.T) {
	s := smallScenario()
	z, asked := madeUp(t, s, OptimizeOptions{Budget: 1000}, nil)
	z.compile = func(c *Scenario) (replicator, error) {
		return func(model ModelName, _ uint64, replication int) *Outcome {
			o := emptyOutcome(s, model)
			o.Portfolio.Duration = 100
			if replication >= searchFrom && modelOf(c, 0) != modelOf(c, 1) {
				o.Portfolio.Duration = 50
			}
			*asked = append(*asked, replication)
			return o
		}, nil
	}
	z.options.Parallel = 1
	out, err := z.optimize(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if out.Better || out.DecidedBy != "" || out.RunnerUp == nil || chosen(out.Best.Choice) != "single-step single-step" {
		t.Errorf("%s, %v by %q", chosen(out.Best.Choice), out.Better, out.DecidedBy)
	}
	if want := []ModelName{SingleStep}; !slices.Equal(out.Plan.Promotion.Models, want) || modelOf(out.Plan, 0) != "" {
		t.Errorf("the plan has models %v and pins", out.Plan.Promotion.Models)
	}
	for _, i := range *asked {
		if i >= out.Fresh && i < searchFrom {
			t.Fatalf("replication %d belongs neither to the search nor to the comparison", i)
		}
	}
	checkSentences(t, out.Reasons, []string{"Nothing that was tried is distinctly better than single-step for all"})
}

// The budget is never passed, and what is told as spent has been.
func TestOptimizeKeepsItsBudget(t *testing.T) {
	for _, budget := range []int{LeastBudget, 333, 1500} {
		last := 0
		z, asked := madeUp(t, smallScenario(), OptimizeOptions{Budget: budget, Parallel: 3, Progress: func(done, total int) {
			if done <= last || done > total || total != budget {
				t.Errorf("progress %d after %d of %d", done, last, total)
			}
			last = done
		}}, func(c *Scenario, o *Outcome, l fakeLuck) { o.Portfolio.Duration = l.around(1) })
		out, err := z.optimize(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(*asked) != out.Spent || out.Spent > budget || last != budget || out.Fresh < 4 {
			t.Errorf("%d of %d replications, %d told, %d at the end of progress, %d of each at the end", len(*asked), budget, out.Spent, last, out.Fresh)
		}
	}
}

func TestOptimizeWithNothingToMix(t *testing.T) {
	slower := func(c *Scenario, o *Outcome, l fakeLuck) {
		o.Portfolio.Duration = l.around(10)
		if c.Backlog.WIP == nil {
			o.Portfolio.Duration = l.around(20)
		}
	}
	s := smallScenario()
	s.Portfolio[0].Workloads[1].Model, s.Portfolio[1].Workloads[0].Model = Staged, Flight
	out := optimizedBy(t, s, OptimizeOptions{Budget: 1000}, slower)
	if len(out.Uniform) != 1 || out.Uniform[0].Model != "" || chosen(out.Best.Choice) != "staged flight 1" || !out.Best.Models[0].Pinned || !out.Better {
		t.Errorf("pinned: %s, %d uniform choices", chosen(out.Best.Choice), len(out.Uniform))
	}
	if len(out.Plan.Promotion.Models) != 3 {
		t.Errorf("a plan that is all pins has models %v", out.Plan.Promotion.Models)
	}
	s = smallScenario()
	s.Promotion.Models = []ModelName{Staged}
	out = optimizedBy(t, s, OptimizeOptions{Budget: 1000, Keep: []Part{WIPPart, FlightsPart}}, slower)
	if chosen(out.Best.Choice) != "staged staged" || out.Better || out.RunnerUp != nil || out.Tried != 0 {
		t.Errorf("one model: %s, %d tried", chosen(out.Best.Choice), out.Tried)
	}
	s = smallScenario()
	out = optimizedBy(t, s, OptimizeOptions{Budget: 1000, Keep: []Part{ModelsPart}}, func(c *Scenario, o *Outcome, l fakeLuck) {
		o.Portfolio.Duration = 10
		if modelOf(c, 0) == modelOf(c, 1) {
			o.Portfolio.Duration = 20
		}
	})
	if out.Better || out.Best.Models[0].Model != out.Best.Models[1].Model {
		t.Errorf("models kept: %s", chosen(out.Best.Choice))
	}
}

// Where nothing finishes there is nothing to compare, and every number that
// does not exist is null.
func TestOptimizeWithoutHope(t *testing.T) {
	s := smallScenario()
	out := optimizedBy(t, s, OptimizeOptions{Budget: 400}, func(_ *Scenario, o *Outcome, _ fakeLuck) { stuckAt(o, "shop", NoSlot) })
	if out.Better || out.Best.Meets || out.Best.Finished != 0 {
		t.Errorf("%+v", out.Best)
	}
	checkSentences(t, out.Reasons, []string{"No choice that was tried is known to finish by the horizon in at least 80 % of the replications; this one does in none."})
	text, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	var back Optimum
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if again, err := json.Marshal(&back); err != nil || string(again) != string(text) {
		t.Errorf("the document does not come back: %v\n%s\n%s", err, text, again)
	}
}

func TestOptimizeErrors(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	stopped := errors.New("stopped")
	cancel(stopped)
	s := limits(1, GB, 0)
	for _, c := range []struct {
		ctx  context.Context
		s    *Scenario
		o    OptimizeOptions
		want string
	}{
		{ctx, s, OptimizeOptions{}, "stopped"},
		{t.Context(), &Scenario{}, OptimizeOptions{}, "landfall: is required"},
		{t.Context(), s, OptimizeOptions{Budget: 199}, "a budget of 199 replications: want at least 200"},
		{t.Context(), s, OptimizeOptions{Parallel: -1}, "want at least 1"},
		{t.Context(), s, OptimizeOptions{Minimize: "observedLoad"}, `unknown criterion "observedLoad": want duration, `},
		{t.Context(), s, OptimizeOptions{Keep: []Part{"order"}}, `unknown part "order" to keep: want models, wip, flights`},
	} {
		if _, err := Optimize(c.ctx, c.s, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want %s: %v", c.want, err)
		}
	}
}

// Canceled in the search or in the comparison, it says why.
func TestOptimizeIsCanceled(t *testing.T) {
	for _, fresh := range []bool{false, true} {
		ctx, cancel := context.WithCancelCause(t.Context())
		stopped := errors.New("stopped")
		z, _ := madeUp(t, smallScenario(), OptimizeOptions{Budget: 300}, func(_ *Scenario, o *Outcome, l fakeLuck) { o.Portfolio.Duration = l.around(1) })
		compile := z.compile
		z.compile = func(c *Scenario) (replicator, error) {
			replicate, err := compile(c)
			return func(model ModelName, seed uint64, replication int) *Outcome {
				if (replication < searchFrom) == fresh {
					cancel(stopped)
				}
				return replicate(model, seed, replication)
			}, err
		}
		if _, err := z.optimize(ctx); !errors.Is(err, stopped) {
			t.Errorf("fresh %v: %v", fresh, err)
		}
	}
}
