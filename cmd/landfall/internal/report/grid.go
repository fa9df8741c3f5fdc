package report

import (
	"bytes"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// dash stands where a quantity cannot exist.
const dash = "–"

// cell is a piece of a line.
type cell struct {
	text string
	bold bool
	mark string // a narrow sign after the text; all cells of a column keep room for it
}

// grid is text in columns: the first ones to the left, the others to the right.
type grid struct {
	left  int // columns that are set to the left
	color bool
	lines [][]cell
}

// add appends a line.
func (g *grid) add(cells ...cell) { g.lines = append(g.lines, cells) }

// title appends a line that goes across all columns.
func (g *grid) title(text string) { g.add(cell{text: text, bold: true}) }

// words makes cells of plain text.
func words(texts ...string) []cell {
	cells := make([]cell, len(texts))
	for i, t := range texts {
		cells[i].text = t
	}
	return cells
}

// write sets the columns as wide as their widest cell, with two blanks between
// them. A line of a single cell does not count.
func (g *grid) write(b *bytes.Buffer) {
	var widths, marks []int
	for _, line := range g.lines {
		if len(line) == 1 {
			continue
		}
		for i, c := range line {
			if i == len(widths) {
				widths, marks = append(widths, 0), append(marks, 0)
			}
			widths[i] = max(widths[i], text.StringWidth(c.text))
			marks[i] = max(marks[i], text.StringWidth(c.mark))
		}
	}
	for _, line := range g.lines {
		var out strings.Builder
		for i, c := range line {
			if i > 0 {
				out.WriteString("  ")
			}
			if len(line) == 1 {
				out.WriteString(g.styled(c))
				continue
			}
			pad := strings.Repeat(" ", widths[i]-text.StringWidth(c.text))
			tail := strings.Repeat(" ", marks[i]-text.StringWidth(c.mark))
			if i < g.left {
				out.WriteString(g.styled(c) + pad + tail)
			} else {
				out.WriteString(pad + g.styled(c) + tail)
			}
		}
		b.WriteString(strings.TrimRight(out.String(), " ") + "\n")
	}
}

func (g *grid) styled(c cell) string {
	if g.color && c.bold && c.text != "" {
		return bold(c.text + c.mark)
	}
	return c.text + c.mark
}

// bold is text between the terminal codes for it.
func bold(text string) string { return "\x1b[1m" + text + "\x1b[0m" }
