package simulate

import (
	"cmp"

	"github.com/landfall-sim/landfall/internal/fluid"
	"github.com/landfall-sim/landfall/internal/tally"
	"github.com/landfall-sim/landfall/replication"
)

// runner computes one replication after the other in the same memory, each as
// if it were the first. It is for one goroutine.
type runner struct {
	run        *run
	antithetic bool // replications 2i and 2i+1 have opposite luck
}

func (p *Plan) newRunner() *runner { return &runner{run: newRun(p)} }

// replicate is [Plan.Replicate], but the outcome is valid only until the next
// call.
func (x *runner) replicate(model ModelName, seed uint64, replication int) *Outcome {
	r := x.run
	r.begin(model, seed, replication, x.antithetic)
	r.loop()
	return r.outcome()
}

// Replicate runs one replication of one model. The same plan, model, seed and
// replication give the same outcome; as in [Options] seed 0 means 1. It panics
// for a model that there isn't.
func (p *Plan) Replicate(model ModelName, seed uint64, replication int) *Outcome {
	mustKnow(model)
	x, ok := p.runners.Get().(*runner)
	if !ok {
		x = p.newRunner()
	}
	o := p.handOut(x.replicate(model, seed, replication))
	p.runners.Put(x)
	return o
}

// mustKnow panics for a model that there isn't, as its callers promise.
func mustKnow(model ModelName) {
	if err := known(model); err != nil {
		panic(err)
	}
}

func newRun(p *Plan) *run {
	r := &run{
		p:         p,
		luck:      newLuckOf(p),
		net:       fluid.New(len(p.segments)),
		stirred:   make([]uint64, (len(p.links)+63)/64),
		links:     make([]link, len(p.links)),
		groups:    make([]fluid.Group, 2*len(p.sites)*(len(p.patterns)+1)),
		patterns:  make([]patternState, len(p.patterns)),
		clocks:    make([]clock, 2*len(p.links)),
		flows:     make([]flow, len(p.assets)*flowSlots),
		assets:    make([]asset, len(p.assets)),
		losses:    make([]loss, len(p.assets)),
		lates:     make([]late, len(p.assets)),
		trails:    make([]replication.Trail, len(p.assets)),
		lags:      make([]tally.Ramps, 1),
		workloads: make([]workload, len(p.workloads)),
	}
	if p.tool.cycle {
		r.cycles = make([]cycle, len(p.assets))
		r.lags = make([]tally.Ramps, len(p.workloads))
	}
	return r
}

// begin makes ready what a replication begins with. Of what was before only
// memory is left.
func (r *run) begin(model ModelName, seed uint64, replication int, antithetic bool) *run {
	r.model, r.layout = model, r.p.layouts[model]
	r.luck.begin(cmp.Or(seed, 1), replication, antithetic)
	r.now, r.again = 0, true
	r.begun, r.wip, r.pending = 0, 0, len(r.workloads)
	r.counts = counts{}
	r.queue.Reset()
	for _, f := range r.dirty {
		r.flows[f].dirty = false
	}
	r.dirty, r.due = r.dirty[:0], r.due[:0]
	r.openNetwork()
	r.openPatterns()
	r.openClocks()
	r.openAssets()
	r.openUnits()
	r.openTeams()
	return r
}
