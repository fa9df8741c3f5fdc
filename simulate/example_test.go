package simulate_test

import (
	"context"
	"fmt"

	"github.com/landfall-sim/landfall/simulate"
)

// A database of 900 GB goes to the cloud over 1 Gbps: under which model? What is
// left out of a scenario has a default.
func Example() {
	scenario := &simulate.Scenario{
		Landfall: simulate.FormatVersion,
		Network:  simulate.Network{Links: []simulate.Link{{Name: "uplink", Capacity: new(1 * simulate.Gbps)}}},
		Sites:    []simulate.Site{{Name: "dc1", Route: []string{"uplink"}}},
		Tests:    simulate.Tests{Performance: simulate.Test{Takes: new(simulate.TriangularDist(1*simulate.Day, 2*simulate.Day, 5*simulate.Day))}},
		Portfolio: []simulate.Subscription{{Workloads: []simulate.Workload{{
			Name: "erp",
			Assets: []simulate.Asset{{
				Name: "db-01", Stateful: true,
				Used: new(simulate.Const(900 * simulate.GB)), Churn: new(simulate.Const((60 * simulate.GB).Per(simulate.Day))),
			}},
		}}}},
	}
	result, err := simulate.Compare(context.Background(), scenario, simulate.Options{Replications: 200})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range result.Models {
		fmt.Printf("%s: in %.0f h, losing %.0f GB\n", m.Model, m.Portfolio.Duration.P80/float64(simulate.Hour), m.Portfolio.LossBytes.Mean/1e9)
	}
	fmt.Println("recommended:", result.Comparison.Recommended)
	// Output:
	// single-step: in 2 h, losing 0 GB
	// staged: in 86 h, losing 159 GB
	// flight: in 2 h, losing 0 GB
	// recommended: single-step
}
