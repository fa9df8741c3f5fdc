package simulate

import (
	"math"
	"math/bits"

	"github.com/landfall-sim/landfall/internal/calendar"
	"github.com/landfall-sim/landfall/internal/fluid"
	"github.com/landfall-sim/landfall/internal/kernel"
	"github.com/landfall-sim/landfall/internal/tally"
)

// Classes of sharing, the first served first.
const (
	productionFirst = iota
	finalFirst
	everythingElse
)

// full is the share of an offer from which on a link counts as full: sums of
// rates differ from the offer in their last digits.
const full = 1 - 1e-9

var unlimited = math.Inf(1)

// link is a link in a run.
type link struct {
	efficiency float64
	mean       float64 // production demand, bytes per second
	capacity   float64
	cap        float64
	demand     float64
	production fluid.ID

	active    int // migration flows across it
	held      int // assets that the tool keeps in sync
	load      float64
	saturated bool
	shortage  float64
	since     int64
	record    linkRecord
}

// linkRecord is what a link carried in its migration period, and, apart, since
// the last migration flow ended: that counts only if another flow follows.
type linkRecord struct {
	begun     bool
	levels    tally.Levels
	bytes     [classCount]float64
	saturated int64
	held      float64 // asset-seconds
	shortfall float64
	short     int64
	idle      struct {
		time, short int64
		shortfall   float64
	}
}

func (r *run) openNetwork() {
	p := r.p
	r.net.Reset(len(p.segments))
	for i := range r.groups {
		r.groups[i] = -1
	}
	clear(r.stirred)
	for i := range p.links {
		plan, l := &p.links[i], &r.links[i]
		l.record.levels.Reset()
		*l = link{record: linkRecord{levels: l.record.levels}}
		l.efficiency = min(1, draw(&r.luck, drawEfficiency, plan.entity, &plan.efficiency))
		r.changeLink(i, capacityEvent)
		r.changeLink(i, capEvent)
		if !plan.production {
			continue
		}
		l.mean = draw(&r.luck, drawDemand, plan.entity, &plan.demand) / 8
		class := productionFirst
		if p.scenario.Network.Sharing == FairSharing {
			class = everythingElse
		}
		l.production = r.net.Add(fluid.Flow{Route: []int{plan.total}, Class: class, Weight: plan.weight})
		r.own(l.production, owner{link: int32(i), flow: -1})
		r.changeLink(i, demandEvent)
	}
}

// groupOf returns the group of the network in which a flow belongs.
func (r *run) groupOf(f int32, scale int) fluid.Group {
	site := r.flows[f].site
	class, at := everythingElse, 2*int(site)
	if r.flows[f].class == finalClass {
		class, at = finalFirst, at+1
	}
	known := &r.groups[at*(len(r.patterns)+1)+scale]
	if *known < 0 {
		*known = r.net.GroupOf(class, scale, r.p.sites[site].route)
		for int(*known) >= len(r.bands) {
			r.bands = append(r.bands, band{clock: -1})
		}
		r.bands[*known].final = int32(at) % 2
	}
	return *known
}

// owner says whose a flow of the network is.
type owner struct {
	flow int32 // -1 for production
	link int32
}

func (r *run) own(id fluid.ID, o owner) {
	for int(id) >= len(r.owner) {
		r.owner = append(r.owner, owner{flow: -1, link: -1})
	}
	r.owner[id] = o
}

// changeLink brings a link's capacity, cap or production demand up to date and
// schedules the next change.
func (r *run) changeLink(i int, kind uint8) {
	plan, l := &r.p.links[i], &r.links[i]
	r.stir(i)
	var steps *calendar.Steps
	switch kind {
	case capacityEvent:
		steps = &plan.capacity
		l.capacity = steps.Eval(r.now) * l.efficiency
		r.offer(i)
	case capEvent:
		steps = &plan.cap
		l.cap = steps.Eval(r.now)
		r.offer(i)
	case demandEvent:
		steps = &plan.profile
		l.demand = l.mean * steps.Eval(r.now)
		r.net.SetLimit(l.production, l.demand)
	}
	if n := steps.Index(r.now) + 1; n < len(steps.At) {
		r.queue.Schedule(steps.At[n], kernel.Event{Kind: kind, Phase: ratesPhase, A: int32(i)})
	}
}

// offer tells the network what a link can carry.
func (r *run) offer(i int) {
	plan, l := &r.p.links[i], &r.links[i]
	if plan.production {
		r.net.SetCapacity(plan.total, l.capacity)
		r.net.SetCapacity(plan.own, l.cap)
		return
	}
	r.net.SetCapacity(plan.total, min(l.capacity, l.cap))
}

// share brings all rates up to date after an instant.
func (r *run) share() {
	for len(r.dirty) > 0 || r.net.Stale() {
		for _, f := range r.dirty {
			r.declare(f)
		}
		groups, ids := r.net.SolveGroups()
		for word, set := range r.net.Stirred() {
			for ; set != 0; set &= set - 1 {
				r.stir(r.p.segments[64*word+bits.TrailingZeros64(set)])
			}
		}
		for _, g := range groups {
			r.turn(g)
		}
		for _, id := range ids {
			if f := r.owner[id].flow; f >= 0 {
				r.touch(f)
			}
		}
		r.dirty, r.placing = r.placing[:0], r.dirty
		for _, f := range r.placing {
			r.place(f)
		}
	}
	for _, g := range r.changed {
		if r.clocks[g].dirty {
			r.postpone(int(g))
		}
	}
	r.changed = r.changed[:0]
	for word, set := range r.stirred {
		for ; set != 0; set &= set - 1 {
			r.weigh(64*word + bits.TrailingZeros64(set))
		}
		r.stirred[word] = 0
	}
	if r.story != nil {
		r.story.bind(r)
	}
}

// stir has a link weighed at the end of the instant.
func (r *run) stir(i int) { r.stirred[i/64] |= 1 << (i % 64) }

// weigh records what a link has carried up to now and takes its new load.
func (r *run) weigh(i int) {
	plan, l := &r.p.links[i], &r.links[i]
	load, produced, shortage := r.net.Load(plan.own), 0.0, 0.0
	if plan.production {
		produced = r.net.Rate(l.production)
		if shortage = l.demand - produced; shortage < l.demand*(1-full) {
			shortage = 0
		}
	}
	saturated := (load+produced >= l.capacity*full || load >= l.cap*full) && r.net.Short(plan.own)
	if load == l.load && saturated == l.saturated && shortage == l.shortage {
		return
	}
	r.flush(l)
	moved := load != l.load
	l.load, l.saturated, l.shortage = load, saturated, shortage
	if moved {
		r.logRate(i)
	}
}

// flush adds the time since the last flush to the link's record.
func (r *run) flush(l *link) {
	length := r.now - l.since
	l.since = r.now
	rec := &l.record
	if length == 0 || !rec.begun {
		return
	}
	shortfall := l.shortage * seconds(length)
	if l.active == 0 {
		rec.idle.time += length
		if l.shortage > 0 {
			rec.idle.shortfall += shortfall
			rec.idle.short += length
		}
		return
	}
	rec.catchUp()
	rec.levels.Add(l.load*8, seconds(length))
	rec.held += float64(l.held) * seconds(length)
	if l.saturated {
		rec.saturated += length
	}
	if l.shortage > 0 {
		rec.shortfall += shortfall
		rec.short += length
	}
}

// catchUp counts the time since the last migration flow, now that another one
// has lasted some time.
func (rec *linkRecord) catchUp() {
	if rec.idle.time == 0 {
		return
	}
	rec.levels.Add(0, seconds(rec.idle.time))
	rec.shortfall += rec.idle.shortfall
	rec.short += rec.idle.short
	rec.idle.time, rec.idle.short, rec.idle.shortfall = 0, 0, 0
}

// cross counts a migration flow that begins (+1) or ends (−1) on a route.
func (r *run) cross(site *sitePlan, by int) {
	for _, i := range site.links {
		l := &r.links[i]
		r.flush(l)
		l.record.begun = true
		l.active += by
	}
}

// hold counts an asset that comes in sync (+1) or is severed (−1).
func (r *run) hold(site, by int) {
	for _, i := range r.p.sites[site].links {
		r.flush(&r.links[i])
		r.links[i].held += by
	}
}
