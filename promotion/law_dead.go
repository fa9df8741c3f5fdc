package promotion

import "fmt"

// life is what has been seen of a rule.
type life struct {
	name           string
	list           []Guard
	met, taken     bool
	passed, failed []bool // by the guards of the list
}

func newLife(name string, list []Guard) *life {
	return &life{name: name, list: list, passed: make([]bool, len(list)), failed: make([]bool, len(list))}
}

// see notes which guards hold for an event in the rule's phase.
func (l *life) see(held guards) {
	l.met = true
	all := true
	for i, g := range l.list {
		if held.has(g) {
			l.passed[i] = true
		} else {
			l.failed[i], all = true, false
		}
	}
	l.taken = l.taken || all
}

// fault returns what never happens, empty where all of it does.
func (l *life) fault() string {
	for i, g := range l.list {
		switch {
		case l.met && !l.passed[i]:
			return fmt.Sprintf("%s: guard %v never passes", l.name, g)
		case l.met && !l.failed[i]:
			return fmt.Sprintf("%s: guard %v never fails", l.name, g)
		}
	}
	if !l.taken {
		return l.name + " is never taken"
	}
	return ""
}

// Law 15.
func nothingDead(v *view) *Violation {
	for i := range v.m.spec.Rules {
		if what := v.deadRule(&v.m.spec.Rules[i]); what != "" {
			return &Violation{What: what}
		}
	}
	for i := range v.m.spec.ReleaseRules {
		if what := v.deadReleaseRule(&v.m.spec.ReleaseRules[i]); what != "" {
			return &Violation{What: what}
		}
	}
	return v.deadMember()
}

// deadRule looks at a rule of assets in the asset machine.
func (v *view) deadRule(r *Rule) string {
	seen := newLife(fmt.Sprintf("rule %v in %v", r.On, r.From), r.Guards)
	for s := range values(v.assets.All()) {
		if s.Phase != r.From {
			continue
		}
		for _, e := range variants(r.On) {
			seen.see(heldByAsset(s.Deliverables|e.Deliverables, e.Coverage, s.Waived))
		}
	}
	return seen.fault()
}

// deadReleaseRule looks at a rule of releases in the release machine.
func (v *view) deadReleaseRule(r *ReleaseRule) string {
	seen := newLife(fmt.Sprintf("rule %v in %v release", r.On, r.From), r.Guards)
	for state := range values(v.releases.All()) {
		if state.Phase != r.From {
			continue
		}
		for _, e := range variants(r.On) {
			seen.see(heldByRelease(&state, &e))
		}
	}
	return seen.fault()
}

// deadMember looks at the phases of the release in which assets may do
// something: each must be met, and each rule be taken in a release.
func (v *view) deadMember() *Violation {
	if len(v.units) == 0 {
		return nil
	}
	var met [phases][kinds]ReleasePhases
	for _, g := range v.units {
		for i, u := range g.All() {
			for e := range g.From(i) {
				if e.asset >= 0 {
					met[u.assets[e.asset].Phase][e.event.Kind] |= During(u.release.Phase)
				}
			}
		}
	}
	for _, r := range v.m.spec.Rules {
		if unused := r.While &^ met[r.From][r.On]; unused != 0 {
			return &Violation{What: fmt.Sprintf("rule %v in %v is never taken while its release is %v", r.On, r.From, unused)}
		}
	}
	return nil
}
