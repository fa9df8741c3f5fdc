package simulate

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func sprint(v any) string { return fmt.Sprint(v) }

func TestFlightPlans(t *testing.T) {
	plan := []FlightStep{{0.05, new(Const(Day))}, {1, new(Const(3 * Day))}}
	var got []string
	for _, p := range flightPlans(plan) {
		got = append(got, flightWords(p))
	}
	want := []string{
		"5 % for 12 h, 100 % for 3 days", "5 % for 24 h, 100 % for 36 h", "5 % for 12 h, 100 % for 36 h", "3 % for 24 h, 100 % for 3 days",
		"5 % for 2 days, 100 % for 3 days", "5 % for 24 h, 100 % for 6 days", "5 % for 2 days, 100 % for 6 days", "10 % for 24 h, 100 % for 3 days",
		"100 % for 3 days",
		"2 % for 24 h, 5 % for 24 h, 100 % for 3 days", "5 % for 24 h, 22 % for 24 h, 100 % for 3 days",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	if got := sprint(flightPlans([]FlightStep{{1, new(Const(Duration(0)))}})); got == "[]" {
		t.Error("the default has no neighbors")
	}
}

// Whatever the plan, its neighbors are valid, and all shapes of bakes scale.
func TestFlightPlansAreValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := Hour
		bakes := []Dist[Duration]{
			Const(Duration(0)), Const(Minute), Const(60 * Day), UniformDist(h, 2*h), TriangularDist(h, 2*h, 3*h), LognormalDist(h, 4*h), ExponentialDist(2 * Day),
			NormalDist(Day, h), EmpiricalDist(h, 3*h),
		}
		var plan []FlightStep
		for _, percent := range rapid.SliceOfN(rapid.IntRange(1, 999), 0, 7).Draw(t, "shares") {
			plan = append(plan, FlightStep{Share(float64(percent) / 1000), new(rapid.SampledFrom(bakes).Draw(t, "bake"))})
		}
		slices.SortFunc(plan, func(a, b FlightStep) int { return int(1000*a.Share) - int(1000*b.Share) })
		plan = append(plan, FlightStep{1, new(rapid.SampledFrom(bakes).Draw(t, "last bake"))})
		before := flightsKey(plan)
		s := smallScenario()
		for _, next := range flightPlans(plan) {
			s.Promotion.Flights = next
			if err := s.Validate(); err != nil {
				t.Fatalf("%s: %v", flightWords(next), err)
			}
		}
		if flightsKey(plan) != before {
			t.Fatal("the plan was changed")
		}
	})
	if d := scaledBake(new(LognormalDist(4*Hour, 8*Hour)), 0.5); !near(float64(d.Mean()), float64(new(LognormalDist(2*Hour, 4*Hour)).Mean()), 1e-12) {
		t.Errorf("half a lognormal is %v", d)
	}
}
