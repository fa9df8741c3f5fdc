package simulate

import (
	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/staging"
)

// workload is one workload in a run.
type workload struct {
	unit    int
	begun   bool
	counted bool // begun and not yet migrated
	ready   bool // staged in a single step, else through its tests
	job     job
	defects []float64 // thresholds of those that are left, in seconds at full traffic

	staged, migrated, readyAt, promoted int64 // -1 before
	critical                            bool
	affected                            float64 // user-hours
	downtime                            float64 // s
}

// stagingWork is how far the staging work of a workload has come.
type stagingWork struct {
	stage    uint8
	rounds   []stagingRound
	document int64
}

// stagingRound is one sandbox test and what it finds.
type stagingRound struct {
	test, fix int64
	found     bool
}

// Stretches of the staging work.
const (
	inTest uint8 = iota
	inFix
	inLaunch
	inDocuments
)

// foundDefects is what a test after deployment finds.
type foundDefects struct {
	redeploy bool
}

// beginWorkloads begins workloads in backlog order as the limit on work in
// progress allows.
func (r *run) beginWorkloads() {
	for r.begun < len(r.p.order) && below(r.wip, r.p.wip) {
		w := r.p.order[r.begun]
		r.begun++
		r.workloads[w].begun = true
		if r.story != nil {
			r.story.began(r, w)
		}
		r.countWIP(w, true)
		need := r.drawTime(drawRemediate, r.p.workloads[w].entity, &r.p.workloads[w].remediate)
		r.ask(w, remediationJob, need, need > 0)
	}
}

func (r *run) countWIP(w int, counted bool) {
	x := &r.workloads[w]
	if x.counted == counted {
		return
	}
	x.counted = counted
	if counted {
		r.wip++
	} else {
		r.wip--
	}
	r.again = true
}

// worked goes on after a job.
func (r *run) worked(w int, kind uint8) {
	switch kind {
	case remediationJob:
		for _, a := range r.p.workloads[w].assets {
			r.await(a)
		}
	case stagingJob:
		r.leaveStaging(w)
	case deploymentJob:
		r.endDeployment(w)
	case mendingJob:
		r.mended(r.unitOf(r.p.workloads[w].assets[0]))
	default:
		if r.workloads[w].job.found.redeploy {
			r.reseed(w)
			return
		}
		r.nextTest(w, kind)
	}
}

// allUp goes on when copies of all assets of a workload run in the sandbox.
func (r *run) allUp(w int) {
	x := &r.workloads[w]
	if x.job.kind == stagingJob {
		x.job.staging.stage = inTest
		r.work(w, x.job.staging.rounds[0].test)
		return
	}
	if r.story != nil {
		r.story.copied(r, w)
	}
	need, takesTime := r.planStaging(w)
	r.ask(w, stagingJob, need, takesTime)
}

// planStaging draws the whole staging work: a slot is held from its beginning
// to its end, and none is needed if it takes no time.
func (r *run) planStaging(w int) (need int64, takesTime bool) {
	x, plan := &r.workloads[w], &r.p.workloads[w]
	entity := plan.entity
	s := &x.job.staging
	*s = stagingWork{rounds: s.rounds[:0]}
	total := int64(0)
	for {
		round := stagingRound{test: r.drawTime(drawSandbox, entity, &plan.tests[sandboxTest].takes)}
		found := r.find(w, plan.tests[sandboxTest].finds)
		for range found {
			round.fix += r.drawTime(drawFix, entity, &r.p.promotion.fix)
		}
		round.found = found > 0
		total += round.test + round.fix
		s.rounds = append(s.rounds, round)
		if !round.found {
			break
		}
	}
	s.document = r.drawTime(drawDocument, entity, &plan.document)
	total += s.document
	relaunches := len(s.rounds) > 1 && r.p.tool.launching
	return s.rounds[0].test, total > 0 || relaunches
}

// find removes the defects that a test finds and returns their number.
func (r *run) find(w int, finds float64) int {
	x := &r.workloads[w]
	left := x.defects[:0]
	for _, d := range x.defects {
		luck := r.luck.stream(drawFound, r.p.workloads[w].entity).Uniform()
		if luck >= finds {
			left = append(left, d)
		}
	}
	found := len(x.defects) - len(left)
	x.defects = left
	return found
}

// stagingDone goes on with the staging work and reports whether it is over.
func (r *run) stagingDone(w int) bool {
	s := &r.workloads[w].job.staging
	switch s.stage {
	case inTest:
		if s.rounds[0].found {
			s.stage = inFix
			r.work(w, s.rounds[0].fix)
			return false
		}
		s.stage = inDocuments
		r.deliver(w, staging.Of(staging.AutomatedTesting))
		r.work(w, s.document)
		return false
	case inFix:
		s.stage = inLaunch
		s.rounds = append(s.rounds[:0], s.rounds[1:]...)
		for _, a := range r.p.workloads[w].assets {
			r.assets[a].up = false
			r.move(a, promotion.Discard())
		}
		for _, a := range r.p.workloads[w].assets {
			r.move(a, promotion.Launch())
		}
		return false
	}
	r.deliver(w, staging.All.Without(staging.AutomatedTesting))
	return true
}

// deliver puts staging deliverables of a workload on record.
func (r *run) deliver(w int, done staging.Set) {
	for _, a := range r.p.workloads[w].assets {
		r.move(a, promotion.Record(done))
	}
}

// leaveStaging ends the staging: the model refuses it unless all four
// deliverables are on record.
func (r *run) leaveStaging(w int) {
	x := &r.workloads[w]
	x.staged = r.now
	for _, a := range r.p.workloads[w].assets {
		r.move(a, promotion.Stage(0))
	}
	if r.units[x.unit].model == SingleStep {
		r.getReady(w)
		return
	}
	need := r.drawTime(drawDeploy, r.p.workloads[w].entity, &r.p.tool.deploy)
	r.ask(w, deploymentJob, need, need > 0)
}

// beginDeployment ends the tool's replication.
func (r *run) beginDeployment(w int) {
	for _, a := range r.p.workloads[w].assets {
		coverage := promotion.Stateless
		switch plan := &r.p.assets[a]; {
		case plan.covered:
			coverage = promotion.Covered
		case plan.stateful:
			// The plan itself says that nothing covers the asset.
			coverage = promotion.Uncovered
			r.move(a, promotion.Waive())
		}
		r.move(a, promotion.Deploy(coverage))
	}
}

func (r *run) endDeployment(w int) {
	x := &r.workloads[w]
	x.migrated = r.now
	for _, a := range r.p.workloads[w].assets {
		r.move(a, promotion.Migrate())
	}
	r.countWIP(w, false)
	r.nextTest(w, deploymentJob)
}

// nextTest goes on after a deployment or a test.
func (r *run) nextTest(w int, after uint8) {
	flight := r.units[r.workloads[w].unit].model == Flight
	switch {
	case after == deploymentJob && flight:
		r.test(w, automatedJob, automatedTest, drawAutomated)
	case after == deploymentJob:
		r.test(w, performanceJob, performanceTest, drawPerformance)
	case after == performanceJob:
		r.test(w, businessJob, businessTest, drawBusiness)
	case after == businessJob:
		x := &r.workloads[w]
		x.job.found = foundDefects{}
		need := r.drawTime(drawOptimize, r.p.workloads[w].entity, &r.p.workloads[w].optimize)
		r.ask(w, optimizationJob, need, need > 0)
	default:
		r.getReady(w)
	}
}

// test asks for a test after deployment. A defect that it finds is fixed in the
// same slot, or needs the assets replicated again.
func (r *run) test(w int, kind uint8, test, purpose int) {
	plan := &r.p.workloads[w]
	entity := plan.entity
	need := r.drawTime(purpose, entity, &plan.tests[test].takes)
	found := foundDefects{}
	for range r.find(w, plan.tests[test].finds) {
		if r.p.promotion.redeploy > 0 && r.luck.stream(drawRedeploy, entity).Bernoulli(r.p.promotion.redeploy) {
			found.redeploy = true
			continue
		}
		need += r.drawTime(drawFix, entity, &r.p.promotion.fix)
	}
	r.workloads[w].job.found = found
	r.ask(w, kind, need, need > 0)
}

// reseed takes a workload back to its seeds: its replication has ended, and
// what has been deployed cannot be mended in place.
func (r *run) reseed(w int) {
	x := &r.workloads[w]
	x.job.found = foundDefects{}
	x.migrated, x.staged = -1, -1
	r.countWIP(w, true)
	for _, a := range r.p.workloads[w].assets {
		r.move(a, promotion.Redeploy())
		r.counts.reseeds++
		r.await(a)
	}
}

// getReady is called when nothing but its unit keeps a workload from being
// promoted.
func (r *run) getReady(w int) {
	x := &r.workloads[w]
	x.ready, x.readyAt = true, r.now
	u := &r.units[x.unit]
	u.ready++
	if u.model != SingleStep {
		for _, a := range r.p.workloads[w].assets {
			r.move(a, promotion.Pass())
		}
	}
	r.consider(x.unit)
}
