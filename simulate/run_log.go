package simulate

import (
	"slices"
	"time"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/trace"
)

// Timeline runs one replication and gives record everything that happens, in
// order, as a log that [trace.Check] can follow. Of a plan in which subscriptions are
// pinned to other models, each unit follows its own.
func (p *Plan) Timeline(model ModelName, seed uint64, replication int, record func(trace.Record)) *Outcome {
	var log []trace.Record
	r := newRun(p)
	r.record = func(rec trace.Record) { log = append(log, rec) }
	r.begin(model, seed, replication, false)
	r.loop()
	o := r.outcome()
	r.retire()
	// Sources retire while other units are still to be promoted.
	slices.SortStableFunc(log, func(a, b trace.Record) int { return a.At.Compare(b.At) })
	for _, rec := range log {
		record(rec)
	}
	return o
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
