package landfall_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPagesRun holds the programs with which pages of packages begin, and what
// they print, to the examples that are run.
func TestPagesRun(t *testing.T) {
	for _, folder := range []string{"staging", "promotion/trace"} {
		doc, tests := read(t, folder, "doc.go"), read(t, folder, "example_test.go")
		_, program, found := strings.Cut(doc, "//	func main() {\n")
		if !found {
			t.Fatalf("the page of %s has no program", folder)
		}
		body, rest, _ := strings.Cut(program, "//	}\n//\n")
		_, rest, _ = strings.Cut(rest, "//\n")
		output, _, _ := strings.Cut(rest, "//\n")
		want := "func Example() {\n" + strings.ReplaceAll(body, "//	", "") +
			"	// Output:\n" + strings.ReplaceAll(output, "//	", "	// ") + "}\n"
		if !strings.Contains(tests, want) {
			t.Errorf("the example of %s is not the program of its page:\n%s", folder, want)
		}
	}
}

func read(t *testing.T, folder, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
