package inventory

import (
	"fmt"
	"math"
	"strings"

	"github.com/landfall-sim/landfall/simulate"
)

// Units of sources.
const (
	mebibyte simulate.Bytes = 1 << 20
	gigabyte simulate.Bytes = 1e9
	megabyte                = 1e6
	kilobyte                = 1e3
)

// limit is what sizes in bytes and rates in bytes per second are below in a
// scenario.
const limit = 1e21

// collector turns rows into machines.
type collector struct {
	export  *export
	inv     *Inventory
	options Options

	names      map[string]bool   // taken, or a name of the source
	seen       map[string]string // identities, with the row's text
	renamed    []string
	unreadable []string // places of cells that should be numbers
}

// record is what a row says about a machine, whatever the source.
type record struct {
	name     string
	identity string // what is the same only for the same machine; may be empty
	power    Power
	os       string
	capacity simulate.Bytes
	used     simulate.Bytes // 0 where unknown
	basis    Basis          // of used
	churn    simulate.ByteRate
	skip     Reason
	skipped  bool
	groups   map[string]string
}

// each imports every row of the main table with one reader.
func (c *collector) each(read func(*collector, row) record) {
	records := make([]record, len(c.export.main.rows))
	for i, r := range c.export.main.rows {
		records[i] = read(c, r)
	}
	c.collect(records)
}

// collect imports the records of the main table's rows.
func (c *collector) collect(records []record) {
	c.names, c.seen = map[string]bool{}, map[string]string{}
	for _, rec := range records {
		c.names[rec.name] = false
	}
	for i, rec := range records {
		r := c.export.main.rows[i]
		if reason, skip := c.reason(rec, r); skip {
			c.inv.Skipped = append(c.inv.Skipped, Skip{rec.name, r.at, reason})
			continue
		}
		c.take(rec, r)
	}
	if len(c.renamed) > 0 {
		c.doubt("%s used by several machines: %s", count(len(c.renamed), "name is", "names are"), list(c.renamed, 3))
	}
}

// reason says whether and why a row is not imported.
func (c *collector) reason(rec record, r row) (Reason, bool) {
	text := strings.Join(r.cells, "\x00")
	switch {
	case rec.name == "":
		return HasNoName, true
	case rec.skipped:
		return rec.skip, true
	case c.repeats(rec, text):
		return IsRepeated, true
	case c.options.PoweredOn && (rec.power == PoweredOff || rec.power == Suspended):
		return IsPoweredOff, true
	case rec.capacity == 0 && rec.used == 0 && c.options.Used <= 0:
		return HasNoCapacity, true
	case rec.capacity >= limit, rec.used >= limit, rec.churn >= limit:
		return HasTooMuch, true
	}
	return 0, false
}

// repeats reports whether a row is about a machine that had a row already:
// one with the same name and identity or, without identities, the same text.
func (c *collector) repeats(rec record, text string) bool {
	key := rec.name + "\x00" + rec.identity
	if rec.identity == "" {
		key = text
	}
	_, again := c.seen[key]
	c.seen[key] = text
	return again
}

// take imports a record.
func (c *collector) take(rec record, r row) {
	m := Machine{
		Name: rec.name, Row: r.at, Power: rec.power, OS: rec.os, Capacity: rec.capacity,
		Used: rec.used, UsedFrom: rec.basis, Churn: rec.churn, row: r, groups: rec.groups,
	}
	switch {
	case m.Used > 0:
	case m.Capacity > 0:
		m.Used, m.UsedFrom = m.Capacity, FromCapacity
	default:
		m.Used, m.UsedFrom = c.options.Used, FromOption
	}
	m.Used = simulate.Bytes(math.Round(float64(m.Used)))
	for n := 2; c.names[m.Name]; n++ {
		if next := fmt.Sprintf("%s-%d", rec.name, n); !c.known(next) {
			m.Name, m.Original = next, rec.name
			c.renamed = append(c.renamed, fmt.Sprintf("%s (%s) is now %s", rec.name, c.inv.place(r.at), next))
		}
	}
	c.names[m.Name] = true
	if re := c.options.Stateful; re != nil {
		m.Stateful = re.MatchString(rec.name) || re.MatchString(rec.os)
	}
	if m.Churn > 0 {
		c.inv.measured++
	}
	c.inv.Machines = append(c.inv.Machines, m)
}

// known reports whether the source or an earlier renaming has the name.
func (c *collector) known(name string) bool {
	_, ok := c.names[name]
	return ok
}

// number reads a cell under the first of the headers that the table has. What
// should be a number and is none counts as no number, and is remembered.
func (c *collector) number(t *table, r row, headers ...string) float64 {
	i := t.column(headers...)
	s := r.cell(i)
	switch strings.ToLower(s) {
	case "", "-", "-1", "-1.0", "-1,0", "n/a":
		return 0
	}
	v, ok := t.numbers.parse(s)
	if !ok {
		c.unreadable = append(c.unreadable, fmt.Sprintf("%q in %s, %s %d, column %s", clip(s), t.name, t.unit, r.at, t.header[i]))
		return 0
	}
	return v
}

// clip shortens a cell for a message.
func clip(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// doubt remembers a sentence for the report.
func (c *collector) doubt(format string, args ...any) {
	c.inv.Doubts = append(c.inv.Doubts, fmt.Sprintf(format, args...))
}

// doubtUnreadable tells about cells that should be numbers.
func (c *collector) doubtUnreadable() {
	if n := len(c.unreadable); n > 0 {
		c.doubt("%s not a number and taken as unknown: %s", count(n, "cell is", "cells are"), list(c.unreadable, 3))
	}
}
