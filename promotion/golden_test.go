package promotion_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
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
	for m := range promotion.Models() {
		golden(t, m.Name()+".md", m.Render(promotion.FormatMarkdown))
		golden(t, m.Name()+".txt", m.Render(promotion.FormatText))
		golden(t, m.Name()+".dot", m.Render(promotion.FormatDOT))
		golden(t, m.Name()+".mmd", m.Render(promotion.FormatMermaid))
	}
	if text := promotion.Staged().Render(promotion.Format(99)); text != "" {
		t.Errorf("a format that does not exist gives %q", text)
	}
}

// TestRefusals keeps what every event is told in every phase.
func TestRefusals(t *testing.T) {
	for m := range promotion.Models() {
		var b strings.Builder
		for p := promotion.PhaseBacklog; p <= promotion.PhaseAbandoned; p++ {
			for e := range m.Events() {
				if _, _, err := m.Step(promotion.State{Phase: p}, e); err != nil {
					b.WriteString(err.Error() + "\n")
				}
			}
		}
		for p := promotion.ReleaseOpen; p <= promotion.ReleaseAbandoned; p++ {
			for e := range m.ReleaseEvents() {
				if _, _, err := m.StepRelease(promotion.Release{Phase: p, Model: m.ID(), Members: 2}, e); err != nil {
					b.WriteString(err.Error() + "\n")
				}
			}
		}
		golden(t, m.Name()+".refusals", b.String())
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
