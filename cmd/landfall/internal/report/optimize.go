package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/landfall-sim/landfall/simulate"
)

// OptimumPage is the best choice that was found, with what is needed to tell
// it.
type OptimumPage struct {
	Scenario *simulate.Scenario // with its defaults
	Optimum  *simulate.Optimum
	File     string // the scenario's, as the user named it
	Plan     string // the file to which the answer was written, if it was
	Color    bool   // emphasize with terminal codes too
}

// JSON writes the optimum on one line.
func (p *OptimumPage) JSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(p.Optimum)
}

// Text writes the optimum for a reader: what to choose, what it gives beside
// each uniform choice, by how much it differs from the best of them, and why.
func (p *OptimumPage) Text(w io.Writer) error {
	var b bytes.Buffer
	p.head(&b)
	p.choice(&b)
	p.gives(&b)
	p.differs(&b)
	for i, sentence := range p.Optimum.Reasons {
		mark := "  "
		if i == 0 {
			mark = "▸ "
		}
		paragraph(&b, mark, sentence)
	}
	if p.Plan != "" {
		fmt.Fprintf(&b, "\nNext: landfall compare %s\n", shellWord(p.Plan))
	} else if isNamed(p.File) {
		fmt.Fprintf(&b, "\nNext: landfall optimize %s --write best.yaml\n", shellWord(p.File))
	}
	_, err := w.Write(b.Bytes())
	return err
}

func (p *OptimumPage) head(b *bytes.Buffer) {
	parts := []string{fmt.Sprintf("%s of %s spent, seed %d", thousands(p.Optimum.Spent), counted(p.Optimum.Budget, "replication"), p.Optimum.Seed)}
	if p.Optimum.Scenario != "" {
		parts = append([]string{p.Optimum.Scenario}, parts...)
	}
	paragraph(b, "", strings.Join(parts, " · "))
	b.WriteByte('\n')
}

// choice tells the answer: the subscriptions of each model, the limit and the
// flights.
func (p *OptimumPage) choice(b *bytes.Buffer) {
	g := &grid{left: 2, color: p.Color}
	title := "BEST CHOICE  one for all"
	if p.Optimum.Better {
		title = "BEST CHOICE"
	}
	g.title(title)
	for _, name := range simulate.ModelName("").Names() {
		var subs []string
		for _, m := range p.Optimum.Best.Models {
			if string(m.Model) == name {
				subs = append(subs, m.Subscription+pin(m))
			}
		}
		if len(subs) > 0 {
			g.add(words("  "+name, strings.Join(subs, ", "))...)
		}
	}
	limit := "without limit"
	if wip := p.Optimum.Best.WIP; wip != nil {
		limit = thousands(*wip)
	}
	g.add(words("  work in progress", limit)...)
	if plan := p.Optimum.Best.Flights; len(plan) > 0 {
		g.add(words("  flights", flights(plan))...)
	}
	g.write(b)
	b.WriteByte('\n')
}

func pin(m simulate.SubscriptionModel) string {
	if m.Pinned {
		return " (pinned)"
	}
	return ""
}

// flights writes a flight plan, as 5 % 1 d, 100 % 3 d.
func flights(plan []simulate.FlightStep) string {
	var list []string
	for _, f := range plan {
		text := percent(float64(f.Share))
		if bake := float64(f.Bake.Mean()); bake > 0 {
			text += " " + exactly("s", bake)
		}
		list = append(list, text)
	}
	return strings.Join(list, ", ")
}

// optimumRow is a quantity that is told of a choice.
type optimumRow struct {
	label, quantity string
	pick            func(*simulate.PortfolioResult) simulate.Summary
}

var optimumRows = []optimumRow{
	{"after", "duration", func(r *simulate.PortfolioResult) simulate.Summary { return r.Duration }},
	{"loss window", "lossWindow", func(r *simulate.PortfolioResult) simulate.Summary { return r.LossWindow }},
	{"lost", "lossBytes", func(r *simulate.PortfolioResult) simulate.Summary { return r.LossBytes }},
	{"no replication for", "divergence", func(r *simulate.PortfolioResult) simulate.Summary { return r.Divergence }},
	{"downtime", "downtime", func(r *simulate.PortfolioResult) simulate.Summary { return r.Downtime }},
	{"affected", "affected", func(r *simulate.PortfolioResult) simulate.Summary { return r.Affected }},
	{"incidents", "incidents", func(r *simulate.PortfolioResult) simulate.Summary { return r.Incidents }},
	{"rollbacks", "rollbacks", func(r *simulate.PortfolioResult) simulate.Summary { return r.Rollbacks }},
	{"assets seeded again", "reseeds", func(r *simulate.PortfolioResult) simulate.Summary { return r.Reseeds }},
	{"both copies", "dualRunning", func(r *simulate.PortfolioResult) simulate.Summary { return r.DualRunning }},
	{"network traffic", "transfer", func(r *simulate.PortfolioResult) simulate.Summary { return r.Transfer }},
	{"work", "effort", func(r *simulate.PortfolioResult) simulate.Summary { return r.Effort }},
}

// columns are what is told side by side: the answer, then the uniform choices.
func (p *OptimumPage) columns() (names []string, list []*simulate.Evaluation) {
	if p.Optimum.Better {
		names, list = append(names, "best"), append(list, &p.Optimum.Best)
	}
	for i := range p.Optimum.Uniform {
		u := &p.Optimum.Uniform[i]
		names, list = append(names, uniformName(u)), append(list, &u.Evaluation)
	}
	return names, list
}

func uniformName(c *simulate.Contrast) string {
	if c.Model == "" {
		return "as it is"
	}
	return string(c.Model)
}

// gives tells what each choice gives, in means.
func (p *OptimumPage) gives(b *bytes.Buffer) {
	names, list := p.columns()
	g := &grid{left: 1, color: p.Color}
	header(g, append([]string{fmt.Sprintf("MEANS  %s each", counted(p.Optimum.Fresh, "replication"))}, names...)...)
	if len(p.Optimum.Best.Objectives) > 0 {
		met, joint := words("  objectives met"), words("  all at once")
		for _, e := range list {
			n := 0
			for _, o := range e.Objectives {
				if o.Met {
					n++
				}
			}
			met = append(met, cell{text: fmt.Sprintf("%s%d of %d", verdictMark(e.Meets), n, len(e.Objectives))})
			joint = append(joint, cell{text: percent(e.Joint)})
		}
		g.add(met...)
		g.add(joint...)
	}
	for _, r := range optimumRows {
		var values []float64
		for _, e := range list {
			mean := r.pick(&e.Portfolio).Mean
			if p.inUse(&e.Choice).lacks(r.quantity) {
				mean = math.NaN()
			}
			values = append(values, mean)
		}
		if nothing(values) {
			continue
		}
		ruler := newRuler(r.pick(&list[0].Portfolio).Unit, values)
		g.add(append(words("  "+ruler.labelled(r.label)), mark(values, ruler.text, false)...)...)
	}
	g.write(b)
	legend := "* best of its line. What all of them have none of is left out.\n\n"
	if len(list) == 1 {
		legend = "What there is none of is left out.\n\n"
	}
	b.WriteString(legend)
}

// nothing says whether values are 0 or do not exist.
func nothing(values []float64) bool {
	return !slices.ContainsFunc(values, func(v float64) bool { return v != 0 && !math.IsNaN(v) })
}

// differs tells by how much the answer differs from the best uniform choice.
func (p *OptimumPage) differs(b *bytes.Buffer) {
	if !p.Optimum.Better {
		return
	}
	rival := &p.Optimum.Uniform[p.Optimum.BestUniform]
	g := &grid{left: 1, color: p.Color}
	header(g, "BEST MINUS "+strings.ToUpper(uniformName(rival)), "mean", "95 % interval")
	for _, d := range rival.Differences {
		if label := p.label(d.Quantity); label != "" && !nothing([]float64{d.Difference, d.Low, d.High}) {
			g.add(p.difference(label, d)...)
		}
	}
	g.write(b)
	b.WriteByte('\n')
}

// label is how a quantity is called, empty if it is not told.
func (p *OptimumPage) label(quantity string) string {
	objectives := len(p.Optimum.Best.Objectives) > 0
	switch {
	case quantity == "joint" && objectives:
		return "all at once"
	case quantity == "met" && objectives && p.Optimum.DecidedBy == quantity:
		return "objectives met"
	}
	for _, r := range optimumRows {
		if r.quantity == quantity {
			return r.label
		}
	}
	return ""
}

// difference is a line with a mean difference and its interval.
func (p *OptimumPage) difference(label string, d simulate.QuantityDifference) []cell {
	ruler := newRuler(d.Unit, []float64{d.Difference, d.Low, d.High})
	interval := dash
	if !math.IsNaN(d.Low) {
		interval = signed(ruler, d.Low) + " to " + signed(ruler, d.High)
	}
	line := words("  "+ruler.labelled(label), signed(ruler, d.Difference), interval)
	line[1].bold = d.Quantity == p.Optimum.DecidedBy
	if line[1].bold {
		line[0].text += " ◂ decides"
	}
	return line
}

// signed writes a difference with its sign.
func signed(r ruler, v float64) string {
	text := r.text(math.Abs(v))
	switch {
	case math.IsNaN(v) || v == 0:
		return text
	case v < 0:
		return "−" + text
	}
	return "+" + text
}
