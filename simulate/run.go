package simulate

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/landfall-sim/landfall/internal/fluid"
	"github.com/landfall-sim/landfall/internal/kernel"
	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/trace"
)

// run is one replication of one model. One goroutine owns it.
type run struct {
	p     *Plan
	model ModelName
	luck  luck
	now   int64
	again bool // something was freed: look once more for what can start

	queue kernel.Queue
	net   *fluid.Network

	links     []link
	patterns  []patternState
	flows     []flow
	owner     []owner // of each flow of the network, by its ID
	dirty     []int32 // flows whose end must be computed anew
	assets    []asset
	workloads []workload
	units     []releaseUnit
	teams     [teamCount]team
	tool      toolState

	begun   int // workloads of the backlog that have begun
	wip     int // workloads begun and not yet migrated
	pending int // workloads not yet promoted
	counts  struct{ incidents, rollbacks, reseeds float64 }

	story  *teller            // nil unless somebody asked why
	record func(trace.Record) // nil unless somebody asked for a log
}

// Kinds of events.
const (
	capacityEvent uint8 = iota
	capEvent
	demandEvent
	patternEvent
	flowEvent
	snapshotEvent
	launchEvent
	jobEvent
	openEvent
	businessTestEvent
	approvalEvent
	windowEvent
	routeEvent
	bakeEvent
	defectEvent
	rollbackEvent
)

// Phases within one instant: rates change, then what ends at that instant
// ends; what can start is started when the queue has nothing left for it.
const (
	ratesPhase uint8 = iota
	endsPhase
)

// Replicate runs one replication of one model. The same plan, model, seed and
// replication give the same outcome.
func (p *Plan) Replicate(model ModelName, seed uint64, replication int) *Outcome {
	r := newRun(p, model, seed, replication)
	r.loop()
	o := r.outcome()
	r.retire()
	return o
}

func newRun(p *Plan, model ModelName, seed uint64, replication int) *run {
	return emptyRun(p, model, seed, replication).open()
}

func emptyRun(p *Plan, model ModelName, seed uint64, replication int) *run {
	return &run{
		p: p, model: model,
		luck:      luck{seed: seed, replication: replication},
		patterns:  make([]patternState, len(p.patterns)),
		flows:     make([]flow, len(p.assets)*flowKinds),
		assets:    make([]asset, len(p.assets)),
		workloads: make([]workload, len(p.workloads)),
		pending:   len(p.workloads),
	}
}

// open makes ready what a replication begins with.
func (r *run) open() *run {
	r.openNetwork()
	r.openAssets()
	r.openUnits()
	r.openTeams()
	return r
}

func (r *run) loop() {
	r.instant()
	for r.next() {
		r.instant()
	}
}

// instant carries out all that happens now.
func (r *run) instant() {
	for {
		for at, e, ok := r.queue.Peek(); ok && at == r.now; at, e, ok = r.queue.Peek() {
			r.queue.Pop()
			r.handle(e)
		}
		if !r.start() {
			break
		}
	}
	r.share()
}

// next moves on to the next instant at which something happens. It reports
// whether there is one that counts.
func (r *run) next() bool {
	at, _, ok := r.queue.Peek()
	if !ok || at > r.p.horizon || r.pending == 0 {
		return false
	}
	r.now = at
	return true
}

// retire ends the life of the sources, the first promoted first. Nothing
// depends on it any more, so it needs no events.
func (r *run) retire() {
	if r.pending > 0 {
		return
	}
	order := slices.Clone(r.p.order)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(r.workloads[a].promoted, r.workloads[b].promoted) })
	for _, w := range order {
		r.now = r.workloads[w].promoted + min(r.p.promotion.hold, never)
		for _, a := range r.p.workloads[w].assets {
			r.move(a, promotion.Retire())
		}
	}
}

// start begins what can begin, in backlog order, and reports whether to look
// again at this instant. What takes no time ends before anything else starts,
// so that nothing overtakes within the instant.
func (r *run) start() bool {
	r.again = false
	for _, begin := range [...]func(){r.beginWorkloads, r.beginSeeds, r.beginPromotions, r.beginJobs} {
		begin()
		if at, _, ok := r.queue.Peek(); ok && at == r.now {
			return true
		}
	}
	return r.again
}

func (r *run) handle(e kernel.Event) {
	switch e.Kind {
	case capacityEvent, capEvent, demandEvent:
		r.changeLink(int(e.A), e.Kind)
	case patternEvent:
		r.changePattern(int(e.A))
	case flowEvent:
		r.flowEnds(e.A)
	case snapshotEvent:
		r.beginCycle(int(e.A))
	case launchEvent:
		r.launched(int(e.A))
	case jobEvent:
		r.jobEnds(int(e.A))
	case openEvent:
		r.teams[e.A].wake = kernel.Handle{}
		r.again = true
	case businessTestEvent:
		r.units[e.A].dated = true
		r.consider(int(e.A))
	case approvalEvent:
		r.approved(&r.units[e.A])
	case windowEvent:
		r.units[e.A].due = true
		r.again = true
	case routeEvent:
		r.routed(&r.units[e.A])
	case bakeEvent:
		r.baked(&r.units[e.A])
	case defectEvent:
		r.flightFails(&r.units[e.A])
	case rollbackEvent:
		r.rolledBack(&r.units[e.A])
	}
}

func (r *run) at(ns int64, kind, phase uint8, order int32, subject int) kernel.Handle {
	if ns > never {
		ns = never
	}
	return r.queue.Schedule(ns, kernel.Event{Kind: kind, Phase: phase, Order: order, A: int32(subject)})
}

// after schedules the end of something that begins now.
func (r *run) after(wait int64, kind uint8, order int32, subject int) kernel.Handle {
	return r.at(r.now+min(wait, never-r.now), kind, endsPhase, order, subject)
}

// move takes an asset through its model. The model refuses nothing that the
// simulator asks for; if it does, one of the two is wrong.
func (r *run) move(a int, e promotion.Event) {
	x, u := &r.assets[a], r.unitOf(a)
	release, state, effects, err := u.machine.StepMember(u.release, x.state, e)
	if err != nil {
		panic(fmt.Sprintf("simulate: asset %s at %v s: %v", r.p.assets[a].name, seconds(r.now), err))
	}
	u.release, x.state = release, state
	r.log(u, a, e)
	for effect := range effects.All() {
		r.carryOut(a, effect)
	}
}

// moveUnit takes a release unit through its model.
func (r *run) moveUnit(u *releaseUnit, e promotion.Event) {
	release, _, err := u.machine.StepRelease(u.release, e)
	if err != nil {
		panic(fmt.Sprintf("simulate: unit of %s at %v s: %v", r.p.workloads[u.workloads[0]].name, seconds(r.now), err))
	}
	u.release = release
	r.log(u, -1, e)
}

func (r *run) unitOf(a int) *releaseUnit { return &r.units[r.workloads[r.p.assets[a].workload].unit] }
