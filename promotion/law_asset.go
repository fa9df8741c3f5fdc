package promotion

import "github.com/landfall-sim/landfall/staging"

// beyond reports whether an asset has reached the phase p on its way, and has not
// been given up.
func beyond(s State, p Phase) bool { return s.Phase >= p && s.Phase < PhaseAbandoned }

// Law 1.
func stagingComplete(m *Model, s State) string {
	if s.Phase == PhaseLaunched {
		for d := range staging.All.Deliverables() {
			next, _, err := m.Step(s, Record(staging.Of(d)))
			if err != nil || next.Deliverables != s.Deliverables.With(d) {
				return d.Title() + " cannot be recorded"
			}
		}
	}
	if beyond(s, PhaseStaged) && !s.Deliverables.Complete() {
		return missingReason(s.Deliverables.Missing())
	}
	return ""
}

// Law 2.
func stagedLive(_ *Model, s State) string {
	if (s.Phase == PhaseStaged || s.Phase == PhaseCuttingOver) && s.Link != LinkLive {
		return "the link is " + s.Link.String()
	}
	return ""
}

// Law 3, of states.
func promotedSevered(_ *Model, s State) string {
	if beyond(s, PhasePromoted) && s.Link != LinkSevered {
		return "the link is " + s.Link.String()
	}
	return ""
}

// Law 3, of steps.
func staysSevered(_ *Model, s State, _ Event, next State) string {
	promotes := s.Phase == PhaseSevered || beyond(s, PhaseLanded)
	if promotes && s.Link == LinkSevered && next.Link != LinkSevered {
		return "the link was severed and is " + next.Link.String()
	}
	return ""
}

// Law 4.
func migratedSevered(_ *Model, s State) string {
	if beyond(s, PhaseDeploying) && s.Link != LinkSevered {
		return "the link is " + s.Link.String()
	}
	return ""
}

// Law 5, of an asset alone.
func stateCovered(_ *Model, s State) string {
	if !beyond(s, PhaseDeploying) {
		return ""
	}
	switch {
	case s.Coverage == Undeclared:
		return "nobody has said whether it is covered"
	case s.Coverage == Uncovered && !s.Waived:
		return "it is uncovered without a waiver"
	case s.Coverage == Covered && s.Phase < PhaseLanded && s.Secondary != SecondaryRunning:
		return "its secondary replication is " + s.Secondary.String()
	case s.Coverage == Covered && beyond(s, PhasePromoted) && s.Secondary == SecondaryRunning:
		return "it is promoted and its secondary replication is still running"
	}
	return ""
}

// Law 11, of states: the way back to a copy without a new seed.
func stagingRepeats(m *Model, s State) string {
	if s.Phase == PhaseDeploying || s.Phase == PhaseMigrated || s.Phase == PhaseTested {
		if _, _, err := m.Step(s, Redeploy()); err != nil {
			return "after a failure it cannot be seeded again"
		}
	}
	if s.Phase != PhaseLaunched && s.Phase != PhaseStaged {
		return ""
	}
	next, effects, err := m.Step(s, Discard())
	switch {
	case err != nil:
		return "it cannot be discarded"
	case !effects.Has(EffectDiscard) || effects.Has(EffectSever) || next.Link != LinkLive:
		return "discarding it leaves the link " + next.Link.String()
	case next.Deliverables != 0:
		return "the next copy begins with the evidence of the one before"
	}
	next, effects, err = m.Step(next, Launch())
	if err != nil || next.Phase != PhaseLaunched || effects.Has(EffectStartReplication) {
		return "after a discard it cannot be launched from what was replicated"
	}
	return ""
}

// Law 11, of steps: no way back without a seed.
func severedReseeds(_ *Model, s State, _ Event, next State) string {
	if s.Link == LinkSevered && next.Link == LinkLive {
		return "a severed link is live again"
	}
	if s.Link != LinkLive && next.Phase > PhaseReplicating && next.Phase < PhaseDeploying && next.Link != LinkLive && next.Phase != PhaseSevered {
		return "it is " + next.Phase.String() + " without a seed"
	}
	if next.Phase == PhaseBacklog && next != (State{}) {
		return "back in the backlog it is not as new"
	}
	return ""
}

// Law 12, of assets: they can be given up until their promotion begins, and
// then nothing runs for them.
func abandonedRests(m *Model, s State) string {
	begun := s.Phase == PhaseCuttingOver || s.Phase == PhaseSevered || s.Phase >= PhaseLanded
	if _, _, err := m.Step(s, Abandon()); err != nil && !begun {
		return "it cannot be abandoned"
	}
	if s.Phase == PhaseAbandoned && (s.Link == LinkLive || s.Secondary == SecondaryRunning) {
		return "an abandoned asset is still replicated"
	}
	return ""
}
