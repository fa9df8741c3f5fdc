package promotion

// Step carries out e on an asset in state s. It returns the new state and what
// the host must carry out, or s unchanged with a [*Refusal]. Step is total: it
// accepts any values; it never allocates.
//
// Step looks at the asset alone. [Model.StepMember] also heeds its release.
func (m *Model) Step(s State, e Event) (State, Effects, error) {
	cell, refused := m.assetStep(&s, &e)
	if refused != nil {
		return s, 0, refused
	}
	next := s
	effects := cell.carry(&s, &next, &e)
	return next, effects, nil
}

// carry makes next, a copy of s, what e leads to.
func (cell *assetStep) carry(s, next *State, e *Event) Effects {
	if cell.update != 0 {
		cell.update.asset(next, e)
	}
	next.Phase = cell.to
	return carried(cell.effects, s, next)
}

// assetStep finds the rule for e in s, or the refusal.
func (m *Model) assetStep(s *State, e *Event) (*assetStep, *Refusal) {
	if int(s.Phase) >= phases || int(e.Kind) >= kinds {
		return nil, m.unknown
	}
	cell := &m.assets[s.Phase][e.Kind]
	if !cell.rule {
		return nil, cell.none
	}
	if !cell.by.Has(e.By) {
		return nil, cell.role
	}
	for i := range cell.count {
		if g := cell.guards[i]; !g.holdsAsset(s, e) {
			if g == GuardDeliverables {
				return nil, cell.missing[(s.Deliverables | e.Deliverables).Missing()]
			}
			return nil, cell.broken[i]
		}
	}
	return cell, nil
}

// StepRelease carries out e on a release unit. It returns the new release and
// what the host must carry out, or r unchanged with a [*Refusal]. It is total
// and never allocates.
func (m *Model) StepRelease(r Release, e Event) (Release, Effects, error) {
	cell, refused := m.releaseStep(&r, &e)
	if refused != nil {
		return r, 0, refused
	}
	cell.update.release(&r, &e, m.id)
	r.Phase = cell.to
	return r, cell.effects, nil
}

// releaseStep finds the rule for e in r, or the refusal.
func (m *Model) releaseStep(r *Release, e *Event) (*releaseStep, *Refusal) {
	if int(r.Phase) >= releasePhases || int(e.Kind) >= kinds {
		return nil, m.unknown
	}
	cell := &m.releases[r.Phase][e.Kind]
	if r.Model != m.id && !(e.Kind == KindDecide && r.Phase == ReleaseOpen) {
		if e.Kind == KindDecide {
			return nil, cell.none
		}
		return nil, cell.other
	}
	if !cell.rule {
		return nil, cell.none
	}
	if !cell.by.Has(e.By) {
		return nil, cell.role
	}
	for i := range cell.count {
		if !cell.guards[i].holdsRelease(r, e) {
			return nil, cell.broken[i]
		}
	}
	return cell, nil
}
