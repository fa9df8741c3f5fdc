package simulate

import (
	"time"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/trace"
)

// Timeline runs one replication and gives record everything that happens, in
// order, as a log that [trace.Check] can follow. Of a plan in which subscriptions are
// pinned to other models, each unit follows its own. Seed 0 means 1. It panics
// for a model that there isn't.
func (p *Plan) Timeline(model ModelName, seed uint64, replication int, record func(trace.Record)) *Outcome {
	mustKnow(model)
	r := newRun(p)
	r.record = record
	r.begin(model, seed, replication, false)
	r.instant()
	for r.next() {
		r.retire(r.now)
		r.instant()
	}
	o := r.outcome()
	if o.Finished {
		r.retire(never)
	}
	return p.handOut(o)
}

// retire ends the life of the sources whose time it was before a moment, the
// first promoted first. Nothing but the log depends on it, so it needs no events.
func (r *run) retire(before int64) {
	now := r.now
	for len(r.leaving) > 0 {
		w := r.leaving[0]
		if r.now = r.workloads[w].promoted + min(r.p.promotion.hold, never); before < never && r.now >= before {
			break
		}
		r.leaving = r.leaving[1:]
		for _, a := range r.p.workloads[w].assets {
			r.move(a, promotion.Retire())
		}
	}
	r.now = now
}

// log records a transition of an asset, or with a negative one of its unit, for
// somebody who asked.
func (r *run) log(u *releaseUnit, a int, e promotion.Event) {
	rec := trace.Record{At: r.clock(), Release: r.unitName(u), Event: e}
	if a >= 0 {
		rec.Asset = r.p.assets[a].name
	}
	r.record(rec)
}

// logRate records the migration traffic of a link from now on.
func (r *run) logRate(i int) {
	if r.record != nil {
		r.record(trace.Record{At: r.clock(), Link: r.p.links[i].name, Measured: &trace.Measure{Rate: new(r.links[i].load * 8)}})
	}
}

// logLag records how far an asset's replica is behind.
func (r *run) logLag(a int, lag float64) {
	if r.record != nil {
		r.record(trace.Record{At: r.clock(), Asset: r.p.assets[a].name, Measured: &trace.Measure{Lag: new(lag)}})
	}
}

func (r *run) clock() time.Time { return r.p.scenario.Start.Add(time.Duration(r.now)) }

// unitName names a unit by what is promoted together.
func (r *run) unitName(u *releaseUnit) string {
	first := &r.p.workloads[u.workloads[0]]
	switch {
	case u.model != SingleStep || r.p.promotion.scope == SubscriptionScope:
		return r.p.subscriptions[first.subscription].name
	case r.p.promotion.scope == PortfolioScope:
		return "portfolio"
	}
	return first.name
}
