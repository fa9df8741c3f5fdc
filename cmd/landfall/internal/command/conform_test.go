package command

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// conformTo runs landfall conform on a log with the given content.
func conformTo(t *testing.T, log string) (status Status, out, errs string) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "log.ndjson")
	if err := os.WriteFile(name, []byte(log), 0o644); err != nil {
		t.Fatal(err)
	}
	var o, e strings.Builder
	status = Run(t.Context(), []string{"conform", name, "--model", "staged"}, &o, &e)
	return status, o.String(), strings.TrimPrefix(e.String(), name)
}

const decided = `{"at":"2026-01-05T09:00:00Z","release":"retail","event":"decide","members":1}` + "\n"

// TestConformLongLines ends at a line that no record can be, without reading
// it to its end.
func TestConformLongLines(t *testing.T) {
	for name, line := range map[string]string{
		"text":    `{"at":"` + strings.Repeat("9", 10<<20) + `"}`,
		"zeros":   strings.Repeat("\x00", 10<<20),
		"members": `{"at":"2026-01-05T09:00:00Z","release":"r","event":"decide","members":` + strings.Repeat("1", 10<<20) + `}`,
	} {
		status, out, errs := conformTo(t, decided+line+"\n"+decided)
		if status != Invalid || out != "" || errs != ":2: longer than 1048576 bytes\n" {
			t.Errorf("%s: %v, %q, %.200q", name, status, out, errs)
		}
	}
}

func TestConformCutLog(t *testing.T) {
	for i := range len(decided) - 2 {
		status, out, errs := conformTo(t, decided+decided[:i+1])
		if status != Invalid || out != "" || !strings.HasPrefix(errs, ":2: the log is cut off here: ") {
			t.Errorf("cut after %d bytes: %v, %q, %q", i+1, status, out, errs)
		}
	}
}

func TestConformReadsWhatItMust(t *testing.T) {
	if status, out, errs := conformTo(t, strings.Repeat(decided, 3)); status != Done || out != "conforms\n3 records\n" || errs != "" {
		t.Errorf("%v, %q, %q", status, out, errs)
	}
	padded := strings.Replace(decided, "{", "{"+strings.Repeat(" ", 1<<19), 1)
	if status, out, errs := conformTo(t, padded); status != Done || errs != "" {
		t.Errorf("a long record: %v, %q, %q", status, out, errs)
	}
}
