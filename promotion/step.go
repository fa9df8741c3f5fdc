package promotion

// Step carries out e on an asset in state s. It returns the new state and what
// the host must carry out, or s unchanged with a [*Refusal]. Step is total: it
// accepts any values; it never allocates.
//
// Step looks at the asset alone. [Model.StepMember] also heeds its release.
func (m *Model) Step(s State, e Event) (State, Effects, error) {
	if int(s.Phase) < phases && int(e.Kind) < kinds {
		cell := &m.assets[s.Phase][e.Kind]
		if cell.by.Has(e.By) && (cell.guards == 0 || cell.open(s.Deliverables|e.Deliverables, e.Coverage, s.Waived)) {
			next, effects := cell.next(s, e.Coverage, e.Deliverables)
			return next, effects, nil
		}
	}
	return s, 0, m.refusal(s, &e)
}

// StepRelease carries out e on a release unit. It returns the new release and
// what the host must carry out, or r unchanged with a [*Refusal]. It is total
// and never allocates.
func (m *Model) StepRelease(r Release, e Event) (next Release, effects Effects, err error) {
	next = r
	if m.allowsRelease(&r, &e) {
		return next, m.stepRelease(&next, &e), nil
	}
	return next, 0, m.releaseRefusal(&r, &e)
}

// StepMember carries out e on an asset in state s that belongs to release r:
// as [Model.Step] does, but it also refuses what the phase of the release
// forbids, and carries out on the release what goes with it (a member becomes
// ready, is withdrawn, lands). It is all or nothing: a refusal changes neither.
func (m *Model) StepMember(r Release, s State, e Event) (Release, State, Effects, error) {
	next, effects, err := m.Step(s, e)
	if err != nil {
		return r, s, 0, err
	}
	cell := &m.assets[s.Phase][e.Kind]
	if !cell.while.Has(r.Phase) {
		return r, s, 0, m.outside(r.Phase, s, &e)
	}
	if !cell.follows {
		return r, next, effects, nil
	}
	unit := r
	for _, kind := range m.also[s.Phase][e.Kind] {
		with := Event{Kind: kind}
		if !m.allowsRelease(&unit, &with) {
			return r, s, 0, m.releaseRefusal(&unit, &with)
		}
		effects |= m.stepRelease(&unit, &with)
	}
	return unit, next, effects, nil
}

// allowsRelease reports whether r has chosen the model, and the model allows e.
func (m *Model) allowsRelease(r *Release, e *Event) bool {
	if int(r.Phase) >= releasePhases || int(e.Kind) >= kinds || m.foreign(r, e) {
		return false
	}
	return m.releases[r.Phase][e.Kind].allows(r, e)
}

// foreign reports whether r must be stepped by another model, or decide first.
func (m *Model) foreign(r *Release, e *Event) bool {
	return r.Model != m.id && (e.Kind != KindDecide || r.Phase != ReleaseOpen)
}

// stepRelease carries out in place what is allowed.
func (m *Model) stepRelease(r *Release, e *Event) Effects {
	cell := &m.releases[r.Phase][e.Kind]
	cell.update.release(r, e, m.id)
	r.Phase = cell.to
	return cell.effects
}
