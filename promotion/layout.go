package promotion

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// terminal is how wide text is at most, in characters.
const terminal = 100

// columns returns a table of some columns of another.
func (t table) columns(title string, which ...int) table {
	out := table{title: title}
	take := func(row []string) []string {
		var cells []string
		for _, i := range which {
			cells = append(cells, row[i])
		}
		return cells
	}
	out.head = take(t.head)
	for _, row := range t.rows {
		out.rows = append(out.rows, take(row))
	}
	return out
}

// telling leaves out the rows that say nothing but which rule they are of,
// which their first two columns do.
func (t table) telling() table {
	t.rows = slices.DeleteFunc(t.rows, func(row []string) bool { return strings.Join(row[2:], "") == "" })
	return t
}

// text aligns the columns. Where they are too wide for a terminal, the widest
// have their cells broken.
func (t table) text() string {
	rows := append([][]string{t.head}, t.rows...)
	widths := t.widths(rows)
	var b strings.Builder
	for _, row := range rows {
		cells, height := make([][]string, len(row)), 0
		for i, cell := range row {
			cells[i] = wrap(cell, widths[i])
			height = max(height, len(cells[i]))
		}
		for n := range height {
			line := ""
			for i, cell := range cells {
				part := ""
				if n < len(cell) {
					part = cell[n]
				}
				line += fmt.Sprintf("  %-*s", widths[i], part)
			}
			b.WriteString(strings.TrimRight(line, " ") + "\n")
		}
	}
	return b.String()
}

// widths makes the widest column narrower for as long as it takes and goes.
func (t table) widths(rows [][]string) []int {
	widths, stuck := make([]int, len(t.head)), make([]bool, len(t.head))
	narrow := func(i, most int) (width int) {
		for _, row := range rows {
			for _, line := range wrap(row[i], most) {
				width = max(width, utf8.RuneCountInString(line))
			}
		}
		return width
	}
	total := 0
	for i := range widths {
		widths[i] = narrow(i, terminal)
		total += 2 + widths[i]
	}
	for total > terminal {
		widest := -1
		for i := range widths {
			if !stuck[i] && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			break
		}
		width := narrow(widest, widths[widest]-1)
		stuck[widest] = width >= widths[widest]
		width = min(width, widths[widest])
		total -= widths[widest] - width
		widths[widest] = width
	}
	return widths
}

// wrap breaks a text after commas and at spaces into lines of a width, longer
// only where a word is.
func wrap(text string, width int) []string {
	if text == "" {
		return []string{"–"}
	}
	lines := []string{""}
	for text != "" {
		n := strings.IndexAny(text, ", ") + 1
		if n == 0 {
			n = len(text)
		}
		last := &lines[len(lines)-1]
		if *last != "" && utf8.RuneCountInString(*last+strings.TrimRight(text[:n], " ")) > width {
			lines = append(lines, "")
			last = &lines[len(lines)-1]
		}
		*last += text[:n]
		text = text[n:]
	}
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}
