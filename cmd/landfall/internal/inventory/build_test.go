package inventory

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// sheet is a sheet of a workbook built for a test: its name, then its rows. A
// nil row is left out.
type sheet struct {
	name string
	rows [][]any
}

// build writes a workbook.
func build(t *testing.T, sheets ...sheet) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, s := range sheets {
		if i == 0 {
			must(t, f.SetSheetName("Sheet1", s.name))
		} else if _, err := f.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		for r, cells := range s.rows {
			at, err := excelize.CoordinatesToCellName(1, r+1)
			must(t, err)
			if cells != nil {
				must(t, f.SetSheetRow(s.name, at, &cells))
			}
		}
	}
	path := filepath.Join(t.TempDir(), "export.xlsx")
	must(t, f.SaveAs(path))
	return path
}

// write writes a text file and returns its path.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// archive writes a .zip file of texts, the names in pairs with the contents.
func archive(t *testing.T, namesAndTexts ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "export.zip")
	f, err := os.Create(path)
	must(t, err)
	defer f.Close()
	z := zip.NewWriter(f)
	for i := 0; i < len(namesAndTexts); i += 2 {
		w, err := z.Create(namesAndTexts[i])
		must(t, err)
		_, err = w.Write([]byte(namesAndTexts[i+1]))
		must(t, err)
	}
	must(t, z.Close())
	return path
}

// must ends the test on an error of what it builds.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// read reads an inventory that is in order.
func read(t *testing.T, path string, o Options) *Inventory {
	t.Helper()
	inv, err := Read(path, o)
	if err != nil {
		t.Fatal(err)
	}
	return inv
}

// machine finds a machine by name.
func machine(t *testing.T, inv *Inventory, name string) Machine {
	t.Helper()
	for _, m := range inv.Machines {
		if m.Name == name {
			return m
		}
	}
	t.Fatalf("no machine %s in %s", name, names(inv))
	return Machine{}
}

// names are the machines' names.
func names(inv *Inventory) string {
	var n []string
	for _, m := range inv.Machines {
		n = append(n, m.Name)
	}
	return strings.Join(n, " ")
}

// skipped are the rows that were skipped, with the reason.
func skipped(inv *Inventory) string {
	var s []string
	for _, k := range inv.Skipped {
		s = append(s, k.Name+" "+k.Reason.String())
	}
	return strings.Join(s, "; ")
}

// expect fails the test where a text lacks any of the parts.
func expect(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("no %q in:\n%s", p, text)
		}
	}
}
