package stateless

import (
	"context"
	"errors"
	"testing"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/staging"
	"github.com/qmuntal/stateless"
)

// move is an event of an asset, with the form in which the other library takes
// it, so that neither makes it while it is measured.
type move struct {
	event promotion.Event
	args  []any
}

func moves(events ...promotion.Event) []move {
	var all []move
	for _, e := range events {
		all = append(all, move{e, []any{e}})
	}
	return all
}

// life is how a staged asset becomes production, with one staging that failed.
func life() []move {
	return moves(promotion.Replicate(), promotion.InSync(), promotion.Launch(), promotion.Discard(), promotion.Launch(),
		promotion.Record(staging.Of(staging.AutomatedTesting, staging.MigrationDocumentation)), promotion.Stage(staging.All),
		promotion.Deploy(promotion.Covered), promotion.Migrate(), promotion.Pass(), promotion.Land(), promotion.Promote(), promotion.Retire())
}

// stop is a state on the way, and an event that is refused there.
type stop struct {
	state promotion.State
	move
}

// stops are the refusals of a life: by a guard where the phase has one that
// can refuse, else an event for which it has no rule.
func stops(b *testing.B) []stop {
	b.Helper()
	var all []stop
	var s promotion.State
	refused := map[promotion.Phase]promotion.Event{
		promotion.PhaseLaunched: promotion.Stage(staging.Of(staging.AutomatedTesting)),
		promotion.PhaseStaged:   promotion.Deploy(promotion.Uncovered),
	}
	for _, step := range life() {
		e, guarded := refused[s.Phase]
		if !guarded {
			e = promotion.Cutover()
		}
		all = append(all, stop{s, moves(e)[0]})
		next, _, err := promotion.Staged().Step(s, step.event)
		if err != nil {
			b.Fatal(err)
		}
		s = next
	}
	return all
}

// live takes an asset through the walk.
func live(m *promotion.Model, walk []move) error {
	var s promotion.State
	for i := range walk {
		var err error
		if s, _, err = m.Step(s, walk[i].event); err != nil {
			return err
		}
	}
	return nil
}

// live does the same in the other library.
func (a *asset) live(walk []move) error {
	a.state = promotion.State{}
	for i := range walk {
		if err := a.machine.Fire(walk[i].event.Kind, walk[i].args...); err != nil {
			return err
		}
	}
	return nil
}

var errTaken = errors.New("taken, expected a refusal")

// visit tries at every stop what is refused there.
func visit(m *promotion.Model, all []stop) error {
	for i := range all {
		if _, _, err := m.Step(all[i].state, all[i].event); err == nil {
			return errTaken
		}
	}
	return nil
}

// visit does the same in the other library.
func (a *asset) visit(all []stop) error {
	for i := range all {
		a.state = all[i].state
		if err := a.machine.Fire(all[i].event.Kind, all[i].args...); err == nil {
			return errTaken
		}
	}
	return nil
}

// asset is an asset in the other library, in immediate mode, made from the
// rule table of the staged model: all its phases, events, guards and roles. An
// asset that works also does what a rule does besides.
type asset struct {
	state   promotion.State
	effects promotion.Effects // of the last event
	machine *stateless.StateMachine
}

// newMachine returns a machine without rules whose state is the phase of a.
func newMachine(a *asset) *stateless.StateMachine {
	return stateless.NewStateMachineWithExternalStorage(
		func(context.Context) (stateless.State, error) { return a.state.Phase, nil },
		func(_ context.Context, next stateless.State) error {
			a.state.Phase = next.(promotion.Phase)
			return nil
		}, stateless.FiringImmediate)
}

func newAsset(works bool) *asset {
	a := &asset{}
	a.machine = newMachine(a)
	for r := range promotion.Staged().Rules() {
		guards := []stateless.GuardFunc{mayBy(r.By)}
		for _, g := range r.Guards {
			guards = append(guards, a.guard(g))
		}
		from := a.machine.Configure(r.From)
		if r.From == r.To {
			from.PermitReentry(r.On, guards...)
		} else {
			from.Permit(r.On, r.To, guards...)
		}
		if works {
			from.OnExitWith(r.On, a.work(r))
		}
	}
	return a
}

// guard returns a guard of the rule table as the other library wants it.
func (a *asset) guard(g promotion.Guard) stateless.GuardFunc {
	return func(_ context.Context, args ...any) bool {
		e := args[0].(promotion.Event)
		switch g {
		case promotion.GuardDeliverables:
			return (a.state.Deliverables | e.Deliverables).Complete()
		case promotion.GuardCoverage:
			return e.Coverage > promotion.Undeclared && e.Coverage <= promotion.Uncovered
		case promotion.GuardWaiver:
			return e.Coverage != promotion.Uncovered || a.state.Waived
		}
		return false
	}
}

// mayBy returns the guard that only the given roles may.
func mayBy(roles promotion.Roles) stateless.GuardFunc {
	return func(_ context.Context, args ...any) bool {
		by := args[0].(promotion.Event).By
		return by == promotion.Unattributed || roles.Has(by)
	}
}

// work returns the action of a rule: what changes besides the phase, and what
// the host is to carry out.
func (a *asset) work(r promotion.Rule) stateless.ActionFunc {
	does := func(u promotion.Update) bool { return r.Update&u != 0 }
	return func(_ context.Context, args ...any) error {
		e, before := args[0].(promotion.Event), a.state
		s := &a.state
		switch {
		case does(promotion.ClearAsset):
			*s = promotion.State{}
		case does(promotion.SetLinkLive):
			s.Link = promotion.LinkLive
		case does(promotion.SetLinkSevered) && s.Link == promotion.LinkLive:
			s.Link = promotion.LinkSevered
		}
		switch {
		case does(promotion.SetDeliverables):
			s.Deliverables |= e.Deliverables
		case does(promotion.ClearDeliverables):
			s.Deliverables = 0
		}
		if does(promotion.SetCoverage) {
			s.Coverage = e.Coverage
		}
		if does(promotion.SetWaiver) {
			s.Waived = true
		}
		switch {
		case does(promotion.SetSecondary) && s.Coverage == promotion.Covered:
			s.Secondary = promotion.SecondaryRunning
		case does(promotion.ClearSecondary) && s.Secondary == promotion.SecondaryRunning:
			s.Secondary = promotion.SecondaryStopped
		}
		a.effects = carried(r.Effects, before, *s)
		return nil
	}
}

// carried leaves out the effects for which there is nothing to end or to start.
func carried(effects promotion.Effects, before, after promotion.State) promotion.Effects {
	if before.Link != promotion.LinkLive {
		effects &^= promotion.Do(promotion.EffectSever)
	}
	if before.Secondary != promotion.SecondaryRunning {
		effects &^= promotion.Do(promotion.EffectStopSecondary)
	}
	if after.Secondary != promotion.SecondaryRunning || before.Secondary == promotion.SecondaryRunning {
		effects &^= promotion.Do(promotion.EffectStartSecondary)
	}
	return effects
}
