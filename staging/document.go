package staging

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Document is what is handed over when staging ends: the readiness and the
// facts it rests on. It renders as Markdown and marshals as JSON. The zero value
// is one of no check: nothing is complete.
type Document struct {
	Facts
	Ready Readiness `json:"readiness"`
}

// NewDocument returns the document of the facts, checked with the items of
// [Checklist] and more of one's own.
func NewDocument(f Facts, more ...Item) Document {
	return Document{Facts: f, Ready: Check(f, more...)}
}

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
// for every deliverable, then the host's own checks.
func (d Document) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Staging of %s\n\n", cell(d.Workload))
	d.gaps(&b, "All four deliverables are complete.", func(Gap) bool { return true })
	for of := range All.Deliverables() {
		fmt.Fprintf(&b, "\n## %s%s\n\n", upper(of.Title()), d.mark(of))
		d.body(&b, of)
	}
	if len(d.Checks) > 0 {
		b.WriteString("\n## Further checks\n\n")
		table(&b, "| check | of | asset | result |", d.checkRows())
	}
	return b.String()
}

// MarkdownOf returns a page about a single deliverable, such as the migration
// documentation: what is missing for it, and its evidence.
func (d Document) MarkdownOf(of Deliverable) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s of %s\n\n", upper(of.Title()), cell(d.Workload))
	d.gaps(&b, "Complete.", func(g Gap) bool { return g.Deliverable == of })
	b.WriteString("\n")
	d.body(&b, of)
	return b.String()
}

// gaps lists what is missing, or says that nothing is.
func (d Document) gaps(b *strings.Builder, complete string, wanted func(Gap) bool) {
	missing := slices.DeleteFunc(d.Ready.missing(), func(g Gap) bool { return !wanted(g) })
	if len(missing) == 0 {
		b.WriteString(complete + "\n")
		return
	}
	b.WriteString("Not complete:\n\n")
	for _, g := range missing {
		fmt.Fprintf(b, "- %s\n", cell(g.String()))
	}
}

// body writes the evidence for a deliverable.
func (d Document) body(b *strings.Builder, of Deliverable) {
	switch of {
	case AutomatedTesting:
		table(b, "| asset | test | began | result | detail |", d.testRows())
	case MigrationDocumentation:
		table(b, "| asset | source | target | detail |", d.reportRows())
	case ConfigurationDocumentation:
		table(b, "| asset | made | during | change | document |", d.changeRows())
	case BacklogDocumentation:
		if d.Backlog.Updated.IsZero() {
			b.WriteString("Never updated.\n")
		} else {
			fmt.Fprintf(b, "Updated %s: %s\n", stamp(d.Backlog.Updated), cell(d.Backlog.Entry))
		}
	}
}

// table writes a table, or that there is nothing to show.
func table(b *strings.Builder, head string, rows [][]string) {
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

func (d Document) checkRows() [][]string {
	var rows [][]string
	for _, c := range d.Checks {
		result := "passed"
		if c.Fault != "" {
			result = c.Fault
		}
		rows = append(rows, []string{c.Name, c.Deliverable.Title(), c.Asset, result})
	}
	return rows
}

// cell keeps text within its line and its column.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "\r\n", " ", "\n", " ", "\r", " ").Replace(text)
}

func upper(title string) string { return strings.ToUpper(title[:1]) + title[1:] }
