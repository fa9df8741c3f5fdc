package stateless

import (
	"testing"

	"github.com/landfall-sim/landfall/promotion"
)

// BenchmarkTaken walks through the whole life of a staged asset, one step an
// operation.
func BenchmarkTaken(b *testing.B) {
	walk := life()
	b.Run("landfall", func(b *testing.B) {
		m := promotion.Staged()
		var s promotion.State
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if i == len(walk) {
				i, s = 0, promotion.State{}
			}
			var err error
			if s, _, err = m.Step(s, walk[i].event); err != nil {
				b.Fatal(err)
			}
		}
	})
	for _, other := range others {
		b.Run(other.name, func(b *testing.B) {
			a := newAsset(other.works)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if i == len(walk) {
					i, a.state = 0, promotion.State{}
				}
				if err := a.machine.Fire(walk[i].event.Kind, walk[i].args...); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// others are the forms of the other library: one that does what a step does,
// and one that only moves between phases.
var others = []struct {
	name  string
	works bool
}{{"stateless", true}, {"stateless-phases-only", false}}

// BenchmarkRefused goes through the same phases and has an event refused in
// each.
func BenchmarkRefused(b *testing.B) {
	all := visits(b)
	b.Run("landfall", func(b *testing.B) {
		m := promotion.Staged()
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			v := &all[i%len(all)]
			if _, _, err := m.Step(v.state, v.event); err == nil {
				b.Fatal("not refused")
			}
		}
	})
	for _, other := range others {
		b.Run(other.name, func(b *testing.B) {
			a := newAsset(other.works)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				v := &all[i%len(all)]
				a.state = v.state
				if err := a.machine.Fire(v.event.Kind, v.args...); err == nil {
					b.Fatal("not refused")
				}
			}
		})
	}
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
