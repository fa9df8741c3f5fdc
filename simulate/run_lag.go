package simulate

import (
	"time"

	"github.com/landfall-sim/landfall/internal/tally"
	"github.com/landfall-sim/landfall/replication"
)

// fallBehind lets a flow in step be late from now on.
func (r *run) fallBehind(f int32) {
	r.flows[f].behind = true
	if r.traces(f) {
		x := &r.assets[int(f)/flowKinds]
		x.trail = replication.Begin(r.p.patterns[r.patternOf(f)], x.churn, time.Duration(r.now))
	}
}

// traces reports whether the lag of a flow counts: that of the tool's in
// continuous mode from in sync to severance.
func (r *run) traces(f int32) bool {
	return int(f)%flowKinds == toolFlow && r.assets[int(f)/flowKinds].synced && !r.flows[f].cycles
}

// follow records the lag of an asset that is in sync since it was last done.
func (r *run) follow(f int32) {
	if !r.traces(f) {
		return
	}
	a := int(f) / flowKinds
	x, fl := &r.assets[a], &r.flows[f]
	lag := &r.workloads[r.p.assets[a].workload].lag
	if !fl.behind {
		lag.AddZero(seconds(r.now - fl.since))
		return
	}
	if !fl.held {
		advance(&x.trail, lag, fl.since, r.now, fl.limit/fl.wire)
	} else {
		log := r.clocks[fl.group].log
		from := fl.since
		for i := int(fl.past); from < r.now; i++ {
			to := r.now
			if i+1 < len(log) {
				to = log[i+1].at
			}
			if to > from {
				advance(&x.trail, lag, from, to, log[i].level/fl.wire)
				from = to
			}
		}
	}
	r.logLag(a, x.trail.Lag(time.Duration(r.now)))
}

// advance lets so many source bytes per second arrive and records the lag.
func advance(trail *replication.Trail, lag *tally.Ramps, from, to int64, rate float64) {
	if s, ok := trail.AdvanceWithin(seconds(from), seconds(to), rate); ok {
		lag.Add(s.Length, s.From, s.To)
		return
	}
	trail.Advance(time.Duration(from), time.Duration(to), rate, func(s replication.Segment) {
		lag.Add(s.Length, s.From, s.To)
	})
}

// recordLags records how far the flows of a clock are behind, where somebody
// asked for a log: before another level holds, or another factor.
func (r *run) recordLags(g int) {
	if r.record != nil {
		for _, l := range r.clocks[g].behind {
			r.settle(l.flow)
		}
	}
}
