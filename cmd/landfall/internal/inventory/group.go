package inventory

import (
	"path/filepath"
	"slices"
	"strings"
)

// Grouping is what machines are grouped by: one of these words, or the header
// of a column of the source.
type Grouping string

// The words.
const (
	ByNone         Grouping = "none" // each machine on its own
	ByApplication  Grouping = "application"
	ByVApp         Grouping = "vapp"
	ByFolder       Grouping = "folder"
	ByResourcePool Grouping = "resource-pool"
	ByCluster      Grouping = "cluster"
	ByDatacenter   Grouping = "datacenter"
	ByAnnotation   Grouping = "annotation"
	ByWave         Grouping = "wave"
	ByAccount      Grouping = "account"     // the target account that AWS MGN names
	ByNamePrefix   Grouping = "name-prefix" // the name up to its first digit, dot, dash or underscore
)

// groupings are the words in the order in which messages name them.
var groupings = []Grouping{
	ByApplication, ByVApp, ByFolder, ByResourcePool, ByCluster, ByDatacenter, ByAnnotation, ByWave, ByAccount, ByNamePrefix, ByNone,
}

// of is a machine's group; empty where it has none.
func (g Grouping) of(m *Machine, t *table) string {
	switch {
	case g == ByNone || g == "":
		return ""
	case g == ByNamePrefix:
		return prefixOf(m.Name)
	case slices.Contains(groupings, g):
		return m.groups[string(g)]
	}
	return t.text(m.row, string(g))
}

// prefixOf is a name up to its first digit, dot, dash or underscore; the whole
// name where nothing comes before that.
func prefixOf(name string) string {
	i := strings.IndexAny(name, "0123456789.-_ ")
	if i <= 0 {
		return name
	}
	return name[:i]
}

// group settles what sites, workloads and subscriptions are.
func (inv *Inventory) group(t *table) (err error) {
	inv.table = t
	o := inv.options
	if inv.sites, err = inv.grouping(o.Site, "site", ByDatacenter); err != nil {
		return err
	}
	if inv.workloads, err = inv.grouping(o.Workload, "workload", ByApplication, ByVApp, ByFolder); err != nil {
		return err
	}
	inv.subscriptions, err = inv.grouping(o.Subscription, "subscription", ByAccount)
	return err
}

// grouping checks what the user asked for, or takes the first of the defaults
// that tells the machines apart.
func (inv *Inventory) grouping(asked, what string, defaults ...Grouping) (Grouping, error) {
	if asked == "" {
		for _, g := range defaults {
			if inv.telling(g) {
				return g, nil
			}
		}
		return ByNone, nil
	}
	g := Grouping(strings.ToLower(strings.TrimSpace(asked)))
	if slices.Contains(groupings, g) {
		return g, nil
	}
	if inv.table.has(asked) {
		return Grouping(asked), nil
	}
	words := make([]string, len(groupings))
	for i, w := range groupings {
		words[i] = string(w)
	}
	place := inv.table.name
	if place == filepath.Base(inv.Path) {
		place = "" // the file is all that there is
	}
	return "", &Error{
		Path: inv.Path, Place: place, Problem: "has no column " + clip(asked) + " to make a " + what + " of",
		Expected: strings.Join(words, ", ") + ", or one of the columns " + list(inv.table.header, 12),
	}
}

// telling reports whether a grouping has a value for at least half of the
// machines, and at least two values. An account needs no second one: it is
// where the machines land.
func (inv *Inventory) telling(g Grouping) bool {
	values := map[string]bool{}
	with := 0
	for i := range inv.Machines {
		if v := g.of(&inv.Machines[i], inv.table); v != "" {
			values[v] = true
			with++
		}
	}
	return (len(values) >= 2 || g == ByAccount) && 2*with >= len(inv.Machines)
}
