package simulate

import (
	"math"
	"time"

	"github.com/landfall-sim/landfall/internal/fluid"
	"github.com/landfall-sim/landfall/internal/kernel"
	"github.com/landfall-sim/landfall/replication"
)

// Each asset can have three flows.
const (
	toolFlow = iota
	secondaryFlow
	reverseFlow
	flowKinds
)

// Classes of traffic in reports.
const (
	seedClass = iota
	syncClass
	finalClass
	secondaryClass
	reverseClass
	classCount
)

// flow carries one asset's bytes over its site's route. It first carries a
// volume (a seed, or the snapshot of a cycle), then, unless it works in
// cycles, the writes in the order in which they were made.
type flow struct {
	id     fluid.ID
	active bool
	cycles bool  // between volumes it is idle
	class  uint8 // of traffic
	wire   float64
	limit  float64 // of the tool, bytes per second

	volume  float64 // wire bytes
	loaded  bool    // carrying a volume
	behind  bool    // something is waiting
	starved bool    // could take more
	backlog float64 // source bytes written and not yet carried, apart from the volume's
	writing float64 // source bytes per second
	rate    float64 // wire bytes per second
	since   int64
	end     kernel.Handle
	dirty   bool
	place   int32 // among the flows of its pattern

	written, delivered float64 // source bytes
}

// patternState is a write pattern in a run: its factor now, and the flows that
// follow it.
type patternState struct {
	factor float64
	flows  []int32
	change kernel.Handle
}

func (r *run) flowOf(asset, kind int) int32 { return int32(asset*flowKinds + kind) }

// openFlow makes a flow ready and active; what it carries is set afterwards.
func (r *run) openFlow(f int32, class uint8, wire, limit float64) {
	x := &r.flows[f]
	asset := int(f) / flowKinds
	site := r.p.assets[asset].site
	x.active, x.class, x.wire, x.limit = true, class, wire, limit
	x.since = r.now
	x.id = r.net.Add(fluid.Flow{Route: r.p.sites[site].route, Class: everythingElse, Weight: 1})
	r.own(x.id, owner{flow: f})
	r.cross(site, 1)
	r.follows(f)
	r.touch(f)
}

func (r *run) closeFlow(f int32) {
	r.settle(f)
	x := &r.flows[f]
	asset := int(f) / flowKinds
	site := r.p.assets[asset].site
	r.queue.Cancel(x.end)
	r.net.Remove(x.id)
	r.starve(f, false)
	r.cross(site, -1)
	r.unfollows(f)
	x.active, x.loaded, x.rate, x.end = false, false, 0, kernel.Handle{}
}

// settle brings a flow's amounts up to now at the rates that held until now.
func (r *run) settle(f int32) {
	x := &r.flows[f]
	if !x.active || x.since == r.now {
		return
	}
	length := seconds(r.now - x.since)
	written := x.writing * length
	x.written += written
	if x.loaded {
		carried := math.Min(x.rate*length, x.volume)
		x.volume -= carried
		x.backlog += written
		r.carry(f, carried)
	} else if !x.cycles {
		carried := written
		if x.behind {
			carried = math.Min(x.rate*length/x.wire, x.backlog+written)
			x.backlog += written - carried
		}
		x.delivered += carried
		r.carry(f, carried*x.wire)
	} else {
		x.backlog += written
	}
	if int(f)%flowKinds == toolFlow {
		r.follow(f, length)
	}
	x.since = r.now
}

// follow records the lag of an asset that is in sync.
func (r *run) follow(f int32, length float64) {
	a := int(f) / flowKinds
	x, fl := &r.assets[a], &r.flows[f]
	if !x.synced || fl.cycles {
		return
	}
	lag := &r.workloads[r.p.assets[a].workload].lag
	if !fl.behind {
		lag.AddZero(length)
		return
	}
	x.trail.Advance(time.Duration(fl.since), time.Duration(r.now), fl.rate/fl.wire, func(s replication.Segment) {
		lag.Add(s.Length, s.From, s.To)
	})
	r.logLag(a, x.trail.Lag(time.Duration(r.now)))
}

func (r *run) carry(f int32, bytes float64) {
	x := &r.flows[f]
	for _, l := range r.p.sites[r.p.assets[int(f)/flowKinds].site].links {
		r.links[l].record.bytes[x.class] += bytes
	}
	r.assets[int(f)/flowKinds].transfer += bytes
}

// demand is the most that a flow takes now, in wire bytes per second.
func (x *flow) demand() float64 {
	switch {
	case x.loaded || x.behind:
		return x.limit
	case x.cycles:
		return 0
	}
	return math.Min(x.writing*x.wire, x.limit)
}

// touch marks a flow whose demand or writing changes at this instant.
func (r *run) touch(f int32) {
	r.mark(f)
	if x := &r.flows[f]; x.active {
		r.net.SetLimit(x.id, x.demand())
	}
}

// mark has the end of a flow computed anew.
func (r *run) mark(f int32) {
	if x := &r.flows[f]; !x.dirty {
		x.dirty = true
		r.dirty = append(r.dirty, f)
	}
}

// refresh computes the ends of all flows that were touched. It reports whether
// a demand changed, so that the rates must be computed again.
func (r *run) refresh() bool {
	again := false
	for _, f := range r.dirty {
		x := &r.flows[f]
		x.dirty = false
		if !x.active {
			continue
		}
		if !x.loaded && !x.behind && !x.cycles && x.rate < x.writing*x.wire {
			r.settle(f)
			r.fallBehind(f)
			r.net.SetLimit(x.id, x.demand())
			again = true
		}
		r.starve(f, x.rate < x.demand()*full)
		r.retime(f)
	}
	r.dirty = r.dirty[:0]
	return again
}

func (r *run) fallBehind(f int32) {
	x := &r.flows[f]
	x.behind = true
	if a := int(f) / flowKinds; int(f)%flowKinds == toolFlow && r.assets[a].synced {
		r.assets[a].trail = replication.Begin(r.p.patterns[r.p.assets[a].pattern], r.assets[a].churn, time.Duration(r.now))
	}
}

// starve notes whether a flow could take more than it gets.
func (r *run) starve(f int32, starved bool) {
	x := &r.flows[f]
	if x.starved == starved {
		return
	}
	x.starved = starved
	by := -1
	if starved {
		by = 1
	}
	for _, l := range r.p.sites[r.p.assets[int(f)/flowKinds].site].links {
		r.links[l].starved += by
	}
}

// retime schedules the end of a volume, or of what waits.
func (r *run) retime(f int32) {
	x := &r.flows[f]
	left, speed := 0.0, 0.0
	switch {
	case x.loaded:
		left, speed = x.volume, x.rate
	case x.behind:
		left, speed = x.backlog, x.rate/x.wire-x.writing
	default:
		r.queue.Cancel(x.end)
		return
	}
	at := int64(never)
	switch {
	case left <= 0 && speed >= 0:
		at = r.now
	case speed > 0:
		// A quotient can be far beyond the horizon, even beyond int64.
		if ns := math.Ceil(left / speed * 1e9); ns < float64(r.p.horizon-r.now)+1e9 {
			at = r.now + int64(ns)
		}
	}
	if at == never {
		r.queue.Cancel(x.end)
		return
	}
	if !r.queue.Retime(x.end, at) {
		x.end = r.at(at, flowEvent, endsPhase, r.p.assets[int(f)/flowKinds].rank, int(f))
	}
}

// flowEnds is called when a volume has been carried or nothing waits any more.
func (r *run) flowEnds(f int32) {
	r.settle(f)
	x := &r.flows[f]
	if x.loaded {
		r.carry(f, x.volume)
		x.volume, x.loaded = 0, false
		r.volumeCarried(f)
		return
	}
	x.delivered += x.backlog
	r.carry(f, x.backlog*x.wire)
	x.backlog, x.behind = 0, false
	r.touch(f)
	r.caughtUp(f)
}

// setWriting sets the rate at which a flow's source writes.
func (r *run) setWriting(f int32, rate float64) {
	if x := &r.flows[f]; x.active && x.writing != rate {
		r.settle(f)
		x.writing = rate
		r.touch(f)
	}
}

// follows lets a flow follow its asset's pattern; one that no flow follows is
// not kept up to date.
func (r *run) follows(f int32) {
	i := r.p.assets[int(f)/flowKinds].pattern
	s := &r.patterns[i]
	if len(s.flows) == 0 {
		r.followPattern(i)
	}
	r.flows[f].place = int32(len(s.flows))
	s.flows = append(s.flows, f)
}

func (r *run) unfollows(f int32) {
	s := &r.patterns[r.p.assets[int(f)/flowKinds].pattern]
	last := len(s.flows) - 1
	place := r.flows[f].place
	s.flows[place] = s.flows[last]
	r.flows[s.flows[place]].place = place
	if s.flows = s.flows[:last]; last == 0 {
		r.queue.Cancel(s.change)
	}
}

func (r *run) followPattern(i int) {
	s := &r.patterns[i]
	now := time.Duration(r.now)
	s.factor = r.p.patterns[i].Factor(now)
	if next, ok := r.p.patterns[i].Next(now); ok {
		s.change = r.at(int64(next), patternEvent, ratesPhase, int32(i), i)
	}
}

func (r *run) changePattern(i int) {
	r.followPattern(i)
	for _, f := range r.patterns[i].flows {
		r.updateFlow(f)
	}
}

// updateFlow sets the rate at which a flow's source writes now.
func (r *run) updateFlow(f int32) {
	a := int(f) / flowKinds
	u := r.unitOf(a)
	share := u.source
	if int(f)%flowKinds == reverseFlow {
		share = u.target
	}
	r.setWriting(f, r.assets[a].churn*r.patterns[r.p.assets[a].pattern].factor*share)
}
