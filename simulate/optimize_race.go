package simulate

import (
	"context"
	"slices"
)

// The search looks at replications from here on; the comparison at those from
// 0, as Compare does.
const searchFrom = 1 << 30

// contender is a choice that is simulated for the search.
type contender struct {
	choice choice
	*record
	replicate replicator // nil until it is first needed
}

// optimizer searches for the best choice of a scenario.
type optimizer struct {
	*space
	*order
	source  *Scenario // as it was given
	options OptimizeOptions
	compile func(*Scenario) (replicator, error)
	goals   []goal
	meter   meter
	spent   int // replications

	known   map[string]*contender
	first   int          // replications after which a contender is first begun
	most    int          // replications of a contender in the search
	flights []FlightStep // the best plan that a climb has found
}

func newOptimizer(s *Scenario, o OptimizeOptions, compile func(*Scenario) (replicator, error)) *optimizer {
	p := newSpace(s)
	z := &optimizer{
		space: p, order: newOrder(p.scenario, o.Minimize), source: s, options: o, compile: compile,
		goals: goals(p.scenario), meter: meter{tell: o.Progress, total: o.Budget}, known: map[string]*contender{},
		first: firstRound(o.Budget), most: min(512, max(16, o.Budget/40)), flights: p.given.flights,
	}
	z.order.settled = min(settled, z.most)
	return z
}

// firstRound is how many replications a contender gets first: a power of two, so
// that rounds of twice as many come to what is settled.
func firstRound(budget int) int {
	switch {
	case budget >= 16000:
		return 16
	case budget >= 4000:
		return 8
	}
	return 4
}

// contender is the one of a choice, the same for all that are simulated alike.
func (o *optimizer) contender(c choice) *contender {
	key := c.key()
	if o.known[key] == nil {
		o.known[key] = &contender{choice: c, record: newRecord(len(o.goals), o.columns...)}
	}
	return o.known[key]
}

// contenders are those of some choices, each once, after a first one.
func (o *optimizer) contenders(first *contender, list []choice) []*contender {
	field := []*contender{first}
	for _, c := range list {
		if next := o.contender(c); !slices.Contains(field, next) {
			field = append(field, next)
		}
	}
	return field
}

// race finds the best of a field by replications that all have in common, in
// rounds of twice as many. Who is surely no better than the one that leads
// drops out. It ends with one left, after the most replications, or if another
// round would spend more than the limit. The first in the field keeps its place
// unless it is beaten, or another is distinctly better in the end.
func (o *optimizer) race(ctx context.Context, field []*contender, limit int) (*contender, error) {
	incumbent := field[0]
	defer release(slices.Clone(field))
	for {
		var lead *contender
		if begun(field) {
			lead = o.lead(field, incumbent)
			field = slices.DeleteFunc(field, func(c *contender) bool { return c != lead && o.drops(lead, c, incumbent) })
		}
		if len(field) == 1 {
			return field[0], nil
		}
		to, cost := o.round(field)
		if cost == 0 || o.spent+cost > limit {
			return o.prefer(incumbent, lead, field), nil
		}
		if err := o.extend(ctx, field, to, searchFrom); err != nil {
			return nil, err
		}
	}
}

// release lets go of what only simulating needs.
func release(field []*contender) {
	for _, c := range field {
		c.replicate = nil
	}
}

// drops says whether one of a field need not be looked at any more. The
// incumbent stays unless it is worse.
func (o *optimizer) drops(lead, c, incumbent *contender) bool {
	known := o.held(lead.record, c.record)
	return known == beaten || known == noBetter && c != incumbent
}

// begun says whether all of a field have been simulated.
func begun(field []*contender) bool {
	return !slices.ContainsFunc(field, func(c *contender) bool { return c.len() < 2 })
}

// lead is the one that looks best: the incumbent if no other is better.
func (o *optimizer) lead(field []*contender, incumbent *contender) *contender {
	best := field[0]
	for _, c := range field[1:] {
		if o.ahead(c.record, best.record) {
			best = c
		}
	}
	if slices.Contains(field, incumbent) && o.held(incumbent.record, best.record) == noBetter {
		return incumbent
	}
	return best
}

// prefer is the incumbent unless the one that leads is distinctly better.
func (o *optimizer) prefer(incumbent, lead *contender, field []*contender) *contender {
	if lead == nil {
		return incumbent
	}
	if slices.Contains(field, incumbent) {
		if better, _ := o.decides(lead.record, incumbent.record); !better {
			return incumbent
		}
	}
	return lead
}

// round is up to how many replications a field goes next, and what that costs.
func (o *optimizer) round(field []*contender) (to, cost int) {
	fewest := o.most
	for _, c := range field {
		fewest = min(fewest, c.len())
	}
	to = min(max(o.first, 2*fewest), o.most)
	for _, c := range field {
		cost += max(0, to-c.len())
	}
	return to, cost
}

// extend simulates all of a field up to so many replications.
func (o *optimizer) extend(ctx context.Context, field []*contender, to, from int) error {
	type job struct {
		*contender
		replication int
	}
	var jobs []job
	for _, c := range field {
		if c.len() >= to {
			continue
		}
		if c.replicate == nil {
			var err error
			if c.replicate, err = o.compile(o.scenarioOf(c.choice)); err != nil {
				return err
			}
		}
		for i := c.len(); i < to; i++ {
			jobs = append(jobs, job{c, i})
		}
		c.grow(to)
	}
	base := o.spent
	err := forEach(ctx, len(jobs), o.options.Parallel, func(done, _ int) { o.meter.reach(base + done) }, func(i int) {
		j := jobs[i]
		j.set(j.replication, j.replicate(o.models[0], o.options.Seed, from+j.replication), o.goals)
	})
	o.spent += len(jobs)
	return err
}
