package staging

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func at(hour int) time.Time { return time.Date(2026, 1, 5, hour, 0, 0, 0, time.UTC) }

// complete returns facts with nothing missing.
func complete() Facts {
	return Facts{
		Workload: "erp", Assets: []string{"db-01", "web-01"}, Tests: []string{"smoke"},
		Changes: []Change{
			{"db-01", at(9), Remediation, "disk driver replaced", "wiki/db-01"},
			{"web-01", at(8), Staging, "address set by name", "wiki/web-01"},
		},
		Runs: []TestRun{
			{"smoke", "db-01", at(10), true, ""}, {"smoke", "web-01", at(7), false, "log 1"}, {"smoke", "web-01", at(11), true, ""},
		},
		Report:  []ReportEntry{{"db-01", "dc1", "cloud", "900 GiB"}, {"web-01", "dc1", "cloud", ""}},
		Backlog: BacklogUpdate{at(12), "staged"},
	}
}

func TestCheckComplete(t *testing.T) {
	r := Check(complete())
	if len(r.Gaps) != 0 || r.Complete() != All || r.Err() != nil {
		t.Errorf("gaps %v, complete %v, %v", r.Gaps, r.Complete(), r.Err())
	}
	if r := Check(Facts{}); r.Complete() != All.Without(BacklogDocumentation) {
		t.Errorf("of nothing %v is complete", r.Complete())
	}
}

// TestNothingChecked has nothing complete where nobody has looked.
func TestNothingChecked(t *testing.T) {
	var r Readiness
	want := "staging: incomplete: erp: automated testing: was not checked; migration documentation: was not checked; " +
		"configuration documentation: was not checked; backlog documentation: was not checked"
	r.Workload = "erp"
	if err := r.Err(); r.Complete() != 0 || !errors.Is(err, ErrIncomplete) || err.Error() != want {
		t.Errorf("complete %v, %v", r.Complete(), err)
	}
	r = Readiness{Checked: Of(AutomatedTesting, BacklogDocumentation), Gaps: []Gap{{BacklogDocumentation, "", "is old"}}}
	if r.Complete() != Of(AutomatedTesting) || len(r.missing()) != 3 {
		t.Errorf("complete %v, missing %v", r.Complete(), r.missing())
	}
	var d Document
	for _, text := range []string{d.Markdown(), d.MarkdownOf(AutomatedTesting)} {
		if !strings.Contains(text, "Not complete:\n\n- automated testing: was not checked\n") || strings.Contains(text, "(complete)") {
			t.Errorf("of no check:\n%s", text)
		}
	}
}

func TestCheckGaps(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*Facts)
		of    Deliverable
		want  string
	}{
		"not run":       {func(f *Facts) { f.Runs = f.Runs[1:] }, AutomatedTesting, "db-01: test smoke has not run"},
		"no test":       {func(f *Facts) { f.Runs, f.Tests = f.Runs[1:], nil }, AutomatedTesting, "db-01: no automated test has run"},
		"failed":        {func(f *Facts) { f.Runs[2].Passed = false }, AutomatedTesting, "web-01: test smoke failed in its last run, 2026-01-05T11:00:00Z"},
		"stale":         {func(f *Facts) { f.Changes[0].Made = at(11) }, AutomatedTesting, "ran 2026-01-05T10:00:00Z, before the change of 2026-01-05T11:00:00Z (disk driver replaced)"},
		"unasked":       {func(f *Facts) { f.Tests = nil; f.Runs[0].Passed = false }, AutomatedTesting, "db-01: test smoke failed"},
		"not reported":  {func(f *Facts) { f.Report = f.Report[:1] }, MigrationDocumentation, "web-01: is not in the migration report"},
		"from nowhere":  {func(f *Facts) { f.Report[0].Source = "" }, MigrationDocumentation, "from where to where"},
		"to nowhere":    {func(f *Facts) { f.Report[0].Target = "" }, MigrationDocumentation, "from where to where"},
		"undocumented":  {func(f *Facts) { f.Changes[1].Document = "" }, ConfigurationDocumentation, "web-01: the change of 2026-01-05T08:00:00Z (address set by name) has no document"},
		"undescribed":   {func(f *Facts) { f.Changes[1].What = "" }, ConfigurationDocumentation, "is not described"},
		"no backlog":    {func(f *Facts) { f.Backlog = BacklogUpdate{} }, BacklogDocumentation, "the backlog has not been updated"},
		"stale backlog": {func(f *Facts) { f.Backlog.Updated = at(8) }, BacklogDocumentation, "db-01: the backlog was updated 2026-01-05T08:00:00Z, before"},
		"own check":     {func(f *Facts) { f.Checks = []ExtraResult{{ConfigurationDocumentation, "runbook", "", "is empty"}} }, ConfigurationDocumentation, "configuration documentation: runbook: is empty"},
	} {
		f := complete()
		c.spoil(&f)
		r := Check(f)
		if r.Complete() != All.Without(c.of) || len(r.Gaps) != 1 || !strings.Contains(r.Gaps[0].String(), c.want) {
			t.Errorf("%s: %v, want %q", name, r.Gaps, c.want)
		}
		if err := r.Err(); !errors.Is(err, ErrIncomplete) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestRunsInAnyOrder counts the failure of two runs that began together.
func TestRunsInAnyOrder(t *testing.T) {
	f := complete()
	f.Runs = append(f.Runs, TestRun{"smoke", "db-01", at(10), false, ""})
	for range 2 {
		if r := Check(f); r.Complete() != All.Without(AutomatedTesting) {
			t.Errorf("%v: complete %v", f.Runs, r.Complete())
		}
		slices.Reverse(f.Runs)
	}
}

// TestOwnItems extends the checklist.
func TestOwnItems(t *testing.T) {
	runbook := Item{ConfigurationDocumentation, func(f Facts) []Gap {
		return []Gap{{Asset: f.Assets[0], Reason: "has no runbook"}}
	}}
	if r := Check(complete(), runbook); len(r.Gaps) != 1 || r.Complete() != All.Without(ConfigurationDocumentation) ||
		r.Gaps[0].String() != "configuration documentation: db-01: has no runbook" {
		t.Errorf("gaps %v", r.Gaps)
	}
	if r := Check(complete(), Item{Deliverable: MigrationDocumentation}); len(r.Gaps) != 1 || r.Complete() != All.Without(MigrationDocumentation) ||
		r.Gaps[0].String() != "migration documentation: an item of the checklist has no check" {
		t.Errorf("an item without a check: %v", r.Gaps)
	}
	fine := Item{BacklogDocumentation, func(Facts) []Gap { return nil }}
	if r := Check(complete(), fine); len(r.Gaps) != 0 {
		t.Errorf("gaps %v", r.Gaps)
	}
	if n := len(Checklist()); n != All.Len() {
		t.Errorf("%d items", n)
	}
}

// TestMoreEvidenceNeverHurts adds a passing run, a report entry and a backlog
// update to random facts: no gap appears.
func TestMoreEvidenceNeverHurts(t *testing.T) {
	assets := []string{"a", "b"}
	rapid.Check(t, func(t *rapid.T) {
		hour := func(name string) time.Time { return at(rapid.IntRange(0, 20).Draw(t, name)) }
		asset := func() string { return rapid.SampledFrom(assets).Draw(t, "asset") }
		f := Facts{Workload: "w", Assets: assets, Tests: []string{"t"}}
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			f.Changes = append(f.Changes, Change{asset(), hour("made"), Staging, "x", rapid.SampledFrom([]string{"", "doc"}).Draw(t, "doc")})
		}
		for range rapid.IntRange(0, 3).Draw(t, "runs") {
			f.Runs = append(f.Runs, TestRun{"t", asset(), hour("began"), rapid.Bool().Draw(t, "passed"), ""})
		}
		if rapid.Bool().Draw(t, "updated") {
			f.Backlog.Updated = hour("backlog")
		}
		before := Check(f)
		for _, a := range assets {
			f.Runs = append(f.Runs, TestRun{"t", a, at(21), true, ""})
			f.Report = append(f.Report, ReportEntry{a, "x", "y", ""})
		}
		f.Backlog.Updated = at(21)
		after := Check(f)
		for _, g := range after.Gaps {
			if !slices.Contains(before.Gaps, g) {
				t.Fatalf("new gap %v", g)
			}
		}
		if missing := after.Complete().Missing(); missing&^Of(ConfigurationDocumentation) != 0 {
			t.Fatalf("still missing %v", missing)
		}
	})
}

func TestDocument(t *testing.T) {
	f := complete()
	f.Changes[1].Document = ""
	f.Changes[1].What = "pipe | and\nline"
	d := NewDocument(f)
	want := `# Staging of erp

Not complete:

- configuration documentation: web-01: the change of 2026-01-05T08:00:00Z (pipe \| and line) has no document

## Automated testing (complete)

| asset | test | began | result | detail |
| --- | --- | --- | --- | --- |
| db-01 | smoke | 2026-01-05T10:00:00Z | passed |  |
| web-01 | smoke | 2026-01-05T07:00:00Z | failed | log 1 |
| web-01 | smoke | 2026-01-05T11:00:00Z | passed |  |

## Migration documentation (complete)

| asset | source | target | detail |
| --- | --- | --- | --- |
| db-01 | dc1 | cloud | 900 GiB |
| web-01 | dc1 | cloud |  |

## Configuration documentation (incomplete)

| asset | made | during | change | document |
| --- | --- | --- | --- | --- |
| db-01 | 2026-01-05T09:00:00Z | remediation | disk driver replaced | wiki/db-01 |
| web-01 | 2026-01-05T08:00:00Z | staging | pipe \| and line |  |

## Backlog documentation (complete)

Updated 2026-01-05T12:00:00Z: staged
`
	if diff := cmp.Diff(want, d.Markdown()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if text := NewDocument(Facts{Workload: "w"}).Markdown(); !strings.Contains(text, "None.") || !strings.Contains(text, "Never updated.") {
		t.Errorf("of nothing:\n%s", text)
	}
	if text := NewDocument(complete()).Markdown(); !strings.Contains(text, "All four deliverables are complete.") {
		t.Errorf("of everything:\n%s", text)
	}
}

func TestDocumentJSON(t *testing.T) {
	d := NewDocument(complete())
	text, err := d.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var read Document
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d, read); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	d.Backlog.Updated = time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)
	if _, err := d.JSON(); err == nil {
		t.Error("the year 12000 has a JSON form")
	}
}
