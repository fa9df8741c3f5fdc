package promotion

import "github.com/landfall-sim/landfall/staging"

// cases is how many numbers guardCase gives.
const cases = 1 << 7

// guardCase numbers what the guards of an asset look at: the deliverables that
// are missing, the known coverage of the event, and whether its loss is waived.
func guardCase(missing staging.Set, c Coverage, waived bool) uint8 {
	return (uint8(missing) | bit(waived)<<4 | uint8(c)<<5) % cases
}

// perCase returns for every guardCase the refusal by the first guard of a list
// that does not hold, nil where all do.
func (r Refusal) perCase(list []Guard) *[cases]*Refusal {
	all, broken, incomplete := new([cases]*Refusal), r.perGuard(list), r.perMissing()
	for i := range all {
		missing, waived, c := staging.Set(i)&staging.All, i>>4&1 != 0, Coverage(i>>5)
		first := heldByAsset(staging.All&^missing, c, waived).first(list)
		switch {
		case first == len(list):
		case list[first] == GuardDeliverables:
			all[i] = incomplete[missing]
		default:
			all[i] = broken[first]
		}
	}
	return all
}
