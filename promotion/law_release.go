package promotion

var whileDone = During(ReleaseProven, ReleasePromoted)

// Law 6, of a release alone: its members stay as they are.
func frozenRelease(_ *Model, r Release, _ Event, next Release) string {
	if r.Frozen() && (next.Members != r.Members || next.Ready != r.Ready) {
		return "a member left or changed during the promotion"
	}
	return ""
}

// Law 7, of a release alone.
func readyTogether(_ *Model, r Release) string {
	if r.Ready > r.Members || r.Landed > r.Members {
		return "more members are ready or have landed than there are"
	}
	agreed := r.Frozen() || During(ReleaseApproved, ReleaseGrounded, ReleasePromoted).Has(r.Phase)
	if agreed && (r.Members == 0 || r.Ready != r.Members) {
		return "not every member is ready"
	}
	return ""
}

// Law 8, of states: a routing change can be followed.
func routingFollowed(m *Model, r Release) string {
	if During(ReleasePromoting, ReleaseReturning).Has(r.Phase) && r.Desired != r.Configured && !offers(m, r, Configured()) {
		return "a routing change is wanted and cannot be configured"
	}
	return ""
}

// Law 8, of steps.
func shareGrows(_ *Model, r Release, e Event, next Release) string {
	switch {
	case next.Effective > Whole || next.Desired > Whole:
		return "more than all users"
	case next.Effective < r.Effective && (next.Effective != 0 || e.Kind != KindRolledBack):
		return "the effective share falls from " + r.Effective.String() + " to " + next.Effective.String()
	case next.Desired < r.Desired && next.Desired != 0 && next.Desired != r.Effective:
		return "the desired share falls from " + r.Desired.String() + " to " + next.Desired.String()
	case e.Kind == KindRoute && (next.Desired == 0 || next.Desired < r.Effective):
		return "a flight with fewer users than the one before"
	case e.Kind == KindRoute && r.Desired != r.Effective:
		return "a flight begins before the one before has arrived"
	case e.Kind == KindRolledBack && next.Effective != 0:
		return "rolled back with users on the target"
	case !flowing.Has(r.Phase) && next.Desired > r.Desired:
		return "users are routed outside a promotion"
	case (e.Kind == KindHold || e.Kind == KindFixForward) && next.Desired != r.Effective:
		return "a held flight still moves users"
	case e.Kind == KindConfigured && (next.Configured != r.Desired || next.Configured == r.Configured):
		return "configured without a change"
	case next.Configured != r.Configured && next.Configured != next.Desired:
		return "something was configured that nobody wants"
	}
	return ""
}

var flowing = During(ReleasePromoting)

// Law 9, of steps: promoted only then.
func promotedWhole(m *Model, r Release, e Event, next Release) string {
	if r.Phase == ReleaseArrived && next.Phase == ReleaseProven && e.Kind != KindBaked {
		return "the last flight has not baked"
	}
	if next.Phase == r.Phase || next.Phase != ReleasePromoted {
		return ""
	}
	switch {
	case r.Effective != Whole:
		return "promoted with " + r.Effective.String() + " of the users on the target"
	case r.Landed != r.Members:
		return "promoted before every member has landed"
	case flies(m) && r.Phase != ReleaseProven:
		return "promoted before the last flight has baked"
	}
	return ""
}

// Law 9, of states: whole exactly after the arrival, and then promoted at will.
func promotionOffered(m *Model, r Release) string {
	if r.Phase == ReleaseBaking && (r.Effective == 0 || r.Effective == Whole) {
		return "a flight bakes with " + r.Effective.String() + " of the users"
	}
	if done := During(ReleaseArrived, ReleaseProven, ReleasePromoted).Has(r.Phase); done && r.Effective != Whole {
		return "arrived with " + r.Effective.String() + " of the users"
	}
	if r.Phase == ReleaseBaking && !offers(m, r, Baked()) {
		return "a flight can bake for ever"
	}
	due := r.Phase == ReleaseProven || !flies(m) && r.Phase == ReleaseArrived && r.Landed == r.Members
	if !due {
		return ""
	}
	if !offers(m, r, Promote()) {
		return "all users have moved, and promotion is refused"
	}
	return ""
}

// Law 10, of states.
func accessRevoked(_ *Model, r Release) string {
	if r.Phase == ReleasePromoted && !r.Revoked {
		return "the adoption team still has access"
	}
	if r.Phase != ReleasePromoted && r.Revoked {
		return "the adoption team has lost its access too early"
	}
	return ""
}

// Law 10, of steps: the host is told.
func accessEffects(m *Model, r Release, e Event, next Release) string {
	if next.Revoked == r.Revoked {
		return ""
	}
	_, effects, _ := m.StepRelease(r, e)
	if !effects.Has(EffectRevokeAccess) || !effects.Has(EffectHandOver) {
		return "access is gone on paper only"
	}
	return ""
}

// offers reports whether e is allowed in r.
func offers(m *Model, r Release, e Event) bool { return m.allowsRelease(&r, &e) }

// Law 13, of states: the ways out of a flight are there until its end.
func waysOut(m *Model, r Release) string {
	if !flies(m) {
		return ""
	}
	var offered []Event
	switch r.Phase {
	case ReleasePromoting, ReleaseBaking, ReleaseArrived:
		offered = []Event{Fail()}
	case ReleaseFailed:
		offered = []Event{Rollback(), Hold(), FixForward()}
	case ReleaseHeld:
		offered = []Event{Rollback(), Resume(), FixForward()}
	case ReleaseMending:
		offered = []Event{Rollback(), Fixed()}
	case ReleaseGrounded:
		offered = []Event{Begin(), Abandon()}
	}
	for _, e := range offered {
		if !offers(m, r, e) {
			return e.Kind.String() + " is not offered"
		}
	}
	return ""
}

// Law 13, of steps.
func noReturn(m *Model, r Release, _ Event, next Release) string {
	if whileDone.Has(r.Phase) && (!whileDone.Has(next.Phase) || next.Effective != Whole) {
		return "it goes back to " + next.Phase.String()
	}
	if !flies(m) && r.Frozen() && !next.Frozen() && next.Phase != ReleasePromoted {
		return "it goes back to " + next.Phase.String()
	}
	return ""
}

// Law 12, of releases: they can be given up until their promotion begins.
func releaseAbandons(m *Model, r Release) string {
	if r.Model != 0 && r.Phase < ReleasePromoting && !offers(m, r, Abandon()) {
		return "it cannot be abandoned"
	}
	return ""
}
