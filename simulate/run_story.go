package simulate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/landfall-sim/landfall/internal/fluid"
	"github.com/landfall-sim/landfall/internal/nearest"
)

// teller collects the story of one workload while a replication runs.
type teller struct {
	workload int
	steps    []Step

	awaited int64 // since when the assets wait to seed
	first   int64 // when the first of them started, -1 before
	last    int64 // when the last of them started
	held    []HeldBack
	bound   string // what holds a seed back now
	since   int64  // when that began

	entered int64 // the unit's phase
}

var jobNames = [...]string{
	remediationJob: "remediation", stagingJob: "staging tests and documents", deploymentJob: "deployment",
	automatedJob: "automated tests", performanceJob: "performance test", businessJob: "business test",
	optimizationJob: "optimization", mendingJob: "fix",
}

var teamNames = [...]string{"adoption", "operations", "business"}

func (t *teller) began(r *run, w int) {
	if w == t.workload {
		t.steps = append(t.steps, Step{Kind: BeganStep}.at(0, r.now))
	}
}

// at returns the step with its times, given in nanoseconds.
func (s Step) at(from, to int64) Step {
	s.From, s.To = time.Duration(from), time.Duration(to)
	return s
}

// add appends a stretch unless it took no time.
func (t *teller) add(from, to int64, s Step) {
	if to > from {
		t.steps = append(t.steps, s.at(from, to))
	}
}

// worked tells of a job that has ended.
func (t *teller) worked(r *run, w int) {
	j := &r.workloads[w].job
	if w != t.workload || j.kind == mendingJob {
		return
	}
	t.job(r, j, r.now)
	if j.found.redeploy {
		t.steps = append(t.steps, Step{Kind: ReseedStep}.at(r.now, r.now))
	}
}

// job tells of a job up to now.
func (t *teller) job(r *run, j *job, now int64) {
	s := Step{Kind: TeamWaitStep, Job: jobNames[j.kind], Team: teamNames[j.team], Slots: r.p.teams[j.team].size, Ahead: j.ahead}
	hours, until := &r.p.teams[j.team].hours, j.began
	if j.began < 0 {
		until = now
	}
	s.Off = time.Duration(until - j.asked - hours.Measure(j.asked, until))
	t.add(j.asked, until, s)
	if j.began < 0 {
		return
	}
	s.Kind, s.Off, s.Work = WorkStep, 0, time.Duration(hours.Measure(j.began, now))
	t.add(j.began, now, s)
}

func (t *teller) await(r *run, a int) {
	if r.p.assets[a].workload == t.workload {
		t.awaited, t.first = r.now, -1
	}
}

func (t *teller) seed(r *run, a int) {
	if r.p.assets[a].workload != t.workload {
		return
	}
	if t.first < 0 {
		t.first, t.held, t.since = r.now, nil, r.now
	}
	t.last = r.now
}

// bind notes what holds the seeds of the workload back from now on.
func (t *teller) bind(r *run) {
	bound := ""
	for _, a := range r.p.workloads[t.workload].assets {
		if f := &r.flows[r.flowOf(a, toolFlow)]; r.carries(a, toolFlow) && f.loaded && r.assets[a].seeded < 0 {
			bound = r.boundBy(f.id)
		}
	}
	if bound == t.bound {
		return
	}
	t.hold(r.now)
	t.bound, t.since = bound, r.now
}

func (t *teller) hold(now int64) {
	length := time.Duration(now - t.since)
	if t.bound == "" || length == 0 {
		return
	}
	for i := range t.held {
		if t.held[i].By == t.bound {
			t.held[i].Time += length
			return
		}
	}
	t.held = append(t.held, HeldBack{t.bound, length})
}

// boundBy names what holds a flow back.
func (r *run) boundBy(id fluid.ID) string {
	segment, ok := r.net.Bound(id).Link()
	if !ok {
		return "asset limit"
	}
	i := r.p.segments[segment]
	plan, l := &r.p.links[i], &r.links[i]
	if limited := segment != plan.total || !plan.production && l.cap < l.capacity; limited {
		return "limit of " + plan.name
	}
	return "link " + plan.name
}

// copied tells how the assets of the workload came to run in the sandbox.
func (t *teller) copied(r *run, w int) {
	if w == t.workload {
		t.copies(r, r.now)
	}
}

// copies tells what has become of the assets' copies up to now.
func (t *teller) copies(r *run, now int64) {
	t.hold(now)
	t.bound, t.since = "", now
	assets := r.p.workloads[t.workload].assets
	started, seeded, synced, bytes := t.last, int64(0), int64(0), 0.0
	for _, a := range assets {
		x := &r.assets[a]
		bytes += x.used
		switch {
		case x.waits:
			started, seeded, synced = now, now, now
		case x.seeded < 0:
			seeded, synced = now, now
		case x.inSync < 0:
			synced = now
		}
		seeded, synced = max(seeded, x.seeded), max(synced, x.inSync)
	}
	slices.SortStableFunc(t.held, func(a, b HeldBack) int { return cmp.Compare(b.Time, a.Time) })
	t.add(t.awaited, started, Step{Kind: SlotWaitStep, Assets: len(assets)})
	if t.first >= 0 {
		t.add(t.first, seeded, Step{Kind: SeedStep, Assets: len(assets), Bytes: bytes, Held: t.held})
	}
	t.add(seeded, synced, Step{Kind: CatchUpStep})
	t.add(synced, now, Step{Kind: LaunchStep, Assets: len(assets)})
}

// stillOpen tells what a workload was at when the horizon came.
func (t *teller) stillOpen(r *run) {
	w, now := &r.workloads[t.workload], r.p.horizon
	u := &r.units[w.unit]
	switch {
	case !w.begun:
		t.add(0, now, Step{Kind: BeganStep})
	case w.ready && u.phase == gathering:
		t.gate(r, u)
	case w.ready:
		t.phases(r, u, now)
	case w.job.kind != noJob:
		t.job(r, &w.job, now)
	default:
		t.copies(r, now)
	}
	for i := range t.steps {
		s := &t.steps[i]
		s.Open = int64(s.To) >= now
	}
}

var phaseSteps = map[unitPhase]StepKind{
	approving: ApprovalStep, waiting: WindowStep, draining: DrainStep, cuttingOver: CutoverStep, routing: RouteStep,
	baking: BakeStep, failing: RollbackStep, mendingUnit: MendStep,
}

// phase tells of the phase that a unit leaves.
func (t *teller) phase(r *run, u *releaseUnit, next unitPhase) {
	if r.workloads[t.workload].unit != u.index {
		return
	}
	if u.phase == gathering {
		t.gate(r, u)
	} else {
		t.phases(r, u, r.now)
	}
	t.entered = r.now
	if next == promotedUnit {
		t.steps = append(t.steps, Step{Kind: PromotedStep}.at(r.now, r.now))
	}
}

// phases tells of the phase in which a unit has been up to now.
func (t *teller) phases(r *run, u *releaseUnit, now int64) {
	s := Step{Kind: phaseSteps[u.phase]}
	switch u.phase {
	case baking:
		s.Share = u.share
	case routing:
		s.Share = u.release.Desired.Float()
	case failing, mendingUnit:
		s.Other = r.p.workloads[u.failing].name
	}
	t.add(t.entered, now, s)
}

// gate tells what the workload waited for before its unit could be promoted:
// of several things at the same time, that which came last.
func (t *teller) gate(r *run, u *releaseUnit) {
	until, last := int64(-1), Step{}
	look := func(at int64, kind StepKind, other string) {
		if at < 0 {
			at = r.p.horizon // it has not come
		}
		if at > until {
			until, last = at, Step{Kind: kind, Other: other}
		}
	}
	for _, w := range u.workloads {
		look(r.workloads[w].readyAt, UnitWaitStep, r.p.workloads[w].name)
	}
	for _, w := range u.blockers {
		look(r.workloads[w].promoted, DependencyStep, r.p.workloads[w].name)
	}
	if u.model == Staged {
		look(max(0, min(r.p.horizon, r.p.subscriptions[r.p.workloads[t.workload].subscription].businessTest)), DateStep, "")
	}
	t.add(r.workloads[t.workload].readyAt, until, last)
}

// tell ends the story.
func (t *teller) tell(r *run) *Story {
	w := &r.workloads[t.workload]
	s := &Story{
		Workload: r.p.workloads[t.workload].name, Steps: t.steps, Model: r.units[w.unit].model,
		Subscription: r.p.subscriptions[r.p.workloads[t.workload].subscription].name, Promoted: time.Duration(w.promoted),
	}
	if w.promoted < 0 {
		t.stillOpen(r)
		s.Promoted, s.Reason, s.Steps = 0, r.reason(t.workload), t.steps
	}
	slices.SortStableFunc(s.Steps, func(a, b Step) int { return cmp.Compare(a.From, b.From) })
	return s
}

func (p *Plan) unknownWorkload(name string) error {
	names := make([]string, len(p.workloads))
	for i := range p.workloads {
		names[i] = p.workloads[i].name
	}
	if near := nearest.Word(name, names); near != "" {
		return wrongOptions(fmt.Errorf("simulate: no workload %q in the plan; did you mean %s?", name, near))
	}
	return wrongOptions(fmt.Errorf("simulate: no workload %q in the plan, expected one of %s", name, strings.Join(names, ", ")))
}
