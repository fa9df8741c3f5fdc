package staging

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMarkdownOf(t *testing.T) {
	f := complete()
	f.Report = f.Report[:1]
	d := NewDocument(f)
	for of, want := range map[Deliverable]string{
		MigrationDocumentation: `# Migration documentation of erp

Not complete:

- migration documentation: web-01: is not in the migration report

| asset | source | target | detail |
| --- | --- | --- | --- |
| db-01 | dc1 | cloud | 900 GiB |
`,
		BacklogDocumentation: `# Backlog documentation of erp

Complete.

Updated 2026-01-05T12:00:00Z: staged
`,
	} {
		if diff := cmp.Diff(want, d.MarkdownOf(of)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", of, diff)
		}
	}
}

func TestFurtherChecks(t *testing.T) {
	f := complete()
	f.Checks = []ExtraResult{{AutomatedTesting, "penetration test", "web-01", "two ports are open"}, {BacklogDocumentation, "owner", "", ""}}
	want := `
## Further checks

| check | of | asset | result |
| --- | --- | --- | --- |
| penetration test | automated testing | web-01 | two ports are open |
| owner | backlog documentation |  | passed |
`
	got := NewDocument(f).Markdown()
	if len(got) < len(want) {
		t.Fatal(got)
	}
	if diff := cmp.Diff(want, got[len(got)-len(want):]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
