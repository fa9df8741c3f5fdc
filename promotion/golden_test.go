package promotion_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/landfall-sim/landfall/promotion"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs; accept with -update (-want +got):\n%s", path, diff)
	}
}

func TestTables(t *testing.T) {
	page := "# The promotion models\n\nThis page is made from the rule tables of package `promotion`; a test keeps it so.\n\n"
	for m := range promotion.Models() {
		tables := m.Render(promotion.FormatMarkdown)
		head, _, _ := strings.Cut(tables, "\n### ")
		page += head + "\n```mermaid\n" + m.Render(promotion.FormatMermaid) + "```\n" + strings.TrimPrefix(tables, head) + "\n"
		golden(t, m.Name()+".txt", m.Render(promotion.FormatText))
		golden(t, m.Name()+".dot", m.Render(promotion.FormatDOT))
		golden(t, m.Name()+".mmd", m.Render(promotion.FormatMermaid))
	}
	golden(t, filepath.Join("..", "..", "docs", "models.md"), strings.TrimRight(page, "\n")+"\n")
	if text := promotion.Staged().Render(promotion.Format(99)); text != "" {
		t.Errorf("a format that does not exist gives %q", text)
	}
}

// TestRefusals keeps what events are told where there is more to say than what
// else is possible.
func TestRefusals(t *testing.T) {
	for m := range promotion.Models() {
		var b strings.Builder
		for p := promotion.PhaseBacklog; p <= promotion.PhaseAbandoned; p++ {
			for e := range m.Events() {
				_, _, err := m.Step(promotion.State{Phase: p}, e)
				note(&b, err)
			}
		}
		for p := promotion.ReleaseOpen; p <= promotion.ReleaseAbandoned; p++ {
			for e := range m.ReleaseEvents() {
				_, _, err := m.StepRelease(promotion.Release{Phase: p, Model: m.ID(), Members: 2}, e)
				note(&b, err)
			}
		}
		golden(t, m.Name()+".refusals", b.String())
	}
}

func note(b *strings.Builder, err error) {
	if err == nil || strings.Contains(err.Error(), "possible there") || strings.Contains(err.Error(), "any more") {
		return
	}
	if line := err.Error() + "\n"; !strings.HasSuffix(b.String(), line) {
		b.WriteString(line)
	}
}

// TestMermaidLines holds every line of the diagrams to the few forms that were
// seen to render.
func TestMermaidLines(t *testing.T) {
	form := regexp.MustCompile(`^(stateDiagram-v2|  state "[a-z-]+: (asset|release)" as (asset|release) \{|  \}|` +
		`    \[\*\] --> [a-z_]+|    [a-z_]+ : [a-z-]+( \[[a-z, -]+\])?(<br/>[a-z-]+( \[[a-z, -]+\])?)*|` +
		`    [a-z_]+ --> [a-z_]+ : [a-z-]+( \[[a-z, -]+\])?(<br/>[a-z-]+( \[[a-z, -]+\])?)*)$`)
	for m := range promotion.Models() {
		for line := range strings.Lines(m.Render(promotion.FormatMermaid)) {
			if line = strings.TrimSuffix(line, "\n"); !form.MatchString(line) {
				t.Errorf("%s: %q", m.Name(), line)
			}
		}
	}
}

func TestGraphvizAccepts(t *testing.T) {
	dot, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("Graphviz is not installed")
	}
	for m := range promotion.Models() {
		cmd := exec.Command(dot, "-Tsvg", "-o", os.DevNull)
		cmd.Stdin = strings.NewReader(m.Render(promotion.FormatDOT))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %s", m.Name(), err, out)
		}
	}
}
