package simulate

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

func compiled(t *testing.T, change func(*Scenario)) *Plan {
	t.Helper()
	s := smallScenario()
	change(s)
	p, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestCompileRefusesWhatIsNotValid(t *testing.T) {
	s := smallScenario()
	s.Sites[0].Route = []string{"moon"}
	if p, err := Compile(s); p != nil || err == nil || !strings.Contains(err.Error(), "moon") {
		t.Errorf("got %v, %v, want an error that names the link", p, err)
	}
}

func TestCompileLeavesTheScenarioAlone(t *testing.T) {
	s := &Scenario{
		Landfall: 1, Network: Network{Links: []Link{{Name: "wan", Capacity: new(Gbps)}}}, Sites: []Site{{Name: "dc", Route: []string{"wan"}}},
		Portfolio: []Subscription{{Workloads: []Workload{{Assets: []Asset{{Name: "a", Used: new(Const(GB))}}}}}},
	}
	p, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	p.Replicate(Staged, 1, 0)
	if s.Horizon != nil || s.Portfolio[0].Name != "" || s.Portfolio[0].Workloads[0].Assets[0].Site != "" {
		t.Errorf("defaults were written into the caller's scenario: %+v", s)
	}
}

func TestCapacityStepsInAnyOrder(t *testing.T) {
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	p := compiled(t, func(s *Scenario) {
		s.Network.Links[0].Steps = []CapacityStep{
			{After(2 * Hour), 80},
			{At(start.Add(time.Hour)), 40},
			{After(2 * Hour), 16}, // of two at one instant the last holds
			{At(start.Add(-time.Hour)), 800},
			{After(3 * Hour), 16},
		}
	})
	steps := p.links[0].capacity
	for at, want := range map[time.Duration]float64{0: 100, time.Hour - 1: 100, time.Hour: 5, 2*time.Hour - 1: 5, 2 * time.Hour: 2, 400 * time.Hour: 2} {
		if got := steps.Eval(int64(at)); got != want {
			t.Errorf("at %v: %v B/s, want %v", at, got, want)
		}
	}
}

func TestCapIsTheLowestThatHolds(t *testing.T) {
	p := compiled(t, func(s *Scenario) {
		s.Network.Links[0].Limit = new(BitRate(80))
		s.Network.Links[0].Throttle = []Throttle{
			{Window{Days: Monday, From: ClockAt(1, 0), To: ClockAt(3, 0)}, 40},
			{Window{From: ClockAt(2, 0), To: ClockAt(4, 0)}, 160},
		}
	})
	for hour, want := range []float64{10, 5, 5, 10, 10} {
		if got := p.links[0].cap.Eval(int64(hour) * int64(time.Hour)); got != want {
			t.Errorf("at %d:00: %v B/s, want %v", hour, got, want)
		}
	}
	if got := p.links[1].cap.Eval(0); !math.IsInf(got, 1) {
		t.Errorf("a link without limit has the cap %v", got)
	}
}

func TestInstantsToTheNanosecond(t *testing.T) {
	p := compiled(t, func(s *Scenario) { s.Start = new(time.Date(2026, 1, 5, 0, 0, 0, 999999999, time.UTC)) })
	for i, c := range []struct {
		instant Instant
		want    int64
	}{
		{At(time.Date(2026, 1, 5, 0, 0, 1, 1, time.UTC)), 2},
		{At(time.Date(2026, 1, 5, 1, 0, 0, 999999999, time.FixedZone("", 3600))), 0},
		{At(time.Date(2026, 1, 4, 23, 59, 59, 999999999, time.UTC)), -1e9},
		{After(1.5), 15e8},
		{At(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)), never},
		{At(time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC)), -never},
	} {
		if got := p.instant(c.instant); got != c.want {
			t.Errorf("%d: %d ns, want %d", i, got, c.want)
		}
	}
}

func TestClampNanos(t *testing.T) {
	for seconds, want := range map[float64]int64{
		0: 0, 1: 1e9, 0.4e-9: 0, 0.6e-9: 1, 1e300: never, math.Inf(1): never, math.NaN(): never, math.Inf(-1): -never, -2: -2e9,
	} {
		if got := clampNanos(seconds); got != want {
			t.Errorf("%v s: %d ns, want %d", seconds, got, want)
		}
	}
}

func TestRanksFollowTheBacklog(t *testing.T) {
	p := compiled(t, func(s *Scenario) {
		s.Backlog.Order = LargestFirst
		s.Portfolio[1].Workloads[0].Assets[0].Used = new(Const(5 * GB)) // files; shop has 2 GB, identity 1
	})
	if want := []int{2, 1, 0}; !slices.Equal(p.order, want) {
		t.Fatalf("order %v, want %v", p.order, want)
	}
	ranks := []int32{}
	for _, a := range p.assets {
		ranks = append(ranks, a.rank)
	}
	if want := []int32{3, 1, 2, 0}; !slices.Equal(ranks, want) {
		t.Errorf("ranks of assets %v, want %v", ranks, want)
	}
}

func TestAssetsThatWriteAlikeShareAPattern(t *testing.T) {
	p := compiled(t, func(s *Scenario) {
		s.Portfolio[0].Workloads[1].Assets[0].Profile = Profile{Name: NightlyProfile}
		s.Portfolio[0].Workloads[1].Assets[1].Profile = Profile{Factors: Profile{Name: NightlyProfile}.factors()}
	})
	if len(p.patterns) != 2 || p.assets[1].pattern != p.assets[2].pattern || p.assets[0].pattern != p.assets[3].pattern {
		t.Errorf("%d patterns, assets follow %d %d %d %d", len(p.patterns), p.assets[0].pattern, p.assets[1].pattern, p.assets[2].pattern, p.assets[3].pattern)
	}
}

func TestCoverage(t *testing.T) {
	p := compiled(t, func(s *Scenario) {
		s.Secondary = &Secondary{}
		s.Portfolio[1].Workloads[0].Assets[0].Secondary = new(false)
	})
	var covered []bool
	for _, a := range p.assets {
		covered = append(covered, a.covered)
	}
	if want := []bool{false, false, true, false}; !slices.Equal(covered, want) {
		t.Errorf("covered %v, want %v: stateful, unless it says otherwise", covered, want)
	}
	for _, a := range compiled(t, func(*Scenario) {}).assets {
		if a.covered {
			t.Errorf("%s is covered without a secondary", a.name)
		}
	}
}

func TestOwnTestsOverrideWhatTheyGive(t *testing.T) {
	p := compiled(t, func(s *Scenario) {
		s.Tests.Business = Test{Takes: new(Const(Hour)), Finds: new(Share(0.5))}
		s.Portfolio[0].Workloads[0].Tests.Business.Takes = new(Const(2 * Hour))
		s.Portfolio[0].Workloads[0].Defects = new(3.0)
		s.Defects.PerWorkload = new(1.0)
	})
	own, other := p.workloads[0], p.workloads[1]
	if d := own.tests[businessTest]; d.takes.dist.Quantile(0.5) != 2*Hour || d.finds != 0.5 || own.defects != 3 {
		t.Errorf("own test %+v, %v defects", d, own.defects)
	}
	if d := other.tests[businessTest]; d.takes.dist.Quantile(0.5) != Hour || other.defects != 1 {
		t.Errorf("the other's test %+v, %v defects", d, other.defects)
	}
}
