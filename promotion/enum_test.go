package promotion_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/staging"
)

// names checks that the first n values of an enumeration have a name of their
// own that reads back, and that the next has none.
func names[T interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
}, P interface {
	*T
	encoding.TextUnmarshaler
}](t *testing.T, n int) {
	t.Helper()
	seen := map[string]bool{}
	for v := range T(n) {
		text, err := v.MarshalText()
		if err != nil || string(text) != v.String() || seen[v.String()] {
			t.Errorf("%T %d: %q, %v", v, v, text, err)
		}
		seen[v.String()] = true
		read := T(255)
		if err := P(&read).UnmarshalText(text); err != nil || read != v {
			t.Errorf("%T %q reads as %v, %v", v, text, read, err)
		}
	}
	if text, err := T(n).MarshalText(); err == nil {
		t.Errorf("%T has more than %d values: %s", T(n), n, text)
	}
	read := T(1)
	if err := P(&read).UnmarshalText([]byte("no such name")); err == nil || read != 1 {
		t.Errorf("%T reads an unknown name as %v, %v", read, read, err)
	}
}

func TestNames(t *testing.T) {
	names[promotion.Phase](t, 14)
	names[promotion.ReleasePhase](t, 14)
	names[promotion.Kind](t, 38)
	names[promotion.Role](t, 6)
	names[promotion.Link](t, 3)
	names[promotion.Coverage](t, 4)
	names[promotion.Secondary](t, 3)
	names[promotion.Effect](t, 12)
	names[promotion.Guard](t, 22)
	names[promotion.Source](t, 8)
	names[promotion.Process](t, 2)
	names[promotion.Format](t, 5)
}

func TestSets(t *testing.T) {
	var e promotion.Effects
	if err := e.UnmarshalText([]byte("sever,route")); err != nil || e != promotion.Do(promotion.EffectSever, promotion.EffectRoute) {
		t.Errorf("effects: %v, %v", e, err)
	}
	var r promotion.Roles
	if err := r.UnmarshalText([]byte("adoption,tool")); err != nil || r != promotion.By(promotion.Adoption, promotion.Tool) {
		t.Errorf("roles: %v, %v", r, err)
	}
	var p promotion.ReleasePhases
	if err := p.UnmarshalText([]byte("")); err != nil || p != 0 {
		t.Errorf("phases: %v, %v", p, err)
	}
	if err := p.UnmarshalText([]byte("open,ajar")); err == nil {
		t.Errorf("phases: %v", p)
	}
	var u promotion.Update
	if err := u.UnmarshalText([]byte("ready+1,desired=0")); err != nil || u != promotion.RaiseReady|promotion.ClearDesired {
		t.Errorf("updates: %v, %v", u, err)
	}
	for effect := range promotion.Do(promotion.EffectRetire, promotion.EffectSever).All() {
		if effect != promotion.EffectSever {
			t.Errorf("%v comes first", effect)
		}
		break
	}
}

// TestGuardsHaveReasons finds a guard that would refuse without a word.
func TestGuardsHaveReasons(t *testing.T) {
	for g := promotion.GuardDeliverables; g <= promotion.GuardWhole; g++ {
		if g.Reason() == "" {
			t.Errorf("%v has no reason", g)
		}
	}
}

func anyState(t *rapid.T) promotion.State {
	return promotion.State{
		Phase: promotion.Phase(rapid.Uint8Range(0, 13).Draw(t, "phase")),
		Sync: promotion.Sync{
			Link:      promotion.Link(rapid.Uint8Range(0, 2).Draw(t, "link")),
			Coverage:  promotion.Coverage(rapid.Uint8Range(0, 3).Draw(t, "coverage")),
			Secondary: promotion.Secondary(rapid.Uint8Range(0, 2).Draw(t, "secondary")),
			Waived:    rapid.Bool().Draw(t, "waived"),
		},
		Deliverables: staging.Set(rapid.Uint8Range(0, 15).Draw(t, "deliverables")),
	}
}

func anyShare(t *rapid.T, name string) promotion.Share {
	return promotion.Share(rapid.Uint32Range(0, uint32(promotion.Whole)).Draw(t, name))
}

func anyRelease(t *rapid.T) promotion.Release {
	ids := []promotion.ModelID{0, promotion.SingleStep().ID(), promotion.Staged().ID(), promotion.Flight().ID(), 0xabc}
	return promotion.Release{
		Phase: promotion.ReleasePhase(rapid.Uint8Range(0, 13).Draw(t, "release")), Revoked: rapid.Bool().Draw(t, "revoked"),
		Model: rapid.SampledFrom(ids).Draw(t, "model"), Members: rapid.Uint32().Draw(t, "members"),
		Ready: rapid.Uint32().Draw(t, "ready"), Landed: rapid.Uint32().Draw(t, "landed"),
		Desired: anyShare(t, "desired"), Configured: anyShare(t, "configured"), Effective: anyShare(t, "effective"),
	}
}

// TestJSON reads back what it writes.
func TestJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyState(t)
		again(t, s)
		again(t, anyRelease(t))
		again(t, promotion.Event{
			Kind: promotion.Kind(rapid.Uint8Range(0, 37).Draw(t, "kind")), By: promotion.Role(rapid.Uint8Range(0, 5).Draw(t, "by")),
			Coverage: s.Coverage, Deliverables: s.Deliverables, Share: anyShare(t, "share"), Members: rapid.Uint32().Draw(t, "of"),
		})
	})
}

func again[T comparable](t *rapid.T, v T) {
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var read T
	if err := json.Unmarshal(text, &read); err != nil || read != v {
		t.Fatalf("%s reads as %v, %v; want %v", text, read, err, v)
	}
}

// TestOldForms reads what earlier versions have written: these texts stay.
func TestOldForms(t *testing.T) {
	var s promotion.State
	text := `{"phase":"migrated","link":"severed","coverage":"uncovered","secondary":"none","deliverables":"all","waived":true}`
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		t.Fatal(err)
	}
	want := promotion.State{Phase: promotion.PhaseMigrated, Deliverables: staging.All,
		Sync: promotion.Sync{Link: promotion.LinkSevered, Coverage: promotion.Uncovered, Waived: true}}
	if s != want {
		t.Errorf("got %v, want %v", s, want)
	}
	var r promotion.Release
	text = `{"phase":"baking","model":"flight","members":3,"ready":3,"desired":"5%","configured":"5%","effective":"5%"}`
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	if got := r.String(); got != "baking model=flight members=3 ready=3 desired=5% configured=5% effective=5%" {
		t.Errorf("got %s", got)
	}
	var e promotion.Event
	if err := json.Unmarshal([]byte(`{"event":"deploy","by":"adoption","coverage":"covered"}`), &e); err != nil || e != promotion.Deploy(promotion.Covered).As(promotion.Adoption) {
		t.Errorf("got %v, %v", e, err)
	}
	for _, bad := range []string{`{"event":"explode"}`, `{"event":"route","share":"101%"}`, `{"event":"route","share":"NaN%"}`, `{"event":"stage","deliverables":"most"}`} {
		if err := json.Unmarshal([]byte(bad), &e); err == nil {
			t.Errorf("%s reads as %v", bad, e)
		}
	}
}
