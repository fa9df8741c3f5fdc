package simulate

import (
	"github.com/landfall-sim/landfall/promotion"
)

// carryOut does what a transition of the model asks for.
func (r *run) carryOut(a int, effect promotion.Effect) {
	switch effect {
	case promotion.EffectStartReplication:
		r.startReplication(a)
	case promotion.EffectLaunch:
		r.launch(a)
	case promotion.EffectDiscard:
		r.assets[a].up = false
	case promotion.EffectSever:
		r.sever(a)
	case promotion.EffectStartSecondary:
		r.openSecondary(a)
	case promotion.EffectStopSecondary:
		if r.carries(a, secondaryFlow) {
			r.closeFlow(r.flowOf(a, secondaryFlow))
		}
	}
}

// openSecondary lets a secondary replication go on from what is waiting.
func (r *run) openSecondary(a int) {
	f := r.flowOf(a, secondaryFlow)
	x := &r.flows[f]
	x.behind = x.backlog > 0
	x.base = 0
	r.openFlow(f, secondaryClass, r.p.covered, unlimited)
	r.updateWriting(a)
}

// beginCutover begins a single-step promotion.
func (r *run) beginCutover(u *releaseUnit) {
	u.begun = r.now
	if !r.p.promotion.quiesce {
		r.enter(u, cuttingOver)
		for _, a := range u.assets {
			u.left++
			r.move(a, promotion.Cutover())
			r.severForGood(a)
		}
		return
	}
	r.drain(u, func(a int) bool { r.move(a, promotion.Cutover()); return true })
}

// drain stops the writes on the source and gives what is waiting the first
// right to the links.
func (r *run) drain(u *releaseUnit, drains func(a int) bool) {
	u.draining, u.left = true, 0
	if u.model == SingleStep {
		r.enter(u, cuttingOver)
	} else {
		r.enter(u, draining)
	}
	r.setSource(u, 0)
	for _, a := range u.assets {
		if drains(a) {
			u.left++
		}
	}
	if u.left == 0 {
		r.drainedAll(u)
		return
	}
	for _, a := range u.assets {
		f := r.drainFlow(u, a)
		if !r.active(f) {
			continue
		}
		x := &r.flows[f]
		r.settle(f)
		x.class = finalClass
		r.touch(f)
		switch {
		case x.cycles && x.loaded:
			r.cycles[a].final = true
		case x.cycles:
			c := &r.cycles[a]
			c.final, c.last = true, true
			r.beginCycle(a)
		case !x.behind || x.backlog <= 0:
			x.behind = false
			r.drained(a)
		}
	}
}

func (r *run) drainFlow(u *releaseUnit, a int) int32 {
	if u.model == SingleStep {
		return r.flowOf(a, toolFlow)
	}
	return r.flowOf(a, secondaryFlow)
}

// drains reports whether a flow is one that its unit waits for.
func (r *run) drains(a int, f int32) bool { return f == r.drainFlow(r.unitOf(a), a) }

// drained is called when the last write of an asset has been carried.
func (r *run) drained(a int) {
	u := r.unitOf(a)
	if u.model == SingleStep {
		r.severForGood(a)
		return
	}
	r.closeFlow(r.flowOf(a, secondaryFlow))
	if u.left--; u.left == 0 {
		r.drainedAll(u)
	}
}

func (r *run) drainedAll(u *releaseUnit) {
	u.draining = false
	r.route(u)
}

// severForGood cuts an asset over in a single step and launches its copy.
func (r *run) severForGood(a int) { r.move(a, promotion.Sever()) }

// cutOver goes on when one more asset of a single step is up.
func (r *run) cutOver(u *releaseUnit, a int) {
	r.move(a, promotion.Land())
	if u.left--; u.left == 0 {
		u.draining = false
		r.route(u)
	}
}

// beginLast begins a staged promotion, or the 100 % flight.
func (r *run) beginLast(u *releaseUnit) {
	u.begun = r.now
	if !r.p.promotion.quiesce {
		r.route(u)
		return
	}
	r.drain(u, func(a int) bool { return r.carries(a, secondaryFlow) })
}

// arrive is the moment from which all users of a unit are on the target.
func (r *run) arrive(u *releaseUnit) {
	r.moveUnit(u, promotion.Arrive())
	u.arrived = r.now
	u.moved = 1 - u.share
	for _, a := range u.assets {
		r.loseAtArrival(u, a)
		if u.model != SingleStep {
			r.move(a, promotion.Land())
		}
	}
	r.setShare(u, 1)
	if r.p.promotion.quiesce {
		u.downtime += seconds(r.now - u.begun)
		fenced := u.moved * seconds(r.p.promotion.propagation) / 2 / 3600
		for _, w := range u.workloads {
			r.affect(w, r.p.workloads[w].users*fenced)
		}
	}
	if u.model != Flight {
		r.promote(u)
		return
	}
	r.bake(u)
}

func (r *run) affect(w int, userHours float64) { r.workloads[w].affected += userHours }

// promote ends a unit's promotion: from here its users use the target for
// good, and every defect that is left will surface.
func (r *run) promote(u *releaseUnit) {
	r.observe(u)
	u.promoted = r.now
	r.enter(u, promotedUnit)
	r.moveUnit(u, promotion.Promote())
	until := u.arrived
	if r.p.promotion.quiesce {
		until = u.begun
	}
	for _, a := range u.assets {
		r.noteDivergence(a, until)
		r.stray(u, a)
		if r.carries(a, reverseFlow) {
			r.closeFlow(r.flowOf(a, reverseFlow))
		}
		r.move(a, promotion.Promote())
	}
	for _, w := range u.workloads {
		r.promoteWorkload(u, w)
	}
	r.pending -= len(u.workloads)
	for _, i := range u.followers {
		r.consider(i)
	}
}

func (r *run) promoteWorkload(u *releaseUnit, w int) {
	x, plan := &r.workloads[w], &r.p.workloads[w]
	x.promoted, x.downtime = r.now, u.downtime
	if r.record != nil {
		r.leaving = append(r.leaving, w)
	}
	if u.model == SingleStep {
		x.migrated = r.now
		r.countWIP(w, false)
	}
	for range x.defects {
		r.counts.incidents++
		mitigate := seconds(r.drawTime(drawMitigate, plan.entity, &r.p.promotion.mitigate))
		r.affect(w, plan.users*mitigate/3600)
	}
	x.defects = x.defects[:0]
}
