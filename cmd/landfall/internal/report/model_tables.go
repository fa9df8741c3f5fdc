package report

import (
	"strconv"

	"github.com/landfall-sim/landfall/simulate"
)

func names(n int, name func(i int) string) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = name(i)
	}
	return list
}

func (p *Page) workloadTable(g *grid, m *simulate.ModelResult) {
	header(g, "WORKLOADS", "promoted P50", "P95", "down P95", "lost P95", "lag P95", "crit.")
	w, n := m.Workloads, len(m.Workloads)
	columnsOf(g,
		names(n, func(i int) string { return w[i].Name }),
		p.dates(n, func(i int) float64 { return w[i].Promoted.P50 }),
		p.dates(n, func(i int) float64 { return w[i].Promoted.P95 }),
		column(n, "s", func(i int) float64 { return w[i].Downtime.P95 }),
		column(n, "B", func(i int) float64 { return w[i].LossBytes.P95 }),
		column(n, "s", func(i int) float64 { return w[i].Lag.P95.P95 }),
		names(n, func(i int) string { return percent(w[i].Criticality) }),
	)
}

func (p *Page) subscriptionTable(g *grid, m *simulate.ModelResult) {
	header(g, "SUBSCRIPTIONS", "staged P50", "migrated P50", "promoted P50", "P95", "retired P50")
	s, n := m.Subscriptions, len(m.Subscriptions)
	columnsOf(g,
		names(n, func(i int) string { return s[i].Name }),
		p.dates(n, func(i int) float64 { return s[i].Staged.P50 }),
		p.dates(n, func(i int) float64 { return s[i].Migrated.P50 }),
		p.dates(n, func(i int) float64 { return s[i].Promoted.P50 }),
		p.dates(n, func(i int) float64 { return s[i].Promoted.P95 }),
		p.dates(n, func(i int) float64 { return s[i].Retired.P50 }),
	)
}

func (p *Page) linkTable(g *grid, m *simulate.ModelResult) {
	header(g, "LINKS, mean", "rate", "95 % of time", "peak", "held back", "short", "assets in sync")
	l, n := m.Links, len(m.Links)
	columnsOf(g,
		names(n, func(i int) string { return l[i].Name }),
		column(n, "bit/s", func(i int) float64 { return l[i].Mean.Mean }),
		column(n, "bit/s", func(i int) float64 { return l[i].P95.Mean }),
		column(n, "bit/s", func(i int) float64 { return l[i].Peak.Mean }),
		column(n, "s", func(i int) float64 { return l[i].Saturated.Mean }),
		column(n, "B", func(i int) float64 { return l[i].Shortfall.Mean }),
		column(n, "asset", func(i int) float64 { return l[i].Held.Mean }),
	)
}

func (p *Page) bytesTable(g *grid, m *simulate.ModelResult) {
	header(g, "TRAFFIC, mean", "seed", "sync", "final", "secondary", "reverse")
	l, n := m.Links, len(m.Links)
	columnsOf(g,
		names(n, func(i int) string { return l[i].Name }),
		column(n, "B", func(i int) float64 { return l[i].Bytes.Seed.Mean }),
		column(n, "B", func(i int) float64 { return l[i].Bytes.Sync.Mean }),
		column(n, "B", func(i int) float64 { return l[i].Bytes.Final.Mean }),
		column(n, "B", func(i int) float64 { return l[i].Bytes.Secondary.Mean }),
		column(n, "B", func(i int) float64 { return l[i].Bytes.Reverse.Mean }),
	)
}

func (p *Page) teamTable(g *grid, m *simulate.ModelResult) {
	header(g, "TEAMS AND LIMITS", "busy, mean", "P95", "person-h, mean", "P95")
	t := m.Teams
	work := column(2*len(t), "person-hour", func(i int) float64 {
		if i < len(t) {
			return t[i].Effort.Mean
		}
		return t[i-len(t)].Effort.P95
	})
	for i := range t {
		g.add(words(t[i].Name, percent(t[i].Utilization.Mean), percent(t[i].Utilization.P95), work[i], work[i+len(t)])...)
	}
	for _, l := range m.Limits {
		g.add(words(l.Name, percent(l.Utilization.Mean), percent(l.Utilization.P95), "", "")...)
	}
}

func (p *Page) objectiveTable(g *grid, m *simulate.ModelResult) {
	header(g, "OBJECTIVES", "", "met in")
	g.left = 2
	for _, o := range m.Objectives {
		name := o.Name
		if o.Link != "" {
			name += " " + o.Link
		}
		g.add(words(name, p.target(o), verdictMark(o.Met)+percent(o.Probability))...)
	}
	if len(m.Objectives) > 1 {
		g.add(words("all at once", "", percent(m.Joint))...)
	}
}

func (p *Page) unfinishedTable(g *grid, m *simulate.ModelResult) {
	header(g, "NOT PROMOTED", "reason", "replications")
	g.left = 2
	for _, u := range m.Unfinished {
		g.add(words(u.Workload, string(u.Reason), strconv.Itoa(u.Replications))...)
	}
}
