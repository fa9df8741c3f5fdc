package staging_test

import (
	"os"
	"strings"
	"testing"
)

// TestDocRuns holds the program with which the package's page begins, and what
// it prints, to the example that is run.
func TestDocRuns(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	tests, err := os.ReadFile("example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	_, program, found := strings.Cut(string(doc), "//	func main() {\n")
	if !found {
		t.Fatal("the page has no program")
	}
	body, rest, _ := strings.Cut(program, "//	}\n//\n")
	_, rest, _ = strings.Cut(rest, "//\n")
	output, _, _ := strings.Cut(rest, "//\n")
	want := "func Example() {\n" + strings.ReplaceAll(body, "//	", "") +
		"	// Output:\n" + strings.ReplaceAll(output, "//	", "	// ") + "}\n"
	if !strings.Contains(string(tests), want) {
		t.Errorf("the example is not the program of the page:\n%s", want)
	}
}
