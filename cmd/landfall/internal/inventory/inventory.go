package inventory

import (
	"fmt"
	"path/filepath"
	"strings"
)

// Inventory is the machines of a source, and an account of what was left out
// and assumed.
type Inventory struct {
	Path     string
	Source   Source
	Machines []Machine // in the source's order
	Skipped  []Skip    // in the source's order
	Blank    int       // rows without text
	Doubts   []string  // what in the source contradicts itself or can't be read, as sentences

	options       Options
	alone         bool   // vInfo without the other files of its export
	unit          string // what a row is called
	table         *table
	measured      int // machines with a measured write rate
	workloads     Grouping
	subscriptions Grouping
	sites         Grouping
}

// Read reads an inventory: an RVTools workbook, a CSV file of any [Source], or
// a directory or .zip archive of the CSV files of one RVTools export. Every
// error is an [*Error].
func Read(path string, o Options) (*Inventory, error) {
	x, err := open(path)
	if err != nil {
		return nil, err
	}
	if o.Name == "" {
		o.Name = titleOf(path)
	}
	inv := &Inventory{Path: path, Source: x.kind, Blank: x.main.blank, options: o, unit: x.main.unit, alone: x.single && x.kind == rvtools}
	c := &collector{export: x, inv: inv, options: o}
	switch x.kind {
	case azureMigrate:
		c.each(azureRow)
	case applicationDiscovery:
		c.each(discoveryRow)
	case applicationMigration:
		c.each(mgnRow)
	default:
		c.rvtools()
	}
	c.doubtUnreadable()
	if len(inv.Machines) == 0 {
		return nil, inv.nothing()
	}
	return inv, inv.group(x.main)
}

// nothing is the error of an inventory of which nothing can be imported.
func (inv *Inventory) nothing() error {
	e := &Error{Path: inv.Path, Problem: "has no machine that can be imported", Expected: "at least one row with a name and a size"}
	if s := inv.skips(); s != "" {
		e.Problem += ": " + s
	}
	for _, s := range inv.Skipped {
		if s.Reason == HasNoCapacity {
			e.Expected = "a source with disk sizes, or --used 100GB to assume one"
		}
	}
	return e
}

// titleOf makes a scenario's name of a path.
func titleOf(path string) string {
	base := filepath.Base(filepath.Clean(path))
	base = clean(strings.TrimSuffix(base, filepath.Ext(base)))
	if base == "" || base == "." || base == string(filepath.Separator) {
		return "imported"
	}
	return base
}

// place says where a row is.
func (inv *Inventory) place(at int) string { return fmt.Sprintf("%s %d", inv.unit, at) }
