package simulate_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// twoShops is a shop with many users, whose defects flights would find, and a
// file share without users, which flights would leave without replication.
func twoShops() *simulate.Scenario {
	s := shop()
	s.Promotion.Models, s.Promotion.Flights[0].Bake = nil, ptr(simulate.Const(5*simulate.Day))
	s.Defects = simulate.Defects{PerWorkload: ptr(2.0), Mitigate: ptr(simulate.Const(4 * simulate.Hour))}
	s.Portfolio[0].Workloads[0].Users = ptr(5000.0)
	s.Portfolio = append(s.Portfolio, simulate.Subscription{Name: "office", Workloads: []simulate.Workload{{
		Name: "files", Defects: ptr(0.0), Assets: []simulate.Asset{{
			Name: "share", Used: ptr(simulate.Const(100 * simulate.GB)), Churn: ptr(simulate.Const(simulate.MB.Per(simulate.Second))), Stateful: true,
		}},
	}}})
	return s
}

// The shop goes in flights, which harm few users; the file share in a single
// step, which loses nothing.
func ExampleOptimize() {
	best, err := simulate.Optimize(context.Background(), twoShops(), simulate.OptimizeOptions{
		Budget: 1000, Minimize: "affected", Keep: []simulate.Part{simulate.FlightsPart},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range best.Best.Models {
		fmt.Println(m.Subscription, m.Model)
	}
	fmt.Println(best.Better, best.DecidedBy)
	fmt.Println(best.Plan.Portfolio[1].Workloads[0].Model)
	// Output:
	// retail flight
	// office single-step
	// true lossBytes
	// single-step
}

// What optimize says of its answer is what compare says of the plan.
func TestCompareAgreesWithOptimize(t *testing.T) {
	best, err := simulate.Optimize(t.Context(), twoShops(), simulate.OptimizeOptions{Budget: 600, Minimize: "affected"})
	if err != nil {
		t.Fatal(err)
	}
	result, err := simulate.Compare(t.Context(), best.Plan, simulate.Options{Replications: best.Fresh, Seed: best.Seed})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := result.Models[0].Portfolio, best.Best.Portfolio; fmt.Sprint(got) != fmt.Sprint(want) || len(result.Models) != 1 {
		t.Errorf("compare says\n%+v, optimize\n%+v", got, want)
	}
	for _, u := range best.Uniform {
		result, err := simulate.Simulate(t.Context(), twoShops(), u.Model, simulate.Options{Replications: best.Fresh, Seed: best.Seed})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := result.Models[0].Portfolio, u.Portfolio; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: simulate says\n%+v, optimize\n%+v", u.Model, got, want)
		}
	}
}
