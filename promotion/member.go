package promotion

// StepMember carries out e on an asset in state s that belongs to release r:
// as [Model.Step] does, but it also refuses what the phase of the release
// forbids, and carries out on the release what goes with it (a member becomes
// ready, is withdrawn, lands). It is all or nothing: a refusal changes neither.
func (m *Model) StepMember(r Release, s State, e Event) (Release, State, Effects, error) {
	cell, refused := m.assetStep(&s, &e)
	if refused != nil {
		return r, s, 0, refused
	}
	if int(r.Phase) >= releasePhases {
		return r, s, 0, m.unknown
	}
	if !cell.while.Has(r.Phase) {
		return r, s, 0, cell.outside[r.Phase]
	}
	next := s
	effects := cell.carry(&s, &next, &e)
	unit := r
	for _, kind := range cell.also {
		with := Event{Kind: kind}
		row, refused := m.releaseStep(&unit, &with)
		if refused != nil {
			return r, s, 0, refused
		}
		row.update.release(&unit, &with, m.id)
		unit.Phase = row.to
		effects |= row.effects
	}
	return unit, next, effects, nil
}
