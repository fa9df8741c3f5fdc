package simulate

import (
	"math"

	"github.com/landfall-sim/landfall/internal/stream"
)

func linkEntity(name string) uint64         { return stream.EntityOf("link", name) }
func assetEntity(name string) uint64        { return stream.EntityOf("asset", name) }
func workloadEntity(name string) uint64     { return stream.EntityOf("workload", name) }
func subscriptionEntity(name string) uint64 { return stream.EntityOf("subscription", name) }

func (r *run) outcome() *Outcome {
	o := &Outcome{Model: r.model, Finished: r.pending == 0}
	if !o.Finished {
		o.Unfinished = r.stuck()
		return o
	}
	r.markCritical()
	o.Links = r.linkOutcomes()
	o.Workloads = r.workloadOutcomes()
	o.Subscriptions = r.subscriptionOutcomes(o.Workloads)
	o.Teams, o.Limits = r.teamOutcomes(), r.limitOutcomes()
	o.Portfolio = r.portfolioOutcome(o)
	return o
}

func (r *run) linkOutcomes() []LinkOutcome {
	out := make([]LinkOutcome, len(r.links))
	for i := range r.links {
		rec := &r.links[i].record
		o := &out[i]
		o.Mean, o.P95, o.Peak, o.Held = math.NaN(), math.NaN(), math.NaN(), math.NaN()
		if period := rec.levels.Total(); period > 0 {
			o.Mean, o.P95, o.Peak = rec.levels.Mean(), rec.levels.Quantile(0.95), rec.levels.Max()
			o.Held = rec.held / period
		}
		o.Saturated, o.Shortfall, o.ShortfallTime = seconds(rec.saturated), rec.shortfall, seconds(rec.short)
		o.Bytes = ClassBytes{rec.bytes[seedClass], rec.bytes[syncClass], rec.bytes[finalClass], rec.bytes[secondaryClass], rec.bytes[reverseClass]}
	}
	return out
}

func (r *run) workloadOutcomes() []WorkloadOutcome {
	out := make([]WorkloadOutcome, len(r.workloads))
	for i := range r.workloads {
		x, o := &r.workloads[i], &out[i]
		o.Staged, o.Migrated, o.Promoted = seconds(x.staged), seconds(x.migrated), seconds(x.promoted)
		o.Retired = o.Promoted + float64(*r.p.scenario.Promotion.Hold)
		o.Downtime, o.Affected, o.Critical = x.downtime, x.affected, x.critical
		o.LagP50, o.LagP95, o.LagMax, o.LagViolation = math.NaN(), math.NaN(), math.NaN(), math.NaN()
		if x.lag.Total() > 0 {
			o.LagP50, o.LagP95, o.LagMax = x.lag.Quantile(0.5), x.lag.Quantile(0.95), x.lag.Max()
			if !math.IsNaN(r.p.promotion.rpo) {
				o.LagViolation = x.lag.Above(r.p.promotion.rpo)
			}
		}
		for _, a := range r.p.workloads[i].assets {
			r.assetOutcome(o, a)
		}
	}
	return out
}

func (r *run) assetOutcome(o *WorkloadOutcome, a int) {
	x := &r.assets[a]
	l := &x.loss
	bytes := l.bytes + l.stray + l.rollback
	o.LossWindow = math.Max(o.LossWindow, l.window)
	o.LossBytes += bytes
	o.StrayBytes += l.stray
	o.RollbackBytes += l.rollback
	o.Divergence = math.Max(o.Divergence, l.divergence)
	o.Assets = append(o.Assets, AssetOutcome{
		Seeded: seconds(x.seeded), InSync: seconds(x.inSync), Severed: seconds(x.severed),
		LossWindow: l.window, LossBytes: bytes,
	})
}

func (r *run) subscriptionOutcomes(workloads []WorkloadOutcome) []SubscriptionOutcome {
	out := make([]SubscriptionOutcome, len(r.p.subscriptions))
	for i, w := range workloads {
		o := &out[r.p.workloads[i].subscription]
		o.Staged, o.Migrated = math.Max(o.Staged, w.Staged), math.Max(o.Migrated, w.Migrated)
		o.Promoted, o.Retired = math.Max(o.Promoted, w.Promoted), math.Max(o.Retired, w.Retired)
	}
	return out
}

func (r *run) teamOutcomes() []TeamOutcome {
	out := make([]TeamOutcome, teamCount)
	for i := range r.teams {
		plan := &r.p.teams[i]
		out[i] = TeamOutcome{Utilization: math.NaN(), Effort: r.teams[i].area / 3600}
		if open := seconds(plan.hours.Measure(0, r.now)); plan.size > 0 && open > 0 {
			out[i].Utilization = r.teams[i].area / (float64(plan.size) * open)
		}
	}
	return out
}

func (r *run) limitOutcomes() []LimitOutcome {
	share := func(l *limitState, limit int) LimitOutcome {
		l.add(r.now, 0)
		if limit == 0 || r.now == 0 {
			return LimitOutcome{math.NaN()}
		}
		return LimitOutcome{l.area / (float64(limit) * seconds(r.now))}
	}
	return []LimitOutcome{
		share(&r.tool.seeding, r.p.tool.seeding),
		share(&r.tool.replicating, r.p.tool.replicating),
	}
}

func (r *run) portfolioOutcome(o *Outcome) PortfolioOutcome {
	p := PortfolioOutcome{
		Incidents: r.counts.incidents, Rollbacks: r.counts.rollbacks, Reseeds: r.counts.reseeds,
	}
	for i := range o.Workloads {
		w := &o.Workloads[i]
		p.Staged, p.Migrated = math.Max(p.Staged, w.Staged), math.Max(p.Migrated, w.Migrated)
		p.Promoted, p.Retired = math.Max(p.Promoted, w.Promoted), math.Max(p.Retired, w.Retired)
		p.LossWindow, p.Downtime = math.Max(p.LossWindow, w.LossWindow), math.Max(p.Downtime, w.Downtime)
		p.Divergence = math.Max(p.Divergence, w.Divergence)
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
func (r *run) stuck() []Stuck {
	var out []Stuck
	for _, w := range r.p.order {
		if r.workloads[w].promoted < 0 {
			out = append(out, Stuck{r.p.workloads[w].name, r.reason(w)})
		}
	}
	return out
}

func (r *run) reason(w int) Reason {
	x := &r.workloads[w]
	u := &r.units[x.unit]
	unsynced := false
	for _, a := range r.p.workloads[w].assets {
		for _, waiting := range r.tool.waiting {
			if waiting == a {
				return NoSlot
			}
		}
		unsynced = unsynced || r.flows[r.flowOf(a, toolFlow)].active && r.assets[a].inSync < 0
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
