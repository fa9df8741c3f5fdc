package promotion_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/staging"
)

// TestTotal steps values that no model ever makes: a step returns, and a refusal
// changes nothing.
func TestTotal(t *testing.T) {
	models := []*promotion.Model{promotion.SingleStep(), promotion.Staged(), promotion.Flight()}
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.SampledFrom(models).Draw(t, "model")
		u8 := func(name string) uint8 { return rapid.Uint8().Draw(t, name) }
		u32 := func(name string) uint32 { return rapid.Uint32().Draw(t, name) }
		s := promotion.State{Phase: promotion.Phase(u8("phase") % 20), Deliverables: staging.Set(u8("deliverables")),
			Sync: promotion.Sync{Link: promotion.Link(u8("link")), Coverage: promotion.Coverage(u8("coverage")), Secondary: promotion.Secondary(u8("secondary"))}}
		e := promotion.Event{Kind: promotion.Kind(u8("kind") % 45), By: promotion.Role(u8("by") % 10), Coverage: promotion.Coverage(u8("event coverage")),
			Deliverables: staging.Set(u8("event deliverables")), Share: promotion.Share(u32("share")), Members: u32("members")}
		r := promotion.Release{Phase: promotion.ReleasePhase(u8("release") % 20), Model: m.ID(), Members: u32("of"), Ready: u32("ready"),
			Landed: u32("landed"), Desired: promotion.Share(u32("desired")), Effective: promotion.Share(u32("effective"))}
		if next, effects, err := m.Step(s, e); err != nil && (next != s || effects != 0 || err.Error() == "") {
			t.Fatalf("refused with %v, %v, %v", next, effects, err)
		}
		if next, effects, err := m.StepRelease(r, e); err != nil && (next != r || effects != 0 || err.Error() == "") {
			t.Fatalf("refused with %v, %v, %v", next, effects, err)
		}
		if unit, next, effects, err := m.StepMember(r, s, e); err != nil && (unit != r || next != s || effects != 0) {
			t.Fatalf("refused with %v, %v, %v, %v", unit, next, effects, err)
		}
	})
}

// TestRefusalOfWhatDoesNotExist names the event that was sent, and says whether
// the asset or the release refuses it.
func TestRefusalOfWhatDoesNotExist(t *testing.T) {
	m := promotion.Staged()
	open := promotion.Release{Model: m.ID()}
	lost := promotion.Release{Model: m.ID(), Phase: 99}
	ofRelease := func(r promotion.Release, e promotion.Event) error { _, _, err := m.StepRelease(r, e); return err }
	ofMember := func(r promotion.Release, s promotion.State, e promotion.Event) error {
		_, err := m.Advance(&r, &s, e)
		return err
	}
	for want, err := range map[string]error{
		"approve refused in unknown release: there is no such phase":                      ofRelease(lost, promotion.Approve()),
		"none refused in open release: there is no such event":                            ofRelease(open, promotion.Event{Kind: 200}),
		"none refused in unknown release: there is no such event and no such phase":       ofRelease(lost, promotion.Event{Kind: 200}),
		"replicate refused in unknown release: there is no such phase":                    ofMember(lost, promotion.State{}, promotion.Replicate()),
		"launch refused in unknown: there is no such phase":                               ofMember(open, promotion.State{Phase: 99}, promotion.Launch()),
		"none refused in in-sync: there is no such event":                                 ofMember(open, promotion.State{Phase: promotion.PhaseInSync}, promotion.Event{Kind: 200}),
		"start refused in open release: the release has not chosen this model: a release": ofMember(promotion.Release{}, promotion.State{}, promotion.Replicate()),
	} {
		refusal, ok := errors.AsType[*promotion.Refusal](err)
		if !ok || !strings.HasPrefix(err.Error(), "promotion: "+want) || refusal.Release != strings.Contains(want, "release:") ||
			refusal.Event.String() != want[:strings.Index(want, " ")] {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// TestRoles refuses the roles that a rule does not name.
func TestRoles(t *testing.T) {
	m := promotion.Staged()
	r := promotion.Release{Model: m.ID(), Phase: promotion.ReleaseGathering, Members: 1, Ready: 1}
	if _, _, err := m.StepRelease(r, promotion.Approve().As(promotion.Adoption)); guardOf(err) != promotion.GuardRole {
		t.Errorf("the adoption team approves: %v", err)
	}
	for _, role := range []promotion.Role{promotion.Business, promotion.Unattributed} {
		if _, _, err := m.StepRelease(r, promotion.Approve().As(role)); err != nil {
			t.Errorf("%v: %v", role, err)
		}
	}
}

// TestProcesses places the promotion: in migrate for single-step, else in
// optimize.
func TestProcesses(t *testing.T) {
	for m := range promotion.Models() {
		want, found := promotion.ProcessOptimize, false
		if m == promotion.SingleStep() {
			want = promotion.ProcessMigrate
		}
		for a := range m.Activities() {
			for _, k := range a.Events {
				if k == promotion.KindPromote {
					found = true
					if a.Process != want {
						t.Errorf("%s: %q is part of %v", m.Name(), a.Name, a.Process)
					}
				}
			}
		}
		if !found {
			t.Errorf("%s has no activity that promotes", m.Name())
		}
	}
}

// TestReachable compares what can be reached with what can be walked.
func TestReachable(t *testing.T) {
	for m := range promotion.Models() {
		seen := map[promotion.State]bool{}
		for s := range m.Reachable() {
			if len(seen) == 0 && s != (promotion.State{}) {
				t.Errorf("%s begins with %v", m.Name(), s)
			}
			seen[s] = true
		}
		for s := range seen {
			for e := range m.Enabled(s) {
				if next, _, _ := m.Step(s, e); !seen[next] {
					t.Fatalf("%s: %v leads from %v to %v, which cannot be reached", m.Name(), e, s, next)
				}
			}
		}
		for range m.Reachable() {
			break
		}
	}
}
