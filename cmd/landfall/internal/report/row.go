package report

import (
	"math"
	"slices"

	"github.com/landfall-sim/landfall/simulate"
)

// better marks the best values of a line.
const better = "*"

// row is one quantity under every model, in a line for each percentile.
type row struct {
	label  string
	pick   func(*simulate.ModelResult) simulate.Summary
	absent func(*simulate.ModelResult) bool // the quantity cannot exist under the model; nil: it always can
	more   bool                             // more is better; else less is
	date   bool                             // seconds since the start, told as a date
	mean   bool                             // tell the mean only
}

// level is a number of a summary.
type level struct {
	name string
	of   func(simulate.Summary) float64
}

var (
	percentiles = []level{
		{"P50", func(s simulate.Summary) float64 { return s.P50 }},
		{"P80", func(s simulate.Summary) float64 { return s.P80 }},
		{"P95", func(s simulate.Summary) float64 { return s.P95 }},
	}
	mean = []level{{"mean", func(s simulate.Summary) float64 { return s.Mean }}}
)

// levels are the numbers that are told of a row.
func (r row) levels() []level {
	if r.mean {
		return mean
	}
	return percentiles
}

// addRow appends a row to a table, percentiles that read the same in one line.
// A row that no model can have is left out.
func (p *Page) addRow(g *grid, r row) {
	values := p.values(r)
	if values == nil {
		return
	}
	label, write := p.writer(r, slices.Concat(values...))
	var lines [][]cell
	var names []string
	for i, level := range r.levels() {
		line := mark(values[i], write, r.more)
		if n := len(lines); n > 0 && slices.Equal(lines[n-1], line) {
			names[n-1] = names[n-1][:3] + "–" + level.name
			continue
		}
		lines, names = append(lines, line), append(names, level.name)
	}
	label = "  " + label
	for i, line := range lines {
		if i > 0 {
			label = ""
		}
		g.add(append(words(label, names[i]), line...)...)
	}
}

// values are a row's numbers by percentile and model, NaN where there is none,
// or nil if there is none under any model.
func (p *Page) values(r row) [][]float64 {
	possible := false
	values := make([][]float64, len(r.levels()))
	for i := range p.Result.Models {
		m := &p.Result.Models[i]
		absent := r.absent != nil && r.absent(m)
		possible = possible || !absent
		for j, level := range r.levels() {
			v := math.NaN()
			if !absent {
				v = level.of(r.pick(m))
			}
			values[j] = append(values[j], v)
		}
	}
	if !possible {
		return nil
	}
	return values
}

// writer chooses how the values of a row are written, and its label, which
// has the unit where the cells do not.
func (p *Page) writer(r row, values []float64) (label string, write func(float64) string) {
	if r.date {
		return r.label, newCalendar(*p.Scenario.Start, p.zone(), values).text
	}
	ruler := newRuler(r.pick(&p.Result.Models[0]).Unit, values)
	return ruler.labelled(r.label), ruler.text
}

// mark writes a line's values and marks those that read as the best does,
// unless all read the same.
func mark(values []float64, write func(float64) string, more bool) []cell {
	best := math.NaN()
	for _, v := range values {
		if math.IsNaN(best) || (more && v > best) || (!more && v < best) {
			best = v
		}
	}
	cells := make([]cell, len(values))
	alike := true
	for i, v := range values {
		cells[i].text = write(v)
		alike = alike && (math.IsNaN(v) || cells[i].text == write(best))
	}
	for i := range cells {
		if !alike && cells[i].text == write(best) {
			cells[i].mark, cells[i].bold = better, true
		}
	}
	return cells
}
