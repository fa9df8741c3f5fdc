package simulate

import (
	"math"

	"github.com/landfall-sim/landfall/internal/stream"
)

// dice repeats what a replication draws, without running it: every stream is
// named by its purpose and by what it is for, and each draw takes one uniform
// number of it.
type dice struct {
	s           *Scenario // with its defaults
	seed        uint64
	replication int
	units       []unitLuck
}

func (d *dice) stream(purpose string, entity uint64) stream.Stream {
	return stream.New(d.seed, d.replication, stream.PurposeOf(purpose), entity)
}

// first is the first draw for an entity.
func first[T Quantity](d *dice, purpose string, entity uint64, of *Dist[T]) float64 {
	if of.Shape == Constant {
		return float64(of.Mean())
	}
	luck := d.stream(purpose, entity)
	return float64(of.Quantile(luck.Uniform()))
}

// eachAsset adds up the first draws of all assets.
func eachAsset[T Quantity](purpose string, of func(*dice, *Asset) *Dist[T]) func(*dice) float64 {
	return func(d *dice) float64 {
		sum := 0.0
		eachOfWorkloads(d.s, func(w *Workload) {
			for i := range w.Assets {
				sum += first(d, purpose, stream.EntityOf("asset", w.Assets[i].Name), of(d, &w.Assets[i]))
			}
		})
		return sum
	}
}

// eachWorkload adds up the first draws of all workloads.
func eachWorkload(purpose string, of func(*dice, *Workload) *Dist[Duration]) func(*dice) float64 {
	return func(d *dice) float64 {
		sum := 0.0
		eachOfWorkloads(d.s, func(w *Workload) { sum += first(d, purpose, stream.EntityOf("workload", w.Name), of(d, w)) })
		return sum
	}
}

// born is with how many defects a workload is born.
func (d *dice) born(w *Workload) int {
	mean := valueOr(w.Defects, *d.s.Defects.PerWorkload)
	if mean == 0 {
		return 0
	}
	luck := d.stream("defects", stream.EntityOf("workload", w.Name))
	return luck.Poisson(mean)
}

func defectsBorn(d *dice) float64 {
	count := 0
	eachOfWorkloads(d.s, func(w *Workload) { count += d.born(w) })
	return float64(count)
}

// eachDefect is the mean of as many draws as defects are born.
func eachDefect(purpose string, of func(*dice) *Dist[Duration]) func(*dice) float64 {
	return func(d *dice) float64 {
		sum, count := 0.0, 0
		eachOfWorkloads(d.s, func(w *Workload) {
			luck := d.stream(purpose, stream.EntityOf("workload", w.Name))
			for range d.born(w) {
				sum += float64(of(d).Quantile(luck.Uniform()))
				count++
			}
		})
		if count == 0 {
			return math.NaN()
		}
		return sum / float64(count)
	}
}

// unitLuck is what is promoted together: under which model, and the entity that
// its luck belongs to.
type unitLuck struct {
	model  ModelName
	entity uint64
}

// unitsOf lists what is promoted together when a model is simulated. The luck
// of a single step belongs to its first workload in the backlog.
func unitsOf(s *Scenario, model ModelName) []unitLuck {
	type place struct {
		subscription *Subscription
		workload     *Workload
		model        ModelName
	}
	var places []place
	for i := range s.Portfolio {
		sub, pinned := &s.Portfolio[i], model
		for _, w := range sub.Workloads {
			if w.Model != "" {
				pinned = w.Model
			}
		}
		for j := range sub.Workloads {
			places = append(places, place{sub, &sub.Workloads[j], pinned})
		}
	}
	var list []unitLuck
	seen := map[string]bool{}
	for _, i := range s.backlog().Order(policies[s.Backlog.Order]) {
		p := places[i]
		key, entity := "subscription "+p.subscription.Name, stream.EntityOf("subscription", p.subscription.Name)
		if p.model == SingleStep {
			entity = stream.EntityOf("workload", p.workload.Name)
			switch s.Promotion.Scope {
			case WorkloadScope:
				key = "workload " + p.workload.Name
			case PortfolioScope:
				key = "portfolio"
			}
		}
		if !seen[key] {
			seen[key] = true
			list = append(list, unitLuck{p.model, entity})
		}
	}
	return list
}

// approvals adds up the approvals of all units.
func approvals(d *dice) float64 {
	sum := 0.0
	for _, u := range d.units {
		sum += first(d, "approval", u.entity, d.s.Promotion.Approval)
	}
	return sum
}

// routes adds up the routing changes of all units that nothing goes wrong with.
func routes(d *dice) float64 {
	sum := 0.0
	for _, u := range d.units {
		luck, changes := d.stream("route", u.entity), 1
		if u.model == Flight {
			changes = len(d.s.Promotion.Flights)
		}
		for range changes {
			sum += float64(d.s.Promotion.Route.Quantile(luck.Uniform()))
		}
	}
	return sum
}

// bakes adds up the bakes of all units that nothing goes wrong with. A constant
// one takes no luck from those after it.
func bakes(d *dice) float64 {
	sum := 0.0
	for _, u := range d.units {
		if u.model != Flight {
			continue
		}
		luck := d.stream("bake", u.entity)
		for _, f := range d.s.Promotion.Flights {
			if f.Bake.Shape == Constant {
				sum += float64(f.Bake.Mean())
			} else {
				sum += float64(f.Bake.Quantile(luck.Uniform()))
			}
		}
	}
	return sum
}
