package document

import (
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
)

// FuzzParse looks for text that makes the reader panic, or gives an error that
// is none of ours or a scenario that is not valid or does not survive being
// written.
func FuzzParse(f *testing.F) {
	whole, err := os.ReadFile("testdata/contoso.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole, false)
	for _, s := range []string{
		good, "a: &x [1, {b: *y}]\nd: *x\n<<: [*x, {a: 1}]\n", "- - a: |\n   x\n- >-\n y\n", "%YAML 1.2\n---\n!!str a: 'b'\n...\n",
		`{"landfall": 1, "network": {"links": [{"capacity": "1Gbps"}]}, "a": null, "b": [1e400, true, "\ud800"]}`,
		"landfall: 1\nwork: {optimize: {lognormal: {p50: 1h, p90: 2h}}}\nteams: {adoption: {hours: [{from: 08:00, to: 24:00}]}}\n",
		"? a\n: b\n", "a: \"\\x41\\u00e9\" # c\n", "{a, b: }", "[a: 1, b]", ": x\n", "a:\n- b\n-\n  c: d\n", "\ufefflandfall: 1",
	} {
		f.Add([]byte(s), strings.HasPrefix(s, "{"))
	}
	f.Fuzz(func(t *testing.T, data []byte, asJSON bool) {
		name := "a.yaml"
		if asJSON {
			name = "a.json"
		}
		s, err := parse(name, data)
		if err != nil {
			var invalid *Error
			if !errors.As(err, &invalid) || len(invalid.Problems) == 0 || strings.Contains(err.Error(), "\x1b") {
				t.Errorf("%q: %v", data, err)
			}
			return
		}
		if err := s.Validate(); err != nil {
			t.Errorf("%q: %v", data, err)
		}
		back, err := parse("b.yaml", Explain(s))
		if err != nil || !reflect.DeepEqual(back.WithDefaults(), s.WithDefaults()) {
			t.Errorf("%q is explained as\n%s\nwhich reads as %v, %v", data, Explain(s), back, err)
		}
	})
}
