package simulate

import (
	"fmt"
	"math/bits"

	"github.com/landfall-sim/landfall/internal/fluid"
	"github.com/landfall-sim/landfall/internal/kernel"
	"github.com/landfall-sim/landfall/internal/tally"
	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/trace"
	"github.com/landfall-sim/landfall/replication"
)

// run is one replication of one model. One goroutine owns it.
type run struct {
	p      *Plan
	model  ModelName
	layout *layout
	luck   luck
	now    int64
	again  bool // something was freed or is ready: look for what can start

	queue kernel.Queue
	net   *fluid.Network

	links      []link
	stirred    []uint64      // links to be weighed, a bit for each
	groups     []fluid.Group // by site, class and scale, -1 where it isn't known
	patterns   []patternState
	flows      []flow
	owner      []owner // of each flow of the network, by its ID
	dirty      []int32 // flows whose place must be found anew
	placing    []int32 // those whose place is being found
	bands      []band  // by group of the network
	clocks     []clock // one per link and class of flows held back, then those of groups that have parted
	changed    []int32 // clocks whose first end must be found anew
	unforeseen []int32 // clocks whose first end need not be known yet
	least      int64   // none of them ends before
	lone       int32   // clock whose first end is all that is known to happen now, -1 for none
	slow       []int32 // flows that go at their own limit, or in step and may reach it
	assets     []asset
	losses     []loss              // of the assets
	lates      []late              // of the assets
	trails     []replication.Trail // of the assets, where somebody asked for the lag
	spans      []span              // from number 1 on
	lags       []tally.Ramps       // of workloads in cycle mode, else one for all
	cycles     []cycle             // nil unless the tool works in cycles
	workloads  []workload
	units      []releaseUnit
	due        []int // units whose promotion or flight can begin
	teams      [teamCount]team
	tool       toolState

	begun   int // workloads of the backlog that have begun
	wip     int // workloads begun and not yet migrated
	pending int // workloads not yet promoted
	counts  counts

	results Outcome            // memory of the outcome
	story   *teller            // nil unless somebody asked why
	record  func(trace.Record) // nil unless somebody asked for a log
	leaving []int              // then: workloads whose sources have not retired
}

// counts are what a replication counts.
type counts struct{ incidents, rollbacks, reseeds float64 }

// Kinds of events.
const (
	capacityEvent uint8 = iota
	capEvent
	demandEvent
	patternEvent
	flowEvent
	clockEvent
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

func (r *run) loop() {
	r.instant()
	for r.next() {
		r.instant()
	}
}

// instant carries out all that happens now. What little is left to be carried
// may take no time at the rates that follow from it.
func (r *run) instant() {
	if r.lone >= 0 {
		c := &r.clocks[r.lone]
		r.lone = -1
		r.flowEnds(c.first)
	}
	for again := true; again; again = r.moreNow() {
		for starts := true; starts; starts = r.start() {
			for r.moreNow() {
				_, e, _ := r.queue.Pop()
				r.handle(e)
			}
		}
		r.share()
	}
}

// next moves on to the next instant at which something happens. It reports
// whether there is one that counts.
func (r *run) next() bool {
	if r.pending == 0 {
		return false
	}
	at := r.lookAhead(r.p.horizon + 1)
	if at > r.p.horizon {
		return false
	}
	r.now = at
	return true
}

// start begins what can begin, in backlog order, and reports whether to look
// again at this instant. What takes no time ends before anything else starts,
// so that nothing overtakes within the instant.
func (r *run) start() bool {
	if !r.again {
		return false
	}
	r.again = false
	r.beginWorkloads()
	if !r.moreNow() {
		r.beginSeeds()
	}
	if !r.moreNow() {
		r.beginPromotions()
	}
	if r.moreNow() {
		r.again = true // the rest has not been looked at
		return true
	}
	r.beginJobs()
	return r.moreNow() || r.again
}

// moreNow reports whether something else ends at this instant.
func (r *run) moreNow() bool {
	at, ok := r.queue.Peek()
	return ok && at == r.now
}

func (r *run) handle(e kernel.Event) {
	switch e.Kind {
	case capacityEvent, capEvent, demandEvent:
		r.changeLink(int(e.A), e.Kind)
	case patternEvent:
		r.changePattern(int(e.A))
	case flowEvent:
		r.flowEnds(e.A)
	case clockEvent:
		r.flowEnds(r.clocks[e.A].first)
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
		r.fallDue(&r.units[e.A])
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
	x := &r.assets[a]
	u := &r.units[x.unit]
	effects, err := u.machine.Advance(&u.release, &x.state, e)
	if err != nil {
		panic(fmt.Sprintf("simulate: asset %s at %v s: %v", r.p.assets[a].name, seconds(r.now), err))
	}
	if r.record != nil {
		r.log(u, a, e)
	}
	for effects != 0 {
		effect := promotion.Effect(bits.TrailingZeros16(uint16(effects)))
		effects &^= promotion.Do(effect)
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
	if r.record != nil {
		r.log(u, -1, e)
	}
}

func (r *run) unitOf(a int) *releaseUnit { return &r.units[r.assets[a].unit] }
