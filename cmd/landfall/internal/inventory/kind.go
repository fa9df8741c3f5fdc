package inventory

import "strings"

// Source is the tool that an inventory comes from.
type Source uint8

// The sources.
const (
	unknown              Source = iota
	rvtools                     // RVTools, workbook or CSV
	azureMigrate                // Azure Migrate, import template or exported assessment
	applicationDiscovery        // AWS Application Discovery Service, import template
	applicationMigration        // AWS Application Migration Service, import or export
)

// formats names what can be read.
const formats = "an RVTools workbook (.xlsx) or its CSV files, or a CSV of Azure Migrate, " +
	"AWS Application Discovery Service or AWS Application Migration Service, with its header row"

var sourceNames = [...]string{"unknown", "RVTools", "Azure Migrate", "AWS Application Discovery Service", "AWS Application Migration Service"}

// String is the tool's name.
func (s Source) String() string { return nameOf(sourceNames[:], uint8(s), "Source") }

// MarshalText is String.
func (s Source) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (s *Source) UnmarshalText(b []byte) error {
	i, err := valueOf(sourceNames[:], string(b), "source")
	*s = Source(i)
	return err
}

// kindOf tells the tool by the header of its table.
func kindOf(t *table) Source {
	switch {
	case isMGN(t):
		return applicationMigration
	case t.has("VM") && t.has("Powerstate", "Template", "Provisioned", "In Use", "Capacity", "Consumed", "Total disk capacity"):
		return rvtools
	case t.has("Server name") && t.has("Cores", "Memory (In MB)", "OS name", "Disk 1 size (In GB)", "Storage in use (In GB)", "Disk 1 size"):
		return azureMigrate
	case t.has("Machine") && t.has("Storage(GB)"):
		return azureMigrate
	case t.has("ExternalId", "HostName", "VMware.VMName") &&
		t.has("VMware.MoRefId", "SMBiosId", "CPU.NumberOfCores", "RAM.TotalSizeInMB", "DiskWritesPerSecondInKB.Avg", "OS.Name"):
		return applicationDiscovery
	}
	return unknown
}

// isMGN reports whether a header names fields as AWS MGN does.
func isMGN(t *table) bool {
	for _, h := range t.header {
		if strings.HasPrefix(strings.ToLower(h), "mgn:") {
			return true
		}
	}
	return false
}
