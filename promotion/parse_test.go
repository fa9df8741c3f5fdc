package promotion_test

import (
	"encoding"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/staging"
)

// reads checks that text reads as v, and v writes as text.
func reads[T interface {
	comparable
	String() string
}](t rapid.TB, parse func(string) (T, error), v T) {
	t.Helper()
	if got, err := parse(v.String()); err != nil || got != v {
		t.Errorf("%q reads as %v, %v", v, got, err)
	}
}

// TestTextForms reads back every state and release that a model comes to, and
// every event.
func TestTextForms(t *testing.T) {
	for m := range promotion.Models() {
		for s := range m.Reachable() {
			reads(t, promotion.ParseState, s)
		}
		for e := range m.Events() {
			reads(t, promotion.ParseEvent, e.As(promotion.Tool))
		}
		for e := range m.ReleaseEvents() {
			reads(t, promotion.ParseEvent, e)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		reads(t, promotion.ParseState, anyState(t))
		r := anyRelease(t)
		if r.Model == 0 { // then it has no members
			r.Members, r.Ready = 0, 0
		}
		reads(t, promotion.ParseRelease, r)
	})
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{"", " ", "stagd", "staged link", "staged link=up", "staged links=live", "staged link=live link=live",
		"staged waived=yes", "staged =live", "link=live staged"} {
		if s, err := promotion.ParseState(text); err == nil || s != (promotion.State{}) {
			t.Errorf("state %q reads as %v, %v", text, s, err)
		}
	}
	for _, text := range []string{"", "open members=-1", "open members=5000000000", "open members", "open model=big-bang", "open share=5%"} {
		if r, err := promotion.ParseRelease(text); err == nil || r != (promotion.Release{}) {
			t.Errorf("release %q reads as %v, %v", text, r, err)
		}
	}
	for _, text := range []string{"", "explode", "route share=120%", "stage deliverables=most", "pass by=magic"} {
		if e, err := promotion.ParseEvent(text); err == nil || e != (promotion.Event{}) {
			t.Errorf("event %q reads as %v, %v", text, e, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("staged link=live deliverables=automated-testing waived")
	f.Add("baking model=flight members=3 ready=3 desired=5% configured=5% effective=5% revoked")
	f.Add("deploy coverage=covered by=adoption")
	f.Fuzz(func(t *testing.T, text string) {
		if s, err := promotion.ParseState(text); err == nil {
			reads(t, promotion.ParseState, s)
		}
		if e, err := promotion.ParseEvent(text); err == nil {
			reads(t, promotion.ParseEvent, e)
		}
		if _, err := promotion.ParseRelease(text); err != nil && !strings.HasPrefix(err.Error(), "promotion: release") {
			t.Errorf("%v", err)
		}
	})
}

// TestNamesStay reads every name that some version has written. The file only
// grows: it has no -update.
func TestNamesStay(t *testing.T) {
	text, err := os.ReadFile("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]encoding.TextUnmarshaler{
		"phase": new(promotion.Phase), "release-phase": new(promotion.ReleasePhase), "event": new(promotion.Kind),
		"role": new(promotion.Role), "link": new(promotion.Link), "coverage": new(promotion.Coverage),
		"secondary": new(promotion.Secondary), "deliverables": new(staging.Set), "model": new(promotion.ModelID),
	}
	read := map[string]int{}
	for line := range strings.Lines(string(text)) {
		kind, names, _ := strings.Cut(strings.TrimSpace(line), ": ")
		for name := range strings.SplitSeq(names, " ") {
			if err := types[kind].UnmarshalText([]byte(name)); err != nil {
				t.Errorf("%s %s was written once: %v", kind, name, err)
			}
			read[kind]++
		}
	}
	if len(read) != len(types) || read["phase"] < 14 || read["event"] < 38 {
		t.Errorf("names of %v", read)
	}
}
