package document

import (
	"os"
	"strings"
	"testing"
)

// The scenarios of the manual are valid, and it names every key.
func TestManual(t *testing.T) {
	data, err := os.ReadFile("../../../../docs/scenario.md")
	if err != nil {
		t.Skip(err)
	}
	manual := string(data)
	blocks := strings.Split(manual, "```yaml\n")[1:]
	if len(blocks) < 2 {
		t.Fatalf("the manual has %d scenarios", len(blocks))
	}
	for i, block := range blocks {
		text, _, _ := strings.Cut(block, "```")
		if _, err := parse("scenario.yaml", []byte(text)); err != nil {
			t.Errorf("scenario %d: %v", i, err)
		}
	}
	for name := range keyDocs {
		_, key, _ := strings.Cut(name, ".")
		if !strings.Contains(manual, key) {
			t.Errorf("the manual lacks the key %s", name)
		}
	}
}
