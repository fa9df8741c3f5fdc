package replication_test

import (
	"testing"

	"github.com/landfall-sim/landfall/replication"
)

// curve returns a curve that must be valid.
func curve(t interface{ Fatal(...any) }, at, sum []float64, rate float64) replication.Curve {
	c, err := replication.NewCurve(at, sum, rate)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// steadyWrites is a source that writes at a constant rate.
func steadyWrites(rate float64) replication.Curve {
	c, err := replication.NewCurve([]float64{0}, []float64{0}, rate)
	if err != nil {
		panic(err)
	}
	return c
}

// lastCycle returns the length of the last of so many delta cycles.
func lastCycle(r replication.CycleRun, cycles int) float64 {
	for c := range r.Cycles() {
		if cycles--; cycles < 0 {
			return c.End - c.Snapshot
		}
	}
	return -1
}

func TestCasesOfFluidReplication(t *testing.T) {
	closedForms(t, "fluid_replication", func(_ *testing.T, c *closedCase) results {
		has := func(name string) bool { return c.Inputs[name] != nil }
		switch {
		case has("flows_r_b"):
			return boundsOfFlows(c)
		case has("p"):
			return boundsOfPeakRate(c)
		case has("outage_length"):
			return effectOfOutage(c)
		case has("on_s"):
			return effectOfOnOff(c)
		case has("amplitude"):
			return effectOfSwing(c)
		}
		return timesOfSeed(c)
	})
}

func boundsOfFlows(c *closedCase) results {
	var flows []replication.TokenBucket
	for _, item := range c.Inputs["flows_r_b"].([]any) {
		pair := item.([]any)
		flows = append(flows, replication.TokenBucket{Rate: pair[0].(float64), Burst: pair[1].(float64)})
	}
	got := results{}
	sum, _ := replication.Aggregate(flows...)
	backlog, delay, ok := replication.Envelope{sum}.Bounds(replication.Server{Rate: c.in("R"), Latency: c.in("T")})
	got.set("backlog", backlog, ok)
	got.set("delay", delay, ok)
	return got
}

func boundsOfPeakRate(c *closedCase) results {
	got := results{}
	envelope := replication.Envelope{{Rate: c.in("p"), Burst: c.in("M")}, {Rate: c.in("r"), Burst: c.in("b")}}
	backlog, delay, ok := envelope.Bounds(replication.Server{Rate: c.in("R"), Latency: c.in("T")})
	got.set("backlog", backlog, ok)
	got.set("delay", delay, ok)
	return got
}

func effectOfOutage(c *closedCase) results {
	got := results{}
	o := replication.Outage{Write: c.in("write_rate"), Link: c.in("link_rate"), Length: c.in("outage_length")}
	e, ok := o.Effect()
	got.set("peak_backlog", e.PeakBacklog, ok)
	got.set("peak_rpo", e.PeakLag, ok)
	got.set("catch_up_after_restore", e.CatchUp, ok)
	got.set("rpo_integral", e.LagSum, ok)
	got.set("mean_rpo_over_horizon", e.LagSum/c.in("horizon"), ok)
	above, ok := o.Above(c.in("rpo_threshold"))
	got.set("seconds_above_threshold", above, ok)
	return got
}

func effectOfOnOff(c *closedCase) results {
	got := results{}
	w := replication.OnOff{High: c.in("high"), Low: c.in("low"), On: c.in("on_s"), Off: c.in("off_s"), Link: c.in("link")}
	e, ok := w.Effect()
	got.set("peak_backlog", e.PeakBacklog, ok)
	got.set("drain_after_on_phase", e.CatchUp, ok)
	got.set("peak_rpo", e.PeakLag, ok)
	got.set("time_of_peak_rpo_from_on_start", e.PeakLagAt, ok)
	busy, ok := w.Busy()
	got.set("busy_fraction", busy, ok)
	used, ok := w.Utilization()
	got.set("mean_utilisation", used, ok)
	return got
}

func effectOfSwing(c *closedCase) results {
	got := results{}
	e, ok := replication.Swing{Mean: c.in("mean"), Amplitude: c.in("amplitude"), Period: c.in("period_s"), Link: c.in("link")}.Effect()
	got.set("backlog_starts", e.Starts, ok)
	got.set("backlog_peaks", e.Peaks, ok)
	got.set("backlog_ends", e.Ends, ok)
	got.set("peak_backlog", e.PeakBacklog, ok)
	got.set("peak_rpo", e.PeakLag, ok)
	return got
}

func timesOfSeed(c *closedCase) results {
	got := results{}
	naive, ok := replication.TransferTime(c.in("seed_MB"), c.in("link"), 1)
	got.set("naive_time", naive, ok)
	synced, ok := replication.InSyncTime(c.in("seed_MB"), c.in("link"), c.in("drift"))
	got.set("in_sync_time", synced, ok)
	got.set("bytes_sent", synced*c.in("link"), ok)
	got.set("stretch", synced/naive, ok)
	return got
}
