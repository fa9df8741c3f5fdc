package simulate_test

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

type (
	numbers map[string]any
	many    = []any
)

// ourCase is inputs and what theory makes of them.
type ourCase struct {
	id               string
	inputs, expected numbers
	tolerance        string // such as "rel 1e-9"
}

// ourClosedForms are cases whose results follow from the formulas beside them.
var ourClosedForms = map[string][]ourCase{
	"staging_contention": {
		// N·S/C; N·S/(C − d) if each is gone before the next comes; Σ S/(C − i·d)
		// if each waits; N·S/(C − N·d) if all share. Nine drifts leave something
		// of the link, ten nothing.
		{"four of sixty", numbers{"N": 4.0, "S": 60000.0, "C": 100.0, "d": 10.0}, numbers{
			"caf_first_estimate": 2400.0, "promote_each_immediately": 240000.0 / 90,
			"sequential_hold_all": 60000 * (1/90.0 + 1/80.0 + 1/70.0 + 1/60.0), "parallel_hold_all": 4000.0,
			"stretch_sequential": 25 * (1/90.0 + 1/80.0 + 1/70.0 + 1/60.0), "stretch_parallel": 4000.0 / 2400,
			"max_holdable": 9, "bandwidth_left_for_business_fraction": 0.6,
		}, "rel 1e-9"},
		// 8 bits a byte.
		{"bits", numbers{"total_GB": 1000.0, "link_Mbps": 100.0}, numbers{"seconds": 80000.0}, "rel 1e-9"},
	},
	"azure_rules": {
		{"gap after 30 h", numbers{"previous_cycle_h": 30.0}, numbers{"gap_h": 12.0}, "rel 1e-9"},
		{"gap after 5 h", numbers{"previous_cycle_h": 5.0}, numbers{"gap_h": 2.5}, "rel 1e-9"},
		{"gap after 1 h", numbers{"previous_cycle_h": 1.0}, numbers{"gap_h": 1.0}, "rel 1e-9"},
		// c = ρ(c + g): with g = 1 h that is ρ/(1 − ρ), with 12 h twelve times it.
		// The lag before a cycle's end is c + g + c.
		{"half load", numbers{"rho": 0.5, "initial_replication_h": 40.0, "folding": "none"}, numbers{
			"cycle_h": 1.0, "gap_h": 1.0, "worst_rpo_h": 3.0, "cutover_final_delta_worst_h": 1.0,
		}, "rel 1e-6"},
		{"load above two thirds", numbers{"rho": 0.75, "initial_replication_h": 100.0, "folding": "none"}, numbers{
			"cycle_h": 36.0, "gap_h": 12.0, "worst_rpo_h": 84.0, "cutover_final_delta_worst_h": 36.0,
		}, "rel 1e-6"},
		// 3600 MB of 900 s must be through 900 s later; what follows is less.
		{"link for a lag", numbers{"churn_MB_per_interval": many{900.0, 3600.0, 0.0, 450.0}, "interval_s": 900.0, "desired_rpo_s": 900.0},
			numbers{"min_link_MBps": 2.0}, "rel 1e-9"},
	},
	"fluid_replication": {
		// 120 s at 2 MB/s are carried on top of what comes at 8 − 2 MB/s. The lag
		// is a triangle of 120 s on a base of 160 s, half as high on half of it.
		{"outage", numbers{"write_rate": 2.0, "link_rate": 8.0, "outage_length": 120.0, "outage_start": 60.0, "rpo_threshold": 60.0, "horizon": 400.0},
			numbers{
				"peak_backlog": 240.0, "peak_rpo": 120.0, "catch_up_after_restore": 40.0, "rpo_integral": 9600.0,
				"mean_rpo_over_horizon": 24.0, "seconds_above_threshold": 80.0,
			}, "rel 1e-9"},
		// Six hours at 6 MB/s leave 2 MB/s · 21600 s, gone at 4 − 2 MB/s. The last
		// of their bytes is carried at 6/4 · 21600 s.
		{"on and off", numbers{"high": 6.0, "low": 2.0, "on_s": 21600.0, "off_s": 64800.0, "link": 4.0, "periods": 3.0}, numbers{
			"peak_backlog": 43200.0, "drain_after_on_phase": 21600.0, "peak_rpo": 10800.0, "time_of_peak_rpo_from_on_start": 32400.0,
			"busy_fraction": 0.5, "mean_utilisation": 0.75,
		}, "rel 1e-9"},
		// 90 GB at 100 − 10 MB/s.
		{"seed", numbers{"seed_MB": 90000.0, "link": 100.0, "drift": 10.0}, numbers{
			"naive_time": 900.0, "in_sync_time": 1000.0, "bytes_sent": 100000.0, "stretch": 10 / 9.0,
		}, "rel 1e-9"},
	},
	"precopy": {
		// Rounds of 1000, 100 and 10 MB, then 1 MB at rest.
		{"tenths", numbers{"V": 1000.0, "R": 100.0, "D": 10.0, "Vthd": 2.0, "T_resume": 0.5, "max_rounds": 100.0}, numbers{
			"final_volume": 1.0, "downtime": 0.51, "total_time": 11.61, "total_sent": 1111.0, "continuous_limit_time": 1000 / 90.0,
		}, "rel 1e-9"},
		// 1000, then 200 instead of 500, 100, and 50 MB at rest.
		{"working set", numbers{"V": 1000.0, "R": 100.0, "D": 50.0, "Vthd": 90.0, "T_resume": 0.5, "max_rounds": 100.0, "working_set": 200.0}, numbers{
			"final_volume": 50.0, "downtime": 1.0, "total_time": 14.0, "total_sent": 1350.0, "continuous_limit_time": 20.0,
		}, "rel 1e-9"},
		{"plain", numbers{"bytes": 3e9, "link_Bps": 2e9}, numbers{"finish_s": 1.5}, "exact"},
	},
	"schedule_risk": {
		// F(x) = 1 − (4 − x)²/9.
		{"triangle", numbers{"a": 1.0, "m": 1.0, "b": 4.0}, numbers{
			"mean": 2.0, "sd": math.Sqrt(0.5), "p10": 4 - 3*math.Sqrt(0.9), "p50": 4 - 3*math.Sqrt(0.5),
			"p80": 4 - 3*math.Sqrt(0.2), "p90": 4 - 3*math.Sqrt(0.1),
		}, "rel 1e-9"},
		// The beta distribution of shapes 1 and 5: F(x) = 1 − (1 − x/6)⁵.
		{"pert", numbers{"a": 0.0, "m": 0.0, "b": 6.0}, numbers{
			"mean": 1.0, "sd": math.Sqrt(5 / 7.0), "p10": 6 * (1 - math.Pow(0.9, 0.2)), "p50": 6 * (1 - math.Pow(0.5, 0.2)),
			"p80": 6 * (1 - math.Pow(0.2, 0.2)), "p90": 6 * (1 - math.Pow(0.1, 0.2)),
		}, "rel 1e-9"},
		// The mean of the largest of three standard normals is 3/(2√π).
		{"three normal paths", numbers{"paths": 3.0, "mu": 30.0, "sigma": 4.0}, numbers{
			"mean_max": 30 + 6/math.Sqrt(math.Pi), "p80": 30 + 4*mathext.NormalQuantile(math.Cbrt(0.8)), "criticality_each": 1 / 3.0,
		}, "rel 1e-9"},
		// Of three exponentials: 1 + 1/2 + 1/3.
		{"three exponential paths", numbers{"paths": 3.0, "mean": 6.0}, numbers{
			"mean_max": 11.0, "p80": -6 * math.Log(1-math.Cbrt(0.8)),
		}, "rel 1e-9"},
		// The difference has mean 0 and deviation 5, so the longer exceeds the
		// mean by 5·φ(0); its second moment about it is (3² + 4²)/2.
		{"two normal paths", numbers{"mu1": 30.0, "s1": 3.0, "mu2": 30.0, "s2": 4.0, "rho": 0.0}, numbers{
			"mean_max": 30 + 5/math.Sqrt(2*math.Pi), "sd_max": math.Sqrt(12.5 - 25/(2*math.Pi)), "criticality_1": 0.5,
		}, "rel 1e-9"},
		{"independent objectives", numbers{"rho": 0.0, "cost_target_percentile": 0.6, "schedule_target_percentile": 0.9},
			numbers{"jcl": 0.54, "equal_marginal_percentile_for_jcl70": math.Sqrt(0.7)}, "3 standard errors"},
		{"equal objectives", numbers{"rho": 1.0, "cost_target_percentile": 0.6, "schedule_target_percentile": 0.9},
			numbers{"jcl": 0.6, "equal_marginal_percentile_for_jcl70": 0.7}, "3 standard errors"},
		{"quarter turn", numbers{"pearson": math.Sqrt2 / 2}, numbers{"spearman": 6 / math.Pi * math.Asin(math.Sqrt2/4), "kendall": 0.5}, "rel 1e-9"},
	},
	"flight_exposure": {
		// Ten hits are to be expected. The second comes at the sum of two exponential
		// times, 100 s each on average: not within 1000 s if there is none or one.
		{"second hit", numbers{
			"requests_per_s": 1.0, "hit_probability": 0.01, "detect_at_hit": 2.0, "rollback_s": 0.0,
			"steps_fraction_seconds": many{many{1.0, 1000.0}},
		}, numbers{
			"exposure_fraction_seconds":          1000.0,
			"prob_undetected_after_step":         many{11 * math.Exp(-10)},
			"expected_hits_total":                2 - 12*math.Exp(-10),
			"mean_detection_time_given_detected": 200 * (1 - 61*math.Exp(-10)) / (1 - 11*math.Exp(-10)),
		}, "rel 1e-6; 3 standard errors"},
		// Of three, so many are below the median: 0 to 3 with 1, 3, 3 and 1 in 8.
		{"median of three", numbers{"n": 3.0, "p": 0.5}, numbers{
			"conf_max_exceeds_p95": 7 / 8.0, "conf_second_largest": 0.5, "conf_third_largest": 1 / 8.0,
		}, "rel 1e-9"},
		// One hit in 5000 s of full traffic. The flights see 360, 1800 and 7200 s
		// of it, so P = exp(−E/5000). The time of the hit is exponential within a
		// flight of τ s, at a rate r: from a start at T it adds, with
		// q = exp(−r·τ), T·(1 − q) + (1 − q·(1 + r·τ))/r, weighted with the
		// probability to get there, over the probability of a hit at all.
		{"first hit", numbers{
			"requests_per_s": 2.0, "hit_probability": 1e-4, "detect_at_hit": 1.0,
			"steps_fraction_seconds": many{many{0.1, 3600.0}, many{0.5, 3600.0}, many{1.0, 7200.0}},
		}, numbers{
			"exposure_fraction_seconds":          9360.0,
			"prob_undetected_after_step":         many{math.Exp(-0.072), math.Exp(-0.432), math.Exp(-1.872)},
			"expected_hits_total":                1 - math.Exp(-1.872),
			"mean_detection_time_given_detected": 7739.085257627247,
		}, "rel 1e-6; 3 standard errors"},
	},
	"queueing": {
		// 6 MB/s alone, 5 each from 5 s on, and 6 again once 30 MB are through.
		{"two seeds", numbers{"arrival_and_size": many{many{0.0, 100.0}, many{5.0, 30.0}}, "link": 10.0, "per_flow_cap": 6.0},
			numbers{"finish": many{11 + 40/6.0, 11.0}}, "rel 1e-9"},
		// The second waits if the first's test is longer than the time between
		// them: with probability λ/(λ + μ), and then 1/μ on average.
		{"second of two", numbers{"lam": 0.5, "mu": 1.0, "customers": 2.0},
			numbers{"mean_delay_first_2": 1 / 6.0, "E_delay_customer_2": 1 / 3.0}, "rel 1e-9"},
	},
	"measured_public": {
		{"rest of 100 MB", numbers{"remaining_MB": 100.0, "link_Mbps": 800.0}, numbers{"downtime_ms": 1000.0}, "exact"},
		{"narrowest of three", numbers{
			"source_Gbps": 2.0, "source_pct": 0.25, "target_Gbps": 10.0, "target_pct": 0.5, "storage_Mbps": 900.0, "reserve": 0.5,
		}, numbers{"effective_Mbps": 250.0}, "exact"},
	},
	"storage_dependability": {
		// A day, and the copy is safe 8 h later: between 8 h and 32 h old.
		{"daily copy", numbers{"levels": many{map[string]any{"acc": 24.0, "prop": 6.0, "hold": 2.0}}},
			numbers{"worst_loss": 32.0, "mean_loss": 20.0}, "rel 1e-9"},
	},
}
