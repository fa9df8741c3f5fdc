package promotion

import (
	"fmt"
	"strings"
)

// arrow is one line between two phases of a diagram.
type arrow struct{ from, to, label string }

// arrows returns the arrows of assets and of releases, events between the same
// two phases on one arrow.
func (m *Model) arrows() (assets, releases []arrow) {
	for _, r := range m.spec.Rules {
		assets = merge(assets, arrow{r.From.String(), r.To.String(), label(r.On, r.Guards)})
	}
	for _, r := range m.spec.ReleaseRules {
		releases = merge(releases, arrow{r.From.String(), r.To.String(), label(r.On, r.Guards)})
	}
	return assets, releases
}

func label(k Kind, guards []Guard) string {
	if len(guards) == 0 {
		return k.String()
	}
	return k.String() + " [" + strings.ReplaceAll(list(guards), ",", ", ") + "]"
}

func merge(arrows []arrow, a arrow) []arrow {
	for i, b := range arrows {
		if a.from == b.from && a.to == b.to {
			arrows[i].label += "\n" + a.label
			return arrows
		}
	}
	return append(arrows, a)
}

// dot returns a graph for Graphviz: a cluster for each machine.
func (m *Model) dot() string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph %q {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n", m.Name())
	assets, releases := m.arrows()
	for _, part := range []struct {
		name   string
		arrows []arrow
	}{{"asset", assets}, {"release", releases}} {
		fmt.Fprintf(&b, "  subgraph %q {\n    label=%q;\n", "cluster_"+part.name, m.Name()+": "+part.name)
		for _, node := range nodes(part.arrows) {
			fmt.Fprintf(&b, "    %q [label=%q];\n", part.name+" "+node, node)
		}
		for _, a := range part.arrows {
			fmt.Fprintf(&b, "    %q -> %q [label=%q];\n", part.name+" "+a.from, part.name+" "+a.to, a.label)
		}
		b.WriteString("  }\n")
	}
	b.WriteString("}\n")
	return b.String()
}

// mermaid returns a state diagram for Mermaid: a composite state for each
// machine. Events that leave the phase as it is stand in its box, since Mermaid
// lays the labels of loops over those of other arrows.
func (m *Model) mermaid() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n")
	assets, releases := m.arrows()
	for _, part := range []struct {
		name   string
		arrows []arrow
	}{{"asset", assets}, {"release", releases}} {
		fmt.Fprintf(&b, "  state %q as %s {\n", m.Name()+": "+part.name, part.name)
		id := func(node string) string { return part.name + "_" + strings.ReplaceAll(node, "-", "_") }
		for i, node := range nodes(part.arrows) {
			if i == 0 {
				fmt.Fprintf(&b, "    [*] --> %s\n", id(node))
			}
			fmt.Fprintf(&b, "    %s : %s\n", id(node), node)
		}
		for _, a := range part.arrows {
			text := strings.ReplaceAll(a.label, "\n", "<br/>")
			if a.from == a.to {
				fmt.Fprintf(&b, "    %s : %s\n", id(a.from), text)
			} else {
				fmt.Fprintf(&b, "    %s --> %s : %s\n", id(a.from), id(a.to), text)
			}
		}
		b.WriteString("  }\n")
	}
	return b.String()
}

// nodes returns the phases between which there are arrows, as they come.
func nodes(arrows []arrow) []string {
	var found []string
	seen := map[string]bool{}
	for _, a := range arrows {
		for _, node := range []string{a.from, a.to} {
			if !seen[node] {
				seen[node] = true
				found = append(found, node)
			}
		}
	}
	return found
}
