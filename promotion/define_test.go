package promotion_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/promotion"
)

func TestLookup(t *testing.T) {
	for m := range promotion.Models() {
		if got, err := promotion.Lookup(m.Name()); err != nil || got != m {
			t.Errorf("%s: %v, %v", m.Name(), got, err)
		}
	}
	if _, err := promotion.Lookup("big-bang"); err == nil || !strings.Contains(err.Error(), "single-step, staged, flight") {
		t.Errorf("an unknown model: %v", err)
	}
}

func TestDefineRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*promotion.Spec)
		want  string
	}{
		"name":          {func(s *promotion.Spec) { s.Name = "Big Bang" }, "lower-case"},
		"no name":       {func(s *promotion.Spec) { s.Name = "" }, "lower-case"},
		"taken":         {func(s *promotion.Spec) { s.Name = "flight" }, "a built-in model has it"},
		"twice":         {func(s *promotion.Spec) { s.Rules = append(s.Rules, s.Rules[0]) }, "same event and phase"},
		"release twice": {func(s *promotion.Spec) { s.ReleaseRules = append(s.ReleaseRules, s.ReleaseRules[0]) }, "same event and phase"},
		"phase":         {func(s *promotion.Spec) { s.Rules[0].To = 200 }, "a phase that does not exist"},
		"release phase": {func(s *promotion.Spec) { s.ReleaseRules[0].To = 200 }, "a phase that does not exist"},
		"event":         {func(s *promotion.Spec) { s.Rules[0].On = promotion.KindNone }, "no such event"},
		"wild event":    {func(s *promotion.Spec) { s.ReleaseRules[0].On = 99 }, "no such event"},
		"guard":         {func(s *promotion.Spec) { s.Rules[0].Guards = []promotion.Guard{promotion.GuardReady} }, "guard ready does not fit"},
		"wild guard":    {func(s *promotion.Spec) { s.Rules[0].Guards = []promotion.Guard{200} }, "does not fit"},
		"guards":        {func(s *promotion.Spec) { s.Rules[0].Guards = make([]promotion.Guard, 4) }, "at most 3"},
		"update":        {func(s *promotion.Spec) { s.Rules[0].Update = promotion.RaiseReady }, "an update of releases: ready+1"},
		"asset update":  {func(s *promotion.Spec) { s.ReleaseRules[0].Update = promotion.SetWaiver }, "an update of assets: waiver"},
		"role":          {func(s *promotion.Spec) { s.Rules[0].By = 0 }, "no role may"},
		"never":         {func(s *promotion.Spec) { s.Rules[0].While = 0 }, "no phase of the release"},
		"also":          {func(s *promotion.Spec) { s.Rules[0].Also = []promotion.Kind{promotion.KindBaked} }, "no rule of releases"},
		"no beginning":  {func(s *promotion.Spec) { s.Rules = nil }, "none leaves the backlog"},
		"no decision":   {func(s *promotion.Spec) { s.ReleaseRules = nil }, "none decides"},
	} {
		spec := promotion.Staged().Spec()
		spec.Name = "custom"
		c.spoil(&spec)
		if _, err := promotion.Define(spec); !errors.Is(err, promotion.ErrInvalid) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if err := promotion.Staged().Check(); err != nil {
		t.Errorf("a changed copy changes the model: %v", err)
	}
}

// TestDefineFromJSON reads a model from the form that another program wrote.
func TestDefineFromJSON(t *testing.T) {
	for m := range promotion.Models() {
		var spec promotion.Spec
		if err := json.Unmarshal([]byte(m.Render(promotion.FormatJSON)), &spec); err != nil {
			t.Fatal(err)
		}
		spec.Name += "-2"
		custom, err := promotion.Define(spec)
		if err != nil {
			t.Fatal(err)
		}
		if err := custom.Check(); err != nil {
			t.Error(err)
		}
		want := strings.Replace(m.Render(promotion.FormatJSON), m.Name(), spec.Name, 1)
		if got := custom.Render(promotion.FormatJSON); got != want {
			t.Errorf("%s changes on its way through JSON", m.Name())
		}
		var id promotion.ModelID
		text, _ := custom.ID().MarshalText()
		if err := id.UnmarshalText(text); err != nil || id != custom.ID() || text[0] != '#' {
			t.Errorf("%s reads as %v, %v", text, id, err)
		}
	}
	var id promotion.ModelID
	for _, bad := range []string{"", "#12", "#0000000g", "big-bang", "#000000001"} {
		if err := id.UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("%q reads as %v", bad, id)
		}
	}
}

// TestDecideOnce keeps a release with the model that it chose.
func TestDecideOnce(t *testing.T) {
	staged, flight := promotion.Staged(), promotion.Flight()
	r, _, err := staged.StepRelease(promotion.Release{}, promotion.Decide(1))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := flight.StepRelease(r, promotion.Approve()); guardOf(err) != promotion.GuardModel {
		t.Errorf("another model steps the release: %v", err)
	}
	if r, _, err = flight.StepRelease(r, promotion.Decide(1)); err != nil || r.Model != flight.ID() {
		t.Errorf("before the first asset replicates the choice is free: %v", err)
	}
	r, _, _, err = flight.StepMember(r, promotion.State{}, promotion.Replicate())
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []*promotion.Model{staged, flight} {
		same, _, err := m.StepRelease(r, promotion.Decide(1))
		if guardOf(err) != promotion.GuardRule || !strings.Contains(err.Error(), "assets replicate already") || same != r {
			t.Errorf("%s is chosen late: %v", m.Name(), err)
		}
	}
	if _, _, _, err := staged.StepMember(r, promotion.State{}, promotion.Replicate()); guardOf(err) != promotion.GuardModel {
		t.Errorf("another model steps a member: %v", err)
	}
}

// TestDecideLate lets a release choose a model of one's own after its assets
// have begun, but not away from another.
func TestDecideLate(t *testing.T) {
	spec := promotion.Staged().Spec()
	spec.Name = "late"
	spec.ReleaseRules = append(spec.ReleaseRules, promotion.ReleaseRule{On: promotion.KindDecide,
		From: promotion.ReleaseGathering, To: promotion.ReleaseGathering, By: promotion.By(promotion.Adoption)})
	late, err := promotion.Define(spec)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []*promotion.Model{late, promotion.Staged()} {
		r := promotion.Release{Phase: promotion.ReleaseGathering, Model: m.ID(), Members: 1}
		if next, _, err := late.StepRelease(r, promotion.Decide(2)); next != r || m == late && err != nil || m != late && guardOf(err) != promotion.GuardModel {
			t.Errorf("a release of %s: %v, %v", m.Name(), next, err)
		}
	}
}

func guardOf(err error) promotion.Guard {
	var refused *promotion.Refusal
	if !errors.As(err, &refused) || !errors.Is(err, promotion.ErrRefused) {
		return 255
	}
	return refused.Guard
}
