package promotion

import "fmt"

// outcome says what has been seen of a guard.
type outcome struct{ passes, fails bool }

func (o *outcome) see(holds bool) {
	if holds {
		o.passes = true
	} else {
		o.fails = true
	}
}

func (o outcome) fault() string {
	switch {
	case !o.passes:
		return "never passes"
	case !o.fails:
		return "never fails"
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
	cell := &v.m.assets[r.From][r.On]
	guards, met := make([]outcome, cell.count), false
	for s := range values(v.assets.All()) {
		if s.Phase != r.From {
			continue
		}
		met = true
		for _, e := range variants(r.On) {
			for i := range guards {
				guards[i].see(cell.guards[i].holdsAsset(&s, &e))
			}
		}
	}
	name := fmt.Sprintf("rule %v in %v", r.On, r.From)
	if !met {
		return name + " is never taken"
	}
	for i, seen := range guards {
		if fault := seen.fault(); fault != "" {
			return fmt.Sprintf("%s: guard %v %s", name, r.Guards[i], fault)
		}
	}
	return ""
}

// deadReleaseRule looks at a rule of releases in the release machine.
func (v *view) deadReleaseRule(r *ReleaseRule) string {
	cell := &v.m.releases[r.From][r.On]
	guards, met := make([]outcome, cell.count), false
	for state := range values(v.releases.All()) {
		if state.Phase != r.From {
			continue
		}
		met = true
		for _, e := range variants(r.On) {
			for i := range guards {
				guards[i].see(cell.guards[i].holdsRelease(&state, &e))
			}
		}
	}
	name := fmt.Sprintf("rule %v in %v release", r.On, r.From)
	if !met {
		return name + " is never taken"
	}
	for i, seen := range guards {
		if fault := seen.fault(); fault != "" {
			return fmt.Sprintf("%s: guard %v %s", name, r.Guards[i], fault)
		}
	}
	return ""
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
