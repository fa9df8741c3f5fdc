package report

import (
	"fmt"

	"github.com/landfall-sim/landfall/simulate"
)

// verdictMark tells without color whether something is met.
func verdictMark(met bool) string {
	if met {
		return "✓ "
	}
	return "✗ "
}

// objective appends a line that says how often each model meets an objective,
// if the scenario has it.
func (p *Page) objective(g *grid, name, link string) {
	var line []cell
	for _, m := range p.Result.Models {
		for _, o := range m.Objectives {
			if o.Name != name || o.Link != link {
				continue
			}
			if line == nil {
				line = words("  → "+p.target(o), "")
			}
			line = append(line, cell{text: verdictMark(o.Met) + percent(o.Probability)})
		}
	}
	if line != nil {
		g.add(line...)
	}
}

// target is what an objective asks for.
func (p *Page) target(o simulate.ObjectiveResult) string {
	switch o.Name {
	case "finish":
		return "by " + newCalendar(*p.Scenario.Start, p.zone(), []float64{o.Target}).text(o.Target)
	case "linkShare":
		return "at most " + percent(o.Target) + " of it"
	}
	limit := exact("s", o.Target)
	if o.Name == "rpo" {
		return "lag at most " + limit
	}
	return "at most " + limit
}

// objectives appends how many objectives each model meets, and how often all
// at once.
func (p *Page) objectives(g *grid) {
	if len(p.Result.Models[0].Objectives) == 0 {
		return
	}
	g.title(fmt.Sprintf("OBJECTIVES  met in at least %s of the replications", percent(p.confidence())))
	met, joint := words("  met", ""), words("  all at once", "")
	for _, m := range p.Result.Models {
		n := 0
		for _, o := range m.Objectives {
			if o.Met {
				n++
			}
		}
		all := n == len(m.Objectives)
		met = append(met, cell{text: fmt.Sprintf("%s%d of %d", verdictMark(all), n, len(m.Objectives))})
		joint = append(joint, cell{text: percent(m.Joint)})
	}
	g.add(met...)
	g.add(joint...)
}

// confidence is the share of the replications that must meet an objective.
func (p *Page) confidence() float64 {
	if c := p.Scenario.Objectives.Confidence; c != nil {
		return float64(*c)
	}
	return 0.8
}
