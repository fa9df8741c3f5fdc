package simulate_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

func ptr[T any](v T) *T { return &v }

// shop is a single database of 450 GB behind 1 Gbit/s, an hour to carry.
func shop() *simulate.Scenario {
	return &simulate.Scenario{
		Landfall: 1, Name: "shop",
		Network: simulate.Network{Links: []simulate.Link{{Name: "wan", Capacity: ptr(simulate.BitRate(1e9))}}},
		Sites:   []simulate.Site{{Name: "dc", Route: []string{"wan"}}},
		Promotion: simulate.Promotion{
			Models: []simulate.ModelName{simulate.Staged, simulate.Flight},
			Flights: []simulate.FlightStep{
				{Share: 0.1, Bake: ptr(simulate.Const(simulate.Duration(3600)))},
				{Share: 1},
			},
		},
		Portfolio: []simulate.Subscription{{Name: "retail", Workloads: []simulate.Workload{{
			Name: "shop", Assets: []simulate.Asset{{Name: "db", Used: ptr(simulate.Const(simulate.Bytes(450e9)))}},
		}}}},
	}
}

func ExampleCompare() {
	result, err := simulate.Compare(context.Background(), shop(), simulate.Options{Replications: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range result.Models {
		fmt.Println(m.Model, m.Portfolio.Duration.Mean, m.Portfolio.Duration.Unit)
	}
	fmt.Println(result.Comparison.Reasons[0])
	// Output:
	// staged 3600 s
	// flight 7200 s
	// No objectives are given; lost data, end, affected users and dual running decide, in this order: staged ends 60 min before flight, the runner-up.
}

func ExampleSimulate() {
	result, err := simulate.Simulate(context.Background(), shop(), simulate.SingleStep, simulate.Options{Replications: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Models[0].Workloads[0].Assets[0].Seeded.Mean)
	// Output: 3600
}

func TestInvalidScenariosAreNotRun(t *testing.T) {
	if _, err := simulate.Compare(t.Context(), &simulate.Scenario{}, simulate.Options{}); !errors.Is(err, simulate.ErrScenario) {
		t.Errorf("compare: %v", err)
	}
	if _, err := simulate.Simulate(t.Context(), &simulate.Scenario{}, simulate.Staged, simulate.Options{}); !errors.Is(err, simulate.ErrScenario) {
		t.Errorf("simulate: %v", err)
	}
}
