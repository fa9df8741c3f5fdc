package stateless

import (
	"context"
	"testing"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/staging"
	"github.com/qmuntal/stateless"
)

// BenchmarkGuardedStep ends the staging of an asset: one transition with one
// guard, taken and refused, from a state that is reset each time.
func BenchmarkGuardedStep(b *testing.B) {
	m := promotion.Staged()
	launched := promotion.State{Phase: promotion.PhaseLaunched, Link: promotion.LinkLive}
	b.Run("landfall/taken", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := m.Step(launched, promotion.Stage(staging.All)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("landfall/refused", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := m.Step(launched, promotion.Stage(0)); err == nil {
				b.Fatal("not refused")
			}
		}
	})
	b.Run("stateless/taken", func(b *testing.B) {
		state, machine := guarded()
		b.ReportAllocs()
		for b.Loop() {
			*state = promotion.PhaseLaunched
			if err := machine.Fire(promotion.KindStage, staging.All); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("stateless/refused", func(b *testing.B) {
		state, machine := guarded()
		b.ReportAllocs()
		for b.Loop() {
			*state = promotion.PhaseLaunched
			if err := machine.Fire(promotion.KindStage, staging.Set(0)); err == nil {
				b.Fatal("not refused")
			}
		}
	})
}

// guarded is the same transition in the other library, in immediate mode.
func guarded() (*promotion.Phase, *stateless.StateMachine) {
	state := promotion.PhaseLaunched
	machine := stateless.NewStateMachineWithExternalStorage(
		func(context.Context) (stateless.State, error) { return state, nil },
		func(_ context.Context, next stateless.State) error {
			state = next.(promotion.Phase)
			return nil
		}, stateless.FiringImmediate)
	machine.Configure(promotion.PhaseLaunched).
		Permit(promotion.KindStage, promotion.PhaseStaged, func(_ context.Context, args ...any) bool {
			return args[0].(staging.Set).Complete()
		})
	machine.Configure(promotion.PhaseStaged)
	return &state, machine
}
