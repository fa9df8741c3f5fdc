package simulate

import (
	"strings"
	"testing"
)

// cycles is one asset in cycle mode on 10 MB/s that is held for three weeks.
func cycles(churn ByteRate) *Scenario {
	s := limits(1, 200*GB, churn)
	s.Tool.Mode = CycleMode
	s.Tests.Sandbox.Takes = new(Const(40 * Day))
	return s
}

// Below a load of 2/3 cycles settle below 2 h, at load ÷ (1 − load) hours;
// above at twelve times that.
func TestWarningCliff(t *testing.T) {
	const edge = ByteRate(20e6) / 3
	for _, c := range []struct {
		name   string
		churn  ByteRate
		want   string // empty for no warning
		lagMax Duration
	}{
		{"half", 5e6, "", 3 * Hour},
		{"just below", edge * (1 - 1e-6), "", 0},
		{"at", edge, "a load of 66.7%, and cycle policy azure has a cliff at 2/3; at a constant rate its cycles stay as long as they are, up to 24 h, and its lag reaches up to 60 h; with more than 80 Mbps", 0},
		{"just above", edge * (1 + 1e-6), "cycles settle at 24 h and its lag reaches 60 h", 0},
		{"three quarters", 7.5e6, "portfolio[0].workloads[0].assets[0].churn: takes 60 Mbps of the 80 Mbps that the asset has at most, on average: a load of 75%, and cycle policy azure has a cliff at 2/3; at a constant rate its cycles settle at 36 h and its lag reaches 84 h; with more than 90 Mbps they take less than 2 h; or policy fixed, or mode continuous", 84 * Hour},
		{"too much", 10e6, "its cycles grow without end, and its lag with them; it takes a larger link, a smaller tool.wire, or a workingSet for the asset", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := cycles(c.churn)
			got := warned(s)
			if (c.want == "") != (got == "") || !strings.Contains(got, c.want) || strings.Contains(got, "\n") {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
			if c.lagMax == 0 {
				return
			}
			lag := under(t, s, SingleStep).Workloads[0].Lag.Max.Max
			// It begins with the longer cycles after the seed, or grows towards the end.
			if c.want == "" && (lag < float64(c.lagMax) || lag > 24*float64(Hour)) {
				t.Errorf("lag %v h in a simulation", lag/3600)
			}
			if c.want != "" && (lag < 0.9*float64(c.lagMax) || lag > float64(c.lagMax)) {
				t.Errorf("lag %v h in a simulation", lag/3600)
			}
		})
	}
}

// What takes the cliff away, each by itself.
func TestWarningCliffAvoided(t *testing.T) {
	for name, change := range map[string]func(*Scenario){
		"larger link":  func(s *Scenario) { s.Network.Links[0].Capacity = new(91 * Mbps) },
		"compression":  func(s *Scenario) { s.Tool.Wire = new(0.8) },
		"fixed":        func(s *Scenario) { s.Tool.Cycle = &Cycle{Policy: FixedCycle} },
		"continuous":   func(s *Scenario) { s.Tool.Mode = Continuous },
		"working set":  func(s *Scenario) { s.Portfolio[0].Workloads[0].Assets[0].WorkingSet = new(72 * GB) },
		"later growth": func(s *Scenario) { s.Network.Links[0].Steps = []CapacityStep{{After(Week), Gbps}} },
	} {
		s := cycles(7.5e6)
		change(s)
		if got := warned(s); got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
	s := cycles(7.5e6)
	s.Portfolio[0].Workloads[0].Assets[0].WorkingSet = new(180 * GB)
	if got := warned(s); !strings.Contains(got, "cycles settle at 5 h") {
		t.Errorf("a working set of 5 h: %s", got)
	}
	s = cycles(3e6)
	s.Tool.AssetLimit = new(32 * Mbps)
	if got := warned(s); !strings.Contains(got, "takes 24 Mbps of the 32 Mbps that the asset has at most") {
		t.Errorf("asset limit: %s", got)
	}
}

// Cycles that begin an hour apart have a lag of more than 57 minutes for 5 % of
// the time.
func TestWarningGap(t *testing.T) {
	for _, c := range []struct {
		rpo    Duration
		policy CyclePolicy
		want   string
	}{
		{56 * Minute, AzureCycle, "objectives.rpo: is 56m, and even cycles that take no time are 1h apart (the least that cycle policy azure waits); the lag of an asset that is held for some cycles is above 57m for 5% of the time on any link; a shorter interval, or mode continuous"},
		{57 * Minute, AzureCycle, ""},
		{58 * Minute, AzureCycle, ""},
		{113 * Minute, FixedCycle, "even cycles that take no time are 2h apart (tool.cycle.interval)"},
		{114 * Minute, FixedCycle, ""},
	} {
		s := cycles(0)
		s.Tool.Cycle = &Cycle{Policy: c.policy}
		s.Objectives.RPO = new(c.rpo)
		if got := warned(s); (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%v, %s: %s", c.rpo, c.policy, got)
		}
		if met := under(t, s, SingleStep).Objectives[0].Met; met != (c.want == "") {
			t.Errorf("%v, %s: met %v in a simulation", c.rpo, c.policy, met)
		}
	}
}
