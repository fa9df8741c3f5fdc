package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// Compare writes a comparison: a table of the models, which is best in what,
// and the recommendation.
func (p *Page) Compare(w io.Writer) error {
	var b bytes.Buffer
	p.head(&b)
	g := &grid{left: 2, color: p.Color}
	header := words("", "")
	for _, m := range p.Result.Models {
		header = append(header, cell{text: string(m.Model), bold: true})
	}
	g.add(header...)
	p.schedule(g)
	p.bandwidth(g)
	p.loss(g)
	p.risk(g)
	p.cost(g)
	p.objectives(g)
	g.write(&b)
	legend := "P50, P80, P95: half, 80 %, 95 % of the replications that finished are at or below."
	if len(p.Result.Models) > 1 {
		legend = better + " best of its line. " + legend
	}
	paragraph(&b, "", legend)
	p.best(&b)
	p.verdict(&b)
	_, err := w.Write(b.Bytes())
	return err
}

// best writes what each of several models most often has the best value of, and
// in which share of the replications.
func (p *Page) best(b *bytes.Buffer) {
	if len(p.Result.Models) < 2 {
		return
	}
	b.WriteString("\nMost often the best:\n")
	for _, m := range p.Result.Models {
		var list []string
		for _, best := range p.Result.Comparison.Best {
			if name, ok := metricNames[best.Metric]; ok && best.Model == m.Model && len(best.Tied) == 0 && !p.inUse(m.Model).lacks(best.Metric) {
				list = append(list, fmt.Sprintf("%s %s", name, percent(best.Probability)))
			}
		}
		if len(list) == 0 {
			list = append(list, dash)
		}
		paragraph(b, fmt.Sprintf("  %-13s", m.Model), strings.Join(list, ", "))
	}
}

// metricNames are what the table calls the metrics that say which model is best.
var metricNames = map[string]string{
	"duration": "all promoted", "lossWindow": "loss window", "lossBytes": "lost", "downtime": "downtime",
	"divergence": "no replication for", "affected": "affected", "incidents": "incidents",
	"observedLoad": "load seen", "dualRunning": "both copies", "effort": "work",
}

// verdict writes the recommendation and what to do next.
func (p *Page) verdict(b *bytes.Buffer) {
	c := p.Result.Comparison
	b.WriteByte('\n')
	lead := "▸ No recommendation"
	if c.Recommended != "" {
		lead = "▸ Recommended: " + string(c.Recommended)
	}
	if p.Color {
		lead = bold(lead)
	}
	b.WriteString(lead + "\n")
	for _, reason := range c.Reasons {
		paragraph(b, "  ", reason)
	}
	if !p.named() {
		return
	}
	next := c.Recommended
	if next == "" {
		next = p.Result.Models[0].Model
	}
	fmt.Fprintf(b, "\nNext: landfall simulate %s --model %s\n", shellWord(p.File), next)
}
