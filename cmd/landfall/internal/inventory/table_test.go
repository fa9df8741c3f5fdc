package inventory

import "testing"

func TestHeadersOfAllVersions(t *testing.T) {
	for _, same := range [][]string{
		{"In Use MiB", "in use mib", "vInfoInUse MiB", " In Use MiB ", "\ufeffIn Use MiB"},
		{"VM", "vInfoVMName", "vDiskVMName", "vm"},
		{"OS according to the configuration file", "vInfoOS"},
		{"Total disk capacity MiB", "vInfoTotalDiskCapacityMiB", "TOTAL DISK CAPACITY MIB"},
		{"*Server name", "Server name", "server_name"},
		{"Disk 1 size (In GB)", "disk1sizeInGB"},
	} {
		for _, h := range same[1:] {
			if canonical(h) != canonical(same[0]) {
				t.Errorf("%q is %q, %q is %q", h, canonical(h), same[0], canonical(same[0]))
			}
		}
	}
	older := newTable("vInfo", "row", []string{"VM", "Provisioned MB", "In Use MB"})
	if older.column("Provisioned MiB", "Provisioned") != 1 || older.column("In Use MiB", "In Use") != 2 {
		t.Error("MB of older versions is not found")
	}
	if older.column("Cluster") != -1 || older.has("Cluster") {
		t.Error("a column that is not there was found")
	}
}

func TestColumnThatOccursTwice(t *testing.T) {
	table := newTable("t", "row", []string{"VM", "VM", "x"})
	table.add(2, []string{"first", "second"})
	if got := table.text(table.rows[0], "VM"); got != "first" {
		t.Errorf("got %q", got)
	}
	if got := table.text(table.rows[0], "x"); got != "" {
		t.Errorf("cell behind the end of a row is %q", got)
	}
}

func TestBlankRowsAreCounted(t *testing.T) {
	table := newTable("t", "row", []string{"VM"})
	table.add(2, nil)
	table.add(3, []string{"", " \t", "\u00a0"})
	table.add(4, []string{"vm-1"})
	if table.blank != 2 || len(table.rows) != 1 || table.rows[0].at != 4 {
		t.Errorf("%d blank, rows %v", table.blank, table.rows)
	}
}

func TestCleanKeepsNamesOnOneLine(t *testing.T) {
	if got := clean("\ufeff a\nb\x1b[31m\u00a0"); got != "a b [31m" {
		t.Errorf("got %q", got)
	}
}
