package landfall_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/landfall-sim/landfall"

// may says what each package may import at run time besides the standard
// library: packages of this module by their path in it, others by prefix. It is
// the table of docs/architecture.md.
var may = map[string][]string{
	"":                        {},
	"staging":                 {},
	"promotion":               {"staging", "internal/explore"},
	"promotion/trace":         {"promotion", "staging"},
	"promotion/promotiontest": {"promotion", "promotion/trace", "staging", "pgregory.net/rapid"},
	"backlog":                 {"promotion", "staging"},
	"replication":             {"internal/fluid"},
	"simulate":                {"backlog", "promotion", "promotion/trace", "replication", "staging", "internal/kernel", "internal/fluid", "internal/stream", "internal/tally", "internal/calendar", "internal/nearest", "internal/ranking", "gonum.org/"},
	"internal/kernel":         {},
	"internal/fluid":          {},
	"internal/stream":         {},
	"internal/tally":          {"gonum.org/"},
	"internal/ranking":        {},
	"internal/calendar":       {},
	"internal/explore":        {},
	"internal/closedform":     {},
	"internal/nearest":        {},
	"internal/fluid/bench":    {"internal/fluid"},
	"internal/kernel/bench":   {},
	"examples/embed":          {"simulate", "promotion", "backlog", "replication", "staging"},
}

// pure packages do no I/O, read no clock and draw no random numbers.
var pure = []string{"staging", "promotion", "backlog", "replication"}

// impure are the standard packages that would betray it.
var impure = []string{"os", "net", "net/http", "math/rand", "math/rand/v2", "crypto/rand", "log", "log/slog", "os/exec", "syscall", "io/fs", "path/filepath"}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && (path == "cmd" || path == "tools" || path == "engine" || name == "testdata" || name != "." && name[0] == '.') {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		dir := filepath.ToSlash(filepath.Dir(path))
		if dir == "." {
			dir = ""
		}
		seen[dir] = true
		checkImports(t, dir, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir := range seen {
		if _, ok := may[dir]; !ok {
			t.Errorf("package %q is not in the table of what may import what", dir)
		}
	}
}

func checkImports(t *testing.T, dir, path string) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Error(err)
			continue
		}
		if !strings.Contains(imported, ".") {
			if slices.Contains(pure, dir) && slices.Contains(impure, imported) {
				t.Errorf("%s imports %s: package %s is pure", path, imported, dir)
			}
			continue
		}
		inside, ours := strings.CutPrefix(imported, module+"/")
		allowed := slices.ContainsFunc(may[dir], func(prefix string) bool {
			if ours {
				return inside == prefix
			}
			return strings.HasSuffix(prefix, "/") && strings.HasPrefix(imported, prefix) || imported == prefix
		})
		if !allowed {
			t.Errorf("%s imports %s, which package %q may not", path, imported, dir)
		}
	}
}
