package promotion_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

// TestDocRuns holds the program with which the package's page begins to the
// example that is run: each of its lines, and of its output, is one there.
func TestDocRuns(t *testing.T) {
	files := token.NewFileSet()
	doc, err := parser.ParseFile(files, "doc.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	examples, err := parser.ParseFile(files, "example_types_test.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, decl := range examples.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Name.Name == "ExampleModel" {
			for line := range strings.Lines(source(t, files, f)) {
				known[strings.TrimSpace(line)] = true
				known[strings.TrimPrefix(strings.TrimSpace(line), "// ")] = true
			}
		}
	}
	program := strings.SplitN(doc.Doc.Text(), "func main() {", 2)[1]
	program, _, _ = strings.Cut(program, "A host keeps")
	lines := 0
	for line := range strings.Lines(program) {
		if line = strings.TrimSpace(line); line == "" || line == "It prints:" {
			continue
		}
		if !known[line] {
			t.Errorf("%q is not in the example", line)
		}
		lines++
	}
	if lines < 12 {
		t.Errorf("only %d lines were compared", lines)
	}
}

// source returns the text of a declaration.
func source(t *testing.T, files *token.FileSet, f *ast.FuncDecl) string {
	t.Helper()
	from, to := files.Position(f.Pos()), files.Position(f.End())
	text, err := os.ReadFile(from.Filename)
	if err != nil {
		t.Fatal(err)
	}
	return string(text[from.Offset:to.Offset])
}
