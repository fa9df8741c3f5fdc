package promotion

import (
	"testing"

	"github.com/landfall-sim/landfall/staging"
)

// interpret carries out an event as the table says it, rule by rule.
func interpret(spec Spec, s State, e Event) (State, Effects, bool) {
	for _, r := range spec.Rules {
		if r.From != s.Phase || r.On != e.Kind {
			continue
		}
		if e.By != Unattributed && !r.By.Has(e.By) {
			return s, 0, false
		}
		for _, g := range r.Guards {
			complete := s.Deliverables|e.Deliverables == staging.All
			if g == GuardDeliverables && !complete || g == GuardCoverage && e.Coverage == Undeclared ||
				g == GuardWaiver && e.Coverage == Uncovered && !s.Waived {
				return s, 0, false
			}
		}
		next := s
		r.Update.asset(&next, &e)
		next.Phase = r.To
		effects := r.Effects.carried(s.Link, s.Secondary, next.Secondary)
		if !s.Copied() {
			effects &^= Do(EffectDiscard)
		}
		return next, effects, true
	}
	return s, 0, false
}

// everyState yields all states that there can be, whether a model comes to
// them or not.
func everyState(yield func(State) bool) {
	for p := range Phase(phases) {
		for l := range Link(len(linkNames)) {
			for c := range Coverage(len(coverageNames)) {
				for y := range Secondary(len(secondaryNames)) {
					for d := range staging.All + 1 {
						for _, w := range []bool{false, true} {
							if !yield(State{Phase: p, Sync: Sync{Link: l, Coverage: c, Secondary: y, Waived: w}, Deliverables: d}) {
								return
							}
						}
					}
				}
			}
		}
	}
}

// TestStepIsTheTable compares the compiled cells with the table on every state
// and event of every model.
func TestStepIsTheTable(t *testing.T) {
	for m := range Models() {
		taken := 0
		for s := range everyState {
			for e := range m.Events() {
				e.By = Role(s.Deliverables) % Role(len(roleNames))
				want, effects, allowed := interpret(m.spec, s, e)
				got, does, err := m.Step(s, e)
				if got != want || does != effects || (err == nil) != allowed {
					t.Fatalf("%s: %v in %v: %v, %v, %v; the table: %v, %v, %v", m.Name(), e, s, got, does, err, want, effects, allowed)
				}
				if allowed {
					taken++
				}
			}
		}
		if taken < 10_000 {
			t.Errorf("%s: only %d steps were taken", m.Name(), taken)
		}
	}
}
