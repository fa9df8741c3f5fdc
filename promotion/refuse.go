package promotion

// releaseRefusal returns why a release refuses an event that no cell allows.
func (m *Model) releaseRefusal(r *Release, e *Event) *Refusal {
	if int(r.Phase) >= releasePhases || int(e.Kind) >= kinds {
		return m.unknown
	}
	cell, why := &m.releases[r.Phase][e.Kind], &m.grounds[r.Phase][e.Kind]
	switch {
	case m.foreign(r, e) && (e.Kind != KindDecide || cell.by != 0):
		return why.other
	case cell.by == 0:
		return why.none
	case !cell.by.Has(e.By):
		return why.role
	}
	return why.broken[heldByRelease(r, e).first(why.guards)]
}

// outside returns why phase p of its release refuses what an asset allows.
func (m *Model) outside(p ReleasePhase, cell *memberCell) *Refusal {
	if int(p) >= releasePhases {
		return m.unknown
	}
	return cell.outside[p]
}
