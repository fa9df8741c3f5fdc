package report

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// evaluated is a made-up evaluation.
func evaluated(joint, duration, affected float64, models ...simulate.ModelName) simulate.Evaluation {
	e := simulate.Evaluation{Joint: joint, Finished: 1, Meets: joint >= 0.8}
	for i, m := range models {
		e.Models = append(e.Models, simulate.SubscriptionModel{Subscription: []string{"retail", "office"}[i], Model: m, Pinned: i == 1})
	}
	e.Objectives = []simulate.ObjectiveShare{{Name: "finish", Probability: joint, Met: e.Meets}}
	e.Portfolio.Duration = simulate.Summary{Unit: "s", Mean: duration}
	e.Portfolio.Affected = simulate.Summary{Unit: "user-hour", Mean: affected}
	for _, s := range []*simulate.Summary{
		&e.Portfolio.LossWindow, &e.Portfolio.LossBytes, &e.Portfolio.Divergence, &e.Portfolio.Downtime, &e.Portfolio.Incidents, &e.Portfolio.Rollbacks,
		&e.Portfolio.Reseeds, &e.Portfolio.DualRunning, &e.Portfolio.Transfer, &e.Portfolio.Effort,
	} {
		s.Mean = math.NaN()
	}
	return e
}

func optimumPage() *OptimumPage {
	best := evaluated(0.9, 20*86400, 300, simulate.Flight, simulate.Staged)
	best.WIP = new(1200)
	best.Flights = []simulate.FlightStep{{Share: 0.05, Bake: new(simulate.Const(simulate.Day))}, {Share: 1, Bake: new(simulate.Const(simulate.Duration(0)))}}
	return &OptimumPage{
		Scenario: (&simulate.Scenario{}).WithDefaults(), File: "plan.yaml",
		Optimum: &simulate.Optimum{
			Scenario: "wave", Seed: 7, Budget: 20000, Spent: 15000, Fresh: 1, Best: best, Better: true, DecidedBy: "duration", BestUniform: 1,
			Uniform: []simulate.Contrast{
				{Model: simulate.SingleStep, Evaluation: evaluated(0.2, 10*86400, 900, simulate.SingleStep, simulate.Staged)},
				{Model: simulate.Staged, Evaluation: evaluated(0.85, 25*86400, 300, simulate.Staged, simulate.Staged), Differences: []simulate.QuantityDifference{
					{Quantity: "joint", Unit: "1", Difference: 0.05, Low: 0.01, High: 0.09},
					{Quantity: "met", Unit: "count", Difference: 0.05, Low: 0.01, High: 0.09},
					{Quantity: "duration", Unit: "s", Difference: -5 * 86400, Low: -6 * 86400, High: -4 * 86400},
					{Quantity: "affected", Unit: "user-hour", Difference: 12, Low: math.NaN(), High: math.NaN()},
					{Quantity: "rollbacks", Unit: "count"},
					{Quantity: "observedLoad", Unit: "h", Difference: 1, Low: 1, High: 1},
				}},
			},
			Reasons: []string{"Best found: this.", "It ends earlier."},
		},
	}
}

func TestOptimumPage(t *testing.T) {
	page := optimumPage()
	for _, c := range []struct{ name, want string }{
		{"better", `wave · 15,000 of 20,000 replications spent, seed 7

BEST CHOICE
  staged            office (pinned)
  flight            retail
  work in progress  1,200
  flights           5 % 24 h, 100 %

MEANS  1 replication each      best   single-step     staged
  objectives met           ✓ 1 of 1      ✗ 0 of 1   ✓ 1 of 1
  all at once                  90 %          20 %       85 %
  after                        20 d          10 d*      25 d
  affected, user-h              300*          900        300*
* best of its line. What all of them have none of is left out.

BEST MINUS STAGED   mean  95 % interval
  all at once       +5 %   +1 % to +9 %
  after ◂ decides   −5 d   −6 d to −4 d
  affected, user-h   +12              –

▸ Best found: this.
  It ends earlier.

Next: landfall optimize plan.yaml --write best.yaml
`},
		{"not better", `wave · 15,000 of 20,000 replications spent, seed 7

BEST CHOICE  one for all
  staged            retail, office (pinned)
  work in progress  without limit

MEANS  1 replication each  single-step     staged
  objectives met              ✗ 0 of 1   ✓ 1 of 1
  all at once                     20 %       85 %
  after                           10 d*      25 d
  affected, user-h                 900        300*
* best of its line. What all of them have none of is left out.

▸ Best found: this.
  It ends earlier.

Next: landfall compare best.yaml
`},
	} {
		var b bytes.Buffer
		if err := page.Text(&b); err != nil {
			t.Fatal(err)
		}
		if got := b.String(); got != c.want {
			t.Errorf("%s, got:\n%s", c.name, got)
		}
		page.Optimum.Better, page.Optimum.DecidedBy, page.Plan = false, "", "best.yaml"
		page.Optimum.Best = page.Optimum.Uniform[1].Evaluation
	}
}

// Where nothing was left to be chosen there is one column, and no best of it.
func TestOptimumPageOfOneChoice(t *testing.T) {
	page := optimumPage()
	only := page.Optimum.Uniform[1]
	only.Model = ""
	page.Optimum.Better, page.Optimum.Best = false, only.Evaluation
	page.Optimum.Uniform, page.Optimum.BestUniform = []simulate.Contrast{only}, 0
	var b bytes.Buffer
	if err := page.Text(&b); err != nil {
		t.Fatal(err)
	}
	if text := b.String(); strings.Contains(text, "*") || !strings.Contains(text, "\nWhat there is none of is left out.\n") {
		t.Errorf("got:\n%s", text)
	}
}

func TestOptimumPageJSON(t *testing.T) {
	var b bytes.Buffer
	if err := optimumPage().JSON(&b); err != nil {
		t.Fatal(err)
	}
	var back simulate.Optimum
	if err := json.Unmarshal(b.Bytes(), &back); err != nil || back.Best.Joint != 0.9 || back.Uniform[1].Model != simulate.Staged {
		t.Errorf("%v: %s", err, b.String())
	}
}

// TestWhatCannotExistHasADash: where users never arrive in shares nothing can be
// rolled back, and where nothing is deployed nothing is seeded again, whatever the
// means say.
func TestWhatCannotExistHasADash(t *testing.T) {
	page := optimumPage()
	page.Optimum.Uniform[0].Models[1].Model = simulate.SingleStep
	for i, e := range []*simulate.Evaluation{&page.Optimum.Best, &page.Optimum.Uniform[0].Evaluation, &page.Optimum.Uniform[1].Evaluation} {
		for _, s := range []*simulate.Summary{&e.Portfolio.Divergence, &e.Portfolio.Rollbacks, &e.Portfolio.Reseeds} {
			*s = simulate.Summary{Unit: "count", Mean: []float64{3, 0, 2}[i]}
		}
	}
	var b bytes.Buffer
	if err := page.Text(&b); err != nil {
		t.Fatal(err)
	}
	for label, want := range map[string]string{"no replication for": "3 – 2*", "rollbacks": "3 – –", "assets seeded again": "3 – 2*"} {
		found := false
		for line := range strings.Lines(b.String()) {
			if rest, ok := strings.CutPrefix(strings.TrimSpace(line), label); ok && !found {
				found = true
				if got := strings.Join(strings.Fields(rest), " "); got != want {
					t.Errorf("%s: %q, want %q", label, got, want)
				}
			}
		}
		if !found {
			t.Errorf("no line of %q in\n%s", label, b.String())
		}
	}
}
