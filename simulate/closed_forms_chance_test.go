package simulate_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// scheduleRisk simulates workloads whose only work is a remediation of random
// length, in days, side by side.
func scheduleRisk(t *testing.T, c *closedCase) results {
	days := func(name string) simulate.Duration { return simulate.Duration(c.Number(name)) * simulate.Day }
	switch {
	case strings.HasPrefix(c.ID, "tri"):
		return quantiles(t, c, simulate.TriangularDist(days("a"), days("m"), days("b")))
	case strings.HasPrefix(c.ID, "pert"):
		return quantiles(t, c, simulate.PERTDist(days("a"), days("m"), days("b")))
	case c.Has("sigma"):
		return merge(t, c, simulate.NormalDist(days("mu"), days("sigma")))
	case c.Has("paths"):
		return merge(t, c, simulate.ExponentialDist(days("mean")))
	case c.Has("mu1") && c.Number("rho") == 0:
		first, second := simulate.NormalDist(days("mu1"), days("s1")), simulate.NormalDist(days("mu2"), days("s2"))
		longest, critical := remediated(t, first, second)
		return results{"mean_max": meanOf(longest), "sd_max": spreadOf(longest), "criticality_1": shareOf(critical, isTrue)}
	case c.Has("cost_target_percentile") && (c.Number("rho") == 0 || c.Number("rho") == 1):
		return jointConfidence(t, c)
	case c.Has("pearson"):
		return rankCorrelation(t, c)
	case c.Has("f"):
		return ishigami(t, c)
	}
	t.Error("nothing of this case is simulated")
	return nil
}

func isTrue(x float64) bool { return x == 1 }

// remediated returns of each replication how many days the portfolio took, and
// whether the first workload was critical.
func remediated(t *testing.T, work ...simulate.Dist[simulate.Duration]) (days, critical []float64) {
	s := claims(len(work))
	for i := range work {
		w := &s.Portfolio[0].Workloads[i]
		w.Remediate, w.Assets[0].Used = &work[i], new(simulate.Const(simulate.Bytes(0)))
		w.Assets[0].Churn = nil
	}
	s.Horizon, s.Tool.Seeding = new(century), nil
	days = sample(t, s, simulate.SingleStep, 4000, func(o *simulate.Outcome) float64 {
		if o.Workloads[0].Critical {
			critical = append(critical, 1)
		} else {
			critical = append(critical, 0)
		}
		return o.Portfolio.Duration / float64(simulate.Day)
	})
	return days, critical
}

// quantiles are compared as the shares of replications that are below them.
func quantiles(t *testing.T, c *closedCase, work simulate.Dist[simulate.Duration]) results {
	days, _ := remediated(t, work)
	got := results{"mean": meanOf(days), "sd": spreadOf(days)}
	for name, p := range map[string]float64{"p10": 0.1, "p50": 0.5, "p80": 0.8, "p90": 0.9} {
		c.below(t, days, name, p)
	}
	return got
}

// below is a test of a quantile.
func (c *closedCase) below(t *testing.T, list []float64, name string, p float64) {
	t.Helper()
	want, ok := c.expected(name)
	if !ok {
		t.Errorf("no value of %s is expected", name)
	}
	if e := shareOf(list, func(x float64) bool { return x <= want }); !(math.Abs(e.value-p) <= 4*e.se) {
		t.Errorf("%s: a share of %v is at or below %v, want %v", name, e.value, want, p)
	}
}

// merge waits for the longest of equal paths.
func merge(t *testing.T, c *closedCase, work simulate.Dist[simulate.Duration]) results {
	var paths []simulate.Dist[simulate.Duration]
	for range int(c.Number("paths")) {
		paths = append(paths, work)
	}
	days, critical := remediated(t, paths...)
	c.below(t, days, "p80", 0.8)
	got := results{"mean_max": meanOf(days)}
	if _, ok := c.expected("criticality_each"); ok {
		got["criticality_each"] = shareOf(critical, isTrue)
	}
	return got
}

// jointConfidence holds two objectives at once. The downtime stands for the cost:
// it is the time of routing. The end hangs on the approval, a thousand times as
// long, if the two are independent, and on the routing alone if they are one.
func jointConfidence(t *testing.T, c *closedCase) results {
	route := simulate.UniformDist[simulate.Duration](10, 20)
	both := func(cost, schedule float64) estimate {
		s := chances()
		s.Portfolio[0].Workloads[0].Assets[0].Used = new(simulate.Const(simulate.Bytes(0)))
		s.Promotion.Route = &route
		finish := route
		if c.Number("rho") == 0 {
			finish = simulate.UniformDist(10*simulate.Hour, 1000*simulate.Hour)
			s.Promotion.Approval = &finish
		}
		s.Objectives.Downtime = new(route.Quantile(cost))
		s.Objectives.Finish = new(simulate.After(finish.Quantile(schedule)))
		const n = 4000
		r, err := simulate.Simulate(context.Background(), s, simulate.SingleStep, simulate.Options{Replications: n, Seed: 7})
		if err != nil {
			t.Fatal(err)
		}
		p := r.Models[0].Joint
		return estimate{p, math.Sqrt(p * (1 - p) / n)}
	}
	each, ok := c.expected("equal_marginal_percentile_for_jcl70")
	if e := both(each, each); !ok || !(math.Abs(e.value-0.7) <= 3*e.se) {
		t.Errorf("both at their quantile of %v: joint confidence %v, want 0.7", each, e.value)
	}
	return results{"jcl": both(c.Number("cost_target_percentile"), c.Number("schedule_target_percentile"))}
}

// flightExposure simulates flights without a defect, and, where the first hit is
// noticed, those in which there is exactly one. Else hits are sampled.
func flightExposure(t *testing.T, c *closedCase) results {
	switch {
	case c.Has("p_baseline"):
		return sampleTests(t, c)
	case c.Has("n"):
		return toleranceLimits(c)
	}
	steps := c.Pairs(t, "steps_fraction_seconds")
	e := exposureOf(t, c)
	c.check(t, e.formulas())
	c.check(t, e.sampled())
	s := chances()
	s.Portfolio[0].Workloads[0].Assets[0].Used = new(simulate.Const(simulate.Bytes(0)))
	for _, step := range steps {
		bake := simulate.Const(simulate.Duration(step[1]))
		s.Promotion.Flights = append(s.Promotion.Flights, simulate.FlightStep{Share: simulate.Share(step[0]), Bake: &bake})
	}
	o := replicate(t, s, simulate.Flight)
	got := results{"exposure_fraction_seconds": exactly(o.Portfolio.ObservedLoad * 3600)}
	if c.Number("detect_at_hit") != 1 || c.Number("rollback_s") != 0 {
		return got
	}
	s.Defects.PerWorkload = new(1.0)
	s.Defects.Surface = new(simulate.Duration(1 / (c.Number("requests_per_s") * c.Number("hit_probability"))))
	var noticed, when []float64
	bakes := o.Portfolio.Duration
	sample(t, s, simulate.Flight, 8000, func(o *simulate.Outcome) float64 {
		if o.Portfolio.Incidents+o.Portfolio.Rollbacks == 1 {
			// After the only rollback all flights bake once more, undisturbed.
			at := math.Inf(1)
			if o.Portfolio.Rollbacks == 1 {
				at = o.Portfolio.Duration - bakes
				noticed = append(noticed, at)
			}
			when = append(when, at)
		}
		return 0
	})
	end := 0.0
	for i, step := range steps {
		end += step[1]
		got[fmt.Sprintf("prob_undetected_after_step[%d]", i)] = shareOf(when, func(at float64) bool { return at > end })
	}
	got["expected_hits_total"] = shareOf(when, func(at float64) bool { return at <= end })
	got["mean_detection_time_given_detected"] = meanOf(noticed)
	return got
}

// queueing simulates a link's sharing among seeds, and a team of one tester whose
// queue starts empty.
func queueing(t *testing.T, c *closedCase) results {
	switch {
	case c.Has("arrival_and_size"):
		arrivals := c.Pairs(t, "arrival_and_size")
		s := claims(len(arrivals))
		s.Tool.Seeding = nil
		s.Network.Links[0].Capacity = new(simulate.BitRate(c.Number("link") * 8e6))
		if c.Has("per_flow_cap") {
			s.Tool.AssetLimit = new(simulate.BitRate(c.Number("per_flow_cap") * 8e6))
		}
		for i, a := range arrivals {
			w := &s.Portfolio[0].Workloads[i]
			w.Remediate = new(simulate.Const(simulate.Duration(a[0])))
			w.Assets[0].Used, w.Assets[0].Churn = new(simulate.Const(simulate.Bytes(a[1])*simulate.MB)), nil
		}
		got, o := results{}, finished(t, s)
		for i := range arrivals {
			got[fmt.Sprintf("finish[%d]", i)] = exactly(o.Workloads[i].Assets[0].Seeded)
		}
		return got
	case c.Has("customers"):
		return queueFromEmpty(t, c)
	}
	t.Skip("a queue without end: no simulated quantity")
	return nil
}

// queueFromEmpty: seeds of random sizes, one at a time, end as a Poisson process,
// and each is followed by a sandbox test of random length. A unit is an hour.
func queueFromEmpty(t *testing.T, c *closedCase) results {
	n := int(c.Number("customers"))
	s := claims(n) // 100 MB/s, one seed at a time
	for i := range n {
		a := &s.Portfolio[0].Workloads[i].Assets[0]
		a.Used, a.Churn = new(simulate.ExponentialDist(simulate.Bytes(100*3600/c.Number("lam"))*simulate.MB)), nil
	}
	s.Teams.Adoption.Size = new(1)
	s.Tests.Sandbox.Takes = new(simulate.ExponentialDist(simulate.Duration(1/c.Number("mu")) * simulate.Hour))
	stays := make([][]float64, n)
	delays := sample(t, s, simulate.SingleStep, 4000, func(o *simulate.Outcome) float64 {
		total := 0.0
		for i, w := range o.Workloads {
			stay := (w.Staged - w.Assets[0].Seeded) / 3600
			stays[i] = append(stays[i], stay)
			total += stay
		}
		return (total - o.Teams[0].Effort) / float64(n)
	})
	got := results{fmt.Sprint("mean_delay_first_", n): meanOf(delays)}
	for i := range n {
		name := fmt.Sprint("E_delay_customer_", i+1)
		if _, ok := c.expected(name); ok {
			stay := meanOf(stays[i])
			got[name] = estimate{stay.value - 1/c.Number("mu"), stay.se}
		}
	}
	return got
}
