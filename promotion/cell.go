package promotion

import "github.com/landfall-sim/landfall/staging"

// assetCell is a rule of assets in the form in which it is stepped: what its
// [Update] makes of each part of a state is looked up, not worked out. The zero
// value stands for no rule.
type assetCell struct {
	by      Roles // who may; nobody: there is no rule
	to      Phase
	effects Effects
	while   ReleasePhases
	follows bool   // something happens to the release, too
	guards  guards // that the rule has
	holds   guards // those of them that must hold; the others must not

	link         [4]Link         // what becomes of each
	secondary    [4][4]Secondary // likewise, by the coverage after the step
	keepCoverage Coverage        // mask of the state's
	takeCoverage Coverage        // mask of the event's
	keep         staging.Set
	take         staging.Set
	keepWaiver   bool
	waive        bool
}

// newAssetCell prepares a rule: it asks its update what becomes of every value.
func newAssetCell(r *Rule) assetCell {
	after := func(s State, e Event) State {
		r.Update.asset(&s, &e)
		return s
	}
	cell := assetCell{by: r.By | By(Unattributed), to: r.To, effects: r.Effects, while: r.While, follows: len(r.Also) > 0}
	cell.guards, cell.holds = guardsOf(r.Guards)
	if !(State{Phase: r.From}).Copied() {
		cell.effects &^= Do(EffectDiscard)
	}
	for v := range uint8(4) {
		cell.link[v] = after(State{Sync: Sync{Link: Link(v)}}, Event{}).Link
		for c := range Coverage(4) {
			cell.secondary[c][v] = after(State{Sync: Sync{Coverage: c, Secondary: Secondary(v)}}, Event{Coverage: c}).Secondary
		}
	}
	full, fullEvent := State{Sync: Sync{Coverage: 255, Waived: true}, Deliverables: 255}, Event{Coverage: 255, Deliverables: 255}
	kept, taken := after(full, Event{}), after(State{}, fullEvent)
	cell.keepCoverage, cell.takeCoverage = kept.Coverage, taken.Coverage
	cell.keep, cell.take = kept.Deliverables, taken.Deliverables
	cell.keepWaiver, cell.waive = kept.Waived, taken.Waived
	return cell
}

// open reports whether the guards hold, of a state and an event with this.
func (cell *assetCell) open(complete staging.Set, c Coverage, waived bool) bool {
	return heldByAsset(complete, c, waived)&cell.guards == cell.holds
}

// next returns where the rule leads from s with an event of these parameters,
// and what the host carries out: of what is planned, only what there is to end
// or to start.
func (cell *assetCell) next(s State, c Coverage, done staging.Set) (State, Effects) {
	link, secondary, effects := s.Link, s.Secondary, cell.effects
	s.Phase = cell.to
	s.Link = cell.link[link&3]
	s.Coverage = s.Coverage&cell.keepCoverage | c&cell.takeCoverage
	s.Secondary = cell.secondary[s.Coverage&3][secondary&3]
	s.Waived = s.Waived && cell.keepWaiver || cell.waive
	s.Deliverables = s.Deliverables&cell.keep | done&cell.take
	if effects&conditional != 0 {
		effects = effects.carried(link, secondary, s.Secondary)
	}
	return s, effects
}
