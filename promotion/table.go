package promotion

import (
	"encoding/json"
	"fmt"
	"strings"
)

// table is what text and Markdown show of a model.
type table struct {
	title string
	head  []string
	rows  [][]string
}

// tables returns the model's rules, activities and findings as text.
func (m *Model) tables() []table {
	assets := table{title: "Assets", head: []string{"in", "event", "to", "if", "changes", "effects", "by", "while the release is", "release", "because", "source"}}
	for _, r := range m.spec.Rules {
		assets.rows = append(assets.rows, []string{r.From.String(), r.On.String(), r.To.String(), list(r.Guards), r.Update.String(),
			r.Effects.String(), r.By.String(), r.While.String(), list(r.Also), r.Why, r.Source.String()})
	}
	releases := table{title: "Releases", head: []string{"in", "event", "to", "if", "changes", "effects", "by", "because", "source"}}
	for _, r := range m.spec.ReleaseRules {
		releases.rows = append(releases.rows, []string{r.From.String(), r.On.String(), r.To.String(), list(r.Guards), r.Update.String(),
			r.Effects.String(), r.By.String(), r.Why, r.Source.String()})
	}
	activities := table{title: "Activities", head: []string{"activity", "process", "by", "events", "source"}}
	for _, a := range m.spec.Activities {
		activities.rows = append(activities.rows, []string{a.Name, a.Process.String(), a.By.String(), list(a.Events), a.Source.String()})
	}
	laws := table{title: "Laws", head: []string{"no.", "law", "rests on", "source"}}
	for _, l := range Laws(m) {
		laws.rows = append(laws.rows, []string{fmt.Sprint(l.Number), l.Name, l.Text, l.Source.String()})
	}
	return []table{assets, releases, activities, laws}
}

// list joins names by commas.
func list[T fmt.Stringer](items []T) string {
	names := make([]string, len(items))
	for i, item := range items {
		names[i] = item.String()
	}
	return strings.Join(names, ",")
}

// text returns tables for a terminal, without the reasons. They come in two
// parts, since all columns are wider than a terminal: what is possible, and
// what follows.
func (m *Model) text() string {
	tables := m.tables()
	assets, releases, activities := tables[0], tables[1], tables[2]
	var b strings.Builder
	for _, line := range append([]string{m.Name()}, wrap(m.Doc(), terminal)...) {
		b.WriteString(line + "\n")
	}
	for _, t := range []table{
		assets.columns("Assets", 0, 1, 2, 3, 7, 6),
		assets.columns("Assets: what follows", 0, 1, 4, 5, 8).telling(),
		releases.columns("Releases", 0, 1, 2, 3, 6),
		releases.columns("Releases: what follows", 0, 1, 4, 5).telling(),
		activities.columns("Activities", 0, 1, 2, 3),
		activities.columns("Activities: where they come from", 0, 4),
	} {
		fmt.Fprintf(&b, "\n%s\n%s", strings.ToUpper(t.title), t.text())
	}
	for _, f := range m.Findings() {
		fmt.Fprintf(&b, "\n%s\n", strings.Join(wrap(string(f.Kind)+": "+f.Text, terminal), "\n"))
	}
	return b.String()
}

// markdown returns tables for a page.
func (m *Model) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n%s\n", m.Name(), m.Doc())
	for _, t := range m.tables() {
		fmt.Fprintf(&b, "\n### %s (%s)\n\n", t.title, m.Name())
		fmt.Fprintf(&b, "| %s |\n|%s\n", strings.Join(t.head, " | "), strings.Repeat(" --- |", len(t.head)))
		for _, row := range t.rows {
			for i, cell := range row {
				row[i] = strings.ReplaceAll(strings.ReplaceAll(cell, "|", `\|`), ",", ", ")
				row[i] = strings.ReplaceAll(row[i], ",  ", ", ")
			}
			fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
		}
	}
	for _, f := range m.Findings() {
		fmt.Fprintf(&b, "\n**%s.** %s\n", f.Kind, f.Text)
	}
	return b.String()
}

// json returns the spec.
func (m *Model) json() string {
	text, err := json.MarshalIndent(m.spec, "", "  ")
	if err != nil {
		return "" // validated models have a name for everything
	}
	return string(text) + "\n"
}
