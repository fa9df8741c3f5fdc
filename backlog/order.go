package backlog

import (
	"cmp"
	"slices"
)

// Order lists the numbers of the workloads in the order in which they are taken
// up. Only critical-first looks at dependencies, and puts a workload before all
// that come after it.
func (b Backlog) Order(p Policy) []int {
	workloads := b.workloads()
	order := make([]int, len(workloads))
	for i := range order {
		order[i] = i
	}
	switch p {
	case SmallestFirst, LargestFirst:
		size := make([]float64, len(workloads))
		for i, w := range workloads {
			size[i] = w.Bytes()
		}
		slices.SortStableFunc(order, func(i, j int) int {
			if p == LargestFirst {
				i, j = j, i
			}
			return cmp.Compare(size[i], size[j])
		})
	case CriticalFirst:
		behind := followers(after(workloads))
		slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(behind[j], behind[i]) })
	}
	return order
}
