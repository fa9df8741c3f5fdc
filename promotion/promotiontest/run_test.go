package promotiontest_test

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/promotiontest"
)

// right is an orchestrator that asks the model.
type right struct {
	model   *promotion.Model
	release promotion.Release
	assets  []promotion.State
}

func (o *right) Handle(asset int, e promotion.Event) (effects promotion.Effects, err error) {
	if asset == promotiontest.Release {
		o.release, effects, err = o.model.StepRelease(o.release, e)
		return effects, err
	}
	o.release, o.assets[asset], effects, err = o.model.StepMember(o.release, o.assets[asset], e)
	return effects, err
}

func (o *right) Phase(asset int) promotion.Phase      { return o.assets[asset].Phase }
func (o *right) ReleasePhase() promotion.ReleasePhase { return o.release.Phase }
func (o *right) Restart() error                       { return nil }

func opener(m *promotion.Model, wrap func(*right) promotiontest.Subject) promotiontest.Open {
	return func(assets int) (promotiontest.Subject, error) {
		return wrap(&right{model: m, assets: make([]promotion.State, assets)}), nil
	}
}

func asIs(o *right) promotiontest.Subject { return o }

func TestRightOrchestrator(t *testing.T) {
	for m := range promotion.Models() {
		t.Run(m.Name(), func(t *testing.T) { promotiontest.Run(t, m, opener(m, asIs)) })
	}
}

// hasty stages without looking at the documents.
type hasty struct{ *right }

func (o hasty) Handle(asset int, e promotion.Event) (promotion.Effects, error) {
	if e.Kind == promotion.KindStage {
		e.Deliverables = 15
	}
	return o.right.Handle(asset, e)
}

// lonely moves assets without regard to their release.
type lonely struct{ *right }

func (o lonely) Handle(asset int, e promotion.Event) (effects promotion.Effects, err error) {
	if asset != promotiontest.Release && e.Kind == promotion.KindRedeploy {
		o.assets[asset], effects, err = o.model.Step(o.assets[asset], e)
		return effects, err
	}
	return o.right.Handle(asset, e)
}

// oblivious forgets on a restart what it was doing.
type oblivious struct{ *right }

func (o oblivious) Restart() error {
	clear(o.assets)
	return nil
}

// polite accepts what comes twice, as if that could not be.
type polite struct {
	*right
	last  promotion.Event
	asset int
}

func (o *polite) Handle(asset int, e promotion.Event) (promotion.Effects, error) {
	if again := e == o.last && asset == o.asset; again {
		return 0, nil
	}
	effects, err := o.right.Handle(asset, e)
	if err == nil {
		o.last, o.asset = e, asset
	}
	return effects, err
}

// hopeful takes an asset for in sync when it is told to launch it.
type hopeful struct{ *right }

func (o hopeful) Handle(asset int, e promotion.Event) (promotion.Effects, error) {
	if e.Kind == promotion.KindLaunch && asset != promotiontest.Release {
		_, _ = o.right.Handle(asset, promotion.InSync())
	}
	return o.right.Handle(asset, e)
}

// idle forgets to start the secondary replication.
type idle struct{ *right }

func (o idle) Handle(asset int, e promotion.Event) (promotion.Effects, error) {
	effects, err := o.right.Handle(asset, e)
	return effects &^ promotion.Do(promotion.EffectStartSecondary), err
}

// generous takes more than all users for all of them.
type generous struct{ *right }

func (o generous) Handle(asset int, e promotion.Event) (promotion.Effects, error) {
	e.Share = min(e.Share, promotion.Whole)
	return o.right.Handle(asset, e)
}

// lax lets everybody do everything.
type lax struct{ *right }

func (o lax) Handle(asset int, e promotion.Event) (promotion.Effects, error) {
	return o.right.Handle(asset, e.As(promotion.Unattributed))
}

// nostalgic keeps the evidence of a copy that it has deleted.
type nostalgic struct{ *right }

func (o nostalgic) Handle(asset int, e promotion.Event) (promotion.Effects, error) {
	before := slices.Clone(o.assets)
	effects, err := o.right.Handle(asset, e)
	if err == nil && e.Kind == promotion.KindDiscard {
		o.assets[asset].Deliverables = before[asset].Deliverables
	}
	return effects, err
}

// trusting takes a waiver for one that holds after a redeployment, too.
type trusting struct{ *right }

func (o trusting) Handle(asset int, e promotion.Event) (promotion.Effects, error) {
	waived := asset != promotiontest.Release && o.assets[asset].Waived
	effects, err := o.right.Handle(asset, e)
	if err == nil && e.Kind == promotion.KindRedeploy {
		o.assets[asset].Waived = waived
	}
	return effects, err
}

// curious accepts what only other models have.
type curious struct{ *right }

func (o curious) Handle(asset int, e promotion.Event) (promotion.Effects, error) {
	if o.foreign(asset, e.Kind) {
		return 0, nil
	}
	return o.right.Handle(asset, e)
}

func (o curious) foreign(asset int, k promotion.Kind) bool {
	switch o.model.Name() {
	case "single-step":
		return asset == 0 && k == promotion.KindDeploy
	case "staged":
		return asset == promotiontest.Release && k == promotion.KindRollback
	}
	return asset == 0 && k == promotion.KindCutover
}

// TestWrongOrchestratorsOfEveryModel finds what no model allows.
func TestWrongOrchestratorsOfEveryModel(t *testing.T) {
	for m := range promotion.Models() {
		for want, wrap := range map[string]func(*right) promotiontest.Subject{
			"may (" + m.Name():            func(o *right) promotiontest.Subject { return lax{o} },
			"stage refused in launched: ": func(o *right) promotiontest.Subject { return nostalgic{o} },
			" refused in ":                func(o *right) promotiontest.Subject { return curious{o} },
		} {
			err := promotiontest.Test(m, opener(m, wrap))
			if err == nil || !strings.Contains(err.Error(), "tour: ") || !strings.Contains(err.Error(), "accepted what the model refuses") ||
				!strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want %q", m.Name(), err, want)
			}
		}
	}
}

func TestWrongOrchestrators(t *testing.T) {
	m := promotion.Flight()
	for name, c := range map[string]struct {
		wrap func(*right) promotiontest.Subject
		want []string
	}{
		"hasty":     {func(o *right) promotiontest.Subject { return hasty{o} }, []string{"tour", "accepted what the model refuses", "asset 0: launch"}},
		"lonely":    {func(o *right) promotiontest.Subject { return lonely{o} }, []string{"tour", "accepted what the model refuses", "its release is"}},
		"oblivious": {func(o *right) promotiontest.Subject { return oblivious{o} }, []string{"restarted", "restart"}},
		"polite":    {func(o *right) promotiontest.Subject { return &polite{right: o} }, []string{"doubled", "accepted what the model refuses"}},
		"hopeful":   {func(o *right) promotiontest.Subject { return hopeful{o} }, []string{"forgetful", "accepted what the model refuses", "launch refused in replicating"}},
		"trusting":  {func(o *right) promotiontest.Subject { return trusting{o} }, []string{"tour", "deploy refused in staged", "asset 0: redeploy"}},
		"generous":  {func(o *right) promotiontest.Subject { return generous{o} }, []string{"tour", "accepted what the model refuses", "route share=100.0000001%"}},
		"idle":      {func(o *right) promotiontest.Subject { return idle{o} }, []string{"tour", `carried out "sever,deploy", expected "sever,start-secondary,deploy"`}},
	} {
		err := promotiontest.Test(m, opener(m, c.wrap))
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want %q", name, err, want)
			}
		}
	}
}

func TestOpenFails(t *testing.T) {
	broken := errors.New("no disk")
	err := promotiontest.Test(promotion.Staged(), func(int) (promotiontest.Subject, error) { return nil, broken })
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	err = promotiontest.Test(promotion.Staged(), func(int) (promotiontest.Subject, error) { return nil, nil })
	if err == nil || !strings.Contains(err.Error(), "tour: promotiontest: open returned nil and no error") {
		t.Errorf("no subject: %v", err)
	}
}

func TestActions(t *testing.T) {
	m := promotion.Staged()
	rapid.Check(t, func(t *rapid.T) {
		t.Repeat(promotiontest.Actions(t, m, opener(m, asIs), 2))
	})
}

// recorder is a test that may fail without harm.
type recorder struct {
	*testing.T
	failed bool
}

func (r *recorder) Errorf(string, ...any) { r.failed = true }
func (r *recorder) Fatalf(string, ...any) { r.failed = true }
func (r *recorder) Error(...any)          { r.failed = true }
func (r *recorder) Fatal(...any)          { r.failed = true }
func (r *recorder) Fail()                 { r.failed = true }
func (r *recorder) FailNow()              { r.failed = true }
func (r *recorder) Failed() bool          { return r.failed }
func (r *recorder) Logf(string, ...any)   {}
func (r *recorder) Log(...any)            {}

// TestActionsFind lets rapid find the wrong orchestrators that do not need a
// restart or an event twice.
func TestActionsFind(t *testing.T) {
	for name, value := range map[string]string{"rapid.nofailfile": "true", "rapid.steps": "100", "rapid.checks": "2000", "rapid.shrinktime": "0s"} {
		before := flag.Lookup(name).Value.String()
		t.Cleanup(func() { _ = flag.Set(name, before) })
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	m := promotion.Flight()
	for name, wrap := range map[string]func(*right) promotiontest.Subject{
		"hasty":   func(o *right) promotiontest.Subject { return hasty{o} },
		"hopeful": func(o *right) promotiontest.Subject { return hopeful{o} },
		"idle":    func(o *right) promotiontest.Subject { return idle{o} },
	} {
		r := &recorder{T: t}
		rapid.Check(r, func(t *rapid.T) {
			t.Repeat(promotiontest.Actions(t, m, opener(m, wrap), 1))
		})
		if !r.failed {
			t.Errorf("%s is not found", name)
		}
	}
}

func ExampleTest() {
	m := promotion.Staged()
	err := promotiontest.Test(m, func(assets int) (promotiontest.Subject, error) {
		return &right{model: m, assets: make([]promotion.State, assets)}, nil
	})
	if err == nil {
		fmt.Println("the orchestrator follows the model")
	}
	// Output: the orchestrator follows the model
}
