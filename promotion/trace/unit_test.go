package trace_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/trace"
)

// story is a log that the words tell: an event of the release, or one of an
// asset after its name and a colon.
func story(t *testing.T, words ...string) []trace.Record {
	t.Helper()
	var log []trace.Record
	for i, text := range words {
		asset, event, ofAsset := strings.Cut(text, ": ")
		if !ofAsset {
			asset, event = "", text
		}
		e, err := promotion.ParseEvent(event)
		if err != nil {
			t.Fatal(err)
		}
		log = append(log, trace.Record{Line: i + 1, At: minute(i), Release: "retail", Asset: asset, Event: e})
	}
	return log
}

// TestNoMoreAssetsThanWereDecided counts the assets of a release, which its
// model cannot tell apart.
func TestNoMoreAssetsThanWereDecided(t *testing.T) {
	for m := range promotion.Models() {
		v := check(t, m, story(t, "decide members=1", "a: replicate", "b: replicate"), trace.Options{})
		if v.Outcome != trace.Diverges || v.Line != 3 || v.Asset != "b" ||
			!strings.Contains(v.String(), "members=1 ready=0: 2 of its assets have begun and were not abandoned, expected at most 1") {
			t.Errorf("%s: two of one: %v", m.Name(), v)
		}
		left := story(t, "decide members=2", "a: replicate", "b: replicate", "a: in-sync", "a: abandon", "b: in-sync")
		if v := check(t, m, left, trace.Options{}); v.Outcome != trace.Conforms {
			t.Errorf("%s: one of two is abandoned: %v", m.Name(), v)
		}
		v = check(t, m, append(left, story(t, "c: replicate")...), trace.Options{})
		if v.Outcome != trace.Diverges || v.Asset != "c" {
			t.Errorf("%s: the third of two, after one was abandoned: %v", m.Name(), v)
		}
		v = check(t, m, story(t, "decide members=2", "a: replicate", "b: replicate", "leave"), trace.Options{})
		if v.Outcome != trace.Diverges || v.Asset != "" || v.Line != 4 {
			t.Errorf("%s: somebody left, and both are there: %v", m.Name(), v)
		}
	}
	back := story(t, "decide members=1", "a: replicate", "a: in-sync", "a: launch", "a: stage deliverables=all",
		"a: deploy coverage=stateless", "a: redeploy", "b: replicate")
	if v := check(t, promotion.Staged(), back, trace.Options{}); v.Line != 8 {
		t.Errorf("one that is in the backlog again does not count: %v", v)
	}
}

// TestAssetsAreCountedWhereTheyMustBe takes for members only those that cannot
// have been abandoned, and that are seen out of the backlog.
func TestAssetsAreCountedWhereTheyMustBe(t *testing.T) {
	m := promotion.Staged()
	abandons := trace.Options{Hidden: []promotion.Kind{promotion.KindAbandon}}
	log := story(t, "decide members=2", "a: replicate", "b: replicate", "b: in-sync")
	if v := check(t, m, log, abandons); v.Outcome == trace.Diverges {
		t.Errorf("one of two may have been abandoned: %v", v)
	}
	all := trace.Options{Hidden: slices.Concat(abandons.Hidden, []promotion.Kind{promotion.KindReplicate})}
	log = story(t, "decide members=1")
	for _, asset := range []string{"a", "b"} {
		log = append(log, trace.Record{At: minute(5), Release: "retail", Asset: asset, Saw: &trace.Sight{Phases: trace.Phases{promotion.PhaseBacklog}}})
	}
	if v := check(t, m, log, all); v.Outcome == trace.Diverges {
		t.Errorf("two were seen in the backlog, of which one may be of the release: %v", v)
	}
	seen := trace.Sight{Phases: trace.Phases{promotion.PhaseReplicating}}
	log = story(t, "decide members=1", "a: replicate")
	log = append(log, trace.Record{Line: 3, At: minute(5), Release: "retail", Asset: "b", Saw: &seen})
	if v := check(t, m, log, trace.Options{Hidden: []promotion.Kind{promotion.KindReplicate}}); v.Line != 3 {
		t.Errorf("two were seen out of the backlog, of one: %v", v)
	}
}
