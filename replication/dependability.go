package replication

import "math"

// ProtectionLevel is one of the levels on which copies are made of a source,
// or of the level before: a mirror, a snapshot, a tape. All three are seconds,
// or all in any other unit of time.
type ProtectionLevel struct {
	Accumulate float64 // between two copies
	Propagate  float64 // until a copy is complete
	Hold       float64 // until it is passed on
}

// RecentLoss returns how much of the recent past is lost when the last of the
// given levels is the first that survives: at worst, and on average for a
// failure at a moment that is spread evenly. A copy is as old as the delays of
// all levels before it and its own, and on top of that up to one accumulation.
//
// Source: Keeton and Merchant, "A framework for evaluating storage system
// dependability", DSN 2004; definition in US patent 7,467,329, claim 1.
func RecentLoss(levels ...ProtectionLevel) (worst, mean float64, ok bool) {
	if len(levels) == 0 {
		return 0, 0, false
	}
	delay := 0.0
	for _, l := range levels {
		if !amounts(l.Accumulate, l.Propagate, l.Hold) {
			return 0, 0, false
		}
		delay += l.Propagate + l.Hold
	}
	last := levels[len(levels)-1].Accumulate
	if worst, ok = finite(delay + last); !ok {
		return 0, 0, false
	}
	return worst, delay + last/2, true
}

// BlockClass is a number of equal blocks that are written with the same
// likelihood.
type BlockClass struct {
	Blocks float64
	Writes float64
}

// DistinctBlocks returns how many different blocks are expected to have been
// written: Σ N·(1 − (1 − 1/N)^k) over the classes, with N blocks and k writes
// that each hit any block. That is what is left to carry where rewrites fold.
//
// Source: the classical occupancy problem (Feller, "An introduction to
// probability theory and its applications", vol. 1, section IV.2).
func DistinctBlocks(classes ...BlockClass) (blocks float64, ok bool) {
	sum := 0.0
	for _, c := range classes {
		switch {
		case !amounts(c.Blocks, c.Writes) || c.Blocks == 0 && c.Writes > 0:
			return 0, false
		case c.Blocks <= 1:
			sum += min(c.Blocks, c.Writes)
		default:
			sum += -c.Blocks * math.Expm1(c.Writes*math.Log1p(-1/c.Blocks))
		}
	}
	return finite(sum)
}
