package simulate

import (
	"slices"

	"github.com/landfall-sim/landfall/internal/kernel"
	"github.com/landfall-sim/landfall/promotion"
)

// releaseUnit is what is promoted together.
type releaseUnit struct {
	model     ModelName
	machine   *promotion.Model
	release   promotion.Release
	workloads []int // in backlog order
	blockers  []int // workloads outside the unit that it comes after
	entity    uint64
	index     int

	phase    unitPhase
	dated    bool // its business-test date has come
	ready    int  // workloads
	due      bool // a change window has opened for it
	pending  kernel.Handle
	arrived  int64
	promoted int64

	begun    int64 // the promotion, or the 100 % flight
	draining bool
	left     int // assets that drain, or are not yet up

	flight   int
	share    float64 // of the users on the target
	moved    float64 // share that the last routing change moved
	exposed  float64 // seconds at full traffic in which defects could surface
	observed float64 // seconds at full traffic
	since    int64   // both are complete up to here
	failure  kernel.Handle
	failing  int // workload whose defect surfaced
	downtime float64
	rollback bool // went back at least once

	source, target float64 // factors on what users write on each side
	sources        []sideShare
	targets        []sideShare // of this attempt
}

// sideShare is the share of users' writes on one side from a moment on.
type sideShare struct {
	at    int64
	share float64
}

type unitPhase uint8

const (
	gathering   unitPhase = iota // not all workloads are ready
	approving                    // all are; the approval runs
	waiting                      // for a change window
	draining                     // the last writes are carried over
	cuttingOver                  // copies are launched after a severance
	routing                      // users are being moved
	baking                       // users are watched
	failing                      // users are being moved back
	mendingUnit                  // the defect that surfaced is fixed
	promotedUnit
)

func (r *run) openUnits() {
	byKey := map[[2]int]int{}
	for _, w := range r.p.order {
		model, key := r.unitKey(w)
		i, ok := byKey[key]
		if !ok {
			i = len(r.units)
			byKey[key] = i
			sub := &r.p.subscriptions[r.p.workloads[w].subscription]
			r.units = append(r.units, releaseUnit{
				model: model, machine: r.p.machines[model], index: i,
				entity: workloadEntity(r.p.workloads[w].name), dated: true,
				source: 1, sources: []sideShare{{0, 1}}, promoted: -1, arrived: -1,
			})
			if model == Staged && sub.businessTest > 0 {
				r.units[i].dated = false
				r.at(sub.businessTest, businessTestEvent, endsPhase, 0, i)
			}
		}
		r.units[i].workloads = append(r.units[i].workloads, w)
		r.workloads[w].unit = i
	}
	for i := range r.units {
		u := &r.units[i]
		r.openBlockers(u)
		members := 0
		for range r.assetsOf(u) {
			members++
		}
		r.moveUnit(u, promotion.Decide(uint32(members)))
		if u.model != SingleStep {
			u.entity = subscriptionEntity(r.p.subscriptions[r.p.workloads[u.workloads[0]].subscription].name)
		}
	}
	for i := range r.workloads {
		r.openWorkload(i)
	}
}

// unitKey says which unit a workload belongs to.
func (r *run) unitKey(w int) (ModelName, [2]int) {
	sub := r.p.workloads[w].subscription
	model := r.model
	if pinned := r.p.subscriptions[sub].pinned; pinned != "" {
		model = pinned
	}
	if model != SingleStep {
		return model, [2]int{1, sub}
	}
	switch r.p.promotion.scope {
	case PortfolioScope:
		return model, [2]int{0, 0}
	case SubscriptionScope:
		return model, [2]int{1, sub}
	}
	return model, [2]int{2, w}
}

func (r *run) openBlockers(u *releaseUnit) {
	for _, w := range u.workloads {
		for _, before := range r.p.workloads[w].after {
			if !slices.Contains(u.workloads, before) && !slices.Contains(u.blockers, before) {
				u.blockers = append(u.blockers, before)
			}
		}
	}
}

func (r *run) openWorkload(w int) {
	x, plan := &r.workloads[w], &r.p.workloads[w]
	x.staged, x.migrated, x.readyAt, x.promoted = -1, -1, -1, -1
	entity := workloadEntity(plan.name)
	if plan.defects > 0 {
		for range r.luck.stream(drawDefects, entity).Poisson(plan.defects) {
			x.defects = append(x.defects, r.luck.stream(drawSurface, entity).Exp(r.p.promotion.surface))
		}
	}
}

func (r *run) blocked(u *releaseUnit) bool {
	return slices.ContainsFunc(u.blockers, func(w int) bool { return r.workloads[w].promoted < 0 })
}

// consider lets a unit pass its gate if nothing keeps it any more.
func (r *run) consider(i int) {
	u := &r.units[i]
	if u.phase != gathering || u.ready < len(u.workloads) || !u.dated || r.blocked(u) {
		return
	}
	r.enter(u, approving)
	wait := r.drawTime(drawApproval, u.entity, &r.p.promotion.approval)
	u.pending = r.after(wait, approvalEvent, r.rankOf(u), i)
}

func (r *run) rankOf(u *releaseUnit) int32 { return r.p.workloads[u.workloads[0]].rank }

func (r *run) approved(u *releaseUnit) {
	r.moveUnit(u, promotion.Approve())
	r.awaitWindow(u)
}

// awaitWindow lets a promotion or flight begin at the first moment inside a
// change window and outside all freezes.
func (r *run) awaitWindow(u *releaseUnit) {
	u.due = false
	r.enter(u, waiting)
	open, ok := r.p.change.Next(r.now)
	switch {
	case !ok:
	case open == r.now:
		u.due = true
		r.again = true
	default:
		u.pending = r.after(open-r.now, windowEvent, r.rankOf(u), u.index)
	}
}

// beginPromotions begins the promotions and flights that are due.
func (r *run) beginPromotions() {
	for i := range r.units {
		if u := &r.units[i]; u.due {
			u.due = false
			if u.release.Phase != promotion.ReleasePromoting {
				r.moveUnit(u, promotion.Begin())
			}
			switch {
			case u.model == SingleStep:
				r.beginCutover(u)
			case u.model == Flight && u.flight+1 < len(r.p.promotion.flights):
				r.route(u)
			default:
				r.beginLast(u)
			}
		}
	}
}

// route begins to move users: the share of the flight, or all.
func (r *run) route(u *releaseUnit) {
	r.enter(u, routing)
	share := 1.0
	if u.model == Flight {
		share = r.p.promotion.flights[u.flight].share
	}
	r.moveUnit(u, promotion.Route(promotion.ShareOf(share)))
	wait := r.drawTime(drawRoute, u.entity, &r.p.promotion.route)
	u.pending = r.after(wait, routeEvent, r.rankOf(u), u.index)
}

func (r *run) routed(u *releaseUnit) {
	if u.model == Flight && u.flight+1 < len(r.p.promotion.flights) {
		r.flightRouted(u)
		return
	}
	r.arrive(u)
}

// enter takes a unit into its next phase.
func (r *run) enter(u *releaseUnit, phase unitPhase) {
	if r.story != nil {
		r.story.phase(r, u, phase)
	}
	u.phase = phase
}

// setSource changes the share of the users' writes that is made on the source.
func (r *run) setSource(u *releaseUnit, share float64) {
	if u.source == share {
		return
	}
	for a := range r.assetsOf(u) {
		r.diverge(a)
	}
	u.source = share
	u.sources = append(u.sources, sideShare{r.now, share})
	for a := range r.assetsOf(u) {
		r.updateWriting(a)
	}
}

// assetsOf yields the assets of a unit, in backlog order.
func (r *run) assetsOf(u *releaseUnit) func(func(int) bool) {
	return func(yield func(int) bool) {
		for _, w := range u.workloads {
			for _, a := range r.p.workloads[w].assets {
				if !yield(a) {
					return
				}
			}
		}
	}
}
