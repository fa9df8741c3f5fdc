package replication_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/landfall-sim/landfall/internal/closedform"
	"github.com/landfall-sim/landfall/replication"
)

// results are computed values by the name that the case gives them.
type results map[string]float64

// set takes a value that exists.
func (r results) set(name string, x float64, ok bool) {
	if !ok {
		x = math.NaN()
	}
	r[name] = x
}

// check compares all expected numbers of a case.
func check(t *testing.T, c *closedform.Case, got results) {
	t.Helper()
	tolerance := 1e-9
	if strings.HasPrefix(c.Tolerance, "rel 1e-6") {
		tolerance = 1e-6
	}
	for name, expected := range c.Expected {
		want, isNumber := expected.(float64)
		x, computed := got[name]
		switch {
		case !isNumber && !computed:
		case !computed:
			t.Errorf("%s is not computed, want %v", name, want)
		case !(math.Abs(x-want) <= tolerance*math.Abs(want)):
			t.Errorf("%s is %.12g, want %.12g", name, x, want)
		}
	}
}

// closedForms runs the cases of one family, each as a test with its name.
func closedForms(t *testing.T, family string, compute func(t *testing.T, c *closedform.Case) results) {
	for _, c := range closedform.Load(t, family) {
		t.Run(c.ID, func(t *testing.T) { check(t, &c, compute(t, &c)) })
	}
}

func TestCasesOfPrecopy(t *testing.T) {
	closedForms(t, "precopy", func(_ *testing.T, c *closedform.Case) results {
		got := results{}
		if c.Number("link_Bps") > 0 {
			seconds, ok := replication.TransferTime(c.Number("bytes"), c.Number("link_Bps"), 1)
			got.set("finish_s", seconds, ok)
			return got
		}
		r, ok := replication.Precopy{
			Size: c.Number("V"), Bandwidth: c.Number("R"), Drift: c.Number("D"), Threshold: c.Number("Vthd"), Resume: c.Number("T_resume"),
			WorkingSet: c.Number("working_set"), MaxPasses: int(c.Number("max_rounds")),
		}.Run()
		got.set("rounds_before_stop", float64(r.Passes), ok)
		got.set("final_volume", r.Remaining, ok)
		got.set("downtime", r.Downtime, ok)
		got.set("total_time", r.Total, ok)
		got.set("total_sent", r.Sent, ok)
		limit, ok := replication.InSyncTime(c.Number("V"), c.Number("R"), c.Number("D"))
		got.set("continuous_limit_time", limit, ok)
		return got
	})
}

func TestCasesOfStagingContention(t *testing.T) {
	closedForms(t, "staging_contention", func(_ *testing.T, c *closedform.Case) results {
		got := results{}
		if c.Number("total_GB") > 0 {
			seconds, ok := replication.TransferTime(c.Number("total_GB")*1e9, c.Number("link_Mbps")*1e6/8, 1)
			got.set("seconds", seconds, ok)
			return got
		}
		h := replication.HeldAssets{Assets: int(c.Number("N")), Size: c.Number("S"), Drift: c.Number("d"), Bandwidth: c.Number("C")}
		first, ok := h.FirstEstimate()
		got.set("caf_first_estimate", first, ok)
		released, ok := h.Released()
		got.set("promote_each_immediately", released, ok)
		one, ok := h.OneByOne()
		got.set("sequential_hold_all", one, ok)
		got.set("stretch_sequential", one/first, ok)
		all, ok := h.Together()
		got.set("parallel_hold_all", all, ok)
		got.set("stretch_parallel", all/first, ok)
		most, ok := h.Holdable()
		got.set("max_holdable", float64(most), ok)
		left, ok := h.Left()
		got.set("bandwidth_left_for_business_fraction", left, ok)
		return got
	})
}

func TestCasesOfAzureRules(t *testing.T) {
	closedForms(t, "azure_rules", func(t *testing.T, c *closedform.Case) results {
		const hour = 3600
		got := results{
			"disks_per_appliance":     replication.AzureDisksPerAppliance,
			"disks_per_esxi_host":     replication.AzureDisksPerHost,
			"snapshots_per_datastore": replication.AzureSnapshotsPerDatastore,
			"concurrent_vms":          replication.AzureConcurrentMachines,
			"scale_out_above_vms":     replication.AzureScaleOutAbove,

			"percentile":                      replication.PlannerPercentile,
			"growth_factor":                   replication.PlannerGrowth,
			"initial_replication_goal_h":      replication.PlannerSeedGoal.Hours(),
			"peak_churn_per_vm_MBps":          replication.PlannerChurnPerMachine / 1e6,
			"process_server_churn_TB_per_day": replication.PlannerChurnPerProcessServer / 1e12,
		}
		if took, ok := c.Inputs["previous_cycle_h"].(float64); ok {
			got["gap_h"] = replication.AzureWait(time.Duration(took * float64(time.Hour))).Hours()
		}
		if load, ok := c.Inputs["rho"].(float64); ok {
			steady, ok := replication.AzureSteadyCycle(load, c.Number("overhead_per_cycle_h")*hour)
			cycle := lastCycle(replication.CycleRun{
				Policy: replication.Policy{Kind: replication.AzureRule}, Bandwidth: 1,
				Seed: c.Number("initial_replication_h") * hour, Overhead: c.Number("overhead_per_cycle_h") * hour, Written: steadyWrites(load),
			}, 20000)
			if math.Abs(cycle-steady.Shortest) > 1e-6*cycle {
				ok = false // the closed form isn't what cycles come to
			}
			got.set("cycle_h", steady.Shortest/hour, ok)
			lag, exists := replication.AzureWorstLag(cycle)
			got.set("gap_h", (lag-2*cycle)/hour, ok && exists)
			got.set("worst_rpo_h", lag/hour, ok && exists)
			got.set("cutover_final_delta_worst_h", cycle/hour, ok)
		}
		if interval := c.Number("interval_s"); interval > 0 {
			trace, err := replication.NewTrace(interval, c.List(t, "churn_MB_per_interval"), nil)
			if err == nil {
				need, ok := trace.Curve().RequiredBandwidth(c.Number("desired_rpo_s"))
				got.set("min_link_MBps", need, ok)
			}
		}
		return got
	})
}

func TestCasesOfStorageDependability(t *testing.T) {
	closedForms(t, "storage_dependability", func(_ *testing.T, c *closedform.Case) results {
		got := results{}
		if blocks := c.Number("blocks"); blocks > 0 {
			distinct, ok := replication.DistinctBlocks(replication.BlockClass{Blocks: blocks, Writes: c.Number("random_writes")})
			got.set("expected_unique", distinct, ok)
			got.set("fold_ratio", distinct/c.Number("random_writes"), ok)
			return got
		}
		var levels []replication.ProtectionLevel
		list, _ := c.Inputs["levels"].([]any)
		for _, item := range list {
			l := closedform.Case{Inputs: item.(map[string]any)}
			levels = append(levels, replication.ProtectionLevel{Accumulate: l.Number("acc"), Propagate: l.Number("prop"), Hold: l.Number("hold")})
		}
		worst, mean, ok := replication.RecentLoss(levels...)
		got.set("worst_loss", worst, ok)
		got.set("mean_loss", mean, ok)
		return got
	})
}

func TestCasesOfMeasuredPublic(t *testing.T) {
	// Ten and twenty machines on one host, from which the line is calibrated.
	line, ok := replication.Calibrate(10, 1299, 20, 2476)
	if !ok {
		t.Fatal("no line")
	}
	closedForms(t, "measured_public", func(t *testing.T, c *closedform.Case) results {
		got := results{}
		if machines := c.Number("vms"); machines > 0 {
			measured := c.Expected["measured_s"].(float64)
			rate, ok := replication.DeadlineBandwidth(machines*c.Number("used_GiB_per_vm")*1024, 0, measured)
			got.set("aggregate_MiB_s", rate, ok)
			got["per_host_MiB_s"], got["measured_s"] = rate/c.Number("hosts"), measured
			predicted, _ := line.At(machines / c.Number("hosts"))
			got["linear_calibrated_s"], got["error_of_linear"] = predicted, predicted/measured-1
			if c.Number("hosts") == 1 && math.Abs(predicted/measured-1) > 0.1 {
				t.Errorf("predicted %v s, measured %v s", predicted, measured)
			}
			return got
		}
		if c.Number("link_Mbps") > 0 {
			seconds, ok := replication.TransferTime(c.Number("remaining_MB")*1e6, c.Number("link_Mbps")*1e6/8, 1)
			got.set("downtime_ms", seconds*1000, ok)
			return got
		}
		rate, ok := replication.PathBandwidth(c.Number("reserve"),
			replication.PathPart{Capacity: c.Number("source_Gbps") * 1000, Share: c.Number("source_pct")},
			replication.PathPart{Capacity: c.Number("target_Gbps") * 1000, Share: c.Number("target_pct")},
			replication.PathPart{Capacity: c.Number("storage_Mbps"), Share: 1})
		got.set("effective_Mbps", rate, ok)
		return got
	})
}
