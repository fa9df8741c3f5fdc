package promotion

import "github.com/landfall-sim/landfall/staging"

// assetCell is a rule of assets in the form in which it is stepped: what it
// refuses and what it makes of an asset is worked out for every case when the
// model is compiled, so that a step only looks it up. Where there is no rule
// nobody may.
type assetCell struct {
	by       Roles // who may
	to       Phase
	effects  Effects           // where turns is nil
	keep     staging.Set       // mask of the state's deliverables
	take     staging.Set       // mask of the event's
	declares bool              // the event's coverage replaces the state's
	barred   *Refusal          // of whom by leaves out
	broken   *[cases]*Refusal  // by guardCase, nil where all guards hold; nil: no guards
	turns    *[conditions]turn // by Sync.condition; nil: each stays what it is
}

// turn is what a rule makes of one condition of the sync.
type turn struct {
	sync    Sync
	effects Effects
}

// newAssetCell prepares a rule of the named model.
func newAssetCell(model string, r *Rule) assetCell {
	refusal := Refusal{Model: model, Event: r.On, Phase: r.From.String()}
	cell := assetCell{by: r.By | By(Unattributed), to: r.To, effects: r.Effects, barred: refusal.ofRole(r.By)}
	if !(State{Phase: r.From}).Copied() {
		cell.effects &^= Do(EffectDiscard)
	}
	kept := r.Update.after(State{Deliverables: 255}, Event{})
	taken := r.Update.after(State{}, Event{Deliverables: 255, Coverage: Covered})
	cell.keep, cell.take, cell.declares = kept.Deliverables, taken.Deliverables, taken.Coverage == Covered
	if len(r.Guards) > 0 {
		cell.broken = refusal.perCase(r.Guards)
	}
	cell.turns = cell.turnsOf(r.Update)
	return cell
}

// turnsOf works out what an update makes of the sync.
func (cell *assetCell) turnsOf(u Update) *[conditions]turn {
	turns, same := new([conditions]turn), !cell.declares
	for i := range turns {
		sync := syncOf(uint8(i))
		next := u.after(State{Sync: sync}, Event{Coverage: sync.Coverage}).Sync
		turns[i] = turn{next, cell.effects.carried(sync.Link, sync.Secondary, next.Secondary)}
		same = same && turns[i] == turn{sync, cell.effects}
	}
	if same {
		return nil
	}
	return turns
}

// conditions is how many numbers Sync.condition gives.
const conditions = 1 << 7

// condition numbers s with coverage c in place of its own. What no model makes
// shares a number with something that one does.
func (s Sync) condition(c Coverage) uint8 {
	return (uint8(s.Link) | uint8(s.Secondary)<<2 | bit(s.Waived)<<4 | uint8(c)<<5) % conditions
}

// syncOf returns the sync whose condition is i.
func syncOf(i uint8) Sync {
	return Sync{Link: Link(i & 3), Secondary: Secondary(i >> 2 & 3), Waived: i>>4&1 != 0, Coverage: Coverage(i >> 5)}
}

// bit is 1 for true, else 0.
func bit(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}
