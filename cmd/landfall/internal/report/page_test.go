package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/landfall-sim/landfall/simulate"
)

var update = flag.Bool("update", false, "accept what is written as what is wanted")

func ptr[T any](v T) *T { return &v }

// spread is a summary around a median.
func spread(unit string, p50 float64) summary {
	return summary{Unit: unit, Mean: p50 * 1.01, SE: p50 / 100, P5: p50 * 0.8, P50: p50, P80: p50 * 1.1, P95: p50 * 1.2, Min: p50 / 2, Max: p50 * 2}
}

// missing is a summary of nothing.
func missing(unit string) summary {
	nan := math.NaN()
	return summary{Unit: unit, Mean: nan, SE: nan, P5: nan, P50: nan, P80: nan, P95: nan, Min: nan, Max: nan}
}

func exampleScenario() *simulate.Scenario {
	asset := func(name string) simulate.Asset { return simulate.Asset{Name: name} }
	return &simulate.Scenario{
		Name: "contoso-wave-1", TimeZone: "Europe/Berlin",
		Start: ptr(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)),
		Network: simulate.Network{Links: []simulate.Link{
			{Name: "uplink", Capacity: ptr(simulate.BitRate(1e9)), Production: &simulate.ProductionTraffic{}},
		}},
		Promotion: simulate.Promotion{Quiesce: ptr(true)},
		Objectives: simulate.Objectives{
			RPO: ptr(simulate.Duration(900)), Downtime: ptr(simulate.Duration(3600)), LinkShare: ptr(simulate.Share(0.8)),
			Finish: &simulate.Instant{Time: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)},
		},
		Portfolio: []simulate.Subscription{{Name: "retail", Workloads: []simulate.Workload{
			{Name: "identity", Assets: []simulate.Asset{asset("dir")}},
			{Name: "web-shop", Assets: []simulate.Asset{asset("web"), asset("db")}},
		}}},
	}
}

// exampleModel is a result in which everything grows with the days it takes.
func exampleModel(name simulate.ModelName, days, affected, share float64) simulate.ModelResult {
	end := days * 86400
	link := simulate.LinkResult{
		Name: "uplink", Mean: spread("bit/s", share*5e8), P95: spread("bit/s", share*1e9), Peak: spread("bit/s", share*1.1e9),
		Saturated: spread("s", share*7e5), Shortfall: spread("B", 0), ShortfallTime: spread("s", 0), Held: spread("asset", share*120),
		Bytes: simulate.ClassBytesResult{
			Seed: spread("B", 20e12), Sync: spread("B", 3e12), Final: spread("B", 4e9), Secondary: spread("B", 0), Reverse: spread("B", 0),
		},
	}
	workload := func(name string, at float64) simulate.WorkloadResult {
		return simulate.WorkloadResult{
			Name: name, Subscription: "retail", Staged: spread("s", at/2), Migrated: spread("s", at), Promoted: spread("s", at),
			Downtime: spread("s", 1500), LossBytes: spread("B", 0), Criticality: at / end,
			Lag: simulate.LagResult{P50: spread("s", 0), P95: missing("s"), Max: missing("s")},
		}
	}
	return simulate.ModelResult{
		Model: name, Finished: 1000, Joint: 0.93,
		Portfolio: simulate.PortfolioResult{
			Duration: spread("s", end), Promoted: spread("s", end), LossBytes: spread("B", 0), LossWindow: spread("s", 0),
			StrayBytes: spread("B", 0), RollbackBytes: spread("B", 0), Downtime: spread("s", 1440), Divergence: spread("s", 11*86400),
			Affected: spread("user-hour", affected), Incidents: spread("count", 3), Rollbacks: spread("count", 1.3), Reseeds: spread("count", 0),
			ObservedLoad: spread("h", 96), DualRunning: spread("asset-hour", 2e5), Transfer: spread("B", 23e12), Effort: spread("person-hour", 812),
		},
		Links:     []simulate.LinkResult{link},
		Workloads: []simulate.WorkloadResult{workload("identity", end/2), workload("web-shop", end)},
		Subscriptions: []simulate.SubscriptionResult{{
			Name: "retail", Staged: spread("s", end/2), Migrated: spread("s", end), Promoted: spread("s", end), Retired: spread("s", end+30*86400),
		}},
		Teams:    []simulate.TeamResult{{Name: "adoption", Utilization: spread("1", 0.7), Effort: spread("person-hour", 500)}, {Name: "business", Utilization: missing("1"), Effort: spread("person-hour", 4)}},
		Limits:   []simulate.LimitResult{{Name: "seeding", Utilization: spread("1", 0.4)}},
		Findings: []simulate.Finding{{Kind: "separation-of-duty", Text: "The cloud adoption team stages the assets and promotes them: it holds access to staging and to production."}},
		Objectives: []simulate.ObjectiveResult{
			{Name: "rpo", Target: 900, Probability: 1, Met: true},
			{Name: "downtime", Target: 3600, Probability: 0.996, Met: true},
			{Name: "linkShare", Link: "uplink", Target: 0.8, Probability: 1 - share/2, Met: share < 0.4},
			{Name: "finish", Target: 116 * 86400, Probability: 0.97, Met: true},
		},
	}
}

func examplePage() *Page {
	single := exampleModel(simulate.SingleStep, 63, 1940, 0.62)
	flight := exampleModel(simulate.Flight, 84, 88, 0.38)
	flight.Finished = 998
	flight.Unfinished = []simulate.UnfinishedCount{{Workload: "web-shop", Reason: simulate.NoChangeWindow, Replications: 2}}
	return &Page{
		Scenario: exampleScenario(), File: "plan.yaml",
		Result: &simulate.Result{
			Landfall: 1, Scenario: "contoso-wave-1", Seed: 1, Replications: 1000,
			Models: []simulate.ModelResult{single, exampleModel(simulate.Staged, 77, 610, 0.38), flight},
			Comparison: &simulate.Comparison{
				Recommended: simulate.Staged,
				Reasons: []string{
					"staged meets every objective at once in 93 % of the replications (wanted: 80 %) and ends 7 days before flight, the runner-up (mean; 95 % interval 6.9 to 7.2 days).",
					"single-step ends 14 days earlier, but meets linkShare 80 % on uplink in only 69 % of the replications.",
				},
				Best: []simulate.BestResult{
					{Metric: "duration", Model: simulate.SingleStep, Probability: 0.97},
					{Metric: "affected", Model: simulate.Flight, Probability: 1},
					{Metric: "lossBytes", Model: simulate.SingleStep, Tied: []simulate.ModelName{simulate.Staged, simulate.Flight}, Probability: 1.0 / 3},
				},
			},
		},
	}
}

// golden compares what is written with a file that a reviewer reads.
func golden(t *testing.T, name string, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (run with -update to accept):\n%s", file, diff)
	}
	return b.String()
}

func checkWidth(t *testing.T, page string) {
	t.Helper()
	for line := range strings.Lines(page) {
		line = strings.TrimSuffix(line, "\n")
		if n := text.StringWidth(line); n > width {
			t.Errorf("%d columns: %s", n, line)
		}
		if strings.TrimRight(line, " ") != line {
			t.Errorf("blanks at the end of %q", line)
		}
	}
}

func TestComparePage(t *testing.T) {
	page := golden(t, "compare.txt", examplePage().Compare)
	checkWidth(t, page)
	if strings.Contains(page, "\x1b") {
		t.Error("terminal codes without color")
	}
}

func TestModelPage(t *testing.T) {
	p := examplePage()
	p.Result.Models = p.Result.Models[2:]
	checkWidth(t, golden(t, "model.txt", p.Model))
}

// Of a single model nothing is the best.
func TestCompareOneModel(t *testing.T) {
	p := examplePage()
	p.Result.Models = p.Result.Models[:1]
	var b bytes.Buffer
	if err := p.Compare(&b); err != nil {
		t.Fatal(err)
	}
	if page := b.String(); strings.Contains(page, "*") || strings.Contains(page, "best") || !strings.Contains(page, "below.\n\n▸") {
		t.Errorf("got:\n%s", page)
	}
}

func TestColorOnlyAddsToWhatIsThere(t *testing.T) {
	p := examplePage()
	var plain, colored bytes.Buffer
	if err := p.Compare(&plain); err != nil {
		t.Fatal(err)
	}
	p.Color = true
	if err := p.Compare(&colored); err != nil {
		t.Fatal(err)
	}
	stripped := strings.NewReplacer("\x1b[1m", "", "\x1b[0m", "").Replace(colored.String())
	if stripped != plain.String() || colored.Len() == plain.Len() {
		t.Error("color changes more than the color")
	}
}

func TestNoRecommendation(t *testing.T) {
	p := examplePage()
	p.Result.Comparison = &simulate.Comparison{Reasons: []string{"No model meets every objective in at least 80 % of the replications."}}
	var b bytes.Buffer
	if err := p.Compare(&b); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "▸ No recommendation\n  No model meets") || !strings.Contains(b.String(), "--model single-step") {
		t.Errorf("got:\n%s", b.String())
	}
}

func TestNothingFinished(t *testing.T) {
	p := examplePage()
	for i := range p.Result.Models {
		m := &p.Result.Models[i]
		m.Finished, m.Portfolio.Duration, m.Portfolio.Promoted = 0, missing("s"), missing("s")
	}
	var b bytes.Buffer
	if err := p.Compare(&b); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "NaN") || !strings.Contains(b.String(), "done by the horizon") {
		t.Errorf("got:\n%s", b.String())
	}
}

func TestJSONIsTheResult(t *testing.T) {
	p := examplePage()
	var b bytes.Buffer
	if err := p.JSON(&b); err != nil {
		t.Fatal(err)
	}
	var got simulate.Result
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(p.Result, &got, cmpopts.EquateNaNs()); diff != "" {
		t.Error(diff)
	}
	if bytes.Count(b.Bytes(), []byte("\n")) != 1 {
		t.Error("the document is not one line")
	}
}

func TestParagraphNeverSplitsAShareFromItsSign(t *testing.T) {
	var b bytes.Buffer
	paragraph(&b, "▸ ", strings.Repeat("meets 93 % ", 40))
	checkWidth(t, b.String())
	for line := range strings.Lines(b.String()) {
		if strings.HasPrefix(strings.TrimSpace(line), "%") {
			t.Errorf("a line begins with the sign: %q", line)
		}
	}
}

// failing is a writer that is full.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestWritersReportErrors(t *testing.T) {
	p := examplePage()
	for name, write := range map[string]func(io.Writer) error{"compare": p.Compare, "model": p.Model, "csv": p.CSV, "json": p.JSON} {
		if write(failing{}) == nil {
			t.Errorf("%s: a full disk goes unnoticed", name)
		}
	}
}
