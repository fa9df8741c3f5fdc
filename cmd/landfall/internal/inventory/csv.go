package inventory

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Limits on what is read, so that a file of noise ends in a message.
const (
	sniffed     = 64 << 10  // bytes of a file that say what it is
	maxText     = 512 << 20 // bytes of a CSV file
	maxRows     = 500_000   // rows of a table
	headerDepth = 20        // rows with text among which the header is
)

// readTable reads a CSV file. It finds the separator, the encoding and the
// header by itself: a header is a row that kindOf knows.
func readTable(path, name string, r io.Reader) (*table, error) {
	in := bufio.NewReaderSize(r, sniffed)
	head, err := in.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, &Error{Path: path, Place: name, Problem: "can't be read: " + err.Error(), Cause: err}
	}
	if len(bytes.TrimSpace(head)) == 0 && len(head) < sniffed {
		return nil, &Error{Path: path, Place: name, Problem: "is empty", Expected: "an inventory export with a header row"}
	}
	if !isText(head) || !promising(decode(head)) {
		return nil, &Error{Path: path, Place: name, Problem: "is not an inventory", Expected: formats}
	}
	b, err := io.ReadAll(io.LimitReader(in, maxText+1))
	if err != nil {
		return nil, &Error{Path: path, Place: name, Problem: "can't be read: " + err.Error(), Cause: err}
	}
	if len(b) > maxText {
		return nil, &Error{Path: path, Place: name, Problem: fmt.Sprintf("is larger than %d MB", maxText>>20), Expected: "one inventory export"}
	}
	return parseTable(path, name, decode(b))
}

// promising reports whether a header may be among the first lines: whether
// one of them, cut at any separator, is one.
func promising(head []byte) bool {
	seen := 0
	for line := range strings.Lines(string(head)) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if kindOf(newTable("", "", strings.FieldsFunc(line, isSeparator))) != unknown {
			return true
		}
		if seen++; seen == headerDepth {
			break
		}
	}
	return false
}

// isSeparator reports whether r separates fields in some CSV dialect.
func isSeparator(r rune) bool { return strings.ContainsRune(separators, r) || r == '"' }

const separators = ",;\t|"

// parseTable reads text whose first rows hold a header.
func parseTable(path, name string, text []byte) (*table, error) {
	text, sep := separator(text)
	in := csv.NewReader(bytes.NewReader(text))
	in.Comma, in.FieldsPerRecord, in.ReuseRecord = sep, -1, true
	in.TrimLeadingSpace = sep != '\t'
	var t *table
	for seen := 0; ; seen++ {
		cells, err := in.Read()
		switch {
		case errors.Is(err, io.EOF):
			return finish(path, name, t, sep)
		case err != nil:
			return nil, &Error{Path: path, Place: name, Problem: quoting(err), Expected: "quotes around a whole field, doubled inside it", Cause: err}
		case t == nil && seen >= headerDepth:
			return finish(path, name, nil, sep)
		}
		line, _ := in.FieldPos(0)
		cells = append([]string(nil), cells...)
		if t == nil {
			if next := newTable(name, "line", cells); kindOf(next) != unknown {
				t = next
				t.numbers = numerals{decimal: '.'}
			}
			continue
		}
		if t.add(line, cells); len(t.rows)+t.blank > maxRows {
			return nil, &Error{Path: path, Place: name, Problem: "has more than " + count(maxRows, "row", "rows"), Expected: "one row for each machine, disk or partition"}
		}
	}
}

// finish settles how the table writes numbers.
func finish(path, name string, t *table, sep rune) (*table, error) {
	if t == nil {
		return nil, &Error{Path: path, Place: name, Problem: "has no header of an inventory", Expected: formats}
	}
	t.numbers = numerals{decimal: decimalIn(t, sep), whole: kindOf(t) == rvtools}
	return t, nil
}

// decimalIn is the decimal separator that the table's own cells show. Where
// none does it is the point, except with semicolons between the fields: these
// are written where the comma is the decimal separator.
func decimalIn(t *table, sep rune) byte {
	for i, h := range t.header {
		if !measured(h) {
			continue
		}
		for _, r := range t.rows {
			if d := decimalOf(blanks.Replace(r.cell(i))); d == '.' || d == ',' {
				return d
			}
		}
	}
	if sep == ';' {
		return ','
	}
	return '.'
}

// measured reports whether a header is one of a size or a rate.
func measured(header string) bool {
	h := strings.ToLower(header)
	for _, unit := range []string{"mb", "mib", "gb", "gib", "kb", "size", "throughput", "storage"} {
		if strings.Contains(h, unit) {
			return true
		}
	}
	return false
}

// separator finds what separates fields: what a first line "sep=;" says, else
// the one that is most frequent in the first line that can be a header.
func separator(text []byte) ([]byte, rune) {
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	if s, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(string(first))), "sep="); ok && len(s) == 1 && s != `"` {
		return rest, rune(s[0])
	}
	for line := range strings.Lines(string(text[:min(len(text), sniffed)])) {
		best, most := ',', 0
		for _, sep := range separators {
			if n := strings.Count(line, string(sep)); n > most {
				best, most = sep, n
			}
		}
		if most > 0 && kindOf(newTable("", "", strings.FieldsFunc(line, isSeparator))) != unknown {
			return text, best
		}
	}
	return text, ','
}

// quoting says in one line where a CSV file breaks the rules.
func quoting(err error) string {
	var at *csv.ParseError
	if !errors.As(err, &at) {
		return err.Error()
	}
	if errors.Is(err, csv.ErrQuote) {
		return fmt.Sprintf("line %d: a quoted field does not end where it should", at.StartLine)
	}
	return fmt.Sprintf("line %d, column %d: a quote inside a field that is not quoted", at.Line, at.Column)
}
