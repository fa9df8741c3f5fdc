package promotion

// releaseRefusal returns why a release refuses an event that no cell allows.
func (m *Model) releaseRefusal(r *Release, e *Event) *Refusal {
	if int(r.Phase) >= releasePhases || int(e.Kind) >= kinds {
		return m.noRelease.refusal(e.Kind, int(r.Phase))
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

// outside returns why phase p of its release refuses event k, which an asset
// allows.
func (m *Model) outside(p ReleasePhase, k Kind, cell *memberCell) *Refusal {
	if int(p) >= releasePhases {
		return m.noRelease.refusal(k, int(p))
	}
	return cell.outside[p]
}
