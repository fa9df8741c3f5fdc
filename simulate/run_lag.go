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
		a := assetOf(f)
		r.trails[a] = replication.Begin(r.p.patterns[r.patternOf(f)], r.assets[a].churn, time.Duration(r.now))
	}
}

// traces reports whether the lag of a flow counts: that of the tool's in
// continuous mode from in sync to severance.
func (r *run) traces(f int32) bool {
	return kindOf(f) == toolFlow && r.assets[assetOf(f)].synced && !r.flows[f].cycles
}

// follow records the lag of an asset that is in sync since it was last done.
func (r *run) follow(f int32) {
	if !r.traces(f) {
		return
	}
	a := assetOf(f)
	trail, fl := &r.trails[a], &r.flows[f]
	lag := &r.workloads[r.p.assets[a].workload].lag
	if !fl.behind {
		lag.AddZero(seconds(r.now - fl.since))
		return
	}
	if !fl.held {
		advance(trail, lag, fl.since, r.now, fl.limit/fl.wire)
	} else {
		r.followClock(trail, fl, lag)
	}
	r.logLag(a, trail.Lag(time.Duration(r.now)))
}

// followClock records the lag of an asset that a link holds back: a rise or a
// fall at a time, as long as what its trail passes was written at the same rate.
func (r *run) followClock(trail *replication.Trail, fl *flow, lag *tally.Ramps) {
	log, at, i := r.clocks[fl.clock].log, fl.since, int(fl.past)
	for at < r.now {
		if written, left := trail.Stretch(); written > 0 {
			until, stretch, bytes := log.Within(i, at, r.now, left*fl.wire)
			if until > at {
				lag.Follow(log, i, stretch, at, until, trail.Lag(time.Duration(at)), written*fl.wire)
				trail.Arrive(bytes / fl.wire)
			}
			at, i = until, stretch
		}
		if rate, until := log.Stretch(i, r.now); at < until {
			advance(trail, lag, at, until, rate/fl.wire)
			at = until
		}
		i++
	}
}

// advance lets so many source bytes per second arrive and records the lag.
func advance(trail *replication.Trail, lag *tally.Ramps, from, to int64, rate float64) {
	trail.Advance(time.Duration(from), time.Duration(to), rate, func(s replication.Segment) {
		lag.Add(s.Length, s.From, s.To)
	})
}

// recordLags records how far the flows of a clock are behind, where somebody
// asked for a log: before another level holds, or another factor.
func (r *run) recordLags(g int) {
	if r.record != nil {
		c := &r.clocks[g]
		for _, side := range []dueHeap{c.order, c.waiting} {
			for _, t := range side {
				if f := c.dues[t.due].flow; r.flows[f].behind {
					r.settle(f)
				}
			}
		}
	}
}
