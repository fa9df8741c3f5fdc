package promotion

// releaseCell is a rule of releases in the form in which it is stepped. The
// zero value stands for no rule.
type releaseCell struct {
	by      Roles // who may; nobody: there is no rule
	to      ReleasePhase
	effects Effects
	guards  guards // that the rule has
	holds   guards // those of them that must hold; the others must not
	update  Update
}

// newReleaseCell prepares a rule.
func newReleaseCell(r *ReleaseRule) releaseCell {
	cell := releaseCell{by: r.By | By(Unattributed), to: r.To, effects: r.Effects, update: r.Update}
	cell.guards, cell.holds = guardsOf(r.Guards)
	return cell
}

// allows reports whether the role may and the guards hold.
func (cell *releaseCell) allows(r *Release, e *Event) bool {
	return cell.by.Has(e.By) && (cell.guards == 0 || heldByRelease(r, e)&cell.guards == cell.holds)
}
