package promotion

import "github.com/landfall-sim/landfall/staging"

// guards is a set of guards: the bit 1<<g for the guard g.
type guards uint32

// not negates the guard to which it is added. No model has one: the laws are
// tested with it.
const not Guard = 128

// guardsOf returns the guards of a rule, and those of them that must hold.
func guardsOf(list []Guard) (all, positive guards) {
	for _, g := range list {
		all |= 1 << (g &^ not)
		if g < not {
			positive |= 1 << g
		}
	}
	return all, positive
}

// has reports whether g, which may be negated, holds where exactly these do.
func (held guards) has(g Guard) bool { return held&(1<<(g&^not)) != 0 == (g < not) }

// first returns the place of the first guard of a list that does not hold; its
// length if all do.
func (held guards) first(list []Guard) int {
	for i, g := range list {
		if !held.has(g) {
			return i
		}
	}
	return len(list)
}

// when is g alone where it holds, else nothing.
func (g Guard) when(holds bool) guards {
	if holds {
		return 1 << g
	}
	return 0
}

// heldByAsset returns the guards that hold for an asset with these deliverables
// and an event with this coverage.
func heldByAsset(done staging.Set, c Coverage, waived bool) guards {
	return GuardDeliverables.when(done.Complete()) |
		GuardCoverage.when(c > Undeclared && c <= Uncovered) |
		GuardWaiver.when(c != Uncovered || waived)
}

// heldByRelease returns the guards that hold for an event of a release.
func heldByRelease(r *Release, e *Event) guards {
	return GuardMembers.when(e.Members > 0) |
		GuardUnready.when(r.Ready < r.Members) |
		GuardReady.when(r.Ready > 0) |
		GuardAllReady.when(r.Ready == r.Members) |
		GuardNotLast.when(r.Members > 1) |
		GuardUnlanded.when(r.Landed < r.Members) |
		GuardLanded.when(r.Landed > 0) |
		GuardAllLanded.when(r.Landed == r.Members) |
		GuardNoLanded.when(r.Landed == 0) |
		GuardSettled.when(r.Desired == r.Effective) |
		GuardGrows.when(e.Share > 0 && e.Share >= r.Effective && e.Share <= Whole) |
		GuardWholeStep.when(e.Share == Whole) |
		GuardPending.when(r.Desired != r.Configured) |
		GuardPartial.when(r.Desired > 0 && r.Desired < Whole) |
		GuardWhole.when(r.Desired == Whole)
}
