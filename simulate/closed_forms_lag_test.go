package simulate_test

import (
	"math"
	"testing"

	"github.com/landfall-sim/landfall/promotion/trace"
	"github.com/landfall-sim/landfall/simulate"
)

// azureRules simulates cycles of the azure policy, and the lag of uneven writes.
func azureRules(t *testing.T, c *closedCase) results {
	switch {
	case c.Has("previous_cycle_h"):
		const load = 0.2
		seed := c.Number("previous_cycle_h") * 3600 / load
		s := azure(seed, load)
		list, o := carried(t, s, 3*seed)
		// Seed and first delta are one stretch: nothing waits between them.
		within(t, "in sync", o.Workloads[0].Assets[0].InSync, seed*(1+load), 1e-9)
		within(t, "first stretch", list[0].to, seed*(1+load), 1e-9)
		return results{"gap_h": exactly((list[1].from - list[0].to) / 3600)}
	case c.Has("rho") && c.Number("overhead_per_cycle_h") == 0 && c.Inputs["folding"] == "none":
		return azureSteady(t, c)
	case c.Has("churn_MB_per_interval"):
		return results{"min_link_MBps": exactly(leastLink(t, c))}
	}
	t.Skip("a published constant: no simulated quantity")
	return nil
}

// azure is an asset that writes a share of the link's bandwidth, replicated in
// cycles. Its seed takes so many seconds.
func azure(seed, load float64) *simulate.Scenario {
	const link = 1e7
	s := oneAsset(seed*link, load*link, link)
	s.Tool.Mode, s.Horizon = simulate.CycleMode, new(century)
	return s
}

// azureSteady lets cycles settle, measures the last ones, and promotes at the two
// worst moments: without quiescing just before a cycle ends, when the lag is the
// longest, and quiesced just before one begins, when most is left for the drain.
func azureSteady(t *testing.T, c *closedCase) results {
	const hour, moment = 3600.0, 1e-6
	load := c.Number("rho")
	cycle, gap := load/(1-load), 1.0
	if load > 2.0/3 {
		cycle, gap = 12*load/(1-load), 12
	}
	most := 0.9 * float64(century)
	until := min(20000*(cycle+gap)*hour, most)
	if until == most {
		c.Tolerance = "rel 1e-3"
	}
	s := azure(c.Number("initial_replication_h")*hour, load)
	list, o := carried(t, s, until)
	if len(list) < 202 {
		t.Fatalf("%d cycles", len(list))
	}
	inSync, last := o.Workloads[0].Assets[0].InSync, list[len(list)-3]
	next := list[len(list)-2]
	return results{
		"cycle_h":                     exactly((last.to - last.from) / hour),
		"gap_h":                       exactly((next.from - last.to) / hour),
		"worst_rpo_h":                 exactly(held(t, s, last.to-moment-inSync, false).Portfolio.LossWindow / hour),
		"cutover_final_delta_worst_h": exactly(held(t, s, next.from-moment-inSync, true).Portfolio.Downtime / hour),
	}
}

// stretch is a time in which the link carried something.
type stretch struct{ from, to float64 }

// carried holds an estate in sync for a time and returns the stretches.
func carried(t *testing.T, s *simulate.Scenario, seconds float64) ([]stretch, *simulate.Outcome) {
	t.Helper()
	s.Promotion.Approval = new(simulate.Const(simulate.Duration(seconds)))
	plan, err := simulate.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	start := *s.WithDefaults().Start
	var list []stretch
	open := false
	o := plan.Timeline(simulate.SingleStep, 1, 0, func(rec trace.Record) {
		if rec.Link == "" || (*rec.Measured.Rate > 0) == open {
			return
		}
		// A difference of times would be cut at 292 years, one of seconds is not.
		at := float64(rec.At.Unix()-start.Unix()) + float64(rec.At.Nanosecond())*1e-9
		if open {
			list[len(list)-1].to = at
		} else {
			list = append(list, stretch{from: at})
		}
		open = !open
	})
	if !o.Finished {
		t.Fatalf("not finished: %v", o.Unfinished)
	}
	return list, o
}

// leastLink seeks the least bandwidth with which the lag never exceeds the
// desired one. Each interval of the case is an hour of the profile; the bytes
// are scaled with the time, so rates stay what they are.
func leastLink(t *testing.T, c *closedCase) float64 {
	written, _ := c.Inputs["churn_MB_per_interval"].([]any)
	factors := make([]float64, 24)
	if len(written) > len(factors) {
		factors = make([]float64, 168)
	}
	total := 0.0
	for i, mb := range written {
		factors[i] = mb.(float64)
		total += factors[i]
	}
	scale := 3600 / c.Number("interval_s")
	rate := 1e6 * total / c.Number("interval_s") / float64(len(factors))
	allowed := c.Number("desired_rpo_s") * scale
	low, high := 0.0, 1e6*total/c.Number("interval_s")
	for range 45 {
		link := (low + high) / 2
		s := oneAsset(0, rate, link)
		s.Portfolio[0].Workloads[0].Assets[0].Profile = simulate.Profile{Factors: factors}
		if held(t, s, 3600*float64(len(factors)), true).Workloads[0].LagMax > allowed {
			low = link
		} else {
			high = link
		}
	}
	return high / 1e6
}

// fluidReplication simulates one asset whose writes outrun the link for a while.
func fluidReplication(t *testing.T, c *closedCase) results {
	switch {
	case c.Has("outage_length"):
		return outage(t, c)
	case c.Has("on_s"):
		return onOff(t, c)
	case c.Has("seed_MB"):
		size, link := c.Number("seed_MB")*1e6, c.Number("link")*1e6
		naive := finished(t, oneAsset(size, 0, link)).Portfolio.Duration
		o := finished(t, oneAsset(size, c.Number("drift")*1e6, link))
		return results{
			"naive_time":   exactly(naive),
			"in_sync_time": exactly(o.Workloads[0].Assets[0].InSync),
			"bytes_sent":   exactly(o.Portfolio.Transfer / 1e6),
			"stretch":      exactly(o.Portfolio.Duration / naive),
		}
	}
	t.Skip("a bound for any arrivals, or a rate without steps: no simulated quantity")
	return nil
}

// outage takes the link away for a while. What a promotion that does not quiesce
// loses is the backlog and the lag of its moment.
func outage(t *testing.T, c *closedCase) results {
	link, start, length, horizon := c.Number("link_rate")*8e6, c.Number("outage_start"), c.Number("outage_length"), c.Number("horizon")
	s := oneAsset(0, c.Number("write_rate")*1e6, c.Number("link_rate")*1e6)
	s.Objectives.RPO = new(simulate.Duration(c.Number("rpo_threshold")))
	s.Network.Links[0].Steps = []simulate.CapacityStep{
		{At: simulate.After(simulate.Duration(start)), Capacity: 0},
		{At: simulate.After(simulate.Duration(start + length)), Capacity: simulate.BitRate(link)},
	}
	peak := held(t, s, start+length, false).Portfolio
	within(t, "window at the end of the outage", peak.LossWindow, length, 1e-9)
	whole := held(t, s, horizon, false)
	s.Promotion.Approval = new(simulate.UniformDist(0, simulate.Duration(horizon)))
	anyTime := meanOf(sample(t, s, simulate.SingleStep, 4000, func(o *simulate.Outcome) float64 { return o.Portfolio.LossWindow }))
	return results{
		"peak_backlog":            exactly(peak.LossBytes / 1e6),
		"peak_rpo":                exactly(whole.Workloads[0].LagMax),
		"catch_up_after_restore":  exactly(whole.Links[0].Saturated - length),
		"seconds_above_threshold": exactly(whole.Workloads[0].LagViolation * horizon),
		"mean_rpo_over_horizon":   anyTime,
		"rpo_integral":            {anyTime.value * horizon, anyTime.se * horizon},
	}
}

// onOff writes more than the link carries for some hours of each day.
func onOff(t *testing.T, c *closedCase) results {
	on, day, link := c.Number("on_s"), c.Number("on_s")+c.Number("off_s"), c.Number("link")*1e6
	if day != 86400 || math.Mod(on, 3600) != 0 {
		t.Skip("not a pattern of hours of a day")
	}
	factors, mean := make([]float64, 24), 0.0
	for i := range factors {
		factors[i] = c.Number("low")
		if i < int(on/3600) {
			factors[i] = c.Number("high")
		}
		mean += factors[i] / 24
	}
	s := oneAsset(0, mean*1e6, link)
	s.Portfolio[0].Workloads[0].Assets[0].Profile = simulate.Profile{Factors: factors}
	lagAt := func(seconds float64) float64 { return held(t, s, seconds, false).Portfolio.LossWindow }
	whole := held(t, s, c.Number("periods")*day, true)
	saturated := whole.Links[0].Saturated / c.Number("periods")
	// The lag rises to its peak and falls, so thirds close in on it.
	low, high := on, saturated
	for range 60 {
		a, b := low+(high-low)/3, high-(high-low)/3
		if lagAt(a) < lagAt(b) {
			low = a
		} else {
			high = b
		}
	}
	return results{
		"peak_backlog":                   exactly(held(t, s, on, false).Portfolio.LossBytes / 1e6),
		"peak_rpo":                       exactly(whole.Workloads[0].LagMax),
		"time_of_peak_rpo_from_on_start": exactly((low + high) / 2),
		"drain_after_on_phase":           exactly(saturated - on),
		"busy_fraction":                  exactly(saturated / day),
		"mean_utilisation":               exactly(whole.Links[0].Mean / (8 * link)),
	}
}

// storageDependability simulates copies that are taken at an interval and are
// safe some time later: cycles of policy fixed that take this long. The worst
// loss is the longest lag; the lag is equally likely anywhere between the time
// that a cycle takes and the worst, so its median is its mean.
func storageDependability(t *testing.T, c *closedCase) results {
	levels, _ := c.Inputs["levels"].([]any)
	interval, takes := 0.0, 0.0
	for _, level := range levels {
		l := level.(map[string]any)
		interval = l["acc"].(float64) * 3600
		takes += (l["prop"].(float64) + l["hold"].(float64)) * 3600
	}
	if interval == 0 || takes >= interval {
		t.Skip("copies that overlap, or writes that fold at random: no simulated quantity")
	}
	// A seed as long as the interval makes the first cycle like all others.
	s := azure(interval, takes/interval)
	s.Tool.Cycle = &simulate.Cycle{Policy: simulate.FixedCycle, Interval: new(simulate.Duration(interval))}
	o := held(t, s, 10*interval, false)
	return results{
		"worst_loss": exactly(o.Workloads[0].LagMax / 3600),
		"mean_loss":  exactly(o.Workloads[0].LagP50 / 3600),
	}
}
