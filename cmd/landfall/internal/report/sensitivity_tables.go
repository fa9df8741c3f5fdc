package report

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/landfall-sim/landfall/simulate"
)

// effects tells how far each input moves the ranking metric of every model.
func (p *SensitivityPage) effects(b *bytes.Buffer) {
	most := 0.0
	for i := range p.models() {
		most = max(most, math.Abs(p.value(&p.Result.Base, i)))
	}
	inputs := p.widest(func(in *simulate.InputSensitivity) float64 { return worth(number(in.Width), most) })
	if len(p.models()) < 2 || len(inputs) == 0 {
		return
	}
	inputs = inputs[:min(mostRows, len(inputs))]
	r := p.shiftRuler(inputs)
	g := &grid{left: 1, color: p.Color}
	p.titled(g, strings.TrimSuffix("ADDED TO  "+p.Result.Metric+" P80, "+r.scale.label, ", "))
	r.scale.apart = true
	line := words("  now")
	for i := range p.models() {
		line = append(line, words(r.text(p.value(&p.Result.Base, i)))...)
	}
	g.add(line...)
	for _, in := range inputs {
		line := words("  " + short(in.Input))
		for i := range p.models() {
			now := p.value(&p.Result.Base, i)
			line = append(line, words(shift(r, p.value(&in.Low, i)-now)+" / "+shift(r, p.value(&in.High, i)-now))...)
		}
		g.add(line...)
	}
	g.write(b)
	paragraph(b, "", "What is added at the input's low and at its high value.")
	b.WriteByte('\n')
}

// shiftRuler writes the P80s as they are and what inputs add to them. What is
// small beside the largest need not be seen.
func (p *SensitivityPage) shiftRuler(inputs []*simulate.InputSensitivity) ruler {
	var values, seen []float64
	most := 0.0
	for i := range p.models() {
		now := p.value(&p.Result.Base, i)
		values = append(values, now)
		for _, in := range inputs {
			values = append(values, p.value(&in.Low, i)-now, p.value(&in.High, i)-now)
		}
	}
	for _, v := range values {
		if math.Abs(v) > most {
			most = math.Abs(v)
		}
	}
	for _, v := range values {
		if math.Abs(v) > visible*most {
			seen = append(seen, v)
		}
	}
	return newRuler(p.unit(), seen)
}

// others tells of each other metric under one model which input moves it most.
func (p *SensitivityPage) others(b *bytes.Buffer) {
	m := p.main()
	g := &grid{left: 1, color: p.Color}
	header(g, "OTHER P80s, "+string(p.models()[m].Model), "now", "at low", "at high", "of what moves it most")
	for _, metric := range p.models()[m].Metrics {
		inputs := p.widest(func(in *simulate.InputSensitivity) float64 { return p.Result.Width(in, m, metric.Metric) })
		if metric.Metric == p.Result.Metric || len(inputs) == 0 {
			continue
		}
		in := inputs[0]
		now := number(metric.P80)
		low, high := number(in.Low.Models[m].Metric(metric.Metric).P80), number(in.High.Models[m].Metric(metric.Metric).P80)
		r := newRuler(metric.Unit, []float64{now, low, high})
		g.add(words("  "+r.labelled(short(metric.Metric)), r.text(now), r.text(low), r.text(high), short(in.Input))...)
	}
	if len(g.lines) > 1 {
		g.write(b)
		b.WriteByte('\n')
	}
}

// titled begins a table with a column for each model.
func (p *SensitivityPage) titled(g *grid, title string) {
	line := []cell{{text: title, bold: true}}
	for _, m := range p.models() {
		line = append(line, cell{text: string(m.Model), bold: true})
	}
	g.add(line...)
}

// shift is a difference with its sign.
func shift(r ruler, v float64) string {
	switch text := r.text(math.Abs(v)); {
	case math.IsNaN(v):
		return "never"
	case v == 0:
		return "0"
	case strings.HasPrefix(text, "<"):
		return "≈0"
	case v < 0:
		return "−" + text
	default:
		return "+" + text
	}
}

// chances tells how an input changes the share of the replications that meet
// everything.
func (p *SensitivityPage) chances(b *bytes.Buffer) {
	if !p.hasObjectives() {
		return
	}
	move := func(in *simulate.InputSensitivity) float64 {
		most := 0.0
		for i, m := range p.models() {
			most = max(most, math.Abs(in.Low.Models[i].Joint-m.Joint), math.Abs(in.High.Models[i].Joint-m.Joint))
		}
		return most
	}
	inputs := p.widest(func(in *simulate.InputSensitivity) float64 {
		if m := move(in); m >= 0.005 {
			return m
		}
		return 0
	})
	g := &grid{left: 1, color: p.Color}
	p.titled(g, "ALL OBJECTIVES MET  %")
	line := words("  now")
	for _, m := range p.models() {
		line = append(line, words(share(m.Joint))...)
	}
	g.add(line...)
	for _, in := range inputs[:min(mostRows, len(inputs))] {
		line := words("  " + short(in.Input))
		for i := range p.models() {
			line = append(line, words(share(in.Low.Models[i].Joint)+" / "+share(in.High.Models[i].Joint))...)
		}
		g.add(line...)
	}
	g.write(b)
	if len(inputs) == 0 {
		paragraph(b, "", "No input moves that.")
	} else {
		paragraph(b, "", "At the input's low and at its high value.")
	}
	b.WriteByte('\n')
}

// share is a percentage in a table whose title has the sign.
func share(v float64) string { return strings.TrimSuffix(percent(v), " %") }

func (p *SensitivityPage) hasObjectives() bool {
	o := p.Scenario.Objectives
	return o.RPO != nil || o.LossWindow != nil || o.Downtime != nil || o.LinkShare != nil || o.Finish != nil
}

// recommendation tells which ends of which inputs change it, and where.
func (p *SensitivityPage) recommendation(b *bytes.Buffer) {
	base := p.Result.Base.Recommended
	g := &grid{left: 3, color: p.Color}
	g.title("RECOMMENDATION  now " + modelOr(base, "none"))
	for i := range p.Result.Inputs {
		in := &p.Result.Inputs[i]
		for _, point := range []*simulate.SensitivityPoint{&in.Low, &in.High} {
			if point.Recommended != base {
				g.add(words("  "+short(in.Input), in.Unit.Format(*point.Value), modelOr(point.Recommended, "none"))...)
			}
		}
	}
	if len(g.lines) == 1 {
		g.title("  the same at both ends of every input")
		g.lines[1][0].bold = false
	}
	g.write(b)
	for _, text := range p.Result.Changes {
		b.WriteByte('\n')
		paragraph(b, "▸ ", text)
	}
	p.unchanged(b)
}

func modelOr(m simulate.ModelName, otherwise string) string {
	if m == "" {
		return otherwise
	}
	return string(m)
}

// unchanged tells for which inputs no change was found, and within which range.
func (p *SensitivityPage) unchanged(b *bytes.Buffer) {
	var parts []string
	for _, e := range p.Result.BreakEvens {
		if e.Below == nil && e.Above == nil {
			parts = append(parts, fmt.Sprintf("%s between %s and %s", e.Input, e.Unit.Format(e.From), e.Unit.Format(e.To)))
		}
	}
	if len(parts) > 0 {
		b.WriteByte('\n')
		paragraph(b, "▸ ", "No change was found for "+strings.Join(parts, ", nor for ")+".")
	}
}

// correlations tells what the replications themselves say.
func (p *SensitivityPage) correlations(b *bytes.Buffer) {
	m := p.models()[p.main()].Model
	rows := p.ranked(m)
	if len(rows) == 0 {
		return
	}
	b.WriteByte('\n')
	g := &grid{left: 1, color: p.Color}
	p.titled(g, "DRAWN LUCK  and "+p.Result.Metric)
	g.lines[0] = append(g.lines[0], cell{text: "95 %, " + string(m), bold: true})
	for _, c := range rows {
		line := words("  " + short(c.Input))
		for _, model := range p.models() {
			line = append(line, coefficient(p.find(c.Input, model.Model)))
		}
		g.add(append(line, cell{text: interval(c)})...)
	}
	g.write(b)
	paragraph(b, "", "Spearman's rank correlation over the replications; * its 95 % interval leaves zero out.")
}

// ranked are the correlations of a model with the ranking metric, strongest
// first.
func (p *SensitivityPage) ranked(model simulate.ModelName) []*simulate.RankCorrelation {
	var list []*simulate.RankCorrelation
	for i := range p.Result.Correlations {
		if c := &p.Result.Correlations[i]; c.Model == model && c.Metric == p.Result.Metric {
			list = append(list, c)
		}
	}
	strength := func(c *simulate.RankCorrelation) float64 {
		if c.Rho == nil {
			return -1
		}
		return math.Abs(*c.Rho)
	}
	slices.SortStableFunc(list, func(a, b *simulate.RankCorrelation) int {
		switch x, y := strength(a), strength(b); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	return list[:min(mostRows, len(list))]
}

func (p *SensitivityPage) find(input string, model simulate.ModelName) *simulate.RankCorrelation {
	for i := range p.Result.Correlations {
		if c := &p.Result.Correlations[i]; c.Input == input && c.Model == model && c.Metric == p.Result.Metric {
			return c
		}
	}
	return &simulate.RankCorrelation{}
}

func coefficient(c *simulate.RankCorrelation) cell {
	if c.Rho == nil {
		return cell{text: dash}
	}
	out := cell{text: signedShare(*c.Rho)}
	if c.Distinct {
		out.mark = better
	}
	return out
}

func interval(c *simulate.RankCorrelation) string {
	if c.Low == nil || c.High == nil {
		return dash
	}
	return signedShare(*c.Low) + " to " + signedShare(*c.High)
}

// signedShare writes a coefficient; none is minus zero.
func signedShare(v float64) string {
	if math.Abs(v) < 0.005 {
		return "0.00"
	}
	return strings.Replace(fmt.Sprintf("%+.2f", v), "-", "−", 1)
}
