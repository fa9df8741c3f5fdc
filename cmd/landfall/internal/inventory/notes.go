package inventory

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
)

// Notes are the comments of a written scenario.
type Notes struct {
	Head   []string          // before the first key, a line each
	Link   string            // at the end of each link's line
	Rest   []string          // before the portfolio, a line each
	Assets map[string]string // at the end of an asset's line, by the asset's name
}

// WriteScenario writes the inventory's scenario with comments on what is
// measured and what is assumed.
func (inv *Inventory) WriteScenario(w io.Writer) error {
	s, err := inv.Scenario()
	if err != nil {
		return err
	}
	return WriteScenario(w, s, inv.notes())
}

// notes are the comments on an imported scenario.
func (inv *Inventory) notes() Notes {
	n := Notes{Rest: unknowns, Assets: map[string]string{}}
	n.Head = append(n.Head, fmt.Sprintf("Imported from %s (%s).", clean(filepath.Base(inv.Path)), inv.Source))
	n.Head = append(n.Head, inv.lines()...)
	if inv.options.LinkCapacity <= 0 {
		n.Link = "assumed"
	}
	for i := range inv.Machines {
		m := &inv.Machines[i]
		n.Assets[m.Name] = inv.remark(m)
	}
	return n
}

// remark says what is special about a machine.
func (inv *Inventory) remark(m *Machine) string {
	var parts []string
	if m.Original != "" {
		parts = append(parts, fmt.Sprintf("%s in %s", m.Original, inv.place(m.Row)))
	}
	if m.Power == PoweredOff || m.Power == Suspended {
		parts = append(parts, m.Power.String())
	}
	switch m.UsedFrom {
	case FromCapacity:
		parts = append(parts, "used: capacity")
	case FromOption:
		parts = append(parts, "used: assumed")
	}
	if m.Churn <= 0 && inv.measured > 0 {
		parts = append(parts, "churn: assumed")
	}
	return strings.Join(parts, ", ")
}

// unknowns is what no inventory knows.
var unknowns = []string{
	"No inventory knows the following. What is missing adds no limit, no delay and",
	"no defects; the numbers here are only examples of the form.",
	"",
	"tool: {mode: continuous, seeding: 20, replicating: 300, wire: 0.7, launch: 15m, deploy: 30m}",
	"secondary: {wire: 0.3}",
	"teams:",
	"  adoption: {size: 4, hours: office-hours}",
	"  operations: {size: 2, hours: office-hours}",
	"  business: {size: 2, hours: office-hours}",
	"work: {remediate: 4h, document: 4h, optimize: 8h}",
	"tests:",
	"  sandbox: {takes: 4h, finds: 30%}",
	"  automated: {takes: 4h, finds: 40%}",
	"  performance: {takes: 8h, finds: 40%}",
	"  business: {takes: 16h, finds: 60%}",
	"defects: {perWorkload: 1.5, fix: 8h, redeploy: 5%, surface: 3d, mitigate: 4h}",
	"promotion:",
	`  windows: [{days: sat-sun, from: "22:00", to: "06:00"}]`,
	"  flights: [{share: 5%, bake: 1d}, {share: 100%, bake: 2d}]",
	"objectives: {lossWindow: 15m, downtime: 1h}",
	"",
	"Of a workload: users, after (the workloads that go first), defects. Of an asset:",
	"stateful, profile (office-hours, nightly-batch or factors), workingSet.",
}
