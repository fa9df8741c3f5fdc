package backlog_test

import (
	"fmt"
	"strings"

	"github.com/landfall-sim/landfall/backlog"
)

func estate() backlog.Backlog {
	const GB = 1e9
	return backlog.Backlog{Subscriptions: []backlog.Subscription{
		{Name: "retail", Workloads: []backlog.Workload{
			{Name: "web-shop", After: []string{"identity", "erp"}, Effort: 40, Assets: []backlog.Asset{{Name: "web-01", Used: 120 * GB}}},
			{Name: "reports", After: []string{"erp"}, Effort: 16, Assets: []backlog.Asset{{Name: "bi-01", Used: 400 * GB}}},
		}},
		{Name: "core", Workloads: []backlog.Workload{
			{Name: "identity", Effort: 8, Assets: []backlog.Asset{{Name: "dir-01", Used: 80 * GB}}},
			{Name: "erp", After: []string{"identity"}, Effort: 80, Assets: []backlog.Asset{{Name: "db-01", Used: 900 * GB}}},
		}},
	}}
}

func Example() {
	b := estate()
	if err := b.Validate(); err != nil {
		fmt.Println(err)
		return
	}
	for i, wave := range b.Waves(backlog.CriticalFirst, backlog.Limit{Bytes: 1e12}) {
		fmt.Printf("wave %d: %s, %.0f GB\n", i+1, strings.Join(wave.Workloads, " and "), wave.Bytes/1e9)
	}
	// Output:
	// wave 1: identity, 80 GB
	// wave 2: erp, 900 GB
	// wave 3: web-shop and reports, 520 GB
}

func ExampleBacklog_Order() {
	b := estate()
	names := make(map[int]string)
	for i, w := range b.All() {
		names[i] = w.Name
	}
	for _, i := range b.Order(backlog.SmallestFirst) {
		fmt.Println(names[i])
	}
	// Output:
	// identity
	// web-shop
	// reports
	// erp
}

func ExampleBacklog_Rings() {
	b := estate()
	b.Subscriptions[1].Workloads[0].After = []string{"web-shop"} // identity
	ring, _ := b.Rings()
	fmt.Println(strings.Join(ring, " → "), "→", ring[0])
	// Output: web-shop → identity → web-shop
}

func ExampleBacklog_Sprints() {
	for i, sprint := range estate().Sprints(backlog.Listed, 60) {
		fmt.Printf("sprint %d: %s, %.0f h\n", i+1, strings.Join(sprint.Workloads, ", "), sprint.Effort)
	}
	// Output:
	// sprint 1: identity, 8 h
	// sprint 2: erp, 80 h
	// sprint 3: web-shop, reports, 56 h
}

func ExampleDocument() {
	document := estate().Document(backlog.CriticalFirst)
	document, update, err := document.Move("identity", backlog.Staged)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(update)
	for item := range document.At(backlog.Waiting) {
		fmt.Println(item.Workload, "is waiting")
	}
	// Output:
	// identity (dir-01): waiting → staged
	// erp is waiting
	// web-shop is waiting
	// reports is waiting
}

func ExampleRing() {
	after := [][]int{{1}, {2}, {3, 0}, {2}}
	fmt.Println(backlog.Ring(len(after), func(i int) []int { return after[i] }))
	// Output: [2 3]
}
