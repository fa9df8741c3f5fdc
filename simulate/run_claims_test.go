package simulate_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// These tests take the claims of the Cloud Adoption Framework's page "Promotion
// models" (2019) one by one; docs/claims.md tells the numbers.

// claims is an estate of equal workloads of one asset each: 100 GB, and writes
// of 1 MB/s, over 100 MB/s.
func claims(assets int) *simulate.Scenario {
	s := &simulate.Scenario{
		Landfall: 1,
		Horizon:  new(200 * simulate.Day),
		Network:  simulate.Network{Links: []simulate.Link{{Name: "wan", Capacity: new(800 * simulate.Mbps)}}},
		Sites:    []simulate.Site{{Name: "dc", Route: []string{"wan"}}},
		Tool:     simulate.Tool{Seeding: new(1)},
	}
	sub := simulate.Subscription{}
	for i := range assets {
		sub.Workloads = append(sub.Workloads, simulate.Workload{
			Name: fmt.Sprint("workload-", i), Users: new(1000.0),
			Assets: []simulate.Asset{{
				Name: fmt.Sprint("asset-", i), Used: new(simulate.Const(100 * simulate.GB)),
				Churn: new(simulate.Const(simulate.MB.Per(simulate.Second))),
			}},
		})
	}
	s.Portfolio = []simulate.Subscription{sub}
	return s
}

func replicate(t *testing.T, s *simulate.Scenario, model simulate.ModelName) *simulate.Outcome {
	t.Helper()
	plan, err := simulate.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	return plan.Replicate(model, 1, 0)
}

func within(t *testing.T, what string, got, want, relative float64) {
	t.Helper()
	if !(math.Abs(got-want) <= relative*math.Abs(want)) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// "This is the fastest migration model."
func TestSingleStepEndsFirstOnASmallEstate(t *testing.T) {
	s := claims(3)
	s.Work.Optimize = new(simulate.Const(8 * simulate.Hour))
	takes := func(hours simulate.Duration) simulate.Test {
		return simulate.Test{Takes: new(simulate.Const(hours * simulate.Hour))}
	}
	s.Tests = simulate.Tests{Sandbox: takes(4), Automated: takes(4), Performance: takes(8), Business: takes(16)}
	s.Promotion.Flights = []simulate.FlightStep{
		{Share: 0.05, Bake: new(simulate.Const(simulate.Day))},
		{Share: 0.25, Bake: new(simulate.Const(2 * simulate.Day))},
		{Share: 1, Bake: new(simulate.Const(2 * simulate.Day))},
	}
	single := replicate(t, s, simulate.SingleStep).Portfolio.Duration
	staged := replicate(t, s, simulate.Staged).Portfolio.Duration
	flight := replicate(t, s, simulate.Flight).Portfolio.Duration
	// Two assets wait in sync when the third is seeded: S·Σ 1/(C − k·d) s.
	inSync := 100e9 * (1/99e6 + 1/98e6 + 1/97e6) / 3600
	within(t, "single-step, h", single/3600, inSync+4, 1e-3)
	within(t, "staged, h", staged/3600, inSync+4+32, 1e-3)
	within(t, "flight, h", flight/3600, inSync+4+4+120, 1e-3)
	if !(single < staged && staged < flight) {
		t.Errorf("single-step %v, staged %v, flight %v: want them in this order", single, staged, flight)
	}
}

// "Staging a large volume of assets over an extended duration has an exponential
// impact on available bandwidth." What is held in sync takes N·d of the
// bandwidth C; N seeds of S bytes at once are through after N·S/(C − N·d), which
// has a pole at N = C/d. One after the other they find C − k·d when k wait.
func TestHeldAssetsTakeBandwidthFromSeeds(t *testing.T) {
	inOrder := 0.0
	for n := 1; n < 100; n++ {
		inOrder += 100e9 / (100e6 - float64(n)*1e6)
		if n%10 != 0 && n != 95 && n != 99 {
			continue
		}
		s := claims(n)
		s.Promotion.Scope = simulate.PortfolioScope
		s.Tool.Seeding = nil
		o := replicate(t, s, simulate.SingleStep)
		within(t, fmt.Sprint("single-step, at once, ", n), o.Portfolio.Promoted, float64(n)*100e9/(100e6-float64(n)*1e6), 1e-9)
		s.Tool.Seeding = new(1)
		// The next seed shares the link while the one before it catches up.
		o = replicate(t, s, simulate.SingleStep)
		within(t, fmt.Sprint("single-step, one by one, ", n), o.Portfolio.Promoted, inOrder, 0.07)
		o = replicate(t, s, simulate.Staged)
		within(t, fmt.Sprint("staged, one by one, ", n), o.Portfolio.Promoted, float64(n)*100e9/(100e6-1e6), 3e-4)
	}
	s := claims(100)
	s.Promotion.Scope = simulate.PortfolioScope
	s.Tool.Seeding = nil
	o := replicate(t, s, simulate.SingleStep)
	if o.Finished || len(o.Unfinished) != 100 || o.Unfinished[0].Reason != simulate.NeverInSync {
		t.Errorf("100 assets at the pole: %+v", o.Unfinished)
	}
}

// "A larger numbers of assets can be replicated within similar time and
// bandwidth constraints."
func TestStagedAndFlightCarryMoreAssetsInTheSameTime(t *testing.T) {
	fits := func(model simulate.ModelName, assets int) bool {
		s := claims(assets)
		s.Horizon, s.Promotion.Scope = new(2*simulate.Day), simulate.PortfolioScope
		return replicate(t, s, model).Finished
	}
	for model, most := range map[simulate.ModelName]int{
		simulate.SingleStep: 81,  // Σ S/(C − k·d) reaches T at 81.9
		simulate.Staged:     171, // (C − d)·T/S = 171.07
		simulate.Flight:     171,
	} {
		if !fits(model, most) || fits(model, most+1) {
			t.Errorf("%s: want %d assets in two days, and not one more", model, most)
		}
	}
}

// "The chosen migration tool can't facilitate ongoing replication after
// migration. A secondary means of data replication is required."
func TestSeveredAssetsDivergeWithoutASecondary(t *testing.T) {
	s := claims(1)
	s.Portfolio[0].Workloads[0].Assets[0].Stateful = true
	s.Tests.Business.Takes = new(simulate.Const(10 * simulate.Day))
	for _, model := range []simulate.ModelName{simulate.SingleStep, simulate.Staged, simulate.Flight} {
		s.Tests.Automated.Takes = s.Tests.Business.Takes
		s.Secondary = nil
		alone := replicate(t, s, model).Portfolio
		s.Secondary = &simulate.Secondary{}
		covered := replicate(t, s, model).Portfolio
		days := 10.0
		if model == simulate.SingleStep {
			days = 0
		}
		within(t, string(model)+": divergence", alone.Divergence, days*86400, 1e-9)
		within(t, string(model)+": window", alone.LossWindow, days*86400, 1e-9)
		within(t, string(model)+": bytes", alone.LossBytes, days*86400*1e6, 1e-9)
		if covered.Divergence != 0 || covered.LossBytes != 0 || covered.LossWindow != 0 {
			t.Errorf("%s with a secondary: %+v", model, covered)
		}
	}
}

// "This model mitigates the risks associated with a big migration or promotion
// activity. Errors in the migrated solution can be identified with less impact
// to business processes": if they show within a flight.
func TestFlightsHelpAgainstDefectsThatShow(t *testing.T) {
	affected := func(model simulate.ModelName, surface simulate.Duration) float64 {
		s := claims(1)
		s.Portfolio[0].Workloads[0].Users = new(10000.0)
		s.Defects = simulate.Defects{PerWorkload: new(1.0), Surface: &surface, Mitigate: new(simulate.Const(4 * simulate.Hour))}
		s.Promotion.Route = new(simulate.Const(10 * simulate.Minute))
		s.Promotion.Flights = []simulate.FlightStep{
			{Share: 0.05, Bake: new(simulate.Const(simulate.Day))},
			{Share: 0.25, Bake: new(simulate.Const(2 * simulate.Day))},
			{Share: 1, Bake: new(simulate.Const(2 * simulate.Day))},
		}
		sum, list := 0.0, sample(t, s, model, 2000, func(o *simulate.Outcome) float64 { return o.Portfolio.Affected })
		for _, v := range list {
			sum += v
		}
		return sum / float64(len(list))
	}
	within(t, "severe: staged", affected(simulate.Staged, simulate.Hour), 40000, 0.1)
	// Of k defects the first shows while 5 % are on the target with probability
	// 1 − exp(−1.2·k), and else, nearly always, while 25 % are; then k − 1 are left.
	severe, exactly, atLeast := 0.0, math.Exp(-1), 1.0
	for k := 1.0; k < 20; k++ {
		atLeast -= exactly
		exactly /= k
		severe += atLeast * 10000 / 6 * (0.05 + 0.2*math.Exp(-1.2*k))
	}
	within(t, "severe: flight", affected(simulate.Flight, simulate.Hour), severe, 0.1)
	within(t, "subtle: staged", affected(simulate.Staged, 180*simulate.Day), 40000, 0.1)
	within(t, "subtle: flight", affected(simulate.Flight, 180*simulate.Day), 40000, 0.1)
}
