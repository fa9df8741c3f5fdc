package simulate

import (
	"slices"

	"github.com/landfall-sim/landfall/internal/kernel"
	"github.com/landfall-sim/landfall/promotion"
)

// releaseUnit is what is promoted together.
type releaseUnit struct {
	*unitPlan
	index   int
	release promotion.Release

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
	plans := r.layout.units
	for len(r.units) < len(plans) {
		r.units = append(r.units, releaseUnit{})
	}
	r.units = r.units[:len(plans)]
	for i := range r.units {
		u, plan := &r.units[i], &plans[i]
		*u = releaseUnit{
			unitPlan: plan, index: i, dated: plan.businessTest == 0,
			source: 1, sources: append(u.sources[:0], sideShare{0, 1}), targets: u.targets[:0],
			promoted: -1, arrived: -1,
		}
		if !u.dated {
			r.at(u.businessTest, businessTestEvent, endsPhase, 0, i)
		}
		for _, a := range u.assets {
			r.assets[a].unit = int32(i)
		}
		r.moveUnit(u, promotion.Decide(uint32(len(u.assets))))
	}
	for i := range r.workloads {
		r.openWorkload(i)
	}
}

func (r *run) openWorkload(w int) {
	x, plan := &r.workloads[w], &r.p.workloads[w]
	*x = workload{
		unit: r.layout.unitOf[w], staged: -1, migrated: -1, readyAt: -1, promoted: -1,
		defects: x.defects[:0], job: job{staging: stagingWork{rounds: x.job.staging.rounds[:0]}},
	}
	if plan.defects > 0 {
		for range r.luck.stream(drawDefects, plan.entity).Poisson(plan.defects) {
			x.defects = append(x.defects, r.luck.stream(drawSurface, plan.entity).Exp(r.p.promotion.surface))
		}
	}
}

func (r *run) blocked(u *releaseUnit) bool {
	for _, w := range u.blockers {
		if r.workloads[w].promoted < 0 {
			return true
		}
	}
	return false
}

// consider lets a unit pass its gate if nothing keeps it any more.
func (r *run) consider(i int) {
	u := &r.units[i]
	if u.phase != gathering || u.ready < len(u.workloads) || !u.dated || r.blocked(u) {
		return
	}
	r.enter(u, approving)
	wait := r.drawTime(drawApproval, u.entity, &r.p.promotion.approval)
	u.pending = r.after(wait, approvalEvent, u.rank, i)
}

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
		r.fallDue(u)
	default:
		u.pending = r.after(open-r.now, windowEvent, u.rank, u.index)
	}
}

// fallDue is called when a promotion or flight can begin.
func (r *run) fallDue(u *releaseUnit) {
	u.due = true
	r.due = append(r.due, u.index)
	r.again = true
}

// beginPromotions begins the promotions and flights that are due.
func (r *run) beginPromotions() {
	slices.Sort(r.due)
	for _, i := range r.due {
		if u := &r.units[i]; u.due {
			u.due = false
			r.beginPromotion(u)
		}
	}
	r.due = r.due[:0]
}

func (r *run) beginPromotion(u *releaseUnit) {
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

// route begins to move users: the share of the flight, or all.
func (r *run) route(u *releaseUnit) {
	r.enter(u, routing)
	share := 1.0
	if u.model == Flight {
		share = r.p.promotion.flights[u.flight].share
	}
	r.moveUnit(u, promotion.Route(promotion.ShareOf(share)))
	wait := r.drawTime(drawRoute, u.entity, &r.p.promotion.route)
	u.pending = r.after(wait, routeEvent, u.rank, u.index)
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
	for _, a := range u.assets {
		r.diverge(a)
	}
	u.source = share
	u.sources = append(u.sources, sideShare{r.now, share})
	for _, a := range u.assets {
		r.updateWriting(a)
	}
}
