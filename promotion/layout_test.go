package promotion_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/landfall-sim/landfall/promotion"
)

// shown reads the tables of a model's text: by title, then by the first two
// cells of a row, then by the head of a column.
func shown(t *testing.T, text string) map[string]map[string]map[string]string {
	t.Helper()
	tables := map[string]map[string]map[string]string{}
	for section := range strings.SplitSeq(text, "\n\n") {
		title, rest, _ := strings.Cut(section, "\n")
		if !strings.HasPrefix(rest, "  ") {
			continue
		}
		lines := strings.Split(strings.TrimRight(rest, "\n"), "\n")
		heads := regexp.MustCompile(`\S+( \S+)*`).FindAllStringIndex(lines[0], -1)
		var rows [][]string
		for _, line := range lines[1:] {
			cells := make([]string, len(heads))
			letters := []rune(line)
			for i, head := range heads {
				end := len(letters)
				if i+1 < len(heads) {
					end = min(end, heads[i+1][0])
				}
				cells[i] = strings.TrimSpace(string(letters[min(head[0], end):end]))
			}
			if !slices.Contains(cells, "") {
				rows = append(rows, cells)
				continue
			}
			for i, more := range cells { // the row before goes on
				whole := &rows[len(rows)-1][i]
				if more != "" && !strings.HasSuffix(*whole, ",") {
					*whole += " "
				}
				*whole += more
			}
		}
		tables[title] = map[string]map[string]string{}
		for _, cells := range rows {
			row := map[string]string{}
			for i, head := range heads {
				row[lines[0][head[0]:head[1]]] = strings.Trim(cells[i], "–")
			}
			key := cells[0] + " " + cells[1]
			if tables[title][key] != nil {
				t.Errorf("%s: %s is there twice", title, key)
			}
			tables[title][key] = row
		}
	}
	return tables
}

// The text shows all facts of the rules, what one is or does and what a release
// has to do with it, and fits a terminal.
func TestTextShowsEveryFact(t *testing.T) {
	names := func(kinds any) string {
		return strings.NewReplacer("[", "", "]", "", " ", ",").Replace(fmt.Sprint(kinds))
	}
	for m := range promotion.Models() {
		text := m.Render(promotion.FormatText)
		for line := range strings.Lines(text) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 100 || strings.HasSuffix(line, " \n") {
				t.Errorf("%s: %d characters: %q", m.Name(), n, line)
			}
		}
		tables := shown(t, text)
		expect := func(title, key string, want map[string]string) {
			t.Helper()
			row := tables[title][key]
			for head, cell := range want {
				if row[head] != cell {
					t.Errorf("%s, %s, %s: %s is %q, want %q", m.Name(), title, key, head, row[head], cell)
				}
			}
		}
		spec := m.Spec()
		for _, r := range spec.Rules {
			key := fmt.Sprint(r.From, " ", r.On)
			expect("ASSETS", key, map[string]string{"to": r.To.String(), "if": names(r.Guards), "while the release is": r.While.String(), "by": r.By.String()})
			expect("ASSETS: WHAT FOLLOWS", key, map[string]string{"changes": r.Update.String(), "effects": r.Effects.String(), "release": names(r.Also)})
		}
		for _, r := range spec.ReleaseRules {
			key := fmt.Sprint(r.From, " ", r.On)
			expect("RELEASES", key, map[string]string{"to": r.To.String(), "if": names(r.Guards), "by": r.By.String()})
			expect("RELEASES: WHAT FOLLOWS", key, map[string]string{"changes": r.Update.String(), "effects": r.Effects.String()})
		}
		if len(tables["ASSETS"]) != len(spec.Rules) || len(tables["RELEASES"]) != len(spec.ReleaseRules) {
			t.Errorf("%s: %d and %d rows", m.Name(), len(tables["ASSETS"]), len(tables["RELEASES"]))
		}
		for _, a := range spec.Activities {
			expect("ACTIVITIES", a.Name+" "+a.Process.String(), map[string]string{"by": a.By.String(), "events": names(a.Events)})
			expect("ACTIVITIES: WHERE THEY COME FROM", a.Name+" "+a.Source.String(), map[string]string{"source": a.Source.String()})
		}
	}
}

// A model of one's own may have words that are wider than a terminal.
func TestTextOfWideWords(t *testing.T) {
	spec := promotion.Staged().Spec()
	long := strings.Repeat("x", 120)
	spec.Name = "own"
	spec.Activities[0].Name = long + " and more"
	m, err := promotion.Define(spec)
	if err != nil {
		t.Fatal(err)
	}
	if text := m.Render(promotion.FormatText); !strings.Contains(text, "\n  "+long+"  ") || !strings.Contains(text, "\n  and more\n") {
		t.Errorf("got\n%s", text)
	}
}
