package simulate

import (
	"slices"
	"strings"
	"testing"
)

// figures are what a fake model gives, every replication with the same luck.
type figures struct {
	days, lossGB, affected, downtime, dual float64
	wan                                    float64 // p95, bit/s
	stuck                                  float64 // share of the replications
	late                                   float64 // share in which downtime is doubled
}

func compareFigures(t *testing.T, s *Scenario, of map[ModelName]figures) *Comparison {
	t.Helper()
	run := fake(s, func(o *Outcome, l fakeLuck) {
		f := of[o.Model]
		p := &o.Portfolio
		p.Duration = l.around(f.days * 86400)
		p.Promoted = p.Duration
		p.LossBytes = l.around(f.lossGB * 1e9)
		p.Affected = l.around(f.affected)
		p.DualRunning = l.around(f.dual)
		p.Downtime = f.downtime
		o.Links[0].P95 = f.wan
		u := l.Float64()
		if u < f.late {
			p.Downtime *= 2
		}
		if u < f.stuck {
			stuckAt(o, "shop", NeverInSync)
		}
	})
	r, err := run.compare(t.Context(), Options{Replications: 200})
	if err != nil {
		t.Fatal(err)
	}
	return r.Comparison
}

func TestRecommendation(t *testing.T) {
	for _, test := range []struct {
		name       string
		objectives Objectives
		of         map[ModelName]figures
		want       ModelName
		says       []string // parts of the sentences, in their order
	}{
		{
			"the end decides between those that meet everything",
			Objectives{Downtime: ptr(Duration(3600)), LinkShare: ptr(Share(0.8))},
			map[ModelName]figures{
				SingleStep: {days: 60, wan: 0.9e9, affected: 1940, downtime: 3000},
				Staged:     {days: 80, wan: 0.4e9, affected: 610, downtime: 1500},
				Flight:     {days: 88, wan: 0.4e9, affected: 88, downtime: 1500},
			},
			Staged,
			[]string{
				"staged meets every objective at once in 100 % of the replications (wanted: 80 %) and ends 8 days before flight, the runner-up (mean; 95 % interval 8 to 8.1 days).",
				"single-step ends 20 days earlier, but meets linkShare 80 % on wan in none of the replications.",
				"flight, in turn, affects users 86 % less (mean 88 instead of 613 user-hours).",
			},
		},
		{
			"data loss comes before the end",
			Objectives{},
			map[ModelName]figures{
				SingleStep: {days: 60},
				Staged:     {days: 50, lossGB: 5},
				Flight:     {days: 70},
			},
			SingleStep,
			[]string{
				"No objectives are given; lost data, end, affected users and dual running decide, in this order: single-step ends 10 days before flight, the runner-up",
				"staged ends 10 days earlier, but loses 5 GB more.",
			},
		},
		{
			"an accepted loss leaves the end to decide",
			Objectives{LossWindow: ptr(Duration(900))},
			map[ModelName]figures{SingleStep: {days: 60}, Staged: {days: 50, lossGB: 5}, Flight: {days: 70}},
			Staged,
			[]string{"and ends 10 days before single-step, the runner-up", "single-step, in turn, loses nothing (instead of mean 5 GB).", "flight loses nothing", "but ends 20 days later."},
		},
		{
			"only one meets them",
			Objectives{Downtime: ptr(Duration(100))},
			map[ModelName]figures{SingleStep: {days: 60, downtime: 90, late: 0.5}, Staged: {days: 80, downtime: 20}, Flight: {days: 90, downtime: 200}},
			Staged,
			[]string{
				"and no other model meets each of them; single-step, the runner-up, meets all at once in only 5",
				"single-step ends 20 days earlier, but meets downtime 100 s in only 5",
				"flight meets downtime 100 s in none of the replications.",
			},
		},
		{
			"affected users decide when the ends are alike",
			Objectives{},
			map[ModelName]figures{SingleStep: {days: 60, affected: 900}, Staged: {days: 60, affected: 500}, Flight: {days: 60, affected: 700}},
			Staged,
			[]string{"staged costs users 2", "user-hours less than flight, the runner-up", "single-step costs users 40"},
		},
		{
			"nothing tells them apart",
			Objectives{Downtime: ptr(Duration(100))},
			map[ModelName]figures{},
			SingleStep,
			[]string{"single-step meets", " and comes first in the scenario; staged, the runner-up, cannot be told from it"},
		},
		{
			"none meets them",
			Objectives{Downtime: ptr(Duration(100)), Finish: &Instant{Offset: 30 * 86400}},
			map[ModelName]figures{
				SingleStep: {days: 60, downtime: 90},
				Staged:     {days: 20, downtime: 90, late: 0.5},
				Flight:     {days: 20, stuck: 0.6},
			},
			"",
			[]string{
				"No model meets every objective in at least 80 % of the replications; staged comes closest, with all at once in 5",
				"single-step meets finish by 4 February 2026 in none of the replications.",
				"staged meets downtime 100 s in only 5",
				"flight is finished by the horizon in only 39 % of the replications (most often missing: shop, never in sync).",
			},
		},
		{
			"none finishes",
			Objectives{},
			map[ModelName]figures{SingleStep: {stuck: 1}, Staged: {stuck: 1}, Flight: {stuck: 1}},
			"",
			[]string{"No model finishes by the horizon in at least 80 % of the replications.", "single-step is finished by the horizon in none of the replications"},
		},
		{
			"only one finishes",
			Objectives{},
			map[ModelName]figures{SingleStep: {stuck: 1}, Staged: {stuck: 1}, Flight: {days: 10}},
			Flight,
			[]string{"No objectives are given, and flight is the only model that finishes by the horizon in at least 80 % of the replications."},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := smallScenario()
			s.Objectives = test.objectives
			got := compareFigures(t, s, test.of)
			if got.Recommended != test.want {
				t.Errorf("recommended %q, want %q", got.Recommended, test.want)
			}
			checkSentences(t, got.Reasons, test.says)
		})
	}
}

// checkSentences looks for the parts in their order and for what a sentence
// must never have.
func checkSentences(t *testing.T, reasons, says []string) {
	t.Helper()
	text := strings.Join(reasons, "\n")
	rest := text
	for _, part := range says {
		_, after, found := strings.Cut(rest, part)
		if !found {
			t.Errorf("%q is missing after what came before it in:\n%s", part, text)
		}
		rest = after
	}
	for _, bad := range []string{"NaN", "Inf", "%!", "  ", ".."} {
		if strings.Contains(text, bad) {
			t.Errorf("%q in:\n%s", bad, text)
		}
	}
	for _, sentence := range reasons {
		if !strings.HasSuffix(sentence, ".") && !strings.Contains(sentence, ": ") {
			t.Errorf("not a sentence: %q", sentence)
		}
	}
}

// Each objective is met with the confidence by both, but only one meets them
// at once.
func TestAllAtOnceComesBeforeTheEnd(t *testing.T) {
	s := smallScenario()
	s.Objectives = Objectives{Downtime: ptr(Duration(100)), LossWindow: ptr(Duration(100)), Confidence: ptr(Share(0.7))}
	s.Promotion.Models = []ModelName{SingleStep, Staged}
	run := fake(s, func(o *Outcome, l fakeLuck) {
		u := l.Float64()
		o.Portfolio.Duration = 200
		if o.Model == SingleStep {
			o.Portfolio.Duration = 100
			if u < 0.2 {
				o.Portfolio.Downtime = 101
			} else if u < 0.4 {
				o.Portfolio.LossWindow = 101
			}
		}
	})
	r, err := run.compare(t.Context(), Options{Replications: 400})
	if err != nil {
		t.Fatal(err)
	}
	if r.Comparison.Recommended != Staged || !r.Models[0].MeetsObjectives() {
		t.Fatalf("recommended %s, single-step meets each: %v", r.Comparison.Recommended, r.Models[0].MeetsObjectives())
	}
	checkSentences(t, r.Comparison.Reasons, []string{
		"staged meets every objective at once in 100 % of the replications (wanted: 70 %); single-step, the runner-up, meets each of them, but all at once in only ",
		"single-step, in turn, ends 100 s earlier.",
	})
}

func TestUncoveredAssetsAreNamed(t *testing.T) {
	s := smallScenario()
	s.Promotion.Models = []ModelName{Staged}
	s.Secondary = &Secondary{}
	s.Portfolio[1].Workloads[0].Assets[0].Secondary = ptr(false)
	run := fake(s, func(o *Outcome, l fakeLuck) {
		o.Portfolio.Divergence = 11 * 86400
		o.Workloads[2].Divergence = 11 * 86400
	})
	r, err := run.compare(t.Context(), Options{Replications: 2})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"No objectives are given; lost data, end, affected users and dual running decide, in this order: staged, the only model that was compared.",
		"Under staged, 1 stateful asset has no secondary replication and would lose what users write for up to 11 days (P95): share.",
	}
	if !slices.Equal(r.Comparison.Reasons, want) {
		t.Errorf("got %q", r.Comparison.Reasons)
	}
}

func TestUncoveredAssetsOfAnotherModelAreNamedToo(t *testing.T) {
	s := smallScenario()
	s.Promotion.Models = []ModelName{SingleStep, Staged}
	run := fake(s, func(o *Outcome, _ fakeLuck) {
		if o.Model == Staged {
			o.Portfolio.LossBytes, o.Portfolio.Divergence = 1e9, 7200
			o.Workloads[1].Divergence, o.Workloads[2].Divergence = 7200, 3600
		}
	})
	r, err := run.compare(t.Context(), Options{Replications: 2})
	if err != nil {
		t.Fatal(err)
	}
	checkSentences(t, r.Comparison.Reasons, []string{
		"single-step loses 1 GB less than staged, the runner-up",
		"Under staged, 2 stateful assets have no secondary replication and would lose what users write for up to 2 h (P95): db and share.",
	})
}

// With one replication there are no intervals, and a comparison still says
// what differs.
func TestOneReplicationDecidesByWhatItSees(t *testing.T) {
	s := smallScenario()
	run := fake(s, func(o *Outcome, l fakeLuck) {
		o.Portfolio.Duration = map[ModelName]float64{SingleStep: 300, Staged: 200, Flight: 250}[o.Model]
	})
	r, err := run.compare(t.Context(), Options{Replications: 1})
	if err != nil {
		t.Fatal(err)
	}
	if r.Comparison.Recommended != Staged {
		t.Errorf("recommended %s", r.Comparison.Recommended)
	}
	checkSentences(t, r.Comparison.Reasons, []string{"staged ends 50 s before flight, the runner-up."})
}
