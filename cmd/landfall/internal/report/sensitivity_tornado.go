package report

import (
	"bytes"
	"cmp"
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
	inputs, now := p.movers(m), p.value(&p.Result.Base, m)
	values := []float64{now}
	for _, in := range inputs[:min(mostRows, len(inputs))] {
		values = append(values, p.value(&in.Low, m), p.value(&in.High, m))
	}
	r := newRuler(p.unit(), values)
	title := fmt.Sprintf("%s P80, %s, now %s", p.Result.Metric, p.models()[m].Model, r.text(now))
	g := &grid{left: 1, color: p.Color}
	g.title("WHAT MOVES  " + title)
	g.write(b)
	p.bars(b, inputs, m, axis{ruler: r, now: now, values: values})
	p.still(b, len(inputs), m)
	b.WriteByte('\n')
}

// An input is not worth a line if it moves a quantity by less than a hundredth of
// the widest move, or by less than a thousandth of what it is.
const (
	visible = 0.01
	trifle  = 0.001
)

// movers are the inputs that move the P80 of the ranking metric of a model to
// speak of, widest first.
func (p *SensitivityPage) movers(model int) []*simulate.InputSensitivity {
	return p.widest(func(in *simulate.InputSensitivity) float64 {
		return worth(p.Result.Width(in, model, p.Result.Metric), p.value(&p.Result.Base, model))
	})
}

// worth is a width that is worth a line, else 0.
func worth(width, now float64) float64 {
	if width <= trifle*math.Abs(now) {
		return 0
	}
	return width
}

// widest are the inputs in the order of a width, NaN first, but those of less
// than a share of the largest.
func (p *SensitivityPage) widest(wide func(*simulate.InputSensitivity) float64) []*simulate.InputSensitivity {
	list, most := []*simulate.InputSensitivity{}, 0.0
	infinite := func(in *simulate.InputSensitivity) float64 {
		if w := wide(in); !math.IsNaN(w) {
			return w
		}
		return math.Inf(1)
	}
	for i := range p.Result.Inputs {
		in := &p.Result.Inputs[i]
		list = append(list, in)
		if w := wide(in); w > most {
			most = w
		}
	}
	list = slices.DeleteFunc(list, func(in *simulate.InputSensitivity) bool {
		return infinite(in) <= visible*most
	})
	slices.SortStableFunc(list, func(a, b *simulate.InputSensitivity) int { return cmp.Compare(infinite(b), infinite(a)) })
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

// still tells of the inputs that the tornado does not show, and how to read it.
func (p *SensitivityPage) still(b *bytes.Buffer, movers, model int) {
	parts := []string{"Nothing does, to speak of."}
	if movers > 0 {
		parts = []string{"░ at the input's low value, █ at its high one, │ as it is now."}
	}
	if n := movers - mostRows; n > 0 {
		parts = append(parts, fmt.Sprintf("%s %s it less.", counted(n, "more input"), verb(n, "moves", "move")))
	}
	if n := len(p.Result.Inputs) - movers; n > 0 && movers > 0 {
		parts = append(parts, fmt.Sprintf("%s %s it by less than a hundredth of the widest, or not at all.", counted(n, "input"), verb(n, "moves", "move")))
	}
	if p.doubtful(model) {
		parts = append(parts, "! of the replications that finished, not all did; never: none did.")
	}
	paragraph(b, "", strings.Join(parts, " "))
	if names := p.meansOnly(model); len(names) > 0 {
		paragraph(b, "", "Percentiles move in steps where change windows are far apart. These move the mean: "+strings.Join(names, ", ")+".")
	}
}

// meansOnly are the widest inputs that move the mean, but not the P80.
func (p *SensitivityPage) meansOnly(model int) []string {
	moves := p.movers(model)
	var names []string
	now := number(p.models()[model].Metric(p.Result.Metric).Mean)
	for _, in := range p.widest(func(in *simulate.InputSensitivity) float64 {
		return worth(p.Result.MeanWidth(in, model, p.Result.Metric), now)
	}) {
		if !slices.Contains(moves, in) && len(names) < mostRows {
			names = append(names, in.Input)
		}
	}
	return names
}

// doubtful says whether some replication of a model did not finish where the
// tornado says where its P80 is.
func (p *SensitivityPage) doubtful(model int) bool {
	shown := p.movers(model)
	for _, in := range shown[:min(mostRows, len(shown))] {
		if in.Low.Models[model].Finished < 1 || in.High.Models[model].Finished < 1 {
			return true
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
