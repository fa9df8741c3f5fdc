package simulate

import (
	"context"
	"encoding/json"
	"math"
	"slices"
)

// reserve is the share of the budget that is kept for the comparison, and
// mostFresh how many replications of a choice it takes at most.
const (
	reserve   = 1.0 / 3
	mostFresh = 2000
)

// mostWithdrawals is how many parts can be taken back.
const mostWithdrawals = 3

// QuantityDifference is a mean paired difference of a quantity over the
// replications that both choices finished, with its 95 % interval. Numbers that
// do not exist are NaN here and null in JSON.
type QuantityDifference struct {
	Quantity              string // joint, met or one of the portfolio
	Unit                  string
	Difference, Low, High float64
}

type differenceJSON struct {
	Quantity   string   `json:"quantity"`
	Unit       string   `json:"unit"`
	Difference nullable `json:"difference"`
	Low        nullable `json:"low"`
	High       nullable `json:"high"`
}

// MarshalJSON writes numbers that do not exist as null.
func (d QuantityDifference) MarshalJSON() ([]byte, error) {
	return json.Marshal(differenceJSON{d.Quantity, d.Unit, nullable(d.Difference), nullable(d.Low), nullable(d.High)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (d *QuantityDifference) UnmarshalJSON(text []byte) error {
	in := differenceJSON{Difference: absent, Low: absent, High: absent}
	if err := json.Unmarshal(text, &in); err != nil {
		return err
	}
	*d = QuantityDifference{in.Quantity, in.Unit, float64(in.Difference), float64(in.Low), float64(in.High)}
	return nil
}

// optimize searches and then compares on fresh luck.
func (o *optimizer) optimize(ctx context.Context) (*Optimum, error) {
	budget := o.options.Budget
	found, err := o.search(ctx, budget-int(math.Ceil(float64(budget)*reserve)))
	if err != nil {
		return nil, err
	}
	out := &Optimum{
		Landfall: 1, Scenario: o.scenario.Name, Seed: o.options.Seed, Budget: budget, Confidence: o.confidence,
		Criteria: o.criteria, Tried: o.tried(), Searched: o.spent, Without: []Withdrawal{},
	}
	if err := o.conclude(ctx, out, found.choice); err != nil {
		return nil, err
	}
	out.Spent = o.spent
	out.Reasons = o.reasons(out)
	o.meter.reach(budget)
	return out, nil
}

// tried counts the choices that were simulated.
func (o *optimizer) tried() int {
	n := 0
	for _, c := range o.known {
		if c.len() > 0 {
			n++
		}
	}
	return n
}

// finalists are choices with replications that the search has not seen.
func (o *optimizer) finalists(list []choice) []*contender {
	var field []*contender
	for _, c := range list {
		field = append(field, &contender{choice: c, record: newRecord(len(o.goals))})
	}
	return field
}

// conclude compares what was found with each uniform choice.
func (o *optimizer) conclude(ctx context.Context, out *Optimum, found choice) error {
	uniforms := o.finalists(o.uniforms(o.given))
	field := slices.Clone(uniforms)
	at := slices.IndexFunc(field, func(c *contender) bool { return c.choice.key() == found.key() })
	if at < 0 {
		at = len(field)
		field = append(field, o.finalists([]choice{found})...)
	}
	out.Fresh = min((out.Budget-o.spent)/(len(field)+mostWithdrawals), mostFresh)
	if err := o.extend(ctx, field, out.Fresh, 0); err != nil {
		return err
	}
	out.BestUniform = o.bestOf(uniforms)
	rival, best := uniforms[out.BestUniform], field[at]
	answer := rival
	if at == len(uniforms) {
		var by string
		if out.Better, by = o.decides(best.record, rival.record); out.Better {
			answer, out.DecidedBy = best, by
		} else {
			out.RunnerUp = new(o.contrast(rival, best))
		}
	}
	out.Best, out.Plan = o.evaluate(answer), o.plan(o.source, answer.choice)
	for _, u := range uniforms {
		c := o.contrast(answer, u)
		if len(o.free) > 0 {
			c.Model = u.choice.models[o.free[0]]
		}
		out.Uniform = append(out.Uniform, c)
	}
	if !out.Better {
		return nil
	}
	return o.withdraw(ctx, out, answer, rival.choice)
}

// bestOf is the place of the best of some choices, as Compare sees it: one that
// reaches the confidence comes before one that does not.
func (o *optimizer) bestOf(list []*contender) int {
	best := 0
	for i, c := range list {
		a, b := o.reached(c), o.reached(list[best])
		if better, _ := o.decides(c.record, list[best].record); a && !b || a == b && better {
			best = i
		}
	}
	return best
}

func (o *optimizer) reached(c *contender) bool {
	return reaches(meanOf(c.joint, c.len()), o.confidence)
}

// evaluate tells what a choice gives.
func (o *optimizer) evaluate(c *contender) Evaluation {
	e := c.evaluation(o.goals, o.confidence)
	e.Choice = o.choiceOf(c.choice)
	return e
}

// contrast sets a choice against the answer.
func (o *optimizer) contrast(answer, c *contender) Contrast {
	out := Contrast{Evaluation: o.evaluate(c)}
	n := min(answer.len(), c.len())
	add := func(name, unit string, a, b []float64) {
		g := newGap(a, b, n, finalLevel)
		out.Differences = append(out.Differences, QuantityDifference{name, unit, g.mean, g.low, g.high})
	}
	add(byJoint, inShare, answer.joint, c.joint)
	add(byMet, inCounts, answer.count, c.count)
	for _, name := range portfolioMetrics {
		i := fieldOf(name)
		add(name, portfolioFields[i].unit, answer.values[i], c.values[i])
	}
	return out
}

// withdraw tells what each part of the change is worth: it compares the answer
// with what is left of it without the part.
func (o *optimizer) withdraw(ctx context.Context, out *Optimum, answer *contender, plain choice) error {
	models, wip, flights := answer.choice, answer.choice, answer.choice
	models.models, wip.wip, flights.flights = plain.models, plain.wip, plain.flights
	var parts []Part
	var list []choice
	for i, c := range []choice{models, wip, flights} {
		if c.key() != answer.choice.key() {
			parts, list = append(parts, []Part{ModelsPart, WIPPart, FlightsPart}[i]), append(list, c)
		}
	}
	if len(list) < 2 {
		return nil
	}
	field := o.finalists(list)
	if err := o.extend(ctx, field, out.Fresh, 0); err != nil {
		return err
	}
	for i, c := range field {
		out.Without = append(out.Without, Withdrawal{parts[i], o.contrast(answer, c)})
	}
	return nil
}
