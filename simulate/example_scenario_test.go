package simulate_test

import (
	"fmt"

	"github.com/landfall-sim/landfall/simulate"
)

// A scenario is plain structs; what is left out has the default of the file.
func ExampleScenario() {
	s := &simulate.Scenario{
		Landfall: simulate.FormatVersion,
		Network: simulate.Network{Links: []simulate.Link{
			{Name: "uplink", Capacity: new(1 * simulate.Gbps)},
		}},
		Sites: []simulate.Site{{Name: "dc1", Route: []string{"uplink"}}},
		Tool:  simulate.Tool{Launch: new(simulate.TriangularDist(10*simulate.Minute, 15*simulate.Minute, simulate.Hour))},
		Portfolio: []simulate.Subscription{{Workloads: []simulate.Workload{{
			Name: "erp",
			Assets: []simulate.Asset{{
				Name:  "db-01",
				Used:  new(simulate.Const(900 * simulate.GiB)),
				Churn: new(simulate.Const((60 * simulate.GB).Per(simulate.Day))),
			}},
		}}}},
	}
	fmt.Println(s.Validate())
	fmt.Println(*s.WithDefaults().Horizon)
	// Output:
	// <nil>
	// 104w
}

// All problems of a scenario come together.
func ExampleScenario_Validate() {
	s := &simulate.Scenario{Landfall: simulate.FormatVersion, Sites: []simulate.Site{{Name: "dc1"}}}
	fmt.Println(s.Validate())
	// Output:
	// network.links: is empty; at least one link
	// sites[0].route: is empty; the links that the site's traffic crosses
	// portfolio: is empty; at least one subscription with a workload that has an asset
}

// Rates of networks are bits, rates of disks are bytes.
func ExampleParseBitRate() {
	rate, err := simulate.ParseBitRate("1.6Gbps")
	fmt.Println(rate, err)
	_, err = simulate.ParseBitRate("125MB/s")
	fmt.Println(err)
	// Output:
	// 1.6Gbps <nil>
	// "125MB/s" is in bytes; a network rate is in bits, and MB/s and Mbps differ by eight: write 1Gbps
}

// A draw is the quantile of a uniform random number.
func ExampleDist_Quantile() {
	work := simulate.TriangularDist(4*simulate.Hour, 8*simulate.Hour, simulate.Day)
	for _, u := range []float64{0.1, 0.5, 0.9} {
		fmt.Printf("%.1f h\n", float64(work.Quantile(u)/simulate.Hour))
	}
	fmt.Println(work.Mean())
	// Output:
	// 6.8 h
	// 11.4 h
	// 18.3 h
	// 12h
}
