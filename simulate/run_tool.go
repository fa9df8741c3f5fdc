package simulate

import (
	"time"

	"github.com/landfall-sim/landfall/internal/kernel"
	"github.com/landfall-sim/landfall/promotion"
)

// toolState is the migration tool in a run.
type toolState struct {
	waiting     line // assets that wait to seed, in backlog order
	seeding     limitState
	replicating limitState
}

// limitState counts what holds a slot, and for how long slots were held.
type limitState struct {
	held  int
	area  float64 // slot-seconds
	since int64
}

func (l *limitState) add(now int64, by int) {
	l.area += float64(l.held) * seconds(now-l.since)
	l.since, l.held = now, l.held+by
}

// asset is what is always looked at of an asset in a run; losses, cycles and
// trails of lag lie apart from it.
type asset struct {
	state       promotion.State
	synced      bool // in sync and not yet severed
	waits       bool // to seed
	seeding     bool
	active      uint8 // its flows that are, a bit for each kind
	up          bool  // a copy runs in the sandbox, or after a cutover
	unit        int32
	used, churn float64
	transfer    float64 // wire bytes

	seeded, inSync, severed int64 // -1 before
}

// cycle is cycle mode's share of an asset.
type cycle struct {
	running float64 // source bytes that the running cycle stands for
	begun   int64   // when it began
	taken   int64   // when its snapshot was taken
	reached int64   // snapshot of the last finished cycle
	lagFrom int64   // since when the lag has not been recorded
	last    bool    // the final drain's last cycle runs
	final   bool    // the final drain has begun
	due     int64   // when the next one begins, -1 while one runs
	timer   kernel.Handle
}

func (r *run) openAssets() {
	for i := range r.assets {
		entity, amounts := r.p.assets[i].entity, &r.p.amounts[i]
		r.assets[i] = asset{
			used: draw(&r.luck, drawUsed, entity, &amounts.used), churn: draw(&r.luck, drawChurn, entity, &amounts.churn),
			seeded: -1, inSync: -1, severed: -1,
		}
	}
	clear(r.losses)
	r.openLags()
	r.tool = toolState{waiting: r.tool.waiting.emptied()}
}

// beginSeeds starts the first of the waiting assets while both limits allow.
func (r *run) beginSeeds() {
	t := &r.tool
	for t.waiting.len() > 0 && below(t.seeding.held, r.p.tool.seeding) && below(t.replicating.held, r.p.tool.replicating) {
		t.seeding.add(r.now, 1)
		t.replicating.add(r.now, 1)
		a := t.waiting.pop()
		r.assets[a].waits = false
		r.move(a, promotion.Replicate())
	}
}

func below(held, limit int) bool { return limit == 0 || held < limit }

// await puts an asset among those that wait to seed, in backlog order.
func (r *run) await(a int) {
	r.assets[a].waits = true
	r.tool.waiting.push(a, func(other int) bool { return r.p.assets[other].rank > r.p.assets[a].rank })
	r.again = true
	if r.story != nil {
		r.story.await(r, a)
	}
}

// startReplication begins an asset's seed.
func (r *run) startReplication(a int) {
	x := &r.assets[a]
	r.noteDivergence(a, r.now)
	x.seeded, x.inSync, x.severed = -1, -1, -1
	if r.story != nil {
		r.story.seed(r, a)
	}
	f := r.flowOf(a, toolFlow)
	r.renew(f).cycles = r.p.tool.cycle
	r.openFlow(f, seedClass, r.p.tool.wire, r.p.tool.limit)
	x.seeding = true
	if r.p.tool.cycle {
		r.cycles[a] = cycle{taken: r.now, reached: -1}
	}
	r.loadVolume(f, x.used*r.p.tool.wire)
	r.updateWriting(a)
}

// loadVolume gives a flow a volume to carry. Nothing is carried at once, and
// not only when rates are next computed: another job must not slip in between.
func (r *run) loadVolume(f int32, bytes float64) {
	x := &r.flows[f]
	x.volume, x.loaded = bytes, true
	r.touch(f)
	if bytes <= 0 {
		x.end = r.after(0, flowEvent, r.rankOf(f), int(f))
	}
}

func (r *run) volumeCarried(f int32) {
	a := assetOf(f)
	r.touch(f)
	x := &r.assets[a]
	if !x.seeding {
		r.cycleEnds(a)
		return
	}
	x.seeding = false
	r.seeded(a)
}

func (r *run) seeded(a int) {
	x := &r.assets[a]
	f := r.flowOf(a, toolFlow)
	fl := &r.flows[f]
	x.seeded = r.now
	r.tool.seeding.add(r.now, -1)
	r.again = true
	fl.class = syncClass
	if r.p.tool.cycle {
		c := &r.cycles[a]
		c.reached = c.taken
		r.beginCycle(a)
		return
	}
	fl.behind = fl.backlog > 0
	r.touch(f)
	if !fl.behind {
		r.caughtUp(f)
	}
}

// caughtUp is called when nothing waits any more.
func (r *run) caughtUp(f int32) {
	a := assetOf(f)
	x := &r.assets[a]
	u := r.unitOf(a)
	switch {
	case kindOf(f) == toolFlow && x.inSync < 0:
		r.comesInSync(a)
	case u.draining && r.drains(a, f):
		r.drained(a)
	}
}

func (r *run) comesInSync(a int) {
	x := &r.assets[a]
	x.inSync, x.synced = r.now, true
	if r.p.tool.cycle {
		r.cycles[a].lagFrom = r.now
	}
	r.hold(r.p.assets[a].site, 1)
	r.move(a, promotion.InSync())
	r.move(a, promotion.Launch())
}

// launch starts a copy of an asset from the replicated data.
func (r *run) launch(a int) {
	x := &r.assets[a]
	x.up = false
	wait := r.drawTime(drawLaunch, r.p.assets[a].entity, &r.p.tool.launch)
	r.after(wait, launchEvent, r.p.assets[a].rank, a)
}

func (r *run) launched(a int) {
	x := &r.assets[a]
	x.up = true
	if r.unitOf(a).phase == cuttingOver {
		r.cutOver(r.unitOf(a), a)
		return
	}
	w := r.p.assets[a].workload
	for _, other := range r.p.workloads[w].assets {
		if !r.assets[other].up {
			return
		}
	}
	r.allUp(w)
}

// beginCycle takes the next snapshot and carries what was written since the
// last one, each block once.
func (r *run) beginCycle(a int) {
	f := r.flowOf(a, toolFlow)
	r.settle(f)
	fl, c := &r.flows[f], &r.cycles[a]
	r.queue.Cancel(c.timer)
	volume := r.cycleVolume(a)
	c.running, c.begun, c.taken, c.due = fl.backlog, r.now, r.now, -1
	fl.backlog = 0
	if volume > 0 {
		r.loadVolume(f, volume)
		return
	}
	r.cycleEnds(a)
}

// cycleVolume is what a cycle that begins now carries, in wire bytes.
func (r *run) cycleVolume(a int) float64 {
	fl := &r.flows[r.flowOf(a, toolFlow)]
	return min(fl.backlog, r.p.assets[a].workingSet) * fl.wire
}

func (r *run) cycleEnds(a int) {
	x, f := &r.assets[a], r.flowOf(a, toolFlow)
	fl, c := &r.flows[f], &r.cycles[a]
	fl.delivered += c.running
	c.running = 0
	if x.synced {
		r.recordCycleLag(a)
	}
	c.reached = c.taken
	switch {
	case c.final && c.last:
		r.drained(a)
		return
	case c.final:
		c.last = true
		r.beginCycle(a)
		return
	}
	wait, _ := r.p.tool.policy.Wait(time.Duration(r.now - c.begun))
	c.due = r.now + min(int64(wait), never-r.now)
	c.timer = r.at(c.due, snapshotEvent, endsPhase, r.p.assets[a].rank, a)
	if x.inSync < 0 {
		r.comesInSync(a)
	}
}

// recordCycleLag adds the lag since it was last recorded: it grows with time
// and falls when a cycle ends.
func (r *run) recordCycleLag(a int) {
	c := &r.cycles[a]
	r.lags[r.p.assets[a].workload].Add(seconds(r.now-c.lagFrom), seconds(c.lagFrom-c.reached), seconds(r.now-c.reached))
	r.logLag(a, seconds(r.now-c.reached))
	c.lagFrom = r.now
}

// finishCycle ends the cycle of an asset that is about to be severed if it ends
// at this very instant, which another event may have come before: one whose
// volume has been carried, and one that is due and has nothing to carry.
func (r *run) finishCycle(a int) {
	f := r.flowOf(a, toolFlow)
	fl, c := &r.flows[f], &r.cycles[a]
	if fl.loaded && c.begun < r.now {
		rate := fl.limit
		if fl.held {
			rate = r.clocks[fl.clock].level
		}
		if r.ending(fl.volume, rate) == r.now {
			r.flowEnds(f)
		}
	}
	if c.due == r.now && r.cycleVolume(a) == 0 {
		r.beginCycle(a)
	}
}

// sever ends the tool's replication of an asset for good. What it has not
// carried is left to a secondary, or lost.
func (r *run) sever(a int) {
	x, f := &r.assets[a], r.flowOf(a, toolFlow)
	r.settle(f)
	fl := &r.flows[f]
	lag := 0.0
	switch {
	case fl.cycles:
		c := &r.cycles[a]
		r.finishCycle(a)
		r.queue.Cancel(c.timer)
		r.recordCycleLag(a)
		fl.backlog += c.running
		c.running = 0
		lag = seconds(r.now - c.reached)
	case fl.behind:
		lag = r.lagNow(a)
	}
	if x.synced {
		r.lates[a].synced += r.now - x.inSync
	}
	x.severed, x.synced = r.now, false
	r.losses[a].sever(r.now, lag, fl.backlog)
	if r.p.assets[a].covered && r.unitOf(a).model != SingleStep {
		r.renew(r.flowOf(a, secondaryFlow)).backlog = fl.backlog
	}
	r.closeFlow(f)
	r.hold(r.p.assets[a].site, -1)
	r.tool.replicating.add(r.now, -1)
	r.again = true
}
