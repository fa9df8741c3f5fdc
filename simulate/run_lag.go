package simulate

import (
	"time"

	"github.com/landfall-sim/landfall/internal/tally"
	"github.com/landfall-sim/landfall/replication"
)

// span is a time for which the replica of an asset in sync was behind, and how it
// went on meanwhile. Lags are found from spans at the end, all in a row, so that
// what it takes is not in the way of what happens at every instant.
type span struct {
	from, to    int64
	clock       int32 // that it followed, -1 for its own limit
	first, last int32 // stretches of the clock's log that hold then
	next        int32 // of the asset, 0 for none
	begins      bool  // nothing waited before
}

// late is what is kept of an asset's lag.
type late struct {
	synced       int64 // so long, up to the last severance
	first, final int32 // of its spans, 0 for none
	start, walk  int32 // the last one that begins; where its trail has come to since, 0 for nowhere
	fresh        bool  // it has fallen behind since the final one
}

func (r *run) openLags() {
	clear(r.lates)
	r.spans = append(r.spans[:0], span{})
	for i := range r.lags {
		r.lags[i].Reset(r.p.promotion.rpo)
	}
}

// fallBehind lets a flow in step be late from now on.
func (r *run) fallBehind(f int32) {
	r.flows[f].behind = true
	if r.traces(f) {
		r.lates[assetOf(f)].fresh = true
	}
}

// traces reports whether the lag of a flow counts: that of the tool's in
// continuous mode from in sync to severance.
func (r *run) traces(f int32) bool {
	return kindOf(f) == toolFlow && r.assets[assetOf(f)].synced && !r.flows[f].cycles
}

// follow keeps how an asset that is in sync and behind has gone on since it was
// last done.
func (r *run) follow(f int32) {
	if !r.traces(f) {
		return
	}
	a, x := assetOf(f), &r.flows[f]
	s := span{from: x.since, to: r.now, clock: -1}
	if x.held {
		s.clock, s.first, s.last = x.clock, x.past, int32(r.clocks[x.clock].log.Last())
	}
	r.lates[a].keep(r, s)
	if r.record != nil {
		r.logLag(a, r.lagNow(a))
	}
}

// keep adds a span, or has the last one go on.
func (l *late) keep(r *run, s span) {
	last := &r.spans[l.final]
	if !l.fresh && l.walk != l.final && s.clock == last.clock && s.from == last.to && s.first == last.last {
		last.to, last.last = s.to, s.last
		return
	}
	n := int32(len(r.spans))
	if l.fresh {
		s.begins, l.fresh, l.start, l.walk = true, false, n, 0
	}
	if l.first == 0 {
		l.first = n
	} else {
		last.next = n
	}
	l.final = n
	r.spans = append(r.spans, s)
}

// lagNow returns how far the replica of an asset is behind, in seconds.
func (r *run) lagNow(a int) float64 {
	x, trail := &r.lates[a], &r.trails[a]
	if x.fresh {
		return 0
	}
	for x.walk != x.final {
		next := x.start
		if x.walk != 0 {
			next = r.spans[x.walk].next
		}
		x.walk = next
		r.walk(trail, a, &r.spans[next], nil)
	}
	return trail.Lag(time.Duration(r.now))
}

// lagOf returns the lag of a workload: of all its assets, while they were in sync.
// In continuous mode it is valid until another one is asked for.
func (r *run) lagOf(w int) *tally.Ramps {
	if r.cycles != nil {
		return &r.lags[w]
	}
	lag := &r.lags[0]
	lag.Reset(r.p.promotion.rpo)
	for _, a := range r.p.workloads[w].assets {
		var trail replication.Trail
		inStep := r.lates[a].synced
		for i := r.lates[a].first; i != 0; {
			s := &r.spans[i]
			r.walk(&trail, a, s, lag)
			inStep -= s.to - s.from
			i = s.next
		}
		lag.AddZero(seconds(inStep))
	}
	return lag
}

// walk takes the trail of an asset through a span and records the lag, if that is
// not nil.
func (r *run) walk(trail *replication.Trail, a int, s *span, lag *tally.Ramps) {
	if s.begins {
		*trail = replication.Begin(r.p.patterns[r.p.assets[a].pattern], r.assets[a].churn, time.Duration(s.from))
	}
	if s.clock < 0 {
		advance(trail, lag, s.from, s.to, r.p.tool.limit/r.p.tool.wire)
		return
	}
	followClock(trail, r.clocks[s.clock].log, s, r.p.tool.wire, lag)
}

// followClock records the lag of an asset that a link holds back: a rise or a
// fall at a time, as long as what its trail passes was written at the same rate.
func followClock(trail *replication.Trail, log *tally.Course, s *span, wire float64, lag *tally.Ramps) {
	at, i, last := s.from, int(s.first), int(s.last)
	for at < s.to {
		if written, left := trail.Stretch(); written > 0 {
			until, stretch, bytes := log.Within(i, last, at, s.to, left*wire)
			if until > at {
				if lag != nil {
					lag.Follow(log, i, stretch, at, until, trail.Lag(time.Duration(at)), written*wire)
				}
				trail.Arrive(bytes / wire)
			}
			at, i = until, stretch
		}
		if rate, until := log.Stretch(i, s.to); at < until {
			advance(trail, lag, at, until, rate/wire)
			at = until
		}
		i++
	}
}

// advance lets so many source bytes per second arrive and records the lag, if that
// is not nil.
func advance(trail *replication.Trail, lag *tally.Ramps, from, to int64, rate float64) {
	trail.Advance(time.Duration(from), time.Duration(to), rate, func(s replication.Segment) {
		if lag != nil {
			lag.Add(s.Length, s.From, s.To)
		}
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
