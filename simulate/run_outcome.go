package simulate

import "math"

// outcome sums a replication up. It lives in memory that the next one uses.
func (r *run) outcome() *Outcome {
	o := &r.results
	*o = Outcome{
		Model: r.model, Finished: r.pending == 0, Unfinished: o.Unfinished[:0],
		Links: o.Links[:0], Subscriptions: o.Subscriptions[:0], Workloads: o.Workloads[:0], Teams: o.Teams[:0], Limits: o.Limits[:0],
	}
	if !o.Finished {
		r.stuck(o)
		return o
	}
	r.markCritical()
	r.linkOutcomes(o)
	r.workloadOutcomes(o)
	r.subscriptionOutcomes(o)
	r.teamOutcomes(o)
	r.limitOutcomes(o)
	o.Portfolio = r.portfolioOutcome(o)
	return o
}

func (r *run) linkOutcomes(out *Outcome) {
	for i := range r.links {
		rec := &r.links[i].record
		o := LinkOutcome{Mean: math.NaN(), P95: math.NaN(), Peak: math.NaN(), Held: math.NaN()}
		if period := rec.levels.Total(); period > 0 {
			o.Mean, o.P95, o.Peak = rec.levels.Mean(), rec.levels.Quantile(0.95), rec.levels.Max()
			o.Held = rec.held / period
		}
		o.Saturated, o.Shortfall, o.ShortfallTime = seconds(rec.saturated), rec.shortfall, seconds(rec.short)
		o.Bytes = ClassBytes{rec.bytes[seedClass], rec.bytes[syncClass], rec.bytes[finalClass], rec.bytes[secondaryClass], rec.bytes[reverseClass]}
		out.Links = append(out.Links, o)
	}
}

func (r *run) workloadOutcomes(out *Outcome) {
	out.Workloads = resized(out.Workloads, len(r.workloads))
	for i := range r.workloads {
		x, o := &r.workloads[i], &out.Workloads[i]
		*o = WorkloadOutcome{
			Staged: seconds(x.staged), Migrated: seconds(x.migrated), Promoted: seconds(x.promoted),
			Downtime: x.downtime, Affected: x.affected, Critical: x.critical,
			LagP50: math.NaN(), LagP95: math.NaN(), LagMax: math.NaN(), LagViolation: math.NaN(),
			Assets: o.Assets[:0],
		}
		o.Retired = o.Promoted + float64(*r.p.scenario.Promotion.Hold)
		if lag := r.lagOf(i); lag.Total() > 0 {
			o.LagP50, o.LagP95, o.LagMax = lag.Quantile(0.5), lag.Quantile(0.95), lag.Max()
			if !math.IsNaN(r.p.promotion.rpo) {
				o.LagViolation = lag.Above()
			}
		}
		for _, a := range r.p.workloads[i].assets {
			r.assetOutcome(o, a)
		}
	}
}

func (r *run) assetOutcome(o *WorkloadOutcome, a int) {
	x, l := &r.assets[a], &r.losses[a]
	bytes := l.bytes + l.stray + l.rollback
	o.LossWindow = max(o.LossWindow, l.window)
	o.LossBytes += bytes
	o.StrayBytes += l.stray
	o.RollbackBytes += l.rollback
	o.Divergence = max(o.Divergence, l.divergence)
	o.Assets = append(o.Assets, AssetOutcome{
		Seeded: seconds(x.seeded), InSync: seconds(x.inSync), Severed: seconds(x.severed),
		LossWindow: l.window, LossBytes: bytes,
	})
}

func (r *run) subscriptionOutcomes(out *Outcome) {
	out.Subscriptions = resized(out.Subscriptions, len(r.p.subscriptions))
	clear(out.Subscriptions)
	for i := range out.Workloads {
		w, o := &out.Workloads[i], &out.Subscriptions[r.p.workloads[i].subscription]
		o.Staged, o.Migrated = max(o.Staged, w.Staged), max(o.Migrated, w.Migrated)
		o.Promoted, o.Retired = max(o.Promoted, w.Promoted), max(o.Retired, w.Retired)
	}
}

func (r *run) teamOutcomes(out *Outcome) {
	for i := range r.teams {
		plan := &r.p.teams[i]
		o := TeamOutcome{Utilization: math.NaN(), Effort: r.teams[i].area / 3600}
		if open := seconds(plan.hours.Measure(0, r.now)); plan.size > 0 && open > 0 {
			o.Utilization = r.teams[i].area / (float64(plan.size) * open)
		}
		out.Teams = append(out.Teams, o)
	}
}

func (r *run) limitOutcomes(out *Outcome) {
	share := func(l *limitState, limit int) LimitOutcome {
		l.add(r.now, 0)
		if limit == 0 || r.now == 0 {
			return LimitOutcome{math.NaN()}
		}
		return LimitOutcome{l.area / (float64(limit) * seconds(r.now))}
	}
	out.Limits = append(out.Limits, share(&r.tool.seeding, r.p.tool.seeding), share(&r.tool.replicating, r.p.tool.replicating))
}

func (r *run) portfolioOutcome(o *Outcome) PortfolioOutcome {
	p := PortfolioOutcome{
		Incidents: r.counts.incidents, Rollbacks: r.counts.rollbacks, Reseeds: r.counts.reseeds,
	}
	for i := range o.Workloads {
		w := &o.Workloads[i]
		p.Staged, p.Migrated = max(p.Staged, w.Staged), max(p.Migrated, w.Migrated)
		p.Promoted, p.Retired = max(p.Promoted, w.Promoted), max(p.Retired, w.Retired)
		p.LossWindow, p.Downtime = max(p.LossWindow, w.LossWindow), max(p.Downtime, w.Downtime)
		p.Divergence = max(p.Divergence, w.Divergence)
		p.LossBytes += w.LossBytes
		p.StrayBytes += w.StrayBytes
		p.RollbackBytes += w.RollbackBytes
		p.Affected += w.Affected
		p.DualRunning += float64(len(w.Assets)) * (w.Retired - w.Migrated) / 3600
	}
	p.Duration = p.Promoted
	for i := range r.units {
		u := &r.units[i]
		p.ObservedLoad += float64(len(u.workloads)) * u.observed / 3600
	}
	for i := range r.assets {
		p.Transfer += r.assets[i].transfer
	}
	for _, t := range o.Teams {
		p.Effort += t.Effort
	}
	return p
}

// markCritical marks the longest chain to the end: from the workload promoted
// last back to the one that its promotion waited for longest, and so on.
func (r *run) markCritical() {
	last := -1
	for _, w := range r.p.order {
		if last < 0 || r.workloads[w].promoted > r.workloads[last].promoted {
			last = w
		}
	}
	for w := last; w >= 0 && !r.workloads[w].critical; w = r.waitedFor(w) {
		r.workloads[w].critical = true
	}
}

// waitedFor returns the workload that a workload's unit waited for longest: a
// member that got ready, or one outside that was promoted; of several at the
// same moment the first in backlog order.
func (r *run) waitedFor(w int) int {
	u := &r.units[r.workloads[w].unit]
	best, at := -1, int64(-1)
	look := func(other int, t int64) {
		if t > at || t == at && r.p.workloads[other].rank < r.p.workloads[best].rank {
			best, at = other, t
		}
	}
	for _, other := range u.workloads {
		look(other, r.workloads[other].readyAt)
	}
	for _, other := range u.blockers {
		look(other, r.workloads[other].promoted)
	}
	return best
}

// stuck says for every workload that was not promoted the first reason that
// applies.
func (r *run) stuck(out *Outcome) {
	for _, w := range r.p.order {
		if r.workloads[w].promoted < 0 {
			out.Unfinished = append(out.Unfinished, Stuck{r.p.workloads[w].name, r.reason(w)})
		}
	}
}

func (r *run) reason(w int) Reason {
	x := &r.workloads[w]
	u := &r.units[x.unit]
	unsynced := false
	for _, a := range r.p.workloads[w].assets {
		if r.assets[a].waits {
			return NoSlot
		}
		unsynced = unsynced || r.carries(a, toolFlow) && r.assets[a].inSync < 0
	}
	switch {
	case unsynced:
		return NeverInSync
	case !x.begun:
		return WIPLimit
	case r.blocked(u):
		return Dependency
	case u.phase == waiting:
		return NoChangeWindow
	}
	return HorizonReached
}
