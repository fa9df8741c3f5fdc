package simulate_test

import (
	"context"
	"fmt"

	"github.com/landfall-sim/landfall/simulate"
)

// What moves the end of the shop's migration, and which capacity still does.
func ExampleSensitivity() {
	s := shop()
	s.Objectives.Finish = ptr(simulate.After(90 * simulate.Minute))
	r, err := simulate.Sensitivity(context.Background(), s, simulate.SensitivityOptions{
		Options:   simulate.Options{Replications: 2},
		Inputs:    []string{"links[wan].capacity", "assets.used", "promotion.flights.bake"},
		BreakEven: []string{"links[wan].capacity"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range r.Inputs {
		in := &r.Inputs[i]
		fmt.Printf("%s at %s: ", in.Input, in.Unit.Format(*in.Low.Value))
		for _, m := range in.Low.Models {
			fmt.Printf("%s %v s, ", m.Model, *m.Metric("duration").P80)
		}
		fmt.Println("then", in.Low.Recommended)
	}
	fmt.Println(r.Changes[0])
	// Output:
	// links[wan].capacity at 800 Mbps: staged 4500 s, flight 8100 s, then staged
	// promotion.flights.bake at 48 min: staged 3600 s, flight 6480 s, then staged
	// assets.used at 360 GB: staged 2880 s, flight 6480 s, then staged
	// With the capacity of wan at 660 Mbps or less, now 1 Gbps, staged no longer meets the objectives, nor does another model.
}
