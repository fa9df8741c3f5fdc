package trace_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/trace"
)

func check(t *testing.T, m *promotion.Model, log []trace.Record, o trace.Options) trace.Verdict {
	t.Helper()
	v, err := trace.Check(m, records(log), o)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestWalksConform follows what the model itself allowed.
func TestWalksConform(t *testing.T) {
	for m := range promotion.Models() {
		for seed := range uint64(30) {
			log := walk(m, 3, rand.New(rand.NewPCG(seed, 1)))
			if v := check(t, m, log, trace.Options{}); v.Outcome != trace.Conforms || v.Records != len(log) {
				t.Fatalf("%s: walk %d: %v", m.Name(), seed, v)
			}
		}
	}
}

// TestSpoiledLogs measures the share of logs that the checker catches with one
// event dropped, doubled or swapped with the next. What it does not catch is
// a log that the model allows as well: independent events swapped, events
// dropped or doubled that are their own repetition (record, waive) or that end
// the log. That is checked, by the model alone.
func TestSpoiledLogs(t *testing.T) {
	for m := range promotion.Models() {
		var spoiled, caught int
		for seed := range uint64(10) {
			log := walk(m, 2, rand.New(rand.NewPCG(seed, 2)))
			for i := range log {
				for _, bad := range [][]trace.Record{
					slices.Delete(slices.Clone(log), i, i+1),
					slices.Insert(slices.Clone(log), i, log[i]),
					swap(log, i),
				} {
					spoiled++
					v := check(t, m, bad, trace.Options{})
					if v.Outcome == trace.Diverges {
						caught++
					}
					if len(bad) > 0 && (v.Outcome == trace.Diverges) != !allowed(m, bad) {
						t.Fatalf("%s: walk %d, event %d (%v): %v", m.Name(), seed, i, log[i].Event, v)
					}
				}
			}
		}
		share := float64(caught) / float64(spoiled)
		t.Logf("%s: %.0f %% of %d spoiled logs caught", m.Name(), 100*share, spoiled)
		if share < 0.5 {
			t.Errorf("%s: only %.0f %% of the spoiled logs are caught", m.Name(), 100*share)
		}
	}
}

// swap exchanges record i and the next, and leaves the times where they are:
// else these would tell.
func swap(log []trace.Record, i int) []trace.Record {
	log = slices.Clone(log)
	if i+1 < len(log) {
		log[i], log[i+1] = log[i+1], log[i]
		log[i].At, log[i+1].At = log[i+1].At, log[i].At
	}
	return log
}

// allowed steps a log without the checker.
func allowed(m *promotion.Model, log []trace.Record) bool {
	var r promotion.Release
	states := map[string]promotion.State{}
	for _, record := range log {
		var err error
		if record.Asset == "" {
			r, _, err = m.StepRelease(r, record.Event)
		} else {
			r, states[record.Asset], _, err = m.StepMember(r, states[record.Asset], record.Event)
		}
		if err != nil {
			return false
		}
	}
	return true
}

// TestHiddenEvents leaves kinds of events out of conforming logs: the checker
// never calls them impossible.
func TestHiddenEvents(t *testing.T) {
	for m := range promotion.Models() {
		for _, hidden := range [][]promotion.Kind{
			{promotion.KindInSync}, {promotion.KindInSync, promotion.KindLaunch, promotion.KindDiscard},
			{promotion.KindApprove}, {promotion.KindConfigured, promotion.KindMigrate}, {promotion.KindPass}, {promotion.KindReplicate},
			{promotion.KindAbandon}, {promotion.KindAbandon, promotion.KindRedeploy, promotion.KindReplicate}, {promotion.KindAbandon, promotion.KindLeave},
			{promotion.KindStage, promotion.KindRecord}, {promotion.KindBaked, promotion.KindMoved, promotion.KindArrive},
		} {
			for seed := range uint64(4) {
				log := slices.DeleteFunc(walk(m, 2, rand.New(rand.NewPCG(seed, 3))), func(r trace.Record) bool { return slices.Contains(hidden, r.Kind) })
				if v := check(t, m, log, trace.Options{Hidden: hidden}); v.Outcome == trace.Diverges {
					t.Fatalf("%s without %v: walk %d: %v", m.Name(), hidden, seed, v)
				}
			}
		}
	}
}

func script(events ...promotion.Event) []trace.Record {
	var log []trace.Record
	for i, e := range events {
		r := trace.Record{Line: i + 1, At: minute(i), Release: "retail", Event: e}
		if i > 0 {
			r.Asset = "db-01"
		}
		log = append(log, r)
	}
	return log
}

func TestDivergence(t *testing.T) {
	log := script(promotion.Decide(1), promotion.Replicate(), promotion.Launch())
	v := check(t, promotion.Staged(), log, trace.Options{})
	if v.Outcome != trace.Diverges || v.Line != 3 || len(v.Possible) != 1 {
		t.Fatalf("got %v", v)
	}
	for _, want := range []string{"diverges at line 3: launch is impossible for asset db-01", "asset replicating link=live", "launch refused in replicating: possible there: in-sync, abandon"} {
		if !strings.Contains(v.String(), want) {
			t.Errorf("%q is not in %v", want, v)
		}
	}
	v = check(t, promotion.Staged(), log, trace.Options{Hidden: []promotion.Kind{promotion.KindInSync}})
	if v.Outcome != trace.Conforms {
		t.Errorf("with hidden in-sync: %v", v)
	}
	log = script(promotion.Decide(1), promotion.Replicate())
	v = check(t, promotion.Staged(), log, trace.Options{Hidden: []promotion.Kind{promotion.KindInSync}})
	if v.Outcome != trace.Inconclusive || len(v.Possible) != 2 || !strings.Contains(v.Reason, "asset db-01: 2 states") {
		t.Errorf("it may be in sync or not: %v", v)
	}
	if v := check(t, promotion.Staged(), nil, trace.Options{}); v.Outcome != trace.Inconclusive {
		t.Errorf("an empty log: %v", v)
	}
}

// TestVerdictNamesWhatItIsAbout has no asset where a release is at fault, and
// tells assets of one name apart by their release.
func TestVerdictNamesWhatItIsAbout(t *testing.T) {
	log := script(promotion.Decide(1), promotion.Replicate(), promotion.Launch())
	v := check(t, promotion.Staged(), log, trace.Options{})
	if v.Release != "retail" || v.Asset != "db-01" {
		t.Errorf("about asset %q of release %q: %v", v.Asset, v.Release, v)
	}
	log[2] = trace.Record{Line: 3, At: minute(3), Release: "retail", Event: promotion.Approve()}
	v = check(t, promotion.Staged(), log, trace.Options{})
	if v.Release != "retail" || v.Asset != "" || strings.Contains(v.String(), "asset backlog") || !strings.Contains(v.String(), "\n\trelease gathering model=staged") {
		t.Errorf("about asset %q of release %q: %v", v.Asset, v.Release, v)
	}
	v = check(t, promotion.Staged(), log[:2], trace.Options{Hidden: []promotion.Kind{promotion.KindInSync}})
	if v.Release != "retail" || v.Asset != "db-01" {
		t.Errorf("open about asset %q of release %q: %v", v.Asset, v.Release, v)
	}
	v = check(t, promotion.Staged(), log[:1], trace.Options{Hidden: []promotion.Kind{promotion.KindAbandon}})
	if v.Outcome != trace.Inconclusive || v.Release != "retail" || v.Asset != "" {
		t.Errorf("open about asset %q of release %q: %v", v.Asset, v.Release, v)
	}
}

func TestSights(t *testing.T) {
	log := script(append([]promotion.Event{promotion.Decide(1)}, straight()...)...)
	live, severed := promotion.LinkLive, promotion.LinkSevered
	seen := trace.Record{Line: 9, At: minute(9), Release: "retail", Asset: "db-01", Saw: &trace.Sight{Phases: []promotion.Phase{promotion.PhaseTested}, Link: &severed}}
	if v := check(t, promotion.Staged(), append(log, seen), trace.Options{}); v.Outcome != trace.Conforms {
		t.Errorf("seen as it is: %v", v)
	}
	seen.Saw = &trace.Sight{Link: &live}
	if v := check(t, promotion.Staged(), append(log, seen), trace.Options{}); v.Outcome != trace.Diverges || !strings.Contains(v.String(), `seeing {"link":"live"}`) {
		t.Errorf("seen as it cannot be: %v", v)
	}
	gathering, half := promotion.ReleaseGathering, promotion.Percent(50)
	unit := trace.Record{Line: 9, At: minute(9), Release: "retail", Saw: &trace.Sight{Release: &gathering}}
	if v := check(t, promotion.Staged(), append(log, unit), trace.Options{}); v.Outcome != trace.Conforms {
		t.Errorf("the release seen as it is: %v", v)
	}
	unit.Saw = &trace.Sight{Effective: &half}
	if v := check(t, promotion.Staged(), append(log, unit), trace.Options{}); v.Outcome != trace.Diverges {
		t.Errorf("half of the users seen where nobody is: %v", v)
	}
}

// TestTimesMayBeMissing: who checks as things happen need not tell when.
func TestTimesMayBeMissing(t *testing.T) {
	log := script(append([]promotion.Event{promotion.Decide(1)}, straight()...)...)
	for i := range log {
		log[i].At = time.Time{}
	}
	if v := check(t, promotion.Staged(), log, trace.Options{}); v.Outcome != trace.Conforms {
		t.Errorf("without times: %v", v)
	}
	log[0].At, log[2].At = minute(5), minute(4)
	if v := check(t, promotion.Staged(), log, trace.Options{}); v.Outcome != trace.Diverges || v.Line != 3 {
		t.Errorf("back in time beyond a record without: %v", v)
	}
}

// TestAddRefuses ends with what cannot be read, whatever it says besides.
func TestAddRefuses(t *testing.T) {
	begin := trace.Record{Line: 1, At: minute(1), Release: "retail", Event: promotion.Decide(1)}
	next := trace.Record{Line: 2, At: minute(1), Release: "retail", Asset: "db-01", Event: promotion.Replicate()}
	if v := check(t, promotion.Staged(), []trace.Record{begin, next}, trace.Options{}); v.Outcome != trace.Conforms {
		t.Errorf("two at one time: %v", v)
	}
	for want, spoil := range map[string]func(*trace.Record){
		`both "event" and "saw", expected one of them`:    func(r *trace.Record) { r.Saw = &trace.Sight{} },
		`"measured" with "event" or "saw"`:                func(r *trace.Record) { r.Measured = &trace.Measure{Lag: new(1.0)} },
		"time runs backwards, from 2026-01-05T09:01:00Z ": func(r *trace.Record) { r.At = minute(0) },
		`"event" is missing`:                              func(r *trace.Record) { r.Event = promotion.Event{} },
		`"phases" is empty`: func(r *trace.Record) {
			r.Event, r.Saw = promotion.Event{}, &trace.Sight{Phases: trace.Phases{}}
		},
	} {
		bad := next
		spoil(&bad)
		v := check(t, promotion.Staged(), []trace.Record{begin, bad}, trace.Options{})
		if v.Outcome != trace.Diverges || v.Line != 2 || v.Asset != "db-01" || !strings.Contains(v.String(), "diverges at line 2: no record: "+want) {
			t.Errorf("%v, want %q", v, want)
		}
	}
}

// TestNoModel follows nothing, and says why.
func TestNoModel(t *testing.T) {
	var c trace.Checker
	if possible, v := c.Add(story(t, "decide members=1")[0]), c.Verdict(); possible || v.Outcome != trace.Inconclusive || !strings.Contains(v.Reason, "the model is nil") {
		t.Errorf("the zero checker: possible %v, %v", possible, v)
	}
	if c, err := trace.NewChecker(nil, trace.Options{}); err == nil || c != nil || !strings.Contains(err.Error(), "the model is nil") {
		t.Errorf("a checker of no model: %v", err)
	}
}

func TestLimits(t *testing.T) {
	if _, err := trace.NewChecker(promotion.Flight(), trace.Options{Hidden: []promotion.Kind{promotion.KindRoute}}); err == nil {
		t.Error("a share that nobody knows is accepted")
	}
	m := promotion.Staged()
	everything := trace.Adapters()[0].Options(m).Hidden
	log := script(promotion.Decide(3), promotion.Replicate())
	v := check(t, m, log, trace.Options{Hidden: everything, Limit: 10})
	if v.Outcome != trace.Inconclusive || !strings.Contains(v.Reason, "too much is hidden") {
		t.Errorf("more than can be carried: %v", v)
	}
}
