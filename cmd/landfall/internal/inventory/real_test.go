package inventory

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// realWorkbook is an anonymized RVTools workbook of
// github.com/kubev2v/migration-planner (Apache-2.0), test/e2e/data, kept
// beside the repository.
func realWorkbook(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	must(t, err)
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.work")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Skip("not in the repository: no go.work above")
		}
		dir = filepath.Dir(dir)
	}
	path := filepath.Join(dir, "..", "shared", "cases", "inventory", "rvtools-example.xlsx")
	if _, err := os.Stat(path); err != nil {
		t.Skip("the workbook is not here: " + err.Error())
	}
	return path
}

// In this workbook each sheet was anonymized by itself: the ids of vDisk are
// right where its names are wrong, and most rows of vPartition contradict
// vInfo. vm-2 shows no disks; vm-9's row is torn after its tenth cell; each
// sheet stores a thousand rows, the last of them at the sheet's very end.
func TestRealWorkbook(t *testing.T) {
	inv := read(t, realWorkbook(t), Options{})
	if names(inv) != "vm-1 vm-2 vm-3 vm-4 vm-5 vm-6 vm-7 vm-8" || skipped(inv) != "vm-9 has no capacity" || inv.Blank != 990 {
		t.Errorf("imported %s, skipped %s, %d blank", names(inv), skipped(inv), inv.Blank)
	}
	for name, want := range map[string]string{
		"vm-1": "96952MiB in use", "vm-2": "4332MiB capacity", "vm-3": "701MiB file systems", "vm-4": "100GiB capacity", "vm-7": "100GiB capacity",
		"vm-8": "200GiB in use",
	} {
		m := machine(t, inv, name)
		if got := sizeText(m.Used) + " " + m.UsedFrom.String(); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	lines := strings.Split(inv.Report(), "\n")
	if want := "8 of 9 machines imported (6 powered off: --powered-on leaves them out), 1 skipped: vm-9 (row 10) has no capacity; 990 blank rows"; lines[0] != want {
		t.Errorf("%s, want\n%s", lines[0], want)
	}
	expect(t, inv.Report(), `used bytes from vPartition for 1, vInfo "In Use MiB" for 2, capacity for 5 (nothing better in the source)`,
		"write rates: none in RVTools; 5 % of used bytes a day assumed for all 8 (set with --churn)",
		"6 of 9 rows not used", "the provisioned capacity is taken: vm-2 (row 3)")
	_, y := written(t, inv)
	if len(y.Portfolio[0].Workloads) != 8 || y.Portfolio[0].Workloads[0].Assets[0].Used != "96952MiB" {
		t.Errorf("%+v", y)
	}
}

func TestRealWorkbookPoweredOn(t *testing.T) {
	if got := names(read(t, realWorkbook(t), Options{PoweredOn: true})); got != "vm-3 vm-8" {
		t.Errorf("imported %s", got)
	}
}
