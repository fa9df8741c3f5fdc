package inventory

import "github.com/landfall-sim/landfall/simulate"

// discoveryRow reads a row of the import template of AWS Application Discovery
// Service. The template has write rates but no disk sizes; the sizes that its
// agents report are read where a file has them.
func discoveryRow(c *collector, r row) record {
	t := c.export.main
	rec := record{os: t.text(r, "OS.Name", "osName"), identity: t.text(r, "ExternalId", "ServerId"), groups: commonGroups(t, r)}
	for _, h := range []string{"HostName", "VMware.VMName", "ExternalId", "ServerId", "IPAddress"} {
		if rec.name = first(t.text(r, h)); rec.name != "" {
			break
		}
	}
	rec.capacity = gigabyte * simulate.Bytes(c.number(t, r, "totalDiskSize (GB)"))
	if t.text(r, "totalDiskFreeSize (GB)") != "" && rec.capacity > 0 {
		rec.used = max(0, rec.capacity-gigabyte*simulate.Bytes(c.number(t, r, "totalDiskFreeSize (GB)")))
		rec.basis = FromInUse
	}
	rec.churn = simulate.ByteRate(kilobyte * c.number(t, r, "DiskWritesPerSecondInKB.Avg"))
	return rec
}

// mgnRow reads a row of the inventory that AWS Application Migration Service
// imports and exports. It has waves, applications and accounts, but neither
// sizes nor write rates.
func mgnRow(c *collector, r row) record {
	t := c.export.main
	rec := record{
		os: t.text(r, "mgn:server:platform"), identity: t.text(r, "mgn:server:id", "mgn:server:user-provided-id"),
		groups: map[string]string{
			"application": t.text(r, "mgn:app:name"), "wave": t.text(r, "mgn:wave:name"), "account": t.text(r, "mgn:account-id"),
		},
	}
	for _, h := range []string{"mgn:server:tag:Name", "mgn:server:hostname", "mgn:server:fqdn-for-action-framework", "mgn:server:user-provided-id", "mgn:server:id"} {
		if rec.name = t.text(r, h); rec.name != "" {
			break
		}
	}
	return rec
}
