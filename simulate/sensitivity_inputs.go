package simulate

import (
	"fmt"

	"github.com/landfall-sim/landfall/internal/stream"
)

// input is something about a scenario that a planner can be unsure of: one
// number, or several that are moved together.
type input struct {
	name     string
	label    string // in words that fit after "the"
	unit     InputUnit
	total    bool // its value is the sum of its numbers; else their mean, by weight
	capacity bool // of a link
	numbers  func(*Scenario) []weighed
	drawn    func(*dice) float64 // what a replication draws for it, NaN for nothing; nil: it has no luck of its own
	always   bool                // drawn even if given as a constant
}

// value is the input's value in a scenario; of a distribution the mean counts.
func (in *input) value(s *Scenario) float64 {
	sum, weight := 0.0, 0.0
	for _, n := range in.numbers(s) {
		sum += n.weight * n.mean()
		weight += n.weight
	}
	if in.total || weight == 0 {
		return sum
	}
	return sum / weight
}

// moved says how the input is moved.
func (in *input) moved(s *Scenario) Moved {
	constant, varied := false, false
	for _, n := range in.numbers(s) {
		if n.varies() {
			varied = true
		} else if n.mean() > 0 {
			constant = true
		}
	}
	switch {
	case constant && varied:
		return ByBoth
	case varied:
		return ByQuantiles
	}
	return BySwing
}

// at is the scenario with the input moved down or up.
func (in *input) at(s *Scenario, high bool, swing float64) *Scenario {
	c := s.WithDefaults()
	for _, n := range in.numbers(c) {
		n.move(high, swing)
	}
	return c
}

// times is the scenario with the input at so many times its value.
func (in *input) times(s *Scenario, factor float64) *Scenario {
	c := s.WithDefaults()
	for _, n := range in.numbers(c) {
		n.scale(factor)
	}
	return c
}

// InputNames lists the inputs of a scenario that [Sensitivity] moves, in the
// order of the file: all numbers, defaults included, but those that are absent
// or zero with them, to scale which means nothing.
func InputNames(s *Scenario) []string {
	var names []string
	for _, in := range inputsOf(s.WithDefaults()) {
		names = append(names, in.name)
	}
	return names
}

// inputsOf lists the inputs of a scenario with its defaults.
func inputsOf(s *Scenario) []input {
	var list []input
	for _, group := range [][]input{
		linkInputs(s), toolInputs(s), teamInputs(), workInputs(), testInputs(), defectInputs(s), promotionInputs(), portfolioInputs(),
	} {
		for _, in := range group {
			if in.value(s) > 0 {
				list = append(list, in)
			}
		}
	}
	return list
}

func linkInputs(s *Scenario) []input {
	var list []input
	for i := range s.Network.Links {
		name := s.Network.Links[i].Name
		entity := stream.EntityOf("link", name)
		at := func(key, label string, unit InputUnit, numbers func(*Link) []weighed) *input {
			list = append(list, input{
				name: "links[" + name + "]." + key, label: fmt.Sprintf(label, name), unit: unit,
				numbers: func(s *Scenario) []weighed { return numbers(&s.Network.Links[i]) },
			})
			return &list[len(list)-1]
		}
		at("capacity", "capacity of %s", inBitRate, capacities).capacity = true
		at("efficiency", "efficiency of %s", inShare, func(l *Link) []weighed { return one(distributed[Share]{l.Efficiency, 0.001}) }).
			drawn = func(d *dice) float64 { return first(d, "efficiency", entity, d.s.Network.Links[i].Efficiency) }
		at("demand", "production demand on %s", inBitRate, demand).
			drawn = func(d *dice) float64 { return first(d, "demand", entity, &d.s.Network.Links[i].Production.Demand) }
		if s.Network.Sharing == FairSharing {
			at("weight", "weight of production on %s", inRatio, func(l *Link) []weighed {
				if l.Production == nil {
					return nil
				}
				return givenNumber(l.Production.Weight)
			})
		}
		at("limit", "migration limit on %s", inBitRate, func(l *Link) []weighed { return given(l.Limit) })
		at("throttle", "throttles on %s", inBitRate, throttles)
	}
	return list
}

// capacities scales all capacities of a link with the first that there is.
func capacities(l *Link) []weighed {
	list := given(l.Capacity)
	for i := range l.Steps {
		list = append(list, given(&l.Steps[i].Capacity)...)
	}
	seen := false
	for i := range list {
		if seen || list[i].mean() == 0 {
			list[i].weight = 0
		}
		seen = seen || list[i].mean() > 0
	}
	return list
}

func demand(l *Link) []weighed {
	if l.Production == nil {
		return nil
	}
	return givenDist(&l.Production.Demand)
}

func throttles(l *Link) []weighed {
	var list []weighed
	for i := range l.Throttle {
		list = append(list, given(&l.Throttle[i].Limit)...)
	}
	return list
}

func toolInputs(s *Scenario) []input {
	list := []input{
		{name: "tool.seeding", label: "number of assets seeding at once", unit: inCounts, numbers: func(s *Scenario) []weighed { return givenCount(s.Tool.Seeding) }},
		{name: "tool.replicating", label: "number of assets replicating at once", unit: inCounts, numbers: func(s *Scenario) []weighed { return givenCount(s.Tool.Replicating) }},
		{name: "tool.assetLimit", label: "limit per asset", unit: inBitRate, numbers: func(s *Scenario) []weighed { return given(s.Tool.AssetLimit) }},
		{name: "tool.wire", label: "network bytes per source byte", unit: inRatio, numbers: func(s *Scenario) []weighed { return givenNumber(s.Tool.Wire) }},
		{
			name: "tool.launch", label: "time to launch an asset", unit: inSeconds, drawn: eachAsset("launch", func(d *dice, _ *Asset) *Dist[Duration] { return d.s.Tool.Launch }),
			numbers: func(s *Scenario) []weighed { return givenDist(s.Tool.Launch) },
		},
		{
			name: "tool.deploy", label: "time to deploy a workload", unit: inSeconds, drawn: eachWorkload("deploy", func(d *dice, _ *Workload) *Dist[Duration] { return d.s.Tool.Deploy }),
			numbers: func(s *Scenario) []weighed { return givenDist(s.Tool.Deploy) },
		},
		{name: "secondary.wire", label: "network bytes per source byte of the secondary", unit: inRatio, numbers: func(s *Scenario) []weighed {
			if s.Secondary == nil {
				return nil
			}
			return givenNumber(s.Secondary.Wire)
		}},
	}
	if s.Tool.Mode == CycleMode {
		list = append(list,
			input{name: "tool.cycle.interval", label: "interval between cycles", unit: inSeconds, numbers: func(s *Scenario) []weighed { return given(s.Tool.Cycle.Interval) }},
			input{name: "assets.workingSet", label: "working sets of all assets together", unit: inBytes, total: true, numbers: func(s *Scenario) []weighed {
				return ofAssets(s, func(a *Asset) []weighed { return given(a.WorkingSet) })
			}})
	}
	return list
}

func teamInputs() []input {
	team := func(name string, pick func(*Teams) *Team) input {
		return input{
			name: "teams." + name + ".size", label: "size of the " + name + " team", unit: inCounts,
			numbers: func(s *Scenario) []weighed { return givenCount(pick(&s.Teams).Size) },
		}
	}
	return []input{
		team("adoption", func(t *Teams) *Team { return &t.Adoption }),
		team("operations", func(t *Teams) *Team { return &t.Operations }),
		team("business", func(t *Teams) *Team { return &t.Business }),
		{name: "backlog.wip", label: "limit on work in progress", unit: inCounts, numbers: func(s *Scenario) []weighed { return givenCount(s.Backlog.WIP) }},
	}
}

func promotionInputs() []input {
	return []input{
		{
			name: "promotion.approval", label: "time of an approval", unit: inSeconds, drawn: approvals,
			numbers: func(s *Scenario) []weighed { return givenDist(s.Promotion.Approval) },
		},
		{name: "promotion.propagation", label: "time of a routing change to reach all users", unit: inSeconds, numbers: func(s *Scenario) []weighed { return given(s.Promotion.Propagation) }},
		{
			name: "promotion.route", label: "time of a routing change", unit: inSeconds, drawn: routes,
			numbers: func(s *Scenario) []weighed { return givenDist(s.Promotion.Route) },
		},
		{name: "promotion.flights.bake", label: "bakes of all flights together", unit: inSeconds, total: true, drawn: bakes, numbers: func(s *Scenario) []weighed {
			var list []weighed
			for i := range s.Promotion.Flights {
				list = append(list, givenDist(s.Promotion.Flights[i].Bake)...)
			}
			return list
		}},
		{name: "promotion.hold", label: "time that the source is held", unit: inSeconds, numbers: func(s *Scenario) []weighed { return given(s.Promotion.Hold) }},
	}
}
