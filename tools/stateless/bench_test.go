package stateless

import (
	"context"
	"testing"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/qmuntal/stateless"
)

// forms are the forms of the other library: one that does what a step does, and
// one that only moves between phases.
var forms = []struct {
	name  string
	works bool
}{{"stateless", true}, {"stateless-phases-only", false}}

// BenchmarkTaken walks through the whole life of a staged asset.
func BenchmarkTaken(b *testing.B) {
	walk := life()
	m := promotion.Staged()
	perStep(b, "landfall", len(walk), func() error { return live(m, walk) })
	for _, form := range forms {
		a := newAsset(form.works)
		perStep(b, form.name, len(walk), func() error { return a.live(walk) })
	}
}

// BenchmarkRefused goes through the same phases and has an event refused in
// each. Most of what the other library takes for it is its error; the last form
// has one ready, as a step has.
func BenchmarkRefused(b *testing.B) {
	all := stops(b)
	m := promotion.Staged()
	perStep(b, "landfall", len(all), func() error { return visit(m, all) })
	for _, form := range forms {
		a := newAsset(form.works)
		perStep(b, form.name, len(all), func() error { return a.visit(all) })
	}
	a := newAsset(false)
	a.machine.OnUnhandledTrigger(func(context.Context, stateless.State, stateless.Trigger, []string) error { return promotion.ErrRefused })
	perStep(b, "stateless-ready-error", len(all), func() error { return a.visit(all) })
}

// perStep measures an operation of so many steps.
func perStep(b *testing.B, name string, steps int, operation func() error) {
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := operation(); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*steps), "ns/step")
	})
}

// TestSameMachine compares the two in every state with every event of the
// model, by every role.
func TestSameMachine(t *testing.T) {
	m := promotion.Staged()
	a, steps := newAsset(true), 0
	for s := range m.Reachable() {
		for e := range m.Events() {
			for by := promotion.Unattributed; by <= promotion.Automation; by++ {
				next, effects, refused := m.Step(s, e.As(by))
				a.state, a.effects = s, 0
				err := a.machine.Fire(e.Kind, e.As(by))
				if (err == nil) != (refused == nil) || a.state != next || a.effects != effects {
					t.Fatalf("%v in %v: %v, %v, %v; the other: %v, %v, %v", e.As(by), s, next, effects, refused, a.state, a.effects, err)
				}
				steps++
			}
		}
	}
	if steps < 10_000 {
		t.Errorf("only %d steps compared", steps)
	}
}
