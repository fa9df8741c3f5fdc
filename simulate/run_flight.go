package simulate

import (
	"math"
	"slices"

	"github.com/landfall-sim/landfall/internal/kernel"
	"github.com/landfall-sim/landfall/promotion"
)

// flightRouted is called when a share of the users has moved.
func (r *run) flightRouted(u *releaseUnit) {
	share := r.p.promotion.flights[u.flight].share
	r.moveUnit(u, promotion.Moved())
	r.setShare(u, share)
	r.bake(u)
}

// setShare changes the share of the users that is on the target.
func (r *run) setShare(u *releaseUnit, share float64) {
	r.observe(u)
	u.share, u.target = share, share
	u.targets = append(u.targets, sideShare{r.now, share})
	r.setSource(u, 1-share)
	if u.model == Flight {
		r.reverse(u)
		r.expectFailure(u)
		r.updateReverse(u)
	}
}

// reverse carries the writes made on the target back to the source while some
// users are on it.
func (r *run) reverse(u *releaseUnit) {
	if !r.p.reverse || u.share == 0 {
		return
	}
	for _, a := range u.assets {
		if r.p.assets[a].covered && !r.carries(a, reverseFlow) {
			f := r.flowOf(a, reverseFlow)
			r.renew(f)
			r.openFlow(f, reverseClass, r.p.covered, unlimited)
		}
	}
}

func (r *run) updateReverse(u *releaseUnit) {
	for _, a := range u.assets {
		r.write(a, reverseFlow, u.target)
	}
}

// observe brings what users have done on the target up to now. While they are
// being moved back they are there, but nothing surfaces.
func (r *run) observe(u *releaseUnit) {
	traffic := u.share * seconds(r.now-u.since)
	u.observed += traffic
	if u.phase != failing {
		u.exposed += traffic
	}
	u.since = r.now
}

// expectFailure schedules the first defect that will surface at the present
// share of the users.
func (r *run) expectFailure(u *releaseUnit) {
	r.queue.Cancel(u.failure)
	u.failure = kernel.Handle{}
	first, at := -1, math.Inf(1)
	for _, w := range u.workloads {
		for _, d := range r.workloads[w].defects {
			if d < at {
				first, at = w, d
			}
		}
	}
	if first < 0 || u.share == 0 {
		return
	}
	wait := math.Ceil(max(0, at-u.exposed) / u.share * 1e9)
	if wait > float64(r.p.horizon-r.now) {
		return
	}
	u.failing = first
	u.failure = r.after(int64(wait), defectEvent, u.rank, u.index)
}

func (r *run) bake(u *releaseUnit) {
	r.enter(u, baking)
	wait := r.drawTime(drawBake, u.entity, &r.p.promotion.flights[u.flight].bake)
	u.pending = r.after(wait, bakeEvent, u.rank, u.index)
}

func (r *run) baked(u *releaseUnit) {
	r.moveUnit(u, promotion.Baked())
	if u.flight+1 < len(r.p.promotion.flights) {
		u.flight++
		r.awaitWindow(u)
		return
	}
	r.queue.Cancel(u.failure)
	r.promote(u)
}

// flightFails is called when a defect surfaces between the first flight and
// the promotion: all users go back.
func (r *run) flightFails(u *releaseUnit) {
	r.queue.Cancel(u.pending)
	r.moveUnit(u, promotion.Fail())
	r.moveUnit(u, promotion.Rollback())
	r.observe(u)
	w := &r.workloads[u.failing]
	surfaced := slices.Index(w.defects, slices.Min(w.defects))
	w.defects = slices.Delete(w.defects, surfaced, surfaced+1)
	wait := r.drawTime(drawRoute, u.entity, &r.p.promotion.route)
	users := r.p.workloads[u.failing].users
	r.affect(u.failing, users*u.share*seconds(wait)/3600)
	if u.draining {
		u.draining = false
		for _, a := range u.assets {
			if r.carries(a, secondaryFlow) {
				f := r.flowOf(a, secondaryFlow)
				r.settle(f)
				r.flows[f].class = secondaryClass
				r.touch(f)
			}
		}
	}
	u.due = false
	r.enter(u, failing)
	u.pending = r.after(wait, rollbackEvent, u.rank, u.index)
}

// rolledBack is called when all users are back on the source.
func (r *run) rolledBack(u *releaseUnit) {
	arrived := u.share == 1
	if !arrived && u.source == 0 {
		u.downtime += seconds(r.now - u.begun)
	}
	for _, a := range u.assets {
		r.loseAtRollback(u, a)
		if r.carries(a, reverseFlow) {
			r.closeFlow(r.flowOf(a, reverseFlow))
		}
	}
	for _, a := range u.assets {
		if arrived {
			r.move(a, promotion.Return())
		} else if r.p.assets[a].covered && !r.carries(a, secondaryFlow) {
			// Its drain had ended, but the users did not follow.
			r.openSecondary(a)
		}
	}
	r.moveUnit(u, promotion.RolledBack())
	r.setShare(u, 0)
	u.targets = u.targets[:0]
	u.flight = 0
	u.rollback = true
	r.counts.rollbacks++
	r.enter(u, mendingUnit)
	w := u.failing
	need := r.drawTime(drawFix, r.p.workloads[w].entity, &r.p.promotion.fix)
	r.ask(w, mendingJob, need, need > 0)
}

// mended lets the flights start again from the first.
func (r *run) mended(u *releaseUnit) {
	r.awaitWindow(u)
}
