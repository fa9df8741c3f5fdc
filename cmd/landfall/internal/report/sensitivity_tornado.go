package report

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/landfall-sim/landfall/simulate"
)

// mostRows is how many inputs a table tells of; the rest is counted.
const mostRows = 12

// tornado draws how far each input moves the ranking metric of one model: a line
// for its low and one for its high value, each with a bar from the scenario as it
// is to where the P80 is then.
func (p *SensitivityPage) tornado(b *bytes.Buffer) {
	m := p.main()
	inputs := p.movers(m)
	now := p.value(&p.Result.Base, m)
	values := []float64{now}
	for _, in := range inputs[:min(mostRows, len(inputs))] {
		values = append(values, p.value(&in.Low, m), p.value(&in.High, m))
	}
	r := newRuler(p.unit(), values)
	title := fmt.Sprintf("%s P80, %s, now %s", p.Result.Metric, p.models()[m].Model, r.text(now))
	g := &grid{left: 1, color: p.Color}
	g.title("WHAT MOVES  " + title)
	g.write(b)
	if len(inputs) == 0 {
		paragraph(b, "  ", "Nothing does.")
		return
	}
	p.bars(b, inputs, m, axis{ruler: r, now: now, values: values})
	p.still(b, len(inputs))
	b.WriteByte('\n')
}

// movers are the inputs that move the ranking metric of a model, widest first.
func (p *SensitivityPage) movers(model int) []*simulate.InputSensitivity {
	var list []*simulate.InputSensitivity
	wide := func(in *simulate.InputSensitivity) float64 {
		w, ok := p.Result.Width(in, model, p.Result.Metric)
		if !ok {
			return math.Inf(1)
		}
		return w
	}
	noise := 1e-9 * math.Abs(p.value(&p.Result.Base, model))
	for i := range p.Result.Inputs {
		if in := &p.Result.Inputs[i]; wide(in) > 0 && !(wide(in) <= noise) {
			list = append(list, in)
		}
	}
	slices.SortStableFunc(list, func(a, b *simulate.InputSensitivity) int {
		switch {
		case wide(a) > wide(b):
			return -1
		case wide(a) < wide(b):
			return 1
		}
		return 0
	})
	return list
}

// axis is what bars are drawn on.
type axis struct {
	ruler  ruler
	now    float64
	values []float64
	length int
}

// place is the column of a value.
func (a axis) place(v float64) int {
	low, high := math.Inf(1), math.Inf(-1)
	for _, x := range a.values {
		if !math.IsNaN(x) {
			low, high = min(low, x), max(high, x)
		}
	}
	if high == low {
		return 0
	}
	return int(math.Round((v - low) / (high - low) * float64(a.length-1)))
}

// bar goes from now to a value; its sign says which end of the input it is.
func (a axis) bar(v float64, sign string) string {
	if math.IsNaN(a.now) || math.IsNaN(v) {
		return ""
	}
	from, to := a.place(a.now), a.place(v)
	cells := slices.Repeat([]string{" "}, a.length)
	for i := min(from, to); i <= max(from, to); i++ {
		cells[i] = sign
	}
	cells[from] = "│"
	return strings.Join(cells, "")
}

// reached is where the P80 is; there is none where no replication finished.
func (a axis) reached(v float64) string {
	if math.IsNaN(v) {
		return "never"
	}
	return a.ruler.text(v)
}

func (p *SensitivityPage) bars(b *bytes.Buffer, inputs []*simulate.InputSensitivity, model int, a axis) {
	rows := inputs[:min(mostRows, len(inputs))]
	names, moved, ends := 0, 0, 0
	for _, in := range rows {
		names = max(names, text.StringWidth(short(in.Input)))
		for _, point := range []*simulate.SensitivityPoint{&in.Low, &in.High} {
			moved = max(moved, text.StringWidth(in.Unit.Format(*point.Value)))
			ends = max(ends, text.StringWidth(a.reached(p.value(point, model))+p.doubt(point, model)))
		}
	}
	a.length = max(12, width-2-names-2-moved-2-2-ends)
	for _, in := range rows {
		name := short(in.Input)
		for i, point := range []*simulate.SensitivityPoint{&in.Low, &in.High} {
			value, reached := in.Unit.Format(*point.Value), p.value(point, model)
			line := "  " + padRight(name, names) + "  " + padLeft(value, moved) + "  " +
				padRight(a.bar(reached, []string{"░", "█"}[i]), a.length) + "  " + padLeft(a.reached(reached)+p.doubt(point, model), ends)
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			name = ""
		}
	}
}

// doubt marks a P80 of fewer replications than all.
func (p *SensitivityPage) doubt(point *simulate.SensitivityPoint, model int) string {
	if f := point.Models[model].Finished; f > 0 && f < 1 {
		return "!"
	}
	return ""
}

// still counts the inputs that the tornado does not show.
func (p *SensitivityPage) still(b *bytes.Buffer, movers int) {
	var parts []string
	if n := movers - mostRows; n > 0 {
		parts = append(parts, fmt.Sprintf("%s %s it less.", counted(n, "more input"), verb(n, "moves", "move")))
	}
	if n := len(p.Result.Inputs) - movers; n > 0 {
		parts = append(parts, fmt.Sprintf("%s %s not move it.", counted(n, "input"), verb(n, "does", "do")))
	}
	parts = append(parts, "░ at the input's low value, █ at its high one, │ as it is now.")
	if p.doubtful() {
		parts = append(parts, "! of the replications that finished, not all did; never: none did.")
	}
	paragraph(b, "", strings.Join(parts, " "))
}

// doubtful says whether some replication did not finish.
func (p *SensitivityPage) doubtful() bool {
	points := []*simulate.SensitivityPoint{&p.Result.Base}
	for i := range p.Result.Inputs {
		points = append(points, &p.Result.Inputs[i].Low, &p.Result.Inputs[i].High)
	}
	for _, point := range points {
		for _, m := range point.Models {
			if m.Finished < 1 {
				return true
			}
		}
	}
	return false
}

func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// longest is the width of an input's name; longer ones are cut in the middle.
const longest = 30

func short(name string) string {
	runes := []rune(name)
	if len(runes) <= longest {
		return name
	}
	return string(runes[:longest/2-1]) + "…" + string(runes[len(runes)-longest/2:])
}

func padRight(s string, n int) string {
	return s + strings.Repeat(" ", max(0, n-text.StringWidth(s)))
}
func padLeft(s string, n int) string { return strings.Repeat(" ", max(0, n-text.StringWidth(s))) + s }
