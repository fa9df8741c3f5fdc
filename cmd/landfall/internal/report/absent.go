package report

import (
	"slices"

	"github.com/landfall-sim/landfall/simulate"
)

// inUse are the models by which subscriptions go. They tell what cannot exist.
type inUse struct {
	models  []simulate.ModelName
	quiesce bool
}

// lacks says whether a quantity of the portfolio, by its name in results, cannot
// exist.
func (u inUse) lacks(quantity string) bool {
	switch quantity {
	case "divergence":
		return u.quiesce && u.neverDeployed()
	case "observedLoad", "rollbacks":
		return u.noFlights()
	case "reseeds":
		return u.neverDeployed()
	}
	return false
}

// noFlights says whether no users arrive in shares: there is nothing to roll back,
// and nothing is watched under a part of the load.
func (u inUse) noFlights() bool { return !slices.Contains(u.models, simulate.Flight) }

// neverDeployed says whether nothing is tested after the end of its replication, so
// that nothing can be sent back to be replicated again, and where sources are
// quiesced, replication lasts until nothing is written any more.
func (u inUse) neverDeployed() bool {
	return u.noFlights() && !slices.Contains(u.models, simulate.Staged)
}

// inUse returns the models by which subscriptions go when one is run.
func (p *Page) inUse(run simulate.ModelName) inUse {
	u := inUse{quiesce: *p.Scenario.Promotion.Quiesce}
	for _, sub := range p.Scenario.Portfolio {
		used := run
		for _, w := range sub.Workloads {
			if w.Model != "" {
				used = w.Model
			}
		}
		u.models = append(u.models, used)
	}
	return u
}

// lacking returns what says whether a quantity cannot exist under a model.
func (p *Page) lacking(quantity string) func(m *result) bool {
	return func(m *result) bool { return p.inUse(m.Model).lacks(quantity) }
}

// inUse returns the models of a choice.
func (p *OptimumPage) inUse(c *simulate.Choice) inUse {
	u := inUse{quiesce: *p.Scenario.Promotion.Quiesce}
	for _, m := range c.Models {
		u.models = append(u.models, m.Model)
	}
	return u
}
