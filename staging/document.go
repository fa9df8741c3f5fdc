package staging

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Document is what is handed over when staging ends: the readiness and the
// facts it rests on. It renders as Markdown and marshals as JSON.
type Document struct {
	Facts
	Ready Readiness `json:"readiness"`
}

// NewDocument returns the document of the facts, checked.
func NewDocument(f Facts) Document { return Document{Facts: f, Ready: Check(f)} }

// JSON returns the document as indented JSON with a line break at the end. The
// error is of times that RFC 3339 cannot hold and of deliverables that do not
// exist.
func (d Document) JSON() ([]byte, error) {
	text, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("staging: document of %s: %w", d.Workload, err)
	}
	return append(text, '\n'), nil
}

// Markdown returns the document as a page: what is missing, then one section
// for every deliverable.
func (d Document) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Staging of %s\n\n", cell(d.Workload))
	if len(d.Ready.Gaps) == 0 {
		b.WriteString("All four deliverables are complete.\n")
	} else {
		b.WriteString("Staging is not complete:\n\n")
		for _, g := range d.Ready.Gaps {
			fmt.Fprintf(&b, "- %s\n", cell(g.String()))
		}
	}
	d.section(&b, AutomatedTesting, "| asset | test | began | result | detail |", d.testRows())
	d.section(&b, MigrationDocumentation, "| asset | source | target | detail |", d.reportRows())
	d.section(&b, ConfigurationDocumentation, "| asset | made | during | change | document |", d.changeRows())
	fmt.Fprintf(&b, "\n## %s%s\n\n", upper(BacklogDocumentation.Title()), d.mark(BacklogDocumentation))
	if d.Backlog.Updated.IsZero() {
		b.WriteString("Never updated.\n")
	} else {
		fmt.Fprintf(&b, "Updated %s: %s\n", stamp(d.Backlog.Updated), cell(d.Backlog.Entry))
	}
	return b.String()
}

// section writes a table, or that there is nothing to show.
func (d Document) section(b *strings.Builder, of Deliverable, head string, rows [][]string) {
	fmt.Fprintf(b, "\n## %s%s\n\n", upper(of.Title()), d.mark(of))
	if len(rows) == 0 {
		b.WriteString("None.\n")
		return
	}
	fmt.Fprintf(b, "%s\n|%s\n", head, strings.Repeat(" --- |", strings.Count(head, "|")-1))
	for _, row := range rows {
		for i := range row {
			row[i] = cell(row[i])
		}
		fmt.Fprintf(b, "| %s |\n", strings.Join(row, " | "))
	}
}

// mark says whether a deliverable is complete.
func (d Document) mark(of Deliverable) string {
	if d.Ready.Complete().Has(of) {
		return " (complete)"
	}
	return " (incomplete)"
}

func (d Document) testRows() [][]string {
	var rows [][]string
	for _, r := range d.Runs {
		result := "failed"
		if r.Passed {
			result = "passed"
		}
		rows = append(rows, []string{r.Asset, r.Test, stamp(r.Began), result, r.Detail})
	}
	return rows
}

func (d Document) reportRows() [][]string {
	var rows [][]string
	for _, e := range d.Report {
		rows = append(rows, []string{e.Asset, e.Source, e.Target, e.Detail})
	}
	return rows
}

func (d Document) changeRows() [][]string {
	var rows [][]string
	for _, c := range d.Changes {
		rows = append(rows, []string{c.Asset, stamp(c.Made), string(c.Occasion), c.What, c.Document})
	}
	return rows
}

// cell keeps text within its line and its column.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "\r\n", " ", "\n", " ", "\r", " ").Replace(text)
}

func upper(title string) string { return strings.ToUpper(title[:1]) + title[1:] }
