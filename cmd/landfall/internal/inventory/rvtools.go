package inventory

import (
	"strings"

	"github.com/landfall-sim/landfall/simulate"
)

// rvtools imports vInfo, with the sizes of vDisk and vPartition where these
// are there. RVTools counts in units of 2^20 bytes under both of its names
// for them, MB in older versions and MiB since.
func (c *collector) rvtools() {
	t := c.export.main
	infos := make([]info, len(t.rows))
	for i, r := range t.rows {
		infos[i].identity = identityOf(t, r)
	}
	find := lookup(infos)
	c.join(c.export.disks, "vDisk", find, infos, func(d *table, r row, at *info) {
		at.disks += mebibyte * simulate.Bytes(c.number(d, r, "Capacity MiB", "Capacity"))
	})
	c.join(c.export.parts, "vPartition", find, infos, func(d *table, r row, at *info) {
		at.addPartition(d, r, c)
	})
	records := make([]record, len(t.rows))
	var odd oddities
	for i, r := range t.rows {
		records[i] = c.vm(t, r, &infos[i], &odd)
	}
	c.collect(records)
	c.doubtOddities(odd)
}

// vm makes a record of a row of vInfo and of what was joined to it.
func (c *collector) vm(t *table, r row, at *info, odd *oddities) record {
	rec := record{
		name: at.name, identity: at.key(), power: at.power, os: at.os(),
		groups: map[string]string{
			"datacenter": t.text(r, "Datacenter"), "cluster": t.text(r, "Cluster"), "vapp": t.text(r, "vApp"),
			"folder": folderOf(t.text(r, "Folder")), "resource-pool": poolOf(t.text(r, "Resource pool")),
			"annotation": t.text(r, "Annotation"), "application": t.text(r, "Application"),
		},
	}
	if rec.skip, rec.skipped = ignorable(t, r, at.name); rec.skipped {
		return rec
	}
	total := mebibyte * simulate.Bytes(c.number(t, r, "Total disk capacity MiB", "Total disk capacity"))
	inUse := mebibyte * simulate.Bytes(c.number(t, r, "In Use MiB", "In Use"))
	provisioned := mebibyte * simulate.Bytes(c.number(t, r, "Provisioned MiB", "Provisioned"))
	sized := total > 0 || provisioned > 0 || inUse > 0
	hasNoDisks := at.disks == 0 && t.text(r, "Disks") == "0"
	switch {
	case hasNoDisks && !sized:
		rec.skip, rec.skipped = HasNoDisks, true
		return rec
	case !sized && at.key() == "":
		// A row that says nothing but a name: what other sheets have under that
		// name may be about another machine.
		return rec
	case at.disks > 0:
		rec.capacity = at.disks
		if !sized {
			odd.incomplete = append(odd.incomplete, at.name+" ("+c.inv.place(r.at)+")")
		}
	case total > 0:
		rec.capacity = total
	default:
		rec.capacity = provisioned
		if hasNoDisks {
			odd.diskless = append(odd.diskless, at.name+" ("+c.inv.place(r.at)+")")
		}
	}
	rec.used, rec.basis = at.used(rec.capacity, inUse)
	if rec.basis != FromPartitions && at.consumed > 0 {
		odd.partial = append(odd.partial, at.name+" ("+c.inv.place(r.at)+")")
	}
	return rec
}

// used is what a machine uses: what its file systems hold if these show at
// least half of its disks, else what it takes in the datastores, else nothing
// that is known. Neither can be more than its disks hold; what a machine takes
// in the datastores has its swap file and snapshots in it.
func (at *info) used(capacity, inUse simulate.Bytes) (simulate.Bytes, Basis) {
	limit := func(b simulate.Bytes) simulate.Bytes {
		if capacity > 0 {
			return min(b, capacity)
		}
		return b
	}
	switch {
	case at.consumed > 0 && 2*at.shown >= capacity:
		return limit(at.consumed), FromPartitions
	case inUse > 0:
		return limit(inUse), FromInUse
	}
	return 0, 0
}

// ignorable tells rows that are no machine to migrate.
func ignorable(t *table, r row, name string) (Reason, bool) {
	switch {
	case isTrue(t.text(r, "Template")):
		return IsTemplate, true
	case isTrue(t.text(r, "SRM Placeholder")):
		return IsPlaceholder, true
	case name == "vCLS" || strings.HasPrefix(name, "vCLS-") || strings.HasPrefix(name, "vCLS ("):
		return IsClusterService, true
	}
	return 0, false
}

// isTrue reads a flag as RVTools and spreadsheet programs write it.
func isTrue(s string) bool {
	switch strings.ToLower(s) {
	case "true", "1", "yes", "wahr", "vrai":
		return true
	}
	return false
}

// oddities are machines whose sheets do not agree.
type oddities struct{ incomplete, diskless, partial []string }

// doubtOddities tells about them.
func (c *collector) doubtOddities(odd oddities) {
	if n := len(odd.incomplete); n > 0 {
		c.doubt("%s no sizes in vInfo, the capacity is from vDisk: %s", count(n, "machine has", "machines have"), list(odd.incomplete, 3))
	}
	if n := len(odd.diskless); n > 0 {
		c.doubt("%s no disks, the provisioned capacity is taken: %s", count(n, "machine shows", "machines show"), list(odd.diskless, 3))
	}
	if n := len(odd.partial); n > 0 {
		c.doubt("vPartition shows less than half of the disks of %s and is not used there: %s", count(n, "machine", "machines"), list(odd.partial, 3))
	}
}

// folderOf is a folder without the datacenter and the root folder before it;
// "/DC1/vm/Retail/ERP" is "Retail/ERP".
func folderOf(s string) string {
	if _, rest, ok := strings.Cut(s, "/vm/"); ok {
		s = rest
	}
	s = strings.Trim(s, "/")
	if s == "vm" || strings.HasSuffix(s, "/vm") || strings.EqualFold(s, "Discovered virtual machine") {
		return ""
	}
	return s
}

// poolOf is a resource pool without the root pool before it.
func poolOf(s string) string {
	_, pool, ok := strings.Cut(s, "/Resources")
	if !ok {
		pool = s
	}
	return strings.Trim(pool, "/")
}
