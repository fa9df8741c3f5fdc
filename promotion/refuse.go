package promotion

// refusal returns why an asset refuses an event that no cell allows.
func (m *Model) refusal(s State, e *Event) *Refusal {
	if int(s.Phase) >= phases || int(e.Kind) >= kinds {
		return m.unknown
	}
	cell, why := &m.assets[s.Phase][e.Kind], &m.assetGrounds[s.Phase][e.Kind]
	switch {
	case cell.by == 0:
		return why.none
	case !cell.by.Has(e.By):
		return why.role
	}
	done := s.Deliverables | e.Deliverables
	first := heldByAsset(done, e.Coverage, s.Waived).first(why.guards)
	if why.guards[first] == GuardDeliverables {
		return why.missing[done.Missing()]
	}
	return why.broken[first]
}

// outside returns why the phase of its release refuses what an asset allows.
func (m *Model) outside(p ReleasePhase, s State, e *Event) *Refusal {
	if int(p) >= releasePhases {
		return m.unknown
	}
	return m.assetGrounds[s.Phase][e.Kind].outside[p]
}

// releaseRefusal returns why a release refuses an event that no cell allows.
func (m *Model) releaseRefusal(r *Release, e *Event) *Refusal {
	if int(r.Phase) >= releasePhases || int(e.Kind) >= kinds {
		return m.unknown
	}
	cell, why := &m.releases[r.Phase][e.Kind], &m.releaseGrounds[r.Phase][e.Kind]
	switch {
	case m.foreign(r, e) && e.Kind != KindDecide:
		return why.other
	case cell.by == 0:
		return why.none
	case !cell.by.Has(e.By):
		return why.role
	}
	return why.broken[heldByRelease(r, e).first(why.guards)]
}
