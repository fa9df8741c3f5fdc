package simulate

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

// mostMixes is up to how many choices are raced together. Of more mixes of
// models only those that differ in one subscription, or one model, from the
// best so far are tried.
const mostMixes = 64

// mostCycles bounds how often a climb goes through all parts.
const mostCycles = 12

// search finds the best choice within a limit of replications: from each
// uniform choice, the best first, it climbs part by part; then it climbs once
// more from the best of the tops, with what has been learned of flights and
// with two changes at once.
func (o *optimizer) search(ctx context.Context, limit int) (*contender, error) {
	starts, err := o.starts(ctx, limit/4)
	if err != nil {
		return nil, err
	}
	var tops []*contender
	for i, start := range starts {
		// The best start gets half of what there is, the next half of the rest.
		until := o.spent + (limit-o.spent)/2
		if i == len(starts)-1 {
			until = o.spent + (limit-o.spent)*2/3
		}
		top, err := o.climb(ctx, start, until)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(tops, top) {
			tops = append(tops, top)
		}
	}
	top, err := o.race(ctx, tops, limit)
	for range mostCycles {
		if err != nil {
			return nil, err
		}
		before := top
		if top, err = o.climb(ctx, top, limit); err != nil {
			return nil, err
		}
		if top, err = o.sweep(ctx, top, o.pairs, limit); top == before {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	return o.simplify(ctx, top, starts[0].choice, limit)
}

// starts are the uniform choices, the best first.
func (o *optimizer) starts(ctx context.Context, limit int) ([]*contender, error) {
	uniforms := o.uniforms(o.given)
	list := o.contenders(o.contender(uniforms[0]), uniforms[1:])
	if _, err := o.race(ctx, slices.Clone(list), limit); err != nil {
		return nil, err
	}
	if begun(list) {
		slices.SortStableFunc(list, func(a, b *contender) int {
			switch {
			case o.ahead(a.record, b.record):
				return -1
			case o.ahead(b.record, a.record):
				return 1
			}
			return 0
		})
	}
	return list, nil
}

// climb improves a choice part by part until no part can be improved.
func (o *optimizer) climb(ctx context.Context, best *contender, limit int) (*contender, error) {
	for range mostCycles {
		before := best
		for _, neighbors := range []func(choice) []choice{o.mixes, o.limits, o.plans} {
			next, err := o.sweep(ctx, best, neighbors, limit)
			if err != nil {
				return nil, err
			}
			if best = next; best.choice.inFlights() {
				o.flights = best.choice.flights
			}
		}
		if best == before {
			break
		}
	}
	return best, nil
}

// sweep races a choice with its neighbors, so many at once that there is budget
// for a few rounds. Changes that are better each by itself are also tried
// together. Once there is a better choice its neighbors follow, from the same
// place in the list.
func (o *optimizer) sweep(ctx context.Context, best *contender, neighbors func(choice) []choice, limit int) (*contender, error) {
	for at := 0; ; {
		list := neighbors(best.choice)
		n := min(len(list)-at, mostMixes, (limit-o.spent)/(4*o.first))
		if n <= 0 {
			return best, nil
		}
		field := o.contenders(best, list[at:at+n])
		together := slices.Clone(field)
		next, err := o.race(ctx, field, limit)
		if err == nil {
			next, err = o.race(ctx, o.contenders(next, []choice{o.combined(together)}), limit)
		}
		if err != nil {
			return nil, err
		}
		best, at = next, at+n
	}
}

// combined is the first of a field with the models of all that are better, those
// of the best last.
func (o *optimizer) combined(field []*contender) choice {
	var better []*contender
	for _, c := range field[1:] {
		if yes, _ := o.decides(c.record, field[0].record); yes {
			at := slices.IndexFunc(better, func(b *contender) bool { return o.ahead(b.record, c.record) })
			if at < 0 {
				at = len(better)
			}
			better = slices.Insert(better, at, c)
		}
	}
	all := field[0].choice
	for _, c := range better {
		for i, model := range c.choice.models {
			if model != field[0].choice.models[i] {
				all = all.with(i, model)
			}
		}
	}
	return all
}

// mixes lists choices with other models.
func (o *optimizer) mixes(c choice) []choice {
	if !c.inFlights() {
		c.flights = o.flights
	}
	if o.options.keeps(ModelsPart) || len(o.free) == 0 {
		return o.uniforms(c)
	}
	if math.Pow(float64(len(o.models)), float64(len(o.free))) <= mostMixes {
		return o.allMixes(c, o.free)
	}
	list := o.uniforms(c)
	for _, from := range o.models {
		for _, to := range o.models {
			list = append(list, o.replaced(c, from, to))
		}
	}
	// The budget may not last for all: no place in the file is preferred.
	luck := rand.New(rand.NewPCG(o.options.Seed, 0))
	for _, i := range luck.Perm(len(o.free)) {
		for _, model := range o.models {
			list = append(list, c.with(o.free[i], model))
		}
	}
	return list
}

// allMixes lists every mix of models of some subscriptions.
func (o *optimizer) allMixes(c choice, free []int) []choice {
	if len(free) == 0 {
		return []choice{c}
	}
	var list []choice
	for _, model := range o.models {
		list = append(list, o.allMixes(c.with(free[0], model), free[1:])...)
	}
	return list
}

// replaced gives all free subscriptions of one model another.
func (o *optimizer) replaced(c choice, from, to ModelName) choice {
	c.models = slices.Clone(c.models)
	for _, i := range o.free {
		if c.models[i] == from {
			c.models[i] = to
		}
	}
	return c
}

// limits lists choices with other limits on work in progress: some over the
// whole range and some ever further off the present one.
func (o *optimizer) limits(c choice) []choice {
	if o.options.keeps(WIPPart) {
		return nil
	}
	now := c.wip
	if now == 0 {
		now = o.workloads
	}
	tried := wipSpread(o.workloads)
	for step := 1; step < o.workloads; step *= 2 {
		tried = append(tried, now-step, now+step)
	}
	slices.Sort(tried)
	var list []choice
	for _, wip := range slices.Compact(tried) {
		if wip >= 1 && wip <= o.workloads {
			c.wip = o.limit(wip)
			list = append(list, c)
		}
	}
	return list
}

// plans lists choices with other flight plans, if anything goes in flights.
func (o *optimizer) plans(c choice) []choice {
	if o.options.keeps(FlightsPart) || !c.inFlights() {
		return nil
	}
	var list []choice
	for _, plan := range append(flightPlans(c.flights), o.given.flights) {
		c.flights = plan
		list = append(list, c)
	}
	return list
}

// pairs lists choices with two changes, in another model and another part.
func (o *optimizer) pairs(c choice) []choice {
	var list []choice
	for _, mix := range o.mixes(c) {
		list = append(append(list, o.limits(mix)...), o.plans(mix)...)
	}
	return list
}

// simplify takes back the changes that make the best no better: those of a
// model, of the limit or of the flight plan.
func (o *optimizer) simplify(ctx context.Context, best *contender, plain choice, limit int) (*contender, error) {
	for again := true; again; {
		again = false
		for _, c := range o.simpler(best.choice, plain) {
			other := o.contender(c)
			field := []*contender{other, best}
			next, err := o.race(ctx, field, limit)
			if err != nil {
				return nil, err
			}
			if next == other && other.len() >= min(best.len(), o.most) {
				best, again = other, true
				break
			}
		}
	}
	return best, nil
}

// simpler lists choices with one change less from a plain one.
func (o *optimizer) simpler(c, plain choice) []choice {
	var list []choice
	add := func(next choice) {
		if next.key() != c.key() {
			list = append(list, next)
		}
	}
	wip, flights := c, c
	wip.wip, flights.flights = plain.wip, plain.flights
	add(flights)
	add(wip)
	if o.options.keeps(ModelsPart) {
		return list
	}
	for _, i := range o.free {
		add(c.with(i, plain.models[i]))
	}
	return list
}
