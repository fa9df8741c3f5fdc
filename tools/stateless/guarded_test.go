package stateless

import (
	"context"
	"testing"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/staging"
	"github.com/qmuntal/stateless"
)

// BenchmarkGuarded ends the staging of an asset: a single transition with a
// single guard, taken and refused, from a state that is set anew each time.
func BenchmarkGuarded(b *testing.B) {
	m := promotion.Staged()
	launched := promotion.State{Phase: promotion.PhaseLaunched, Sync: promotion.Sync{Link: promotion.LinkLive}}
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
	for _, c := range []struct {
		name  string
		done  staging.Set
		taken bool
	}{{"taken", staging.All, true}, {"refused", 0, false}} {
		b.Run(c.name+"/landfall", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := m.Step(launched, promotion.Stage(c.done)); (err == nil) != c.taken {
					b.Fatal(err)
				}
			}
		})
		b.Run(c.name+"/stateless", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				state = promotion.PhaseLaunched
				if err := machine.Fire(promotion.KindStage, c.done); (err == nil) != c.taken {
					b.Fatal(err)
				}
			}
		})
	}
}
