package replication_test

import (
	"testing"

	"github.com/landfall-sim/landfall/internal/closedform"
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
	closedForms(t, "fluid_replication", func(t *testing.T, c *closedform.Case) results {
		switch {
		case c.Has("flows_r_b"):
			return boundsOfFlows(t, c)
		case c.Has("p"):
			return boundsOfPeakRate(c)
		case c.Has("outage_length"):
			return effectOfOutage(c)
		case c.Has("on_s"):
			return effectOfOnOff(c)
		case c.Has("amplitude"):
			return effectOfSwing(c)
		}
		return timesOfSeed(c)
	})
}

func boundsOfFlows(t *testing.T, c *closedform.Case) results {
	var flows []replication.TokenBucket
	for _, flow := range c.Pairs(t, "flows_r_b") {
		flows = append(flows, replication.TokenBucket{Rate: flow[0], Burst: flow[1]})
	}
	got := results{}
	sum, _ := replication.Aggregate(flows...)
	backlog, delay, ok := replication.Envelope{sum}.Bounds(replication.Server{Rate: c.Number("R"), Latency: c.Number("T")})
	got.set("backlog", backlog, ok)
	got.set("delay", delay, ok)
	return got
}

func boundsOfPeakRate(c *closedform.Case) results {
	got := results{}
	envelope := replication.Envelope{{Rate: c.Number("p"), Burst: c.Number("M")}, {Rate: c.Number("r"), Burst: c.Number("b")}}
	backlog, delay, ok := envelope.Bounds(replication.Server{Rate: c.Number("R"), Latency: c.Number("T")})
	got.set("backlog", backlog, ok)
	got.set("delay", delay, ok)
	return got
}

func effectOfOutage(c *closedform.Case) results {
	got := results{}
	o := replication.Outage{Write: c.Number("write_rate"), Link: c.Number("link_rate"), Length: c.Number("outage_length")}
	e, ok := o.Effect()
	got.set("peak_backlog", e.PeakBacklog, ok)
	got.set("peak_rpo", e.PeakLag, ok)
	got.set("catch_up_after_restore", e.CatchUp, ok)
	got.set("rpo_integral", e.LagSum, ok)
	got.set("mean_rpo_over_horizon", e.LagSum/c.Number("horizon"), ok)
	above, ok := o.Above(c.Number("rpo_threshold"))
	got.set("seconds_above_threshold", above, ok)
	return got
}

func effectOfOnOff(c *closedform.Case) results {
	got := results{}
	w := replication.OnOff{High: c.Number("high"), Low: c.Number("low"), On: c.Number("on_s"), Off: c.Number("off_s"), Link: c.Number("link")}
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

func effectOfSwing(c *closedform.Case) results {
	got := results{}
	e, ok := replication.Swing{Mean: c.Number("mean"), Amplitude: c.Number("amplitude"), Period: c.Number("period_s"), Link: c.Number("link")}.Effect()
	got.set("backlog_starts", e.Starts, ok)
	got.set("backlog_peaks", e.Peaks, ok)
	got.set("backlog_ends", e.Ends, ok)
	got.set("peak_backlog", e.PeakBacklog, ok)
	got.set("peak_rpo", e.PeakLag, ok)
	return got
}

func timesOfSeed(c *closedform.Case) results {
	got := results{}
	naive, ok := replication.TransferTime(c.Number("seed_MB"), c.Number("link"), 1)
	got.set("naive_time", naive, ok)
	synced, ok := replication.InSyncTime(c.Number("seed_MB"), c.Number("link"), c.Number("drift"))
	got.set("in_sync_time", synced, ok)
	got.set("bytes_sent", synced*c.Number("link"), ok)
	got.set("stretch", synced/naive, ok)
	return got
}
