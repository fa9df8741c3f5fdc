package simulate

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// choice is a candidate: what is decided, in the order of the portfolio.
type choice struct {
	models  []ModelName
	wip     int // 0 for no limit
	flights []FlightStep
}

// key is equal for choices that are simulated alike.
func (c choice) key() string {
	var b strings.Builder
	for _, m := range c.models {
		b.WriteString(string(m) + " ")
	}
	fmt.Fprintf(&b, "wip %d", c.wip)
	if c.inFlights() {
		b.WriteString(" flights " + flightsKey(c.flights))
	}
	return b.String()
}

func flightsKey(list []FlightStep) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "%v %v %v;", float64(f.Share), f.Bake.Shape, f.Bake.Params)
	}
	return b.String()
}

func (c choice) inFlights() bool { return slices.Contains(c.models, Flight) }

// with returns a copy in which a subscription has another model.
func (c choice) with(subscription int, model ModelName) choice {
	c.models = slices.Clone(c.models)
	c.models[subscription] = model
	return c
}

// space is what can be chosen for a scenario.
type space struct {
	scenario  *Scenario // with its defaults
	models    []ModelName
	free      []int // subscriptions without a pin
	workloads int
	given     choice // by the scenario; its models are the pins
}

func newSpace(s *Scenario) *space {
	p := &space{scenario: s.WithDefaults()}
	p.models = p.scenario.Promotion.Models
	p.given = choice{flights: p.scenario.Promotion.Flights}
	for i, sub := range p.scenario.Portfolio {
		p.workloads += len(sub.Workloads)
		pin := pinned(sub)
		if pin == "" {
			p.free = append(p.free, i)
		}
		p.given.models = append(p.given.models, pin)
	}
	if wip := p.scenario.Backlog.WIP; wip != nil {
		p.given.wip = p.limit(*wip)
	}
	return p
}

// limit is a limit on work in progress, 0 where it limits nothing.
func (p *space) limit(wip int) int {
	if wip >= p.workloads {
		return 0
	}
	return wip
}

// uniform gives all free subscriptions a model, all else being as in a choice.
func (p *space) uniform(c choice, model ModelName) choice {
	c.models = slices.Clone(c.models)
	for _, i := range p.free {
		c.models[i] = model
	}
	return c
}

// uniforms lists the uniform choices, each once.
func (p *space) uniforms(c choice) []choice {
	var list []choice
	for _, model := range p.models {
		list = append(list, p.uniform(c, model))
	}
	if len(p.free) == 0 {
		list = list[:1]
	}
	return list
}

// scenarioOf is the scenario, with its defaults, with a choice written in.
func (p *space) scenarioOf(c choice) *Scenario {
	s := p.scenario.WithDefaults()
	p.write(s, c)
	for _, i := range p.free {
		s.Portfolio[i].Workloads[0].Model = c.models[i]
	}
	return s
}

func (p *space) write(s *Scenario, c choice) {
	if c.wip != p.given.wip {
		s.Backlog.WIP = nil
		if c.wip > 0 {
			s.Backlog.WIP = new(c.wip)
		}
	}
	if c.inFlights() {
		s.Promotion.Flights = c.flights
	}
}

// plan writes a choice into a copy of a scenario whose defaults need not be
// filled in. A model for all needs no pins.
func (p *space) plan(s *Scenario, c choice) *Scenario {
	out := clone(reflect.ValueOf(s)).Interface().(*Scenario)
	p.write(out, c)
	if len(p.free) == 0 {
		return out
	}
	out.Promotion.Models = []ModelName{p.usual(c)}
	if p.same(c) {
		return out
	}
	for _, i := range p.free {
		out.Portfolio[i].Workloads[0].Model = c.models[i]
	}
	return out
}

// same says whether all free subscriptions have one model.
func (p *space) same(c choice) bool {
	return !slices.ContainsFunc(p.free, func(i int) bool { return c.models[i] != c.models[p.free[0]] })
}

// usual is the model that most free subscriptions have, of equals the first.
func (p *space) usual(c choice) ModelName {
	count, best := map[ModelName]int{}, c.models[p.free[0]]
	for _, i := range p.free {
		count[c.models[i]]++
	}
	for _, i := range p.free {
		if count[c.models[i]] > count[best] {
			best = c.models[i]
		}
	}
	return best
}

// choiceOf is how a choice is told.
func (p *space) choiceOf(c choice) Choice {
	out := Choice{Models: []SubscriptionModel{}}
	for i, sub := range p.scenario.Portfolio {
		out.Models = append(out.Models, SubscriptionModel{sub.Name, c.models[i], pinned(sub) != ""})
	}
	switch {
	case c.wip == p.given.wip && p.scenario.Backlog.WIP != nil:
		out.WIP = new(*p.scenario.Backlog.WIP)
	case c.wip > 0:
		out.WIP = new(c.wip)
	}
	if c.inFlights() {
		out.Flights = c.flights
	}
	return out
}
