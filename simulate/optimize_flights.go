package simulate

import (
	"math"
	"slices"
)

// The bounds of what flight plans are changed to.
const (
	mostFlights = 6
	leastBake   = Hour
	mostBake    = 4 * Week
	mostShare   = 0.9 // of all flights but the last: nearly all users are no trial
	firstBake   = Day // of a flight that is put into a plan which watches nobody
)

// flightPlans lists the plans next to one: with a bake, or all of them, half or
// twice as long; with all shares but the last half or twice as large; with a
// flight less; with one more, at the geometric mean of its neighbors' shares.
func flightPlans(plan []FlightStep) [][]FlightStep {
	var list [][]FlightStep
	last := len(plan) - 1
	for _, factor := range []float64{0.5, 2} {
		all, shares := slices.Clone(plan), slices.Clone(plan)
		for i := range plan {
			one := slices.Clone(plan)
			one[i].Bake = scaledBake(plan[i].Bake, factor)
			list = append(list, one)
			all[i].Bake = one[i].Bake
			if i < last {
				shares[i].Share = scaledShare(plan[i].Share, factor)
			}
		}
		list = append(list, all, shares)
	}
	for i := range last {
		list = append(list, slices.Delete(slices.Clone(plan), i, i+1))
	}
	if len(plan) < mostFlights {
		for i := range plan {
			list = append(list, slices.Insert(slices.Clone(plan), i, between(plan, i)))
		}
	}
	return slices.DeleteFunc(list, falls)
}

// between is a flight to put before one of a plan.
func between(plan []FlightStep, i int) FlightStep {
	below := Share(0.01)
	if i > 0 {
		below = plan[i-1].Share
	}
	step := FlightStep{roundShare(Share(math.Sqrt(float64(below * plan[i].Share)))), plan[max(0, i-1)].Bake}
	if step.Bake.Mean() == 0 {
		step.Bake = new(Const(firstBake))
	}
	return step
}

// falls says whether a plan's shares do so somewhere, as rounding may cause.
func falls(plan []FlightStep) bool {
	return !slices.IsSortedFunc(plan, func(a, b FlightStep) int {
		switch {
		case a.Share < b.Share:
			return -1
		case a.Share > b.Share:
			return 1
		}
		return 0
	})
}

// scaledBake is a bake of so many times the length, or as it is if that would
// be out of bounds. All parameters of every shape are lengths.
func scaledBake(bake *Dist[Duration], factor float64) *Dist[Duration] {
	if mean := bake.Mean() * Duration(factor); mean < leastBake || mean > mostBake {
		return bake
	}
	out := Dist[Duration]{Shape: bake.Shape}
	for _, p := range bake.Params {
		out.Params = append(out.Params, p*Duration(factor))
	}
	return &out
}

// scaledShare is a share so many times as large, or as it is if that would be
// out of bounds.
func scaledShare(s Share, factor float64) Share {
	if scaled := s * Share(factor); scaled <= mostShare {
		return roundShare(scaled)
	}
	return s
}

// roundShare is a share in whole percent, above none and below all.
func roundShare(s Share) Share {
	return Share(min(max(math.Round(float64(s)*100), 1), 99) / 100)
}
