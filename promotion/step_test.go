package promotion

import (
	"testing"

	"github.com/landfall-sim/landfall/staging"
)

// interpret carries out an event as the table says it, rule by rule. Where it
// is refused, ground says by what.
func interpret(spec Spec, s State, e Event) (next State, effects Effects, ground Guard, allowed bool) {
	for _, r := range spec.Rules {
		if r.From != s.Phase || r.On != e.Kind {
			continue
		}
		if e.By != Unattributed && !r.By.Has(e.By) {
			return s, 0, GuardRole, false
		}
		for _, g := range r.Guards {
			complete := s.Deliverables|e.Deliverables == staging.All
			if g == GuardDeliverables && !complete || g == GuardCoverage && e.Coverage == Undeclared ||
				g == GuardWaiver && e.Coverage == Uncovered && !s.Waived {
				return s, 0, g, false
			}
		}
		next := s
		r.Update.asset(&next, &e)
		next.Phase = r.To
		effects := r.Effects.carried(s.Link, s.Secondary, next.Secondary)
		if !s.Copied() {
			effects &^= Do(EffectDiscard)
		}
		return next, effects, 0, true
	}
	return s, 0, GuardRule, false
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
				want, effects, ground, allowed := interpret(m.spec, s, e)
				got, does, err := m.Step(s, e)
				if got != want || does != effects || (err == nil) != allowed {
					t.Fatalf("%s: %v in %v: %v, %v, %v; the table: %v, %v, %v", m.Name(), e, s, got, does, err, want, effects, allowed)
				}
				if allowed {
					taken++
				} else {
					checkRefusal(t, err.(*Refusal), s, e, ground)
				}
			}
		}
		if taken < 10_000 {
			t.Errorf("%s: only %d steps were taken", m.Name(), taken)
		}
	}
}

// checkRefusal looks at what a refusal says.
func checkRefusal(t *testing.T, r *Refusal, s State, e Event, ground Guard) {
	var missing staging.Set
	if ground == GuardDeliverables {
		missing = (s.Deliverables | e.Deliverables).Missing()
	}
	if r.Event != e.Kind || r.Phase != s.Phase.String() || r.Guard != ground || r.Missing != missing {
		t.Fatalf("%s: %v in %v: refused with %+v; the table: %v, %v", r.Model, e, s, r, ground, missing)
	}
}

// TestUnknownCoverage declares what does not exist, with the guards of the
// models and without: it counts as nothing declared.
func TestUnknownCoverage(t *testing.T) {
	for m := range Models() {
		open := m.Spec()
		for i := range open.Rules {
			open.Rules[i].Guards = nil
		}
		for _, m := range []*Model{m, compile(open)} {
			for s := range everyState {
				for _, c := range []Coverage{4, 5, 6, 7, 16, 32, 64, 255} {
					want, effects, refusal := m.Step(s, Deploy(Undeclared))
					got, does, err := m.Step(s, Deploy(c))
					if got != want || does != effects || err != refusal {
						t.Fatalf("%s: coverage %d in %v: %v, %v, %v; undeclared: %v, %v, %v", m.Name(), c, s, got, does, err, want, effects, refusal)
					}
				}
			}
		}
	}
}
