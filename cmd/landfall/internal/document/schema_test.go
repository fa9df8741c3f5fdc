package document

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/landfall-sim/landfall/simulate"
)

func resolved(t *testing.T) *jsonschema.Resolved {
	t.Helper()
	var s jsonschema.Schema
	if err := json.Unmarshal(Schema(), &s); err != nil {
		t.Fatal(err)
	}
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// plainValue is what a JSON decoder makes of a tree.
func plainValue(t *testing.T, n *node) any {
	switch n.kind {
	case boolean:
		return n.text == "true"
	case number:
		var x float64
		if err := json.Unmarshal([]byte(n.text), &x); err != nil {
			t.Skip(err)
		}
		return x
	case text:
		return n.text
	case list:
		out := []any{}
		for _, item := range n.items {
			out = append(out, plainValue(t, item))
		}
		return out
	case mapping:
		out := map[string]any{}
		for _, e := range n.entries {
			out[e.key] = plainValue(t, e.value)
		}
		return out
	}
	return nil
}

func instance(t *testing.T, name string, data []byte) any {
	t.Helper()
	root, problem := parseTree(name, data)
	if problem != nil {
		t.Fatal(problem)
	}
	return plainValue(t, root)
}

func TestSchemaAcceptsScenarios(t *testing.T) {
	r := resolved(t)
	files := map[string][]byte{"good.yaml": []byte(good), "inventory.yaml": []byte("landfall: 1\nnetwork: {links: [{name: a, capacity: 1Gbps}]}\ninventory: a.csv\n")}
	for _, path := range []string{"testdata/contoso.yaml", "testdata/contoso.explained.yaml", "testdata/good.explained.yaml"} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[path] = data
	}
	for name, data := range files {
		if err := r.Validate(instance(t, name, data)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, path := range append(cases(t), "../../../../examples/contoso/scenario.yaml") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Validate(instance(t, path, data)); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// What a schema can see of the bad files it refuses.
func TestSchemaRefusesBadFiles(t *testing.T) {
	invisible := map[string]bool{} // needs a look at several values, or at numbers in texts
	for _, name := range []string{
		"key given twice", "flights that fall", "unknown names", "ring", "two pins", "ten to the 400 with unit",
	} {
		invisible[name+".yaml"] = true
	}
	r := resolved(t)
	archive, err := txtar.ParseFile("testdata/bad.txtar")
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	for i := 0; i+1 < len(archive.Files); i += 2 {
		file := archive.Files[i]
		root, problem := parseTree(file.Name, file.Data)
		if problem != nil {
			continue
		}
		t.Run(file.Name, func(t *testing.T) {
			if accepts := r.Validate(plainValue(t, root)) == nil; accepts != invisible[file.Name] {
				t.Errorf("the schema accepts it: %v", accepts)
			}
			looked++
		})
	}
	if looked < 40 {
		t.Errorf("only %d files were looked at", looked)
	}
}

// Texts that the reader takes the schema takes, and the other way round up to
// the limits of size.
func TestSchemaPatterns(t *testing.T) {
	type reader func(string) error
	schemas := unitSchemas()
	for name, c := range map[string]struct {
		read      reader
		good, bad string
	}{
		"bytes":    {func(s string) error { _, err := simulate.ParseBytes(s); return err }, "0B 120GB 1.5TiB 900KB 1e3kB 1EB 1EiB", "120 120G 120gb GB -1GB 1.GB kiB 1kiB"},
		"bitRate":  {func(s string) error { _, err := simulate.ParseBitRate(s); return err }, "0bps 400Mbps 1.6Gbps 2Pbps 3kbps 3Kbps", "1000 1MB/s 1mbps 1Mb/s 1Ebps"},
		"byteRate": {func(s string) error { _, err := simulate.ParseByteRate(s); return err }, "2MB/s 5GiB/h 40GB/d 1B/min", "2 2MB 16Mbps 2MB/m 2MBps"},
		"duration": {func(s string) error { _, err := simulate.ParseDuration(s); return err }, "90s 2h30m 3d 2w 3.023h 0s 1ms 2µs 1w2d3h4m5s", "2 h 2x -1s 1.5 2hours"},
		"instant":  {func(s string) error { _, err := simulate.ParseInstant(s); return err }, "30d 2026-03-02T00:00:00Z 2026-03-02T00:00:00.5+01:00", "2026-03-02 tomorrow 30"},
		"days":     {func(s string) error { _, err := simulate.ParseDays(s); return err }, "mon mon-fri fri-mon sat,sun mon,wed-fri Tue", "monday mon- ,mon 1"},
		"clock":    {func(s string) error { _, err := simulate.ParseClock(s); return err }, "00:00 8:05 23:59 24:00", "24:01 8 08:60 25:00 8:5"},
	} {
		r, err := schemas[name].Resolve(nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range strings.Fields(c.good) {
			if c.read(s) != nil || r.Validate(s) != nil {
				t.Errorf("%s %q: read %v, schema %v", name, s, c.read(s), r.Validate(s))
			}
		}
		for _, s := range append(strings.Fields(c.bad), "") {
			if c.read(s) == nil || r.Validate(s) == nil {
				t.Errorf("%s %q: read %v, schema %v", name, s, c.read(s), r.Validate(s))
			}
		}
	}
}

// Patterns name spaces, which a reader of the schema sees.
func TestSchemaIsPrintable(t *testing.T) {
	for _, c := range string(Schema()) {
		if c != '\n' && !unicode.IsPrint(c) {
			t.Fatalf("%q", c)
		}
	}
	if !bytes.Contains(Schema(), []byte(`\u3000`)) {
		t.Error("no pattern has the wide space")
	}
}

// Every key has a description, and no description is of a key that is gone.
func TestEveryKeyIsDescribed(t *testing.T) {
	used := map[string]bool{}
	var visit func(t reflect.Type)
	visit = func(st reflect.Type) {
		for st.Kind() == reflect.Pointer || st.Kind() == reflect.Slice {
			st = st.Elem()
		}
		if !isBlock(st) {
			if _, items, ok := isNamedList(st); ok {
				visit(st.Field(items).Type)
			}
			return
		}
		for _, f := range fieldsOf(st) {
			name := st.Name() + "." + f.key
			if !used[name] {
				used[name] = true
				visit(f.fieldType)
			}
			if docOf(st, f.key).what == "" {
				t.Errorf("%s has no description", name)
			}
		}
	}
	visit(reflect.TypeFor[simulate.Scenario]())
	for name := range keyDocs {
		if !used[name] {
			t.Errorf("%s is described and does not exist", name)
		}
	}
	if len(used) < 90 {
		t.Errorf("only %d keys were found", len(used))
	}
}
