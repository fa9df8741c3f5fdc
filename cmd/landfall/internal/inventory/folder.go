package inventory

import (
	"errors"
	"io/fs"
	"path"
	"sort"
	"strings"
)

// slot is where the table of a sheet or file of RVTools goes; nil where it
// isn't needed.
func (x *export) slot(name string) **table {
	name = strings.ToLower(strings.TrimSuffix(strings.ToLower(path.Base(name)), ".csv"))
	switch {
	case strings.HasSuffix(name, "vinfo"):
		return &x.main
	case strings.HasSuffix(name, "vdisk"):
		return &x.disks
	case strings.HasSuffix(name, "vpartition"):
		return &x.parts
	}
	return nil
}

// openFolder reads the CSV files of a directory or an archive.
func openFolder(name string, files fs.FS) (*export, error) {
	x := &export{}
	entries, others, err := csvFiles(name, files)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		slot := x.slot(entry)
		if slot == nil {
			continue
		}
		if *slot != nil {
			return nil, &Error{Path: name, Place: entry, Problem: "is a second file of its kind beside " + (*slot).name, Expected: "the files of one export"}
		}
		if *slot, err = readEntry(name, files, entry); err != nil {
			return nil, err
		}
	}
	if x.main == nil && len(entries) == 1 && x.disks == nil && x.parts == nil {
		if x.main, err = readEntry(name, files, entries[0]); err != nil {
			return nil, err
		}
	}
	if x.main == nil {
		problem := "is empty"
		if found := append(entries, others...); len(found) > 0 {
			problem = "has no RVTools_tabvInfo.csv, but " + list(found, 5)
		}
		return nil, &Error{Path: name, Problem: problem, Expected: "the folder of an RVTools CSV export, or one file with an inventory"}
	}
	x.kind = kindOf(x.main)
	return x, nil
}

// readEntry reads a CSV file of a directory or an archive.
func readEntry(name string, files fs.FS, entry string) (*table, error) {
	f, err := files.Open(entry)
	if err != nil {
		return nil, &Error{Path: name, Place: entry, Problem: reason(err), Expected: "a file that can be read", Cause: err}
	}
	defer f.Close()
	t, err := readTable(name, entry, f)
	if err != nil {
		return nil, err
	}
	t.name = path.Base(entry)
	return t, nil
}

// csvFiles are the CSV files of a directory or archive and of the directories
// in it, and what else is there, both in order.
func csvFiles(name string, files fs.FS) (csvs, others []string, err error) {
	err = fs.WalkDir(files, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.Count(p, "/") >= 2 || p != "." && strings.HasPrefix(d.Name(), ".") || d.Name() == "__MACOSX"):
			return fs.SkipDir
		case d.IsDir() || strings.HasPrefix(d.Name(), "."):
		case strings.EqualFold(path.Ext(p), ".csv"):
			csvs = append(csvs, p)
		default:
			others = append(others, p)
		}
		if len(csvs)+len(others) > maxEntries {
			return errors.New("too many files")
		}
		return nil
	})
	if err != nil {
		return nil, nil, &Error{Path: name, Problem: reason(err), Expected: "the folder of an RVTools CSV export", Cause: err}
	}
	sort.Strings(csvs)
	sort.Strings(others)
	return csvs, others, nil
}
