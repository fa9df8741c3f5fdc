package inventory

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const disksCSV = "VM,Disk,Capacity MiB\nerp-1,Hard disk 1,204800\n"
const partitionsCSV = "VM,Disk,Capacity MiB,Consumed MiB,Free MiB\nerp-1,C:\\,150000,51200,98800\n"

// folder writes files into a directory, the names in pairs with the texts.
func folder(t *testing.T, namesAndTexts ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(namesAndTexts); i += 2 {
		path := filepath.Join(dir, namesAndTexts[i])
		must(t, os.MkdirAll(filepath.Dir(path), 0o700))
		must(t, os.WriteFile(path, []byte(namesAndTexts[i+1]), 0o600))
	}
	return dir
}

func TestFolderAndArchiveOfOneExport(t *testing.T) {
	files := []string{
		"export/RVTools_tabvInfo.csv", infoCSV, "export/RVTools_tabvDisk.csv", disksCSV, "export/RVTools_tabvPartition.csv", partitionsCSV,
		"export/RVTools_tabvHost.csv", "Host,Datacenter\nx,y\n", "export/readme.txt", "nothing",
	}
	for name, path := range map[string]string{"folder": folder(t, files...), "archive": archive(t, files...)} {
		m := read(t, path, Options{}).Machines[0]
		if m.Capacity != 204800*mebibyte || m.Used != 51200*mebibyte || m.UsedFrom != FromPartitions {
			t.Errorf("%s: %+v", name, m)
		}
	}
}

func TestFileAloneSaysThatMoreIsKnown(t *testing.T) {
	expect(t, read(t, write(t, "RVTools_tabvInfo.csv", infoCSV), Options{}).Report(), "the folder of the export")
	if r := read(t, folder(t, "tabvInfo.csv", infoCSV, "tabvDisk.csv", disksCSV), Options{}).Report(); strings.Contains(r, "the folder of the export") {
		t.Errorf("said of a folder too:\n%s", r)
	}
}

func TestOtherToolsInAFolder(t *testing.T) {
	inv := read(t, folder(t, "servers.csv", "Server name,Cores,Disk 1 size (In GB)\na,2,10\n"), Options{})
	if inv.Source != azureMigrate || len(inv.Machines) != 1 {
		t.Errorf("%s, %d machines", inv.Source, len(inv.Machines))
	}
}

func TestOpenRefused(t *testing.T) {
	whole := build(t, sheet{"vInfo", [][]any{{"VM", "Powerstate", "In Use MiB"}, {"a", "poweredOn", 1}}})
	b, err := os.ReadFile(whole)
	must(t, err)
	for name, c := range map[string]struct{ path, want string }{
		"missing":          {filepath.Join(t.TempDir(), "no.xlsx"), "does not exist"},
		"empty file":       {write(t, "a.xlsx", ""), "is empty"},
		"empty folder":     {t.TempDir(), "is empty"},
		"folder of others": {folder(t, "a.txt", "x", "b.pdf", "y"), "has no RVTools_tabvInfo.csv, but a.txt, b.pdf"},
		"two exports":      {folder(t, "a/RVTools_tabvInfo.csv", infoCSV, "b/RVTools_tabvInfo.csv", infoCSV), "b/RVTools_tabvInfo.csv: is a second file"},
		"cut off":          {write(t, "a.xlsx", string(b[:len(b)/2])), "is cut off or damaged"},
		"noise":            {write(t, "a.xlsx", strings.Repeat("\x00\x01\x02\xfe", 5000)), "is not an inventory"},
		"zip of noise":     {archive(t, "RVTools_tabvInfo.csv", "\x00\x01"), "RVTools_tabvInfo.csv: is not an inventory"},
		"empty zip":        {archive(t), "is empty"},
		"old workbook":     {write(t, "a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), "of before 2007, or one with a password"},
		"binary workbook":  {archive(t, "xl/workbook.bin", "x"), "binary workbook"},
		"no sheets at all": {archive(t, "xl/workbook.xml", "<x"), "workbook"},
		"wrong sheets":     {build(t, sheet{"Sales", [][]any{{"Month", "Sum"}}}), "has no sheet vInfo, but Sales"},
		"vInfo of others":  {build(t, sheet{"vInfo", [][]any{{"Month", "Sum"}}}), "sheet vInfo: has no header with VM"},
		"empty vInfo":      {build(t, sheet{"vInfo", nil}), "sheet vInfo: has no header"},
		"header only":      {build(t, sheet{"vInfo", [][]any{{"VM", "Powerstate", "In Use MiB"}}}), "no machine that can be imported"},
		"other tables":     {build(t, sheet{"vDisk", [][]any{{"VM", "Powerstate", "Capacity MiB"}, {"a", "on", 1}}}), "has no sheet vInfo"},
		"bomb":             {bomb(t), "unpacks to far more than its size"},
	} {
		_, err := Read(c.path, Options{})
		var e *Error
		if !errors.As(err, &e) || !errors.Is(err, ErrSource) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
			continue
		}
		if e.Path != c.path || !strings.HasPrefix(err.Error(), c.path+": ") || e.Problem == "" || e.Expected == "" || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: not a line of path, problem and expectation: %q", name, err)
		}
	}
}

// bomb is a workbook of which 128 MB unpack from little.
func bomb(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bomb.xlsx")
	f, err := os.Create(path)
	must(t, err)
	defer f.Close()
	z := zip.NewWriter(f)
	for _, name := range []string{"xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		w, err := z.Create(name)
		must(t, err)
		blank := bytes.Repeat([]byte(" "), 1<<20)
		for range 64 {
			_, err = w.Write(blank)
			must(t, err)
		}
	}
	must(t, z.Close())
	return path
}

func TestErrorLeadsToItsCause(t *testing.T) {
	_, err := Read(filepath.Join(t.TempDir(), "no.csv"), Options{})
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v does not lead to %v", err, os.ErrNotExist)
	}
}
