package simulate

import (
	"github.com/landfall-sim/landfall/internal/fluid"
	"github.com/landfall-sim/landfall/internal/kernel"
)

// Each asset can have three flows. They are kept in four slots: from a flow to
// its asset is then a shift.
const (
	toolFlow = iota
	secondaryFlow
	reverseFlow

	flowSlots = 4
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
//
// Its amounts are those of a moment, since, and are brought up to date when
// somebody asks. While it carries a volume or is behind, it takes all it gets:
// its own limit, or what a link leaves it, which a clock tells. Else it
// is in step with what is written, or idle between two cycles.
type flow struct {
	id     fluid.ID // noFlow while it is not in the network
	cycles bool     // between volumes it is idle
	loaded bool     // carrying a volume
	behind bool     // something is waiting
	dirty  bool     // its place among the others must be found anew
	held   bool     // by a link
	traced bool     // its lag is followed from the log of its clock
	class  uint8
	kept   uint8 // in which list it is
	place  int32 // in that list
	clock  int32 // that counts while it is held
	past   int32 // stretch of the clock's log that holds at since

	site, pattern int32 // of its asset

	wire, limit float64 // limit: of the tool, wire bytes per second
	base        float64 // source bytes per second at factor 1

	since   int64
	volume  float64 // wire bytes
	backlog float64 // source bytes written and not yet carried, apart from the volume's
	area    float64 // of its pattern at since
	shown   float64 // by its clock at since
	mark    float64 // what its clock will show when the volume has been carried
	end     kernel.Handle

	written, delivered float64 // source bytes
}

// noFlow is the ID of a flow that is not in the network.
const noFlow fluid.ID = -1

func (r *run) flowOf(asset, kind int) int32 { return int32(asset*flowSlots + kind) }

func assetOf(f int32) int { return int(uint32(f) / flowSlots) }

func kindOf(f int32) int { return int(uint32(f) % flowSlots) }

func (r *run) rankOf(f int32) int32 { return r.p.assets[assetOf(f)].rank }

func (r *run) siteOf(f int32) *sitePlan { return &r.p.sites[r.flows[f].site] }

func (r *run) patternOf(f int32) int { return int(r.flows[f].pattern) }

// active reports whether a flow is open. One that has not been opened since the
// replication began holds what an earlier one has left.
func (r *run) active(f int32) bool { return r.carries(assetOf(f), kindOf(f)) }

// carries reports whether a flow of an asset is active.
func (r *run) carries(a, kind int) bool { return r.assets[a].active&(1<<kind) != 0 }

// renew forgets what a flow was.
func (r *run) renew(f int32) *flow {
	x := &r.flows[f]
	*x = flow{dirty: x.dirty}
	return x
}

// openFlow makes a flow ready and active; what it carries is set afterwards.
func (r *run) openFlow(f int32, class uint8, wire, limit float64) {
	x := &r.flows[f]
	r.assets[assetOf(f)].active |= 1 << kindOf(f)
	plan := &r.p.assets[assetOf(f)]
	x.class, x.wire, x.limit, x.site, x.pattern = class, wire, limit, int32(plan.site), int32(plan.pattern)
	x.id, x.since, x.area = noFlow, r.now, r.patterns[r.patternOf(f)].area(r.now)
	r.cross(r.siteOf(f), 1)
	r.follows(f)
	r.touch(f)
}

func (r *run) closeFlow(f int32) {
	r.settle(f)
	r.drop(f)
	x := &r.flows[f]
	r.queue.Cancel(x.end)
	if x.id != noFlow {
		r.net.Remove(x.id)
	}
	r.cross(r.siteOf(f), -1)
	r.unfollows(f)
	r.assets[assetOf(f)].active &^= 1 << kindOf(f)
	x.id, x.loaded, x.end = noFlow, false, kernel.Handle{}
}

// wroteSince returns the source bytes written since a flow was last settled.
func (r *run) wroteSince(x *flow, s *patternState) float64 {
	if s.began <= x.since {
		return x.base * s.factor * seconds(r.now-x.since)
	}
	return x.base * (s.area(r.now) - x.area)
}

// took returns the wire bytes that a flow that takes all it gets has taken
// since it was last settled.
func (r *run) took(x *flow) float64 {
	if !x.held {
		return x.limit * seconds(r.now-x.since)
	}
	c := &r.clocks[x.clock]
	if c.at <= x.since {
		return c.level * seconds(r.now-x.since)
	}
	return c.read(r.now) - x.shown
}

// settle brings a flow's amounts up to now.
func (r *run) settle(f int32) {
	x := &r.flows[f]
	if x.since == r.now {
		return
	}
	s := &r.patterns[r.patternOf(f)]
	s.seek(r.now)
	written := r.wroteSince(x, s)
	x.written += written
	switch {
	case x.loaded:
		carried := min(r.took(x), x.volume)
		x.volume -= carried
		x.backlog += written
		r.carry(f, carried)
	case x.cycles:
		x.backlog += written
	case x.behind:
		carried := min(r.took(x)/x.wire, x.backlog+written)
		x.backlog += written - carried
		x.delivered += carried
		r.carry(f, carried*x.wire)
		r.follow(f)
	default:
		x.delivered += written
		r.carry(f, written*x.wire)
	}
	x.since, x.area = r.now, s.area(r.now)
	if x.held {
		c := &r.clocks[x.clock]
		x.shown, x.past = c.read(r.now), int32(c.log.Last())
	}
}

func (r *run) carry(f int32, bytes float64) {
	x := &r.flows[f]
	for _, l := range r.siteOf(f).links {
		r.links[l].record.bytes[x.class] += bytes
	}
	r.assets[assetOf(f)].transfer += bytes
}

// touch has the place of a flow among the others found anew at the end of the
// instant: what it may take has changed, or what it carries.
func (r *run) touch(f int32) {
	if x := &r.flows[f]; !x.dirty {
		x.dirty = true
		r.dirty = append(r.dirty, f)
	}
}

// inStep reports whether a flow carries what is written as it is written.
func (x *flow) inStep() bool { return !x.loaded && !x.behind && !x.cycles }

// declare tells the network what a flow may take. A flow in step takes what is
// written, which changes with its pattern's factor; an idle one is not there.
func (r *run) declare(f int32) {
	if !r.active(f) {
		return
	}
	x := &r.flows[f]
	limit, scale := x.limit, 0
	if x.inStep() {
		limit, scale = x.base*x.wire, r.patternOf(f)+1
	}
	switch {
	case x.cycles && !x.loaded:
		if x.id != noFlow {
			r.net.Remove(x.id)
			x.id = noFlow
		}
	case x.id == noFlow:
		x.id = r.net.AddTo(r.groupOf(f, scale), 1, limit)
		r.own(x.id, owner{flow: f})
	default:
		r.net.SetLimit(x.id, limit)
		r.net.Move(x.id, r.groupOf(f, scale))
	}
}

// flowEnds is called when a volume has been carried or nothing waits any more.
func (r *run) flowEnds(f int32) {
	r.settle(f)
	x := &r.flows[f]
	if x.loaded {
		r.carry(f, x.volume)
		x.volume, x.loaded = 0, false
		r.drop(f)
		r.volumeCarried(f)
		return
	}
	x.delivered += x.backlog
	r.carry(f, x.backlog*x.wire)
	x.backlog, x.behind = 0, false
	r.drop(f)
	r.touch(f)
	r.caughtUp(f)
}

// updateWriting sets how fast the source of an asset is written.
func (r *run) updateWriting(a int) {
	if r.assets[a].active&(1<<toolFlow|1<<secondaryFlow) == 0 {
		return
	}
	source := r.unitOf(a).source
	r.write(a, toolFlow, source)
	r.write(a, secondaryFlow, source)
}

// write sets the share of the users' writes that a flow of an asset carries.
func (r *run) write(a, kind int, share float64) {
	if !r.carries(a, kind) {
		return
	}
	f := r.flowOf(a, kind)
	x := &r.flows[f]
	if base := r.assets[a].churn * share; x.base != base {
		r.settle(f)
		x.base = base
		r.touch(f)
	}
}
