package simulate

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/landfall-sim/landfall/promotion"
)

// step runs a replication and calls look after each instant, when everything
// that can happen at it has happened.
func (r *run) step(look func()) *Outcome {
	for {
		r.instant()
		look()
		if !r.next() {
			return r.outcome()
		}
	}
}

var sameNumbers = cmpopts.EquateNaNs()

// TestEveryInstantOfRandomEstates follows random estates from event to event
// and holds each state against the rules of the page on semantics.
func TestEveryInstantOfRandomEstates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyEstate(estateKind{chance: rapid.Bool().Draw(t, "chance")}).Draw(t, "estate")
		s.Objectives.RPO = new(Duration(rapid.IntRange(0, 4*3600).Draw(t, "rpo")))
		model := rapid.SampledFrom([]ModelName{SingleStep, Staged, Flight}).Draw(t, "model")
		plan, err := Compile(s)
		if err != nil {
			t.Fatalf("the estate is not valid: %v", err)
		}
		seed := rapid.Uint64().Draw(t, "seed")
		r := newRun(plan).begin(model, seed, 3, false)
		w := newWatch(t, r)
		got := plan.handOut(r.step(w.look))
		if want := plan.Replicate(model, seed, 3); !cmp.Equal(got, want, sameNumbers) {
			t.Fatalf("watched and unwatched runs differ:\n%s", cmp.Diff(want, got, sameNumbers))
		}
		w.ended(got)
	})
}

// watch follows a run and knows by itself what was written, offered and open.
type watch struct {
	t      *rapid.T
	r      *run
	s      *Scenario
	zone   *time.Location
	before int64 // the last instant
	ledger []ledger
	phases []unitPhase
	lags   lagWatch
}

// ledger is what an asset's source has written since its capture began.
type ledger struct {
	captured bool
	severed  bool
	since    int64
	written  float64
	share    float64 // of the users' writes, since the last instant
}

func newWatch(t *rapid.T, r *run) *watch {
	w := &watch{t: t, r: r, s: r.p.scenario, before: -1, ledger: make([]ledger, len(r.assets)), phases: make([]unitPhase, len(r.units)), lags: newLagWatch(r)}
	zone, err := time.LoadLocation(w.s.TimeZone)
	if err != nil {
		t.Fatal(err)
	}
	w.zone = zone
	return w
}

func (w *watch) look() {
	if w.r.now <= w.before {
		w.t.Fatalf("%d ns comes after %d ns", w.r.now, w.before)
	}
	for a := range w.r.assets {
		w.conserved(a)
		w.lag(a)
	}
	w.offers()
	w.certificate()
	w.clocks()
	w.limits()
	w.teams()
	w.gates()
	w.before = w.r.now
}

// amounts are those of a flow now, which it need not have been told.
func (w *watch) amounts(f int32) flow {
	x := w.r.flows[f]
	if !w.r.active(f) || x.since == w.r.now {
		return x
	}
	s := w.r.patterns[w.r.patternOf(f)]
	s.seek(w.r.now)
	written := w.r.wroteSince(&x, &s)
	carried := written
	switch {
	case x.loaded || x.cycles:
		carried = 0
	case x.behind:
		carried = w.r.took(&x) / x.wire
	}
	x.written += written
	x.delivered += carried
	x.backlog += written - carried
	return x
}

// conserved: bytes written = bytes delivered + backlog + bytes lost.
func (w *watch) conserved(a int) {
	r, l := w.r, &w.ledger[a]
	x, plan := &r.assets[a], &r.p.assets[a]
	if x.state.Phase == promotion.PhaseBacklog {
		*l = ledger{}
		return
	}
	if l.severed && x.severed != l.since {
		*l = ledger{} // replicated again, from this instant on, in which it may have been severed again
	}
	l.severed, l.since = x.severed >= 0, x.severed
	if l.captured {
		l.written += l.share * r.wrote(a, w.before, r.now)
	}
	l.captured, l.share = true, r.unitOf(a).source
	tool, second := w.amounts(r.flowOf(a, toolFlow)), w.amounts(r.flowOf(a, secondaryFlow))
	running := 0.0
	if r.cycles != nil {
		running = r.cycles[a].running
	}
	w.near(tool.written, tool.delivered+tool.backlog+running, l.written, "asset %s: written against delivered and waiting", plan.name)
	if x.severed < 0 {
		w.near(tool.written, l.written, l.written, "asset %s: captured against written", plan.name)
		return
	}
	rest := 0.0
	switch {
	case r.uncovered(a):
		rest = r.losses[a].uncovered + r.unitOf(a).source*r.wrote(a, r.losses[a].since, r.now)
	case plan.covered:
		rest = second.delivered + second.backlog
	default:
		return // what it writes now is not missed
	}
	w.near(tool.delivered+rest, l.written, l.written, "asset %s after severance: delivered, waiting and lost against written", plan.name)
}

// clocks: whoever a link holds back follows a clock that goes as fast as the link
// lets it, the one there unless its group has its own.
func (w *watch) clocks() {
	for f := range w.r.flows {
		x := &w.r.flows[f]
		if !w.r.active(int32(f)) || !x.held {
			continue
		}
		c, g := &w.r.clocks[x.clock], w.r.net.Group(x.id)
		link, held := w.r.net.Holder(g)
		if level := w.r.net.Level(g); !held || math.Abs(c.level-level) > 1e-9*level {
			w.t.Fatalf("at %v s the clock of flow %d goes at %v, want %v of link %d", seconds(w.r.now), f, c.level, level, link)
		}
		own := int(x.clock) >= 2*len(w.r.links)
		if there := w.r.p.segments[link]; !own && int(x.clock)/2 != there || own && w.r.bands[g].clock != x.clock {
			w.t.Fatalf("at %v s flow %d, held back by link %d, follows clock %d", seconds(w.r.now), f, there, x.clock)
		}
	}
}

// near allows for the rounding of sums and for a nanosecond's bytes.
func (w *watch) near(got, want, scale float64, format string, args ...any) {
	if math.Abs(got-want) > 1e-9*math.Abs(scale)+1 {
		w.t.Fatalf("at %v s: "+format+": %v, want %v", append([]any{seconds(w.r.now)}, append(args, got, want)...)...)
	}
}

// limits: no limit is passed, and nobody waits without one.
func (w *watch) limits() {
	r := w.r
	seeding, replicating := 0, 0
	for a := range r.assets {
		if r.carries(a, toolFlow) {
			replicating++
			if r.assets[a].seeded < 0 {
				seeding++
			}
		}
	}
	wip := 0
	for i := range r.workloads {
		if x := &r.workloads[i]; x.begun && x.migrated < 0 {
			wip++
		}
	}
	most := func(limit *int, held int, what string) bool {
		if limit != nil && held > *limit {
			w.t.Fatalf("at %v s: %d %s, at most %d allowed", seconds(r.now), held, what, *limit)
		}
		return limit != nil && held == *limit
	}
	full := most(w.s.Tool.Seeding, seeding, "assets seed")
	full = most(w.s.Tool.Replicating, replicating, "assets replicate") || full
	if r.tool.waiting.len() > 0 && !full {
		w.t.Fatalf("at %v s: assets wait to seed below both limits", seconds(r.now))
	}
	// A redeployed workload is in progress again, whatever the limit.
	busy := r.counts.reseeds > 0 || most(w.s.Backlog.WIP, wip, "workloads in progress")
	if r.begun < len(r.p.order) && !busy {
		w.t.Fatalf("at %v s: a workload has not begun below the limit", seconds(r.now))
	}
}

// teams: nobody waits for a free slot within working hours.
func (w *watch) teams() {
	for i, team := range []Team{w.s.Teams.Adoption, w.s.Teams.Operations, w.s.Teams.Business} {
		t := &w.r.teams[i]
		if team.Size != nil && t.held > *team.Size {
			w.t.Fatalf("at %v s: team %d has %d slots taken of %d", seconds(w.r.now), i, t.held, *team.Size)
		}
		free := team.Size == nil || t.held < *team.Size
		if windows := team.Hours.windows(); t.queue.len() > 0 && free && (windows == nil || w.inside(windows)) {
			w.t.Fatalf("at %v s: work waits for team %d, which has a free slot", seconds(w.r.now), i)
		}
	}
}

// gates: promotions and flights begin in a change window, outside freezes.
func (w *watch) gates() {
	open := len(w.s.Promotion.Windows) == 0 || w.inside(w.s.Promotion.Windows)
	for _, f := range w.s.Promotion.Freezes {
		at := Duration(seconds(w.r.now))
		open = open && !(at >= f.From.Offset && at < f.To.Offset)
	}
	for i := range w.r.units {
		phase := w.r.units[i].phase
		failed := phase == failing || phase == mendingUnit
		if w.phases[i] == waiting && phase != waiting && !failed && !open {
			w.t.Fatalf("at %v s: a promotion began outside a change window", seconds(w.r.now))
		}
		if phase == waiting && open {
			w.t.Fatalf("at %v s: a promotion waits inside a change window", seconds(w.r.now))
		}
		w.phases[i] = phase
	}
}

// local is the wall clock of the estate.
func (w *watch) local() time.Time { return w.s.Start.Add(time.Duration(w.r.now)).In(w.zone) }

// inside reports whether the wall clock is inside one of the windows.
func (w *watch) inside(windows []Window) bool {
	for _, window := range windows {
		if insideWindow(window, w.local()) {
			return true
		}
	}
	return false
}

func insideWindow(window Window, at time.Time) bool {
	day := Days(1) << ((at.Weekday() + 6) % 7)
	yesterday := Days(1) << ((at.Weekday() + 5) % 7)
	minute := Clock(60*at.Hour() + at.Minute())
	if window.From < window.To {
		return window.Days&day != 0 && minute >= window.From && minute < window.To
	}
	return window.Days&day != 0 && minute >= window.From || window.Days&yesterday != 0 && minute < window.To
}
