package report

import (
	"fmt"

	"github.com/landfall-sim/landfall/simulate"
)

// result and summary keep the tables below readable.
type (
	result  = simulate.ModelResult
	summary = simulate.Summary
)

func (p *Page) schedule(g *grid) {
	g.title("SCHEDULE")
	p.addRow(g, row{label: "all promoted", date: true, pick: func(m *result) summary { return m.Portfolio.Promoted }})
	p.addRow(g, row{label: "after", mean: true, pick: func(m *result) summary { return m.Portfolio.Duration }})
	p.finished(g)
	p.objective(g, "finish", "")
}

// finished tells how often a model finishes, where one sometimes does not.
func (p *Page) finished(g *grid) {
	line := words("  done by the horizon", "")
	always := true
	for _, m := range p.Result.Models {
		always = always && m.Finished == p.Result.Replications
		line = append(line, cell{text: percent(float64(m.Finished) / float64(p.Result.Replications))})
	}
	if !always {
		g.add(line...)
	}
}

func (p *Page) bandwidth(g *grid) {
	for i, l := range p.Scenario.Network.Links {
		link := func(m *result) *simulate.LinkResult { return &m.Links[i] }
		capacity := float64(*l.Capacity)
		g.title(fmt.Sprintf("BANDWIDTH  %s, %s", l.Name, exact("bit/s", capacity)))
		p.addRow(g, row{label: "mean rate", mean: true, pick: func(m *result) summary { return link(m).Mean }})
		p.addRow(g, row{label: "rate 95 % of the time", pick: func(m *result) summary { return link(m).P95 }})
		p.objective(g, "linkShare", l.Name)
		p.addRow(g, row{label: "migration held back", pick: func(m *result) summary { return link(m).Saturated }})
		if l.Production != nil {
			p.addRow(g, row{label: "production not carried", pick: func(m *result) summary { return link(m).Shortfall }})
		}
		p.addRow(g, row{label: "kept in sync", mean: true, pick: func(m *result) summary { return link(m).Held }})
	}
}

func (p *Page) loss(g *grid) {
	g.title("DATA LOSS")
	p.addRow(g, row{label: "window", pick: func(m *result) summary { return m.Portfolio.LossWindow }})
	p.objective(g, "lossWindow", "")
	p.addRow(g, row{label: "lost", pick: func(m *result) summary { return m.Portfolio.LossBytes }})
	p.addRow(g, row{
		label: "no replication for", pick: func(m *result) summary { return m.Portfolio.Divergence },
		absent: p.lacking("divergence"),
	})
	p.objective(g, "rpo", "")
	g.title("DOWNTIME")
	p.addRow(g, row{label: "longest of a workload", pick: func(m *result) summary { return m.Portfolio.Downtime }})
	p.objective(g, "downtime", "")
}

func (p *Page) risk(g *grid) {
	g.title("RISK")
	p.addRow(g, row{label: "affected", pick: func(m *result) summary { return m.Portfolio.Affected }})
	p.addRow(g, row{label: "incidents", pick: func(m *result) summary { return m.Portfolio.Incidents }})
	p.addRow(g, row{label: "rollbacks", pick: func(m *result) summary { return m.Portfolio.Rollbacks }, absent: p.lacking("rollbacks")})
	p.addRow(g, row{
		label: "assets seeded again", mean: true, pick: func(m *result) summary { return m.Portfolio.Reseeds },
		absent: p.lacking("reseeds"),
	})
	p.addRow(g, row{
		label: "load seen", more: true, mean: true,
		pick: func(m *result) summary { return m.Portfolio.ObservedLoad }, absent: p.lacking("observedLoad"),
	})
}

func (p *Page) cost(g *grid) {
	g.title("COST")
	p.addRow(g, row{label: "both copies", mean: true, pick: func(m *result) summary { return m.Portfolio.DualRunning }})
	p.addRow(g, row{label: "network traffic", mean: true, pick: func(m *result) summary { return m.Portfolio.Transfer }})
	p.addRow(g, row{label: "work", mean: true, pick: func(m *result) summary { return m.Portfolio.Effort }})
}
