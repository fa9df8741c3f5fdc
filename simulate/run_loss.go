package simulate

import "time"

// loss is what an asset loses. Only stateful assets do.
type loss struct {
	base      float64 // oldest write, in seconds, that the tool had not carried at severance
	uncovered float64 // source bytes written since then without a secondary
	since     int64   // uncovered is complete up to here

	window, bytes   float64 // of the attempt that holds
	stray, rollback float64
	divergence      float64
}

func (l *loss) sever(now int64, lag, backlog float64) {
	l.base = seconds(now) - lag
	l.uncovered, l.since = backlog, now
}

// diverge adds what the source wrote without any replication up to now.
func (r *run) diverge(a int) {
	if r.assets[a].severed < 0 || !r.uncovered(a) {
		return
	}
	l := &r.losses[a]
	l.uncovered += r.unitOf(a).source * r.wrote(a, l.since, r.now)
	l.since = r.now
}

// uncovered reports whether what a stateful asset writes after severance goes
// nowhere.
func (r *run) uncovered(a int) bool {
	plan := &r.p.assets[a]
	return plan.stateful && (!plan.covered || r.unitOf(a).model == SingleStep)
}

// wrote is what an asset's users write from one moment to another, in bytes.
func (r *run) wrote(a int, from, to int64) float64 {
	pattern := r.p.patterns[r.p.assets[a].pattern]
	return r.assets[a].churn * pattern.Between(time.Duration(from), time.Duration(to))
}

// loseAtArrival sets what the arrival of all users on the target costs: the
// writes that neither the tool nor a secondary has carried.
func (r *run) loseAtArrival(u *releaseUnit, a int) {
	l := &r.losses[a]
	l.window, l.bytes = 0, 0
	if !r.p.assets[a].stateful {
		return
	}
	if r.uncovered(a) {
		r.diverge(a)
		l.bytes = l.uncovered
		if l.bytes > 0 {
			l.window = seconds(r.now) - l.base
		}
		return
	}
	f := r.flowOf(a, secondaryFlow)
	if r.active(f) {
		r.settle(f)
	}
	if l.bytes = r.flows[f].backlog; l.bytes > 0 {
		l.window = seconds(r.now - r.oldest(u, a, l.bytes))
	}
}

// oldest returns when the oldest of the last bytes that an asset's source has
// written was written.
func (r *run) oldest(u *releaseUnit, a int, bytes float64) int64 {
	pattern := r.p.patterns[r.p.assets[a].pattern]
	to := r.now
	for i := len(u.sources) - 1; i >= 0; i-- {
		s := u.sources[i]
		rate := r.assets[a].churn * s.share
		if rate > 0 {
			here := rate * pattern.Between(time.Duration(s.at), time.Duration(to))
			if here >= bytes*(1-sliver) {
				return int64(pattern.Back(time.Duration(to), bytes/rate))
			}
			bytes -= here
		}
		to = s.at
	}
	return to
}

// noteDivergence ends a stretch in which the source was written without any
// replication.
func (r *run) noteDivergence(a int, until int64) {
	x := &r.assets[a]
	if x.severed < 0 || !r.uncovered(a) {
		return
	}
	l := &r.losses[a]
	l.divergence = max(l.divergence, seconds(until-x.severed))
}

// loseAtRollback counts what users wrote on the target since the first flight:
// nobody carries it back, unless a reverse replication has.
func (r *run) loseAtRollback(u *releaseUnit, a int) {
	if !r.p.assets[a].stateful {
		return
	}
	l := &r.losses[a]
	if r.carries(a, reverseFlow) {
		f := r.flowOf(a, reverseFlow)
		r.settle(f)
		l.rollback += r.flows[f].backlog
		return
	}
	for i, s := range u.targets {
		until := r.now
		if i+1 < len(u.targets) {
			until = u.targets[i+1].at
		}
		l.rollback += s.share * r.wrote(a, s.at, until)
	}
}

// stray counts what users still wrote on the old side while the routing change
// spread.
func (r *run) stray(u *releaseUnit, a int) {
	if plan := &r.p.assets[a]; plan.stateful && !r.p.promotion.quiesce {
		pattern := r.p.patterns[plan.pattern]
		ramp := pattern.Ramp(time.Duration(u.arrived), time.Duration(r.p.promotion.propagation))
		r.losses[a].stray = r.assets[a].churn * u.moved * ramp
	}
}
