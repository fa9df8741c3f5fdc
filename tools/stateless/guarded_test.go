package stateless

import (
	"context"
	"testing"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/staging"
)

// BenchmarkGuarded ends the staging of an asset: a single transition with a
// single guard, taken and refused, from a state that is set anew each time.
func BenchmarkGuarded(b *testing.B) {
	m := promotion.Staged()
	launched := promotion.State{Phase: promotion.PhaseLaunched, Sync: promotion.Sync{Link: promotion.LinkLive}}
	a := &asset{}
	a.machine = newMachine(a)
	a.machine.Configure(promotion.PhaseLaunched).
		Permit(promotion.KindStage, promotion.PhaseStaged, func(_ context.Context, args ...any) bool {
			return args[0].(staging.Set).Complete()
		})
	for _, c := range []struct {
		name  string
		done  staging.Set
		taken bool
	}{{"taken", staging.All, true}, {"refused", 0, false}} {
		event, args := promotion.Stage(c.done), []any{c.done}
		b.Run(c.name+"/landfall", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := m.Step(launched, event); (err == nil) != c.taken {
					b.Fatal(err)
				}
			}
		})
		b.Run(c.name+"/stateless", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				a.state = launched
				if err := a.machine.Fire(promotion.KindStage, args...); (err == nil) != c.taken {
					b.Fatal(err)
				}
			}
		})
	}
}
