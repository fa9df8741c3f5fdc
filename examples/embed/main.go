// Command embed builds a scenario in code, compares the promotion models and
// prints the recommendation. It is the whole of what a program needs that
// embeds landfall.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/landfall-sim/landfall/simulate"
)

func main() {
	if err := recommend(context.Background(), os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// shop is a web shop with its database and an ERP system that comes after it,
// behind an uplink that production needs by day.
func shop() *simulate.Scenario {
	hours := func(h float64) *simulate.Dist[simulate.Duration] {
		return new(simulate.Const(simulate.Duration(h) * simulate.Hour))
	}
	server := func(name string, used simulate.Bytes, perDay simulate.Bytes) simulate.Asset {
		return simulate.Asset{
			Name:    name,
			Used:    new(simulate.Const(used)),
			Churn:   new(simulate.Const(perDay.Per(simulate.Day))),
			Profile: simulate.Profile{Name: simulate.OfficeHours},
		}
	}
	database := func(name string, used, perDay simulate.Bytes) simulate.Asset {
		a := server(name, used, perDay)
		a.Stateful = true
		return a
	}
	return &simulate.Scenario{
		Landfall: 1,
		Name:     "shop",
		Network: simulate.Network{Links: []simulate.Link{{
			Name:       "uplink",
			Capacity:   new(500 * simulate.Mbps),
			Production: &simulate.ProductionTraffic{Demand: simulate.Const(200 * simulate.Mbps), Profile: simulate.Profile{Name: simulate.OfficeHours}},
		}}},
		Sites:     []simulate.Site{{Name: "dc", Route: []string{"uplink"}}},
		Secondary: &simulate.Secondary{Wire: new(0.3)},
		Teams: simulate.Teams{
			Adoption:   simulate.Team{Size: new(2), Hours: simulate.Hours{Name: simulate.OfficeHours}},
			Operations: simulate.Team{Size: new(1), Hours: simulate.Hours{Name: simulate.OfficeHours}},
		},
		Work: simulate.Work{Remediate: hours(6), Document: hours(3)},
		Tests: simulate.Tests{
			Sandbox:     simulate.Test{Takes: hours(4), Finds: new(30 * simulate.Percent)},
			Automated:   simulate.Test{Takes: hours(4), Finds: new(40 * simulate.Percent)},
			Performance: simulate.Test{Takes: hours(8), Finds: new(40 * simulate.Percent)},
			Business:    simulate.Test{Takes: hours(16), Finds: new(60 * simulate.Percent)},
		},
		Defects: simulate.Defects{PerWorkload: new(1.5), Fix: hours(6), Mitigate: hours(4)},
		Promotion: simulate.Promotion{
			Route: new(simulate.Const(10 * simulate.Minute)),
			Flights: []simulate.FlightStep{
				{Share: 5 * simulate.Percent, Bake: hours(24)},
				{Share: 25 * simulate.Percent, Bake: hours(48)},
				{Share: 1, Bake: hours(48)},
			},
		},
		Objectives: simulate.Objectives{Downtime: new(2 * simulate.Hour), LossWindow: new(15 * simulate.Minute)},
		Portfolio: []simulate.Subscription{{
			Name: "retail",
			Workloads: []simulate.Workload{
				{Name: "web-shop", Users: new(8000.0), Assets: []simulate.Asset{
					server("web-01", 120*simulate.GiB, 3*simulate.GB),
					server("web-02", 120*simulate.GiB, 3*simulate.GB),
					database("shop-db", 900*simulate.GiB, 45*simulate.GB),
				}},
				{Name: "erp", Users: new(600.0), After: []string{"web-shop"}, Assets: []simulate.Asset{
					server("erp-app", 200*simulate.GiB, 8*simulate.GB),
					database("erp-db", 2*simulate.TiB, 90*simulate.GB),
				}},
			},
		}},
	}
}

func recommend(ctx context.Context, out io.Writer) error {
	result, err := simulate.Compare(ctx, shop(), simulate.Options{Replications: 200})
	if err != nil {
		return err
	}
	for _, m := range result.Models {
		days := m.Portfolio.Duration.P80 / float64(simulate.Day)
		fmt.Fprintf(out, "%-12s ends within %.1f days in 80 %% of the runs, %.0f user-hours affected on average\n",
			m.Model, days, m.Portfolio.Affected.Mean)
	}
	fmt.Fprintf(out, "recommended: %s\n", result.Comparison.Recommended)
	for _, reason := range result.Comparison.Reasons {
		fmt.Fprintf(out, "  %s\n", reason)
	}
	return nil
}
