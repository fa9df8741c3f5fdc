package promotion

// members yields the assets of a unit that have not been given up.
func (u *unitState) members(yield func(State) bool) {
	for _, s := range u.assets[:u.size] {
		if s.Phase != PhaseAbandoned && !yield(s) {
			return
		}
	}
}

// Law 5, of assets in a release.
func coveredUntilArrival(_ *Model, u unitState) string {
	for s := range u.members {
		if s.Phase == PhaseLanded && s.Coverage == Covered && s.Secondary != SecondaryRunning && u.release.Effective != Whole {
			return "users write to the source, and its secondary replication is " + s.Secondary.String()
		}
	}
	return ""
}

// Law 6, of assets in a release.
func frozenMembers(_ *Model, u unitState, e unitEvent, next unitState) string {
	if e.asset < 0 || !u.release.Frozen() {
		return ""
	}
	s, after := u.assets[e.asset], next.assets[e.asset]
	switch e.event.Kind {
	case KindCutover, KindSever, KindLand, KindReturn:
	default:
		return e.event.Kind.String() + " during the promotion"
	}
	if s.Deliverables != after.Deliverables || s.Coverage != after.Coverage || s.Waived != after.Waived {
		return e.event.Kind.String() + " changes more than where the asset's users are"
	}
	return ""
}

// Law 7, of assets in a release.
func membersTogether(m *Model, u unitState) string {
	ready, phase := uint32(0), PhaseStaged
	if migratesFirst(m) {
		phase = PhaseTested
	}
	landed, working := uint32(0), uint32(0)
	for s := range u.members {
		working++
		if s.Phase >= phase {
			ready++
		}
		if beyond(s, PhaseLanded) {
			landed++
		}
		switch {
		case s.Phase < phase && (u.release.Frozen() || u.release.Phase == ReleasePromoted):
			return "an asset is " + s.Phase.String()
		case beyond(s, PhasePromoted) && u.release.Phase != ReleasePromoted:
			return "an asset is promoted before its release"
		case s.Phase == PhaseCuttingOver && u.release.Phase != ReleasePromoting:
			return "an asset is cut over outside the promotion"
		case s.Phase != PhaseBacklog && u.release.Phase == ReleaseOpen:
			return "an asset has begun before its release"
		}
	}
	if u.release.Phase == ReleaseAbandoned || u.release.Model == 0 {
		return ""
	}
	if working != u.release.Members {
		return "the release has lost count of its members"
	}
	if ready != u.release.Ready || landed != u.release.Landed {
		return "the release has lost count of how far its members are"
	}
	return ""
}

// Law 10, of assets in a release: what is left is not the adoption team's.
func adoptionLocked(m *Model, u unitState) string {
	if u.release.Phase != ReleasePromoted {
		return ""
	}
	for s := range u.members {
		for e := range m.Events() {
			if _, _, _, err := m.StepMember(u.release, s, e.As(Adoption)); err == nil {
				return "the adoption team may still " + e.Kind.String()
			}
		}
	}
	for e := range m.releaseProbes() {
		if _, _, err := m.StepRelease(u.release, e.As(Adoption)); err == nil {
			return "the adoption team may still " + e.Kind.String()
		}
	}
	return ""
}

// Law 13, of assets in a release.
func noMemberReturns(_ *Model, u unitState, e unitEvent, next unitState) string {
	if e.asset >= 0 && u.release.Phase == ReleaseAbandoned && e.event.Kind != KindAbandon {
		return e.event.Kind.String() + " in an abandoned release"
	}
	if e.asset < 0 || !whileDone.Has(u.release.Phase) {
		return ""
	}
	if next.assets[e.asset].Phase < u.assets[e.asset].Phase {
		return "an asset goes back to " + next.assets[e.asset].Phase.String()
	}
	return ""
}
