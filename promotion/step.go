package promotion

// Step carries out e on an asset in state s. It returns the new state and what
// the host must carry out, or s unchanged with a [*Refusal]. Step is total: it
// accepts any values; it never allocates.
//
// Step looks at the asset alone. [Model.StepMember] also heeds its release.
func (m *Model) Step(s State, e Event) (State, Effects, error) {
	if int(s.Phase) >= phases || int(e.Kind) >= kinds {
		return s, 0, m.noAsset.refusal(e.Kind, int(s.Phase))
	}
	cell := &m.assets[e.Kind][s.Phase]
	if !cell.by.Has(e.By) {
		return s, 0, cell.barred
	}
	if cell.broken != nil {
		missing := (s.Deliverables | e.Deliverables).Missing()
		if refusal := cell.broken[guardCase(missing, e.Coverage.known(), s.Waived)]; refusal != nil {
			return s, 0, refusal
		}
	}
	next, effects := s, cell.effects
	next.Phase = cell.to
	next.Deliverables = s.Deliverables&cell.keep | e.Deliverables&cell.take
	if cell.turns != nil {
		coverage := s.Coverage
		if cell.declares {
			coverage = e.Coverage.known()
		}
		turn := &cell.turns[s.condition(coverage)]
		next.Sync, effects = turn.sync, turn.effects
	}
	return next, effects, nil
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
// Where the release refuses what goes with e, the [*Refusal] is of that, such as
// start for replicate in a release that has not chosen the model.
func (m *Model) StepMember(r Release, s State, e Event) (Release, State, Effects, error) {
	effects, err := m.Advance(&r, &s, e)
	return r, s, effects, err
}

// Advance is [Model.StepMember] in place, for hosts of many assets: it changes
// what r and s point to, or with a [*Refusal] neither. It never allocates.
func (m *Model) Advance(r *Release, s *State, e Event) (Effects, error) {
	next, effects, err := m.Step(*s, e)
	if err != nil {
		return 0, err
	}
	with := &m.members[e.Kind][s.Phase]
	if !with.while.Has(r.Phase) {
		return 0, m.outside(r.Phase, e.Kind, with)
	}
	if len(with.also) > 0 {
		more, err := m.follow(r, with.also)
		if err != nil {
			return 0, err
		}
		effects |= more
	}
	*s = next
	return effects, nil
}

// follow carries out on a release what goes with a step of a member: all of it,
// or nothing.
func (m *Model) follow(r *Release, also []Kind) (effects Effects, err error) {
	unit := *r
	for _, kind := range also {
		e := Event{Kind: kind}
		if !m.allowsRelease(&unit, &e) {
			return 0, m.releaseRefusal(&unit, &e)
		}
		effects |= m.stepRelease(&unit, &e)
	}
	*r = unit
	return effects, nil
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
