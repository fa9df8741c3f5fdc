package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/landfall-sim/landfall/simulate"
)

// width is the number of columns that text is written for.
const width = 80

// Page is a result with what is needed to tell it.
type Page struct {
	Scenario *simulate.Scenario // with its defaults
	Result   *simulate.Result
	File     string // the scenario's, as the user named it; empty if there is none
	Color    bool   // emphasize with terminal codes too
}

// named says whether the scenario is in a file that another command can read, too.
func (p *Page) named() bool { return isNamed(p.File) }

// JSON writes the result document on one line.
func (p *Page) JSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(p.Result)
}

// zone is the scenario's time zone, UTC if it is unknown.
func (p *Page) zone() *time.Location {
	zone, err := time.LoadLocation(p.Scenario.TimeZone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// head writes what was simulated.
func (p *Page) head(b *bytes.Buffer) {
	assets, workloads := 0, 0
	for _, sub := range p.Scenario.Portfolio {
		workloads += len(sub.Workloads)
		for _, w := range sub.Workloads {
			assets += len(w.Assets)
		}
	}
	parts := []string{
		fmt.Sprintf("%s, %s, %s", counted(assets, "asset"), counted(workloads, "workload"), counted(len(p.Scenario.Portfolio), "subscription")),
		fmt.Sprintf("%s per model%s, seed %d", counted(p.Result.Replications, "replication"), p.stopped(), p.Result.Seed),
	}
	if p.Result.Scenario != "" {
		parts = append([]string{p.Result.Scenario}, parts...)
	}
	paragraph(b, "", strings.Join(parts, " · "))
	b.WriteByte('\n')
}

// stopped says why there are as many replications as there are, unless they are
// those that were asked for.
func (p *Page) stopped() string {
	why := p.Result.Stopped
	switch why.Reason {
	case simulate.Interrupted:
		return fmt.Sprintf(" (interrupted: %s wanted)", thousands(why.Wanted))
	case simulate.PreciseEnough:
		return fmt.Sprintf(" (precise to %s)", fine(why.Precision))
	case simulate.MostComputed:
		if why.Widest == "" {
			return fmt.Sprintf(" (the most that were allowed; too few to tell whether precise to %s)", fine(why.Precision))
		}
		return fmt.Sprintf(" (the most that were allowed; not precise to %s: %s)", fine(why.Precision), why.Widest)
	case simulate.NeverPrecise:
		return fmt.Sprintf(" (precise to %s, but for what has no value)", fine(why.Precision))
	}
	return ""
}

// fine is a share with as many digits as a user gave it.
func fine(share float64) string { return strconv.FormatFloat(100*share, 'g', 4, 64) + " %" }

// counted is a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return thousands(n) + " " + noun + "s"
}

// thousands groups the digits of a count.
func thousands(n int) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// glue is a blank at which no line may end.
const glue = "\u00a0"

func isBlank(r rune) bool { return r == ' ' }

// paragraph writes words in lines of the page's width, the first after a mark,
// the others indented as far.
func paragraph(b *bytes.Buffer, mark, words string) {
	indent := strings.Repeat(" ", text.StringWidth(mark))
	line, used := mark, text.StringWidth(mark)
	empty := true
	for _, word := range strings.FieldsFunc(strings.ReplaceAll(words, " %", glue+"%"), isBlank) {
		n := text.StringWidth(word)
		if !empty && used+1+n > width {
			b.WriteString(strings.ReplaceAll(line, glue, " ") + "\n")
			line, used, empty = indent, len(indent), true
		}
		if !empty {
			line, used = line+" ", used+1
		}
		line, used, empty = line+word, used+n, false
	}
	b.WriteString(strings.ReplaceAll(line, glue, " ") + "\n")
}
