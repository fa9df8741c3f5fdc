package inventory

import (
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

var vInfoHeader = []any{"VM", "Powerstate", "Template", "SRM Placeholder", "Disks", "Total disk capacity MiB", "Provisioned MiB", "In Use MiB", "OS according to the configuration file", "VM ID"}

// vInfo is a workbook's sheet of that name.
func vInfo(rows ...[]any) sheet { return sheet{"vInfo", append([][]any{vInfoHeader}, rows...)} }

func TestWhatIsNoMachineIsSkippedAndCounted(t *testing.T) {
	inv := read(t, build(t, vInfo(
		[]any{"erp-1", "poweredOn", "False", "False", 1, 100, 120, 50, "Linux", "vm-1"},
		nil,
		[]any{"golden", "poweredOff", "True", "False", 1, 100, 120, 50, "Linux", "vm-2"},
		[]any{"golden-2", "poweredOff", true, "False", 1, 100, 120, 50, "Linux", "vm-3"},
		[]any{"dr-1", "poweredOff", "False", "True", 1, 100, 120, 0, "Linux", "vm-4"},
		[]any{"vCLS-0a1b2c3d-0000", "poweredOn", "False", "False", 1, 2048, 2048, 100, "Linux", "vm-5"},
		[]any{"", "poweredOn", "False", "False", 1, 100, 120, 50, "Linux", "vm-6"},
		[]any{"diskless", "poweredOff", "False", "False", 0, 0, 0, 0, "Linux", "vm-7"},
		[]any{"torn", "poweredOn", "False", "False"},
		[]any{"erp-1", "poweredOn", "False", "False", 1, 100, 120, 50, "Linux", "vm-1"},
	)), Options{})
	if names(inv) != "erp-1" || inv.Machines[0].Row != 2 {
		t.Errorf("imported %s", names(inv))
	}
	want := "golden is a template; golden-2 is a template; dr-1 is a placeholder of Site Recovery Manager; " +
		"vCLS-0a1b2c3d-0000 is a vSphere cluster service;  has no name; diskless has no disks; torn has no capacity; erp-1 repeats another row"
	if got := skipped(inv); got != want {
		t.Errorf("skipped\n%s, want\n%s", got, want)
	}
	expect(t, inv.Report(), "1 of 9 machines imported, 8 skipped: 2 are templates: golden (row 4), golden-2 (row 5)", "diskless (row 9) has no disks", "row 8 has no name")
}

func TestPoweredOffMachinesStayUnlessLeftOut(t *testing.T) {
	path := build(t, vInfo(
		[]any{"on", "poweredOn", "False", "False", 1, 100, 120, 50},
		[]any{"off", "poweredOff", "False", "False", 1, 100, 120, 50},
		[]any{"asleep", "suspended", "False", "False", 1, 100, 120, 50},
		[]any{"unsaid", "", "False", "False", 1, 100, 120, 50},
	))
	all := read(t, path, Options{})
	if names(all) != "on off asleep unsaid" {
		t.Errorf("imported %s", names(all))
	}
	expect(t, all.Report(), "4 of 4 machines imported (2 powered off: --powered-on leaves them out)")
	on := read(t, path, Options{PoweredOn: true})
	if names(on) != "on unsaid" || skipped(on) != "off is not powered on; asleep is not powered on" {
		t.Errorf("imported %s, skipped %s", names(on), skipped(on))
	}
}

func TestUsedBytesFromTheBestSource(t *testing.T) {
	inv := read(t, build(t, vInfo(
		[]any{"parts", "poweredOn", "False", "False", 1, 1000, 1200, 900, "Linux", "vm-1"},
		[]any{"half", "poweredOn", "False", "False", 2, 2000, 2400, 1800, "Linux", "vm-2"},
		[]any{"datastore", "poweredOff", "False", "False", 1, 1000, 1200, 300, "Linux", "vm-3"},
		[]any{"swap", "poweredOn", "False", "False", 1, 1000, 1900, 1900, "Linux", "vm-4"},
		[]any{"thin", "poweredOff", "False", "False", 1, 1000, 1200, 0, "Linux", "vm-5"},
		[]any{"old", "poweredOff", "False", "False", 1, nil, 1200, nil, "Linux", "vm-6"},
		[]any{"torn", "poweredOn", nil, nil, nil, nil, nil, nil, nil, "vm-7"},
	), sheet{"vDisk", [][]any{
		{"VM", "Capacity MiB", "VM ID"},
		{"half", 1000, "vm-2"}, {"half", 1000, "vm-2"}, {"torn", 700, "vm-7"},
	}}, sheet{"vPartition", [][]any{
		{"VM", "Disk", "Disk Key", "Capacity MiB", "Consumed MiB", "Free MiB"},
		{"parts", `C:\`, "2000", 400, 100, 300}, {"parts", `D:\`, "2001", 400, 100, 300},
		{"half", "/boot", "2000", 900, 50, 850},
		{"thin", "/", "2000", 900, 40, 860}, {"thin", "/var", "2000", 900, 40, 860}, {"thin", "/srv", "2000", 900, 41, 859},
	}}), Options{})
	for name, want := range map[string]struct {
		used  float64 // MiB
		basis Basis
	}{
		"parts":     {200, FromPartitions}, // two drives of equal size are two
		"half":      {1800, FromInUse},     // only 900 of 2000 MiB are seen
		"datastore": {300, FromInUse},
		"swap":      {1000, FromInUse},    // not more than the disks hold
		"thin":      {81, FromPartitions}, // one file system mounted twice
		"old":       {1200, FromCapacity},
		"torn":      {700, FromCapacity},
	} {
		if m := machine(t, inv, name); m.Used != mebibyte*simulate.Bytes(want.used) || m.UsedFrom != want.basis {
			t.Errorf("%s: %s from %s, want %v MiB from %s", name, sizeText(m.Used), m.UsedFrom, want.used, want.basis)
		}
	}
	expect(t, inv.Report(), `used bytes from vPartition for 2, vInfo "In Use MiB" for 3, capacity for 2 (nothing better in the source)`,
		"less than half of the disks of 1 machine and is not used there: half (row 3)",
		"1 machine has no sizes in vInfo, the capacity is from vDisk: torn (row 8)")
}

func TestConsumedIsWhatIsNotFree(t *testing.T) {
	inv := read(t, build(t, vInfo([]any{"a", "poweredOn", "False", "False", 1, 1000, 1200, 900}),
		sheet{"vPartition", [][]any{{"VM", "Disk", "Capacity MB", "Free MB"}, {"a", `C:\`, 900, 600}}}), Options{})
	if m := inv.Machines[0]; m.Used != 300*mebibyte || m.UsedFrom != FromPartitions {
		t.Errorf("%s from %s", sizeText(m.Used), m.UsedFrom)
	}
}

func TestUnreadableNumbersAreToldAndUnknown(t *testing.T) {
	inv := read(t, build(t, vInfo(
		[]any{"a", "poweredOn", "False", "False", 1, 1000, 1200, "lots"},
		[]any{"b", "poweredOn", "False", "False", 1, 1000, 1200, -1},
	)), Options{})
	if inv.Machines[0].Used != 1000*mebibyte || inv.Machines[0].UsedFrom != FromCapacity {
		t.Errorf("%+v", inv.Machines[0])
	}
	expect(t, inv.Report(), `1 cell is not a number and taken as unknown: "lots" in sheet vInfo, row 2, column In Use MiB`)
}

func TestRepeatedNames(t *testing.T) {
	inv := read(t, build(t, vInfo(
		[]any{"web", "poweredOn", "False", "False", 1, 100, 120, 10, "Linux", "vm-1"},
		[]any{"web", "poweredOn", "False", "False", 1, 100, 120, 20, "Linux", "vm-2"},
		[]any{"web-2", "poweredOn", "False", "False", 1, 100, 120, 30, "Linux", "vm-3"},
		[]any{"plain", "poweredOn", "False", "False", 1, 100, 120, 40},
		[]any{"plain", "poweredOn", "False", "False", 1, 100, 120, 40},
		[]any{"plain", "poweredOn", "False", "False", 1, 100, 120, 50},
	)), Options{})
	if got := names(inv); got != "web web-3 web-2 plain plain-2" {
		t.Errorf("names %s", got)
	}
	if m := machine(t, inv, "web-3"); m.Original != "web" || m.Row != 3 || m.Used != 20*mebibyte {
		t.Errorf("%+v", m)
	}
	if skipped(inv) != "plain repeats another row" {
		t.Errorf("skipped %s", skipped(inv))
	}
	expect(t, inv.Report(), "2 names are used by several machines: web (row 3) is now web-3, plain (row 7) is now plain-2")
}

func TestFoldersAndPools(t *testing.T) {
	for in, want := range map[string]string{
		"/DC1/vm/Retail/ERP": "Retail/ERP", "Retail": "Retail", "/DC1/vm": "", "vm": "", "": "", "Discovered virtual machine": "",
		"/DC1/vm/Discovered virtual machine": "",
	} {
		if got := folderOf(in); got != want {
			t.Errorf("folder %q is %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"/Datacenter/Cluster/Resources": "", "/DC/C/Resources/Prod/Gold": "Prod/Gold", "Gold": "Gold"} {
		if got := poolOf(in); got != want {
			t.Errorf("pool %q is %q, want %q", in, got, want)
		}
	}
}

func TestWideSheetsAndMovedHeaders(t *testing.T) {
	header := []any{"Annotation", "in use mib", "Custom Field", "vm", "POWERSTATE"}
	cells := []any{"note", 300, "x", "a", "poweredOn"}
	for i := range 60 {
		header, cells = append(header, "Extra "+strings.Repeat("x", i)), append(cells, i)
	}
	inv := read(t, build(t, sheet{"RVTools_tabvInfo", [][]any{{"Exported by hand"}, nil, header, nil, cells}}), Options{})
	if m := inv.Machines[0]; m.Name != "a" || m.Used != 300*mebibyte || m.Row != 5 {
		t.Errorf("%+v", m)
	}
}
