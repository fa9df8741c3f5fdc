package report

import (
	"bytes"
	"fmt"
	"io"

	"github.com/landfall-sim/landfall/simulate"
)

// Model writes the first model of a result in detail.
func (p *Page) Model(w io.Writer) error {
	m := &p.Result.Models[0]
	var b bytes.Buffer
	p.head(&b)
	fmt.Fprintf(&b, "%s: %s of %s finished by the horizon\n\n", m.Model, thousands(m.Finished), counted(p.Result.Replications, "replication"))
	for _, section := range []func(*grid, *simulate.ModelResult){
		p.portfolioTable, p.workloadTable, p.subscriptionTable, p.linkTable, p.bytesTable,
		p.teamTable, p.objectiveTable, p.unfinishedTable,
	} {
		g := &grid{left: 1, color: p.Color}
		section(g, m)
		if len(g.lines) > 1 {
			g.write(&b)
			b.WriteByte('\n')
		}
	}
	for _, f := range m.Findings {
		paragraph(&b, "▸ ", f.Text)
	}
	paragraph(&b, "", "Dates are those by which a share of the replications is there. Everything else: --format json or csv.")
	if p.named() {
		fmt.Fprintf(&b, "To choose a model: landfall compare %s\n", shellWord(p.File))
	}
	_, err := w.Write(b.Bytes())
	return err
}

// header starts a table.
func header(g *grid, texts ...string) {
	cells := words(texts...)
	for i := range cells {
		cells[i].bold = true
	}
	g.add(cells...)
}

// amounts writes a summary in a line, its label, mean and percentiles in one
// unit.
func amounts(label string, s simulate.Summary) []cell {
	values := []float64{s.Mean, s.P50, s.P80, s.P95}
	r := newRuler(s.Unit, values)
	line := words(r.labelled(label))
	for _, v := range values {
		line = append(line, cell{text: r.text(v)})
	}
	return line
}

func (p *Page) portfolioTable(g *grid, m *simulate.ModelResult) {
	header(g, "PORTFOLIO", "mean", "P50", "P80", "P95")
	promoted := m.Portfolio.Promoted
	moments := []float64{promoted.Mean, promoted.P50, promoted.P80, promoted.P95}
	c := newCalendar(*p.Scenario.Start, p.zone(), moments)
	line := words("all promoted")
	for _, v := range moments {
		line = append(line, cell{text: c.text(v)})
	}
	g.add(line...)
	f := &m.Portfolio
	used := p.inUse(m.Model)
	for _, r := range []struct {
		label  string
		s      simulate.Summary
		absent bool
	}{
		{"after", f.Duration, false}, {"loss window", f.LossWindow, false}, {"lost", f.LossBytes, false},
		{"  of it stray", f.StrayBytes, false}, {"  of it by rollback", f.RollbackBytes, used.noFlights()},
		{"no replication for", f.Divergence, used.lacks("divergence")}, {"downtime", f.Downtime, false},
		{"affected", f.Affected, false}, {"incidents", f.Incidents, false}, {"rollbacks", f.Rollbacks, used.lacks("rollbacks")},
		{"assets seeded again", f.Reseeds, used.lacks("reseeds")}, {"load seen", f.ObservedLoad, used.lacks("observedLoad")},
		{"both copies", f.DualRunning, false}, {"network traffic", f.Transfer, false}, {"work", f.Effort, false},
	} {
		if r.absent {
			g.add(words(r.label, dash, dash, dash, dash)...)
			continue
		}
		g.add(amounts(r.label, r.s)...)
	}
}

// column is a quantity told for each element of a list, all in one unit.
func column(n int, unit string, value func(i int) float64) []string {
	values := make([]float64, n)
	for i := range values {
		values[i] = value(i)
	}
	return texts(values, newRuler(unit, values).text)
}

func texts(values []float64, write func(float64) string) []string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = write(v)
	}
	return list
}

// dates are a column of moments.
func (p *Page) dates(n int, value func(i int) float64) []string {
	values := make([]float64, n)
	for i := range values {
		values[i] = value(i)
	}
	return texts(values, newCalendar(*p.Scenario.Start, p.zone(), values).text)
}

// columnsOf appends a line for each element from its columns.
func columnsOf(g *grid, columns ...[]string) {
	for i := range columns[0] {
		line := make([]string, len(columns))
		for j, c := range columns {
			line[j] = c[i]
		}
		g.add(words(line...)...)
	}
}
