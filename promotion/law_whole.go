package promotion

import "slices"

// Law 12.
func noDeadEnd(v *view) *Violation {
	if s, stuck := v.assets.Stuck(func(s State) bool { return s.Phase == PhaseRetired || s.Phase == PhaseAbandoned }); stuck {
		return v.assetViolation(s, "an asset can neither be retired nor abandoned")
	}
	if r, stuck := v.releases.Stuck(func(r Release) bool {
		return r.Phase == ReleasePromoted || r.Phase == ReleaseAbandoned
	}); stuck {
		return v.releaseViolation(r, "a release can neither be promoted nor abandoned")
	}
	for _, g := range v.units {
		if u, stuck := g.Stuck(unitDone); stuck {
			return v.unitViolation(g, u, "it can neither be promoted nor abandoned as a whole")
		}
		for _, want := range []ReleasePhase{ReleasePromoted, ReleaseAbandoned} {
			if !slices.ContainsFunc(slices.Collect(values(g.All())), func(u unitState) bool {
				return unitDone(u) && u.release.Phase == want
			}) {
				return &Violation{What: "no release is ever " + want.String()}
			}
		}
	}
	return nil
}

// unitDone reports whether nothing is left to do for a unit.
func unitDone(u unitState) bool {
	for s := range u.members {
		if s.Phase != PhaseRetired && (u.release.Phase != ReleaseAbandoned || s != State{}) {
			return false
		}
	}
	return u.release.Phase == ReleasePromoted || u.release.Phase == ReleaseAbandoned
}

// Law 14.
func rolesKept(v *view) *Violation {
	for s := range values(v.assets.All()) {
		for e := range v.m.Enabled(s) {
			by := v.m.assets[e.Kind][s.Phase].by
			if what := roleFault(by, func(r Role) bool {
				_, _, err := v.m.Step(s, e.As(r))
				return err == nil
			}); what != "" {
				return v.assetViolation(s, e.Kind.String()+": "+what)
			}
		}
	}
	for r := range values(v.releases.All()) {
		for e := range v.m.EnabledRelease(r) {
			by := v.m.releases[r.Phase][e.Kind].by
			if what := roleFault(by, func(role Role) bool {
				_, _, err := v.m.StepRelease(r, e.As(role))
				return err == nil
			}); what != "" {
				return v.releaseViolation(r, e.Kind.String()+": "+what)
			}
		}
	}
	reported := slices.ContainsFunc(v.m.Findings(), func(f Finding) bool { return f.Kind == SeparationOfDuty && f.Role == Adoption })
	if reported != stagingPromotes(v.m) {
		return &Violation{What: "whether the adoption team holds both keys does not follow from where the promotion belongs"}
	}
	return nil
}

// roleFault compares who may with whom the rule names.
func roleFault(by Roles, may func(Role) bool) string {
	if by == By(Unattributed) {
		return "nobody may"
	}
	for r := range Role(len(roleNames)) {
		if may(r) != by.Has(r) {
			return r.String() + " may or may not, against the rule"
		}
	}
	return ""
}
