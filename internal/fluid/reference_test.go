package fluid_test

import (
	"math"
	"slices"

	"github.com/landfall-sim/landfall/internal/fluid"
)

// reference shares links by the textbook: within a class all rates rise
// together until a flow reaches its limit or a link is full, whichever is
// first; those flows stop, the others go on. It looks at everything anew in
// every round.
func reference(capacity []float64, flows []fluid.Flow) []float64 {
	left := slices.Clone(capacity)
	rates := make([]float64, len(flows))
	var numbers []int
	for _, f := range flows {
		numbers = append(numbers, f.Class)
	}
	slices.Sort(numbers)
	for _, number := range slices.Compact(numbers) {
		var class []int
		for i, f := range flows {
			if f.Class == number {
				class = append(class, i)
			}
		}
		fillClass(left, flows, class, rates)
		for _, i := range class {
			for _, l := range flows[i].Route {
				left[l] = max(0, left[l]-rates[i])
				if left[l] < 1e-12*capacity[l] {
					left[l] = 0
				}
			}
		}
	}
	return rates
}

func fillClass(capacity []float64, flows []fluid.Flow, rising []int, rates []float64) {
	room := slices.Clone(capacity)
	for len(rising) > 0 {
		level := math.Inf(1)
		fills := make([]float64, len(capacity)) // level at which a link is full
		for l := range capacity {
			weight := 0.0
			for _, i := range rising {
				if slices.Contains(flows[i].Route, l) {
					weight += flows[i].Weight
				}
			}
			fills[l] = math.Inf(1)
			if weight > 0 {
				fills[l] = max(0, room[l]) / weight
			}
			level = min(level, fills[l])
		}
		for _, i := range rising {
			level = min(level, flows[i].Limit/flows[i].Weight)
		}
		var on []int
		for _, i := range rising {
			full := slices.ContainsFunc(flows[i].Route, func(l int) bool { return fills[l] <= level*(1+1e-13) })
			if !full && flows[i].Limit/flows[i].Weight > level*(1+1e-13) {
				on = append(on, i)
				continue
			}
			rates[i] = min(flows[i].Limit, flows[i].Weight*level)
			for _, l := range flows[i].Route {
				room[l] -= rates[i]
			}
		}
		rising = on
	}
}
