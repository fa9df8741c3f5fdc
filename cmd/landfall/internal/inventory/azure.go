package inventory

import (
	"strings"

	"github.com/landfall-sim/landfall/simulate"
)

// azureRow reads a row of Azure Migrate: of its import template, with sizes
// disk by disk, or of an exported assessment, with one size a machine.
func azureRow(c *collector, r row) record {
	t := c.export.main
	rec := record{name: t.text(r, "Server name", "Machine"), os: t.text(r, "OS name", "Operating system"), groups: commonGroups(t, r)}
	var sizes, writes float64
	for i, h := range t.header {
		switch key := canonical(h); {
		case !strings.HasPrefix(key, "disk") || len(key) < 5 || key[4] < '0' || key[4] > '9':
		case strings.Contains(key, "size"):
			sizes += c.number(t, only(r, i), h)
		case strings.Contains(key, "writethroughput"):
			writes += c.number(t, only(r, i), h)
		}
	}
	if sizes == 0 {
		sizes = c.number(t, r, "Storage(GB)")
	}
	if writes == 0 {
		writes = c.number(t, r, "Total disks write throughput (MB per second)", "Total disks write throughput", "Disk write(MBPS)", "Disk write throughput(MBPS)")
	}
	rec.capacity = gigabyte * simulate.Bytes(sizes)
	rec.churn = simulate.ByteRate(megabyte * writes)
	if used := gigabyte * simulate.Bytes(c.number(t, r, "Storage in use (In GB)", "Storage in use")); used > 0 {
		rec.used, rec.basis = used, FromInUse
		if rec.capacity > 0 {
			rec.used = min(used, rec.capacity)
		}
	}
	return rec
}

// only is a row as seen from one column, for headers that occur twice.
func only(r row, i int) row {
	cells := make([]string, i+1)
	cells[i] = r.cell(i)
	return row{r.at, cells}
}

// commonGroups are the groupings that sources beside RVTools may have.
func commonGroups(t *table, r row) map[string]string {
	return map[string]string{
		"application": first(t.text(r, "Applications", "Application", "Application name")),
		"wave":        t.text(r, "ApplicationWave", "Wave"),
		"datacenter":  t.text(r, "Datacenter", "Data center"),
		"cluster":     t.text(r, "Cluster"),
	}
}

// first is the first of several names separated by commas.
func first(s string) string {
	name, _, _ := strings.Cut(s, ",")
	return strings.TrimSpace(name)
}
