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
	s := Step{Job: jobNames[j.kind], Team: teamNames[j.team], Slots: r.p.teams[j.team].size, Ahead: j.ahead}
	s.Kind = TeamWaitStep
	t.add(j.asked, j.began, s)
	s.Kind, s.Work = WorkStep, time.Duration(r.p.teams[j.team].hours.Measure(j.began, r.now))
	t.add(j.began, r.now, s)
	if j.found.redeploy {
		t.steps = append(t.steps, Step{Kind: ReseedStep}.at(r.now, r.now))
	}
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
		if f := &r.flows[r.flowOf(a, toolFlow)]; f.active && f.loaded && r.assets[a].seeded < 0 {
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
	l, ok := r.net.Bound(id).Link()
	switch {
	case !ok:
		return "asset limit"
	case l%2 == 0:
		return "link " + r.p.links[l/2].name
	}
	return "limit of " + r.p.links[l/2].name
}

// copied tells how the assets of the workload came to run in the sandbox.
func (t *teller) copied(r *run, w int) {
	if w != t.workload {
		return
	}
	t.hold(r.now)
	t.bound, t.since = "", r.now
	seeded, synced, bytes := int64(0), int64(0), 0.0
	assets := r.p.workloads[w].assets
	for _, a := range assets {
		x := &r.assets[a]
		seeded, synced = max(seeded, x.seeded), max(synced, x.inSync)
		bytes += x.used
	}
	slices.SortStableFunc(t.held, func(a, b HeldBack) int { return cmp.Compare(b.Time, a.Time) })
	t.add(t.awaited, t.last, Step{Kind: SlotWaitStep, Assets: len(assets)})
	t.add(t.first, seeded, Step{Kind: SeedStep, Assets: len(assets), Bytes: bytes, Held: t.held})
	t.add(seeded, synced, Step{Kind: CatchUpStep})
	t.add(synced, r.now, Step{Kind: LaunchStep, Assets: len(assets)})
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
		s := Step{Kind: phaseSteps[u.phase]}
		switch u.phase {
		case baking:
			s.Share = u.share
		case routing:
			s.Share = u.release.Desired.Float()
		case failing, mendingUnit:
			s.Other = r.p.workloads[u.failing].name
		}
		t.add(t.entered, r.now, s)
	}
	t.entered = r.now
	if next == promotedUnit {
		t.steps = append(t.steps, Step{Kind: PromotedStep}.at(r.now, r.now))
	}
}

// gate tells what the workload waited for before its unit could be promoted,
// one after the other.
func (t *teller) gate(r *run, u *releaseUnit) {
	from := r.workloads[t.workload].readyAt
	wait := func(kind StepKind, other string, until int64) {
		t.add(from, until, Step{Kind: kind, Other: other})
		from = max(from, until)
	}
	type moment struct {
		at    int64
		kind  StepKind
		other string
	}
	var moments []moment
	for _, w := range u.workloads {
		moments = append(moments, moment{r.workloads[w].readyAt, UnitWaitStep, r.p.workloads[w].name})
	}
	for _, w := range u.blockers {
		moments = append(moments, moment{r.workloads[w].promoted, DependencyStep, r.p.workloads[w].name})
	}
	if sub := &r.p.subscriptions[r.p.workloads[t.workload].subscription]; u.model == Staged {
		moments = append(moments, moment{sub.businessTest, DateStep, ""})
	}
	// Of what one waits for at the same time, only the longest matters.
	last := slices.MaxFunc(moments, func(a, b moment) int { return cmp.Compare(a.at, b.at) })
	wait(last.kind, last.other, last.at)
}

// tell ends the story.
func (t *teller) tell(r *run) *Story {
	w := &r.workloads[t.workload]
	s := &Story{
		Workload: r.p.workloads[t.workload].name, Steps: t.steps, Model: r.units[w.unit].model,
		Subscription: r.p.subscriptions[r.p.workloads[t.workload].subscription].name, Promoted: time.Duration(w.promoted),
	}
	if w.promoted < 0 {
		s.Promoted, s.Reason = 0, r.reason(t.workload)
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
		return fmt.Errorf("simulate: no workload %q in the plan; did you mean %s?", name, near)
	}
	return fmt.Errorf("simulate: no workload %q in the plan, expected one of %s", name, strings.Join(names, ", "))
}
