package backlog

import "iter"

// Backlog is an ordered list of workloads, by the subscription in which they
// land.
type Backlog struct {
	Subscriptions []Subscription
}

// Subscription is a landing zone and the workloads that go there.
type Subscription struct {
	Name      string
	Workloads []Workload
}

// Workload is the assets that serve one business function.
type Workload struct {
	Name   string
	After  []string // workloads that have to be promoted before
	Effort float64  // person-hours to migrate it
	Assets []Asset
}

// Asset is one server, database or file share.
type Asset struct {
	Name string
	Used float64 // bytes; the mean where it is not known for sure
}

// Bytes is the sum of the used bytes of the workload's assets.
func (w Workload) Bytes() float64 {
	var sum float64
	for _, a := range w.Assets {
		sum += a.Used
	}
	return sum
}

// All gives the workloads by their number, as they are listed.
func (b Backlog) All() iter.Seq2[int, Workload] {
	return func(yield func(int, Workload) bool) {
		i := 0
		for _, s := range b.Subscriptions {
			for _, w := range s.Workloads {
				if !yield(i, w) {
					return
				}
				i++
			}
		}
	}
}

// workloads lists the workloads by their number.
func (b Backlog) workloads() []Workload {
	var all []Workload
	for _, s := range b.Subscriptions {
		all = append(all, s.Workloads...)
	}
	return all
}

// after lists for each workload the numbers of those that it comes after.
func after(workloads []Workload) [][]int {
	number := make(map[string]int, len(workloads))
	for i, w := range workloads {
		if _, taken := number[w.Name]; !taken {
			number[w.Name] = i
		}
	}
	edges := make([][]int, len(workloads))
	for i, w := range workloads {
		for _, name := range w.After {
			if j, ok := number[name]; ok {
				edges[i] = append(edges[i], j)
			}
		}
	}
	return edges
}
