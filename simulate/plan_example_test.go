package simulate_test

import (
	"context"
	"fmt"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/promotion/trace"
	"github.com/landfall-sim/landfall/simulate"
)

// ExamplePlan_Explain tells how a workload fared in the first replication.
func ExamplePlan_Explain() {
	plan, err := simulate.Compile(shop())
	if err != nil {
		fmt.Println(err)
		return
	}
	story, err := plan.Explain(simulate.Flight, 1, 0, "shop")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range story.Steps {
		fmt.Println(step.From, step.To, step.Kind)
	}
	// Output:
	// 0s 0s began
	// 0s 1h0m0s seed
	// 1h0m0s 2h0m0s bake
	// 2h0m0s 2h0m0s promoted
}

// ExamplePlan_Timeline checks that what the simulator did is what the model
// allows.
func ExamplePlan_Timeline() {
	plan, err := simulate.Compile(shop())
	if err != nil {
		fmt.Println(err)
		return
	}
	log := func(yield func(trace.Record, error) bool) {
		more := true
		plan.Timeline(simulate.SingleStep, 1, 0, func(r trace.Record) {
			if r.Asset == "db" && r.Measured == nil {
				fmt.Println(r.At.Format("2 Jan 15:04"), r.Event)
			}
			more = more && yield(r, nil)
		})
	}
	fmt.Println(trace.Check(promotion.SingleStep(), log, trace.Options{}))
	// Output:
	// 5 Jan 00:00 replicate
	// 5 Jan 01:00 in-sync
	// 5 Jan 01:00 launch
	// 5 Jan 01:00 record deliverables=automated-testing
	// 5 Jan 01:00 record deliverables=migration-documentation,configuration-documentation,backlog-documentation
	// 5 Jan 01:00 stage
	// 5 Jan 01:00 cutover
	// 5 Jan 01:00 sever
	// 5 Jan 01:00 land
	// 5 Jan 01:00 promote
	// 4 Feb 01:00 retire
	// conforms <nil>
}

// ExampleSizeModel asks for the least line that carries 450 GB in two hours, and how
// late to start with the one that there is.
func ExampleSizeModel() {
	s := shop()
	s.Objectives.Finish = ptr(simulate.After(2 * simulate.Hour))
	sizing, err := simulate.SizeModel(context.Background(), s, simulate.Staged, simulate.Options{Replications: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	staged := sizing.Models[0]
	fmt.Println(*staged.Uplinks[0].Least/1e6, "Mbit/s")
	fmt.Println(staged.LatestStart.Start.Format("15:04"))
	// Output:
	// 500 Mbit/s
	// 01:00
}
