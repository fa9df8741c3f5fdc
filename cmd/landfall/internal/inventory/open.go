package inventory

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// export is the tables of an inventory that were found.
type export struct {
	kind   Source
	main   *table // one row a machine; vInfo of RVTools
	disks  *table // vDisk of RVTools; may be nil
	parts  *table // vPartition of RVTools; may be nil
	single bool   // a CSV file on its own, of an export that has several
}

// open finds out what is at a path and reads its tables.
func open(name string) (*export, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, &Error{Path: name, Problem: reason(err), Expected: "a file or directory that can be read", Cause: err}
	}
	if info.IsDir() {
		return openFolder(name, os.DirFS(name))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, &Error{Path: name, Problem: reason(err), Expected: "a file that can be read", Cause: err}
	}
	defer f.Close()
	head := make([]byte, 8)
	n, _ := io.ReadFull(f, head)
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return openArchive(name)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return nil, &Error{Path: name, Problem: "is an .xls workbook of before 2007, or one with a password", Expected: "an .xlsx workbook without a password"}
	case n == 0:
		return nil, &Error{Path: name, Problem: "is empty", Expected: formats}
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, &Error{Path: name, Problem: reason(err), Expected: "a regular file", Cause: err}
	}
	return openText(name, f)
}

// reason is an operating system's error without the path, which the message
// has already.
func reason(err error) string {
	var at *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "does not exist"
	case errors.As(err, &at):
		return "can't be read: " + at.Err.Error()
	}
	return "can't be read: " + err.Error()
}

// openText reads a CSV file on its own.
func openText(name string, r io.Reader) (*export, error) {
	t, err := readTable(name, "", r)
	if err != nil {
		return nil, err
	}
	t.name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	x := &export{kind: kindOf(t), main: t, single: true}
	if x.kind == rvtools && !isInfo(t) {
		return nil, &Error{Path: name, Problem: "is an RVTools table without the machines' sizes", Expected: "RVTools_tabvInfo.csv, or the folder with all RVTools_tab*.csv files"}
	}
	return x, nil
}

// isInfo reports whether an RVTools table is vInfo.
func isInfo(t *table) bool {
	return t.has("Provisioned", "In Use", "Total disk capacity")
}

// openArchive reads a workbook or an archive of CSV files.
func openArchive(name string) (*export, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return nil, &Error{Path: name, Problem: "is cut off or damaged: " + err.Error(), Expected: "a complete .xlsx or .zip file", Cause: err}
	}
	defer z.Close()
	for _, f := range z.File {
		switch strings.ToLower(f.Name) {
		case "xl/workbook.xml":
			return readWorkbook(name, z)
		case "xl/workbook.bin":
			return nil, &Error{Path: name, Problem: "is a binary workbook (.xlsb)", Expected: "an .xlsx workbook"}
		}
	}
	if err := sane(name, z.File); err != nil {
		return nil, err
	}
	return openFolder(name, z)
}

// readWorkbook reads the sheets of a workbook that are known.
func readWorkbook(name string, z *zip.ReadCloser) (*export, error) {
	w, err := openWorkbook(name, z)
	if err != nil {
		return nil, err
	}
	defer w.close()
	x := &export{}
	for _, sheet := range w.names() {
		slot := x.slot(sheet)
		if slot == nil {
			continue
		}
		if *slot, err = w.table(sheet); err != nil {
			return nil, err
		}
		if slot == &x.main && x.main == nil {
			return nil, &Error{Path: name, Place: "sheet " + sheet, Problem: "has no header with VM and Powerstate", Expected: "the header that RVTools writes"}
		}
	}
	if x.main == nil {
		if x.main, err = w.anyTable(); err != nil {
			return nil, err
		}
	}
	x.kind = kindOf(x.main)
	return x, nil
}

// anyTable is the first sheet with a known header of a workbook without vInfo.
func (w *workbook) anyTable() (*table, error) {
	for _, sheet := range w.names() {
		t, err := w.table(sheet)
		if err != nil {
			return nil, err
		}
		if t != nil && (kindOf(t) != rvtools || isInfo(t)) {
			return t, nil
		}
	}
	return nil, &Error{Path: w.path, Problem: "has no sheet vInfo, but " + list(w.names(), 8), Expected: formats}
}
