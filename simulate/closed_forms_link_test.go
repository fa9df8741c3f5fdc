package simulate_test

import (
	"math"
	"sort"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

const century = 100 * 365 * simulate.Day

// stagingContention simulates N equal assets that share a link.
func stagingContention(t *testing.T, c *closedCase) results {
	if c.Has("total_GB") {
		o := finished(t, oneAsset(c.Number("total_GB")*1e9, 0, c.Number("link_Mbps")*1e6/8))
		return results{"seconds": exactly(o.Portfolio.Duration)}
	}
	n := int(c.Number("N"))
	first := finished(t, drifting(c, n, 0)).Portfolio.Duration
	inOrder := oneByOne(t, c, n)
	together := finished(t, drifting(c, n, c.Number("d"))).Portfolio.Duration
	alone := drifting(c, n, c.Number("d"))
	alone.Promotion.Scope, alone.Tool.Replicating = simulate.WorkloadScope, new(1)
	// They are held for fifty times as long as they seed, so p95 is of that time.
	left := 1 - held(t, drifting(c, n, c.Number("d")), 50*together, true).Links[0].P95/(c.Number("C")*8e6)
	most := sort.Search(int(c.Number("C")/c.Number("d"))+1, func(n int) bool {
		return !replicate(t, drifting(c, n+1, c.Number("d")), simulate.SingleStep).Finished
	})
	return results{
		"caf_first_estimate":                   exactly(first),
		"promote_each_immediately":             exactly(finished(t, alone).Portfolio.Duration),
		"sequential_hold_all":                  exactly(inOrder),
		"parallel_hold_all":                    exactly(together),
		"stretch_sequential":                   exactly(inOrder / first),
		"stretch_parallel":                     exactly(together / first),
		"max_holdable":                         exactly(float64(most)),
		"bandwidth_left_for_business_fraction": exactly(left),
	}
}

// drifting is an estate of n assets that are promoted together.
func drifting(c *closedCase, n int, drift float64) *simulate.Scenario {
	s := claims(n)
	s.Horizon, s.Tool.Seeding, s.Promotion.Scope = new(century), nil, simulate.PortfolioScope
	s.Network.Links[0].Capacity = new(simulate.BitRate(c.Number("C") * 8e6))
	for i := range s.Portfolio[0].Workloads {
		a := &s.Portfolio[0].Workloads[i].Assets[0]
		a.Used = new(simulate.Const(simulate.Bytes(c.Number("S")) * simulate.MB))
		a.Churn = new(simulate.Const(simulate.ByteRate(drift * 1e6)))
	}
	return s
}

// oneByOne returns when all are in sync if each starts at the moment at which
// the one before it has come in sync. A limit on seeds would let it start
// earlier, so that moment is taken from a run without it.
func oneByOne(t *testing.T, c *closedCase, n int) float64 {
	s := drifting(c, n, c.Number("d"))
	sub := &s.Portfolio[0]
	all, inSync := sub.Workloads, 0.0
	for i := range all {
		all[i].Remediate = new(simulate.Const(simulate.Duration(inSync)))
		sub.Workloads = all[:i+1]
		inSync = finished(t, s).Workloads[i].Assets[0].InSync
	}
	return inSync
}

// precopy simulates rounds as cycles without a wait, and a stop as a quiesced
// promotion at the end of a round.
func precopy(t *testing.T, c *closedCase) results {
	if c.Has("link_Bps") {
		o := finished(t, oneAsset(c.Number("bytes"), 0, c.Number("link_Bps")))
		return results{"finish_s": exactly(o.Portfolio.Duration)}
	}
	// So much more is carried at the same rates that nanoseconds do not matter.
	const scale = 1e4
	volume, rate, dirty := c.Number("V"), c.Number("R"), c.Number("D")
	if dirty >= rate {
		t.Skip("continuous replication never comes in sync")
	}
	s := oneAsset(volume*1e6*scale, dirty*1e6, rate*1e6)
	limit := finished(t, s).Portfolio.Duration / scale
	most := math.Inf(1)
	if c.Has("working_set") {
		most = c.Number("working_set")
		s.Portfolio[0].Workloads[0].Assets[0].WorkingSet = new(simulate.Bytes(most*scale) * simulate.MB)
	}
	s.Tool.Mode, s.Tool.Cycle = simulate.CycleMode, &simulate.Cycle{Policy: simulate.FixedCycle, Interval: new(simulate.Duration(1e-3))}
	s.Promotion.Route = new(simulate.Const(simulate.Duration(c.Number("T_resume") * scale)))
	wait, rounds := 0.0, 0.0
	for ; volume > c.Number("Vthd") && rounds < c.Number("max_rounds"); rounds++ {
		if rounds >= 2 { // in sync is the end of the second
			wait += volume / rate
		}
		volume = min(dirty*volume/rate, most)
	}
	if rounds < 2 {
		t.Skip("the promotion comes before the asset is in sync")
	}
	o := held(t, s, wait*scale, true)
	return results{
		"final_volume":          exactly(o.Links[0].Bytes.Final / 1e6 / scale),
		"downtime":              exactly(o.Portfolio.Downtime / scale),
		"total_time":            exactly(o.Portfolio.Duration / scale),
		"total_sent":            exactly(o.Portfolio.Transfer / 1e6 / scale),
		"continuous_limit_time": exactly(limit),
	}
}

// measuredPublic simulates the downtime that a rest of data costs, and the
// narrowest link of a route.
func measuredPublic(t *testing.T, c *closedCase) results {
	switch {
	case c.Has("remaining_MB"):
		// The rest is what is written during an outage, at a rate that the
		// link carries before.
		link := c.Number("link_Mbps") * 1e6 / 8
		outage := math.Ceil(2 * c.Number("remaining_MB") * 1e6 / link)
		s := oneAsset(0, c.Number("remaining_MB")*1e6/outage, link)
		s.Network.Links[0].Steps = []simulate.CapacityStep{
			{At: simulate.After(1), Capacity: 0},
			{At: simulate.After(simulate.Duration(1 + outage)), Capacity: simulate.BitRate(8 * link)},
		}
		return results{"downtime_ms": exactly(1000 * held(t, s, 1+outage, true).Portfolio.Downtime)}
	case c.Has("storage_Mbps"):
		s := oneAsset(1e12, 0, 1)
		link := func(name string, mbps, usable float64) simulate.Link {
			return simulate.Link{
				Name: name, Capacity: new(simulate.BitRate(mbps) * simulate.Mbps),
				Efficiency: new(simulate.Const(simulate.Share(usable * c.Number("reserve")))),
			}
		}
		s.Network.Links = []simulate.Link{
			link("source", 1000*c.Number("source_Gbps"), c.Number("source_pct")),
			link("target", 1000*c.Number("target_Gbps"), c.Number("target_pct")),
			link("storage", c.Number("storage_Mbps"), 1),
		}
		s.Sites[0].Route = []string{"source", "target", "storage"}
		return results{"effective_Mbps": exactly(finished(t, s).Links[0].Mean / 1e6)}
	}
	t.Skip("measured on hosts: no simulated quantity")
	return nil
}
