package inventory

import (
	"strings"
	"unicode"
)

// table is one sheet or one CSV file, from its header on.
type table struct {
	name    string // of the sheet or file
	unit    string // what a row is called: row or line
	header  []string
	columns map[string]int // by canonical header, the first of each
	asked   map[string]int // by header as asked for, -1 where there is none
	rows    []row
	blank   int // rows with no text in any cell
	numbers numerals
}

// row is a row that has text.
type row struct {
	at    int // its number in the source
	cells []string
}

// newTable makes a table without rows from a header.
func newTable(name, unit string, header []string) *table {
	t := &table{name: name, unit: unit, columns: map[string]int{}, asked: map[string]int{}, numbers: numerals{decimal: '.'}}
	for i, h := range header {
		h = clean(h)
		t.header = append(t.header, h)
		for _, key := range []string{canonical(h), withoutUnit(canonical(h))} {
			if _, taken := t.columns[key]; key != "" && !taken {
				t.columns[key] = i
			}
		}
	}
	return t
}

// add appends a row, or counts it where it is blank.
func (t *table) add(at int, cells []string) {
	text := false
	for i := range cells {
		cells[i] = clean(cells[i])
		text = text || cells[i] != ""
	}
	if !text {
		t.blank++
		return
	}
	t.rows = append(t.rows, row{at, cells})
}

// column is the place of the first of the headers that the table has, or -1.
func (t *table) column(headers ...string) int {
	for _, h := range headers {
		i, known := t.asked[h]
		if !known {
			if i, known = t.columns[canonical(h)]; !known {
				i = -1
			}
			t.asked[h] = i
		}
		if i >= 0 {
			return i
		}
	}
	return -1
}

// has reports whether the table has one of the headers.
func (t *table) has(headers ...string) bool { return t.column(headers...) >= 0 }

// text is the row's cell under the first of the headers that the table has.
func (t *table) text(r row, headers ...string) string { return r.cell(t.column(headers...)) }

// cell is the text at a place; a short row and the place -1 have none.
func (r row) cell(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return r.cells[i]
}

// canonical is a header without what differs between versions of a tool:
// case, punctuation, blanks, and the sheet's name in front.
func canonical(header string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(header) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	key := b.String()
	for _, sheet := range []string{"vinfo", "vdisk", "vpartition"} {
		if rest, ok := strings.CutPrefix(key, sheet); ok && rest != "" {
			key = rest
		}
	}
	if other, ok := databaseNames[key]; ok {
		return other
	}
	return key
}

// databaseNames are the headers of an RVTools export with database column
// names that differ from the usual ones by more than the sheet's name.
var databaseNames = map[string]string{
	"vmname":          "vm",
	"os":              "osaccordingtotheconfigurationfile",
	"ostools":         "osaccordingtothevmwaretools",
	"numvirtualdisks": "disks",
	"uuid":            "vmuuid",
}

// withoutUnit is a canonical header without a trailing MB or MiB.
func withoutUnit(key string) string {
	for _, unit := range []string{"mib", "mb"} {
		if rest, ok := strings.CutSuffix(key, unit); ok && rest != "" {
			return rest
		}
	}
	return key
}

// clean is a cell's text without the blanks around it and without characters
// that no name has.
func clean(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\ufeff' || r == unicode.ReplacementChar:
			return -1
		case unicode.IsControl(r) || r == '\u00a0':
			return ' '
		}
		return r
	}, s))
}
