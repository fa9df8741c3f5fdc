package inventory

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Limits on a workbook when it is unpacked. A worksheet shrinks to a tenth or
// a fiftieth; what shrinks to a few thousandths is no worksheet.
const (
	maxUnpacked = 1 << 30
	maxRatio    = 250
	maxEntries  = 10_000
)

// workbook is an .xlsx file.
type workbook struct {
	path  string
	file  *excelize.File
	parts map[string]*zip.File // worksheets by sheet name
}

// openWorkbook opens an .xlsx file whose zip directory is already read.
func openWorkbook(name string, z *zip.ReadCloser) (*workbook, error) {
	if err := sane(name, z.File); err != nil {
		return nil, err
	}
	f, err := excelize.OpenFile(name, excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnpacked})
	if err != nil {
		return nil, &Error{Path: name, Problem: "is a damaged workbook: " + err.Error(), Expected: "a workbook that a spreadsheet program opens", Cause: err}
	}
	return &workbook{name, f, worksheets(z.File)}, nil
}

// sane refuses archives that unpack to far more than an inventory needs.
func sane(name string, files []*zip.File) error {
	var packed, unpacked uint64
	for _, f := range files {
		packed += f.CompressedSize64
		unpacked += f.UncompressedSize64
		if unpacked > maxUnpacked || len(files) > maxEntries || unpacked > 64<<20 && unpacked/maxRatio > packed {
			return &Error{Path: name, Problem: fmt.Sprintf("unpacks to far more than its size (entry %s)", clean(f.Name)), Expected: "an inventory of at most 1 GiB unpacked"}
		}
	}
	return nil
}

// close removes temporary files.
func (w *workbook) close() { _ = w.file.Close() }

// names are the sheets in the workbook's order.
func (w *workbook) names() []string { return w.file.GetSheetList() }

// table reads a sheet; nil without an error where it has no known header.
func (w *workbook) table(sheet string) (*table, error) {
	rows, err := w.file.Rows(sheet)
	if err != nil {
		return nil, w.damaged(sheet, err)
	}
	defer rows.Close()
	var t *table
	at, seen := 0, 0
	for rows.Next() && (t != nil || seen < headerDepth) {
		at++
		cells, err := rows.Columns()
		if err != nil {
			return nil, w.damaged(sheet, err)
		}
		if len(cells) == 0 {
			continue
		}
		if t != nil {
			t.add(at, cells)
		} else if next := newTable("sheet "+sheet, "row", cells); kindOf(next) != unknown {
			t = next
		}
		if seen++; seen > maxRows {
			return nil, &Error{Path: w.path, Place: "sheet " + sheet, Problem: "has more than " + count(maxRows, "row", "rows"), Expected: "one row for each machine, disk or partition"}
		}
	}
	if err := rows.Error(); err != nil {
		return nil, w.damaged(sheet, err)
	}
	if t != nil && w.parts[sheet] != nil {
		t.blank = max(0, countRows(w.parts[sheet])-seen+t.blank)
	}
	return t, nil
}

// damaged is the error of a sheet that can't be read.
func (w *workbook) damaged(sheet string, err error) error {
	return &Error{Path: w.path, Place: "sheet " + sheet, Problem: "is damaged: " + err.Error(), Expected: "a sheet that a spreadsheet program opens", Cause: err}
}

// countRows counts the rows that a worksheet stores: a sheet whose last row
// has a border ends there, with millions of rows before it that don't exist.
func countRows(part *zip.File) int {
	r, err := part.Open()
	if err != nil {
		return 0
	}
	defer r.Close()
	in, n := bufio.NewReader(r), 0
	for {
		tag, err := in.ReadString('<')
		if strings.HasPrefix(tag, "row ") || strings.HasPrefix(tag, "row>") || strings.HasPrefix(tag, "row/") {
			n++
		}
		if err != nil {
			return n
		}
	}
}

// worksheets finds the part of each sheet; none where the workbook is odd.
func worksheets(files []*zip.File) map[string]*zip.File {
	byName := map[string]*zip.File{}
	for _, f := range files {
		byName[strings.ToLower(f.Name)] = f
	}
	var book struct {
		Sheets []struct {
			Name string     `xml:"name,attr"`
			Attr []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		Links []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if unpack(byName["xl/workbook.xml"], &book) != nil || unpack(byName["xl/_rels/workbook.xml.rels"], &links) != nil {
		return nil
	}
	target := map[string]string{}
	for _, l := range links.Links {
		target[l.ID] = strings.ToLower(path.Join("xl", strings.TrimPrefix(l.Target, "/xl/")))
	}
	parts := map[string]*zip.File{}
	for _, s := range book.Sheets {
		for _, a := range s.Attr {
			if a.Name.Local == "id" {
				parts[s.Name] = byName[target[a.Value]]
			}
		}
	}
	return parts
}

// unpack reads an XML part.
func unpack(part *zip.File, v any) error {
	if part == nil {
		return errors.New("no such part")
	}
	r, err := part.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	return xml.NewDecoder(io.LimitReader(r, 16<<20)).Decode(v)
}
