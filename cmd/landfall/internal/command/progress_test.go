package command

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestProgressIsForTerminalsOnly(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if isTerminal(file) || isTerminal(&bytes.Buffer{}) {
		t.Error("a file or a buffer is taken for a terminal")
	}
	progress, clear := newProgress(file)
	clear()
	if progress != nil {
		t.Error("progress goes to a file")
	}
}

func TestColorIsNotForEveryTerminal(t *testing.T) {
	for _, test := range []struct {
		noColor, term string
		want          bool
	}{{"", "xterm", true}, {"1", "xterm", false}, {"", "dumb", false}} {
		t.Setenv("NO_COLOR", test.noColor)
		t.Setenv("TERM", test.term)
		if got := wantsColor(); got != test.want {
			t.Errorf("%+v: %v", test, got)
		}
	}
}
