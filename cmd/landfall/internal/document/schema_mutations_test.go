package document

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"pgregory.net/rapid"

	"github.com/landfall-sim/landfall/simulate"
)

// leftToCheck is what only a look at several values, or more arithmetic than
// patterns have, can tell: the schema accepts it.
var leftToCheck = map[string]*regexp.Regexp{
	"names that nobody has":            regexp.MustCompile(`: unknown (link|site|workload) "`),
	"names given twice":                regexp.MustCompile(`is also the name of`),
	"unprintable characters":           regexp.MustCompile(`has characters that cannot be printed`),
	"time zones":                       regexp.MustCompile(`unknown time zone`),
	"the order of parameters":          regexp.MustCompile(`is above [^;]+; uniform|does not rise|p50 .* is above p90`),
	"the order of flights":             regexp.MustCompile(`comes after a flight of 100%|of the flight before|the last flight is at`),
	"the order of a freeze":            regexp.MustCompile(`is before from`),
	"rings":                            regexp.MustCompile(`is a ring`),
	"pins":                             regexp.MustCompile(`pins the subscription`),
	"sites where there are several":    regexp.MustCompile(`is required where there is more than one site`),
	"quantities of any size":           regexp.MustCompile(`is too large; a (size|network rate|write rate|duration) is below`),
	"shares in exponents":              regexp.MustCompile(`[eE][+-]?[0-9]+[^"]*" is too large; a share`),
	"shares a hair above 1":            regexp.MustCompile(`0{13}2%?" is too large; a share`),
	"digits without end":               regexp.MustCompile(`has too many digits`),
	"days that a month lacks":          regexp.MustCompile(`is a time that the calendar does not have`),
	"times far from the start":         regexp.MustCompile(`is far from the start|is out of range; years`),
	"zero with an exponent":            regexp.MustCompile(` = 0+e[0-9].*(is|can be) 0; `),
	"a minus before a share of zero":   regexp.MustCompile(`"-0" is negative; a share`),
	"the first moment of the calendar": regexp.MustCompile(`0001-01-01T00:00:00Z is not a time`),
}

// isLeft names what is left to check, if a problem is such.
func isLeft(problem string) string {
	for name, pattern := range leftToCheck {
		if pattern.MatchString(problem) {
			return name
		}
	}
	return ""
}

// pool are values to put where they belong and where they don't.
func pool(t testing.TB) []any {
	t.Helper()
	var values []any
	for _, text := range []string{
		`null`, `true`, `false`, `-1`, `0`, `-0`, `1e-3`, `0.5`, `1`, `1.5`, `2`, `100`, `10000`, `10001`, `1e9`, `1000000001`, `9e20`, `1e21`,
		`[]`, `{}`, `[[]]`, `[{}]`, `[1]`, `["x"]`, `["wan"]`, `["dc1-uplink"]`, `["dc1-uplink", "dc1-uplink"]`, `{"x": 1}`, `["staged", "staged"]`, `["flight", ""]`,
		`["identity"]`, `["web-shop"]`,
		`{"uniform": []}`, `{"uniform": ["1h"]}`, `{"uniform": ["1h", "2h", "3h"]}`, `{"uniform": "1h"}`, `{"uniform": ["1h", "2h"], "exponential": "1h"}`,
		`{"unifrom": ["1h", "2h"]}`, `{"constant": "1h"}`, `{"lognormal": {"p50": "1h"}}`, `{"lognormal": ["1h", "2h"]}`, `{"lognormal": {"p50": "1h", "p90": "2h", "p95": "3h"}}`,
		`{"empirical": []}`, `{"empirical": [1]}`, `{"exponential": ["1h"]}`, `{"exponential": null}`,
		`{"from": "08:00", "to": "18:00"}`, `[{"from": "08:00", "to": "18:00"}]`, `[{"from": "24:00", "to": "24:00"}]`, `[{"from": "08:00"}]`, `[{"days": "mon", "from": "8:00", "to": "24:00"}]`,
		`[{"from": "08:00", "to": "18:00", "limit": "1Mbps"}]`, `[{"at": "1d", "capacity": "0bps"}]`, `[{"at": "1d"}]`, `[{"at": "-1d", "capacity": "0bps"}]`,
		`[{"from": "1d", "to": "2d"}]`, `[{"from": "2d", "to": "1d"}]`, `[{"share": 1}]`, `[{"share": 0.5}]`, `[{"share": "0%"}, {"share": 1}]`, `[{"share": 1}, {"share": 1}]`,
		`[{"share": 0.5}, {"share": 0.4}, {"share": 1}]`, `{"policy": "fixed", "interval": "0s"}`, `{"policy": "fixed", "interval": "2h"}`, `{"wire": 0}`, `{"size": 0}`, `{"size": 1.5}`,
	} {
		var v any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		values = append(values, v)
	}
	for _, n := range []int{23, 24, 168} {
		for _, factor := range []any{0.0, 1.0, -1.0, "1"} {
			values = append(values, slices.Repeat([]any{factor}, n))
		}
	}
	for _, text := range []string{
		"", " ", "\u3000", "x", " x ", "a\tb", "\u00a0x", "a\u00a0b", "a\u200bb", "a\ue000b", "\x7f", "ünï çode – “x” 数", "dc1", "plant", "dc1-uplink", "identity", "web-shop", "Local", "UTC", "Europe/Berlin", "Europe/Berlinn",
		"flat", "always", "office-hours", "nightly-batch", "Flat", "single-step", "staged", "flight", "listed", "fair", "cycle", "fixed", "workload", "portfolio",
		"0", "1", "1.5", "0.25", " 0.25 ", "00.5", "1.0", "1.5e0", "1e-2", "2e2%", "0e5", "25%", "25 %", "100%", "100.0%", "100.5%", "101%", "150%", "1000%", "0%", "0.0%", "-1%", "1.01", "2", "%", "-0",
		"100.00000000000001%", "100.00000000000002%", "1.0000000000000001", "1.0000000000000002",
		"0bps", "1Gbps", "1  Gbps", "\u00a01Gbps\n", "1\tGbps", "-1Gbps", "1gbps", "1Ebps", "1e30Gbps", "1.Gbps", "0e5bps", strings.Repeat("1", 101) + "bps",
		"0B", "120GB", "120GiB", " 1.5e3 kB", "1KB", "1EB", "1E2B", "-1GB", "1gb", "1e30GB", "120Gb",
		"0B/s", "2MB/s", "40GB/d", "1KB/min", "2MB / s", "2MB", "-2MB/s", "1e30GB/s",
		"0s", "0h0m", "90s", "2h30m", "2h 30m", "2h \t30m", "2h\t30m", " 2h30m ", "30m2h", "1h1h", "1w2d3h4m5s6ms7us8ns", "1µs", "1μs1ns", "1us1µs", "-1s", "1y", "1", "1.h", "h", "1e6w", "0e3s", "2hm", "1h30",
		"30d", "2026-03-02T00:00:00Z", "2026-03-02", "2026-13-02T00:00:00Z", "2026-02-30T00:00:00Z", "2026-03-02T1:00:00Z", "2026-03-02T01:00:00,5+24:60", "2026-03-02T24:00:00Z", "2026-03-02T00:00:60Z",
		"2026-03-02T00:00:00", "2026-03-02t00:00:00z", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z",
		"mon", "Mon - FRI", "sat,sun", "mon , wed\u00a0- fri", "fri-mon", "monday", "mon-", ",", "mon,,tue", "mon-tue-wed",
		"00:00", "8:05", "08:00", " 23:59 ", "24:00", "24:01", "25:00", "08:60", "8", "8:5", "008:00",
	} {
		values = append(values, text)
	}
	for _, list := range [][]string{
		{"50Mbps", "60Mbps", "70Mbps"}, {"50GB", "60GB", "70GB"}, {"1MB/s", "2MB/s", "3MB/s"}, {"50%", "60%", "70%"}, {"1h", "2h", "3h"}, {"0%", "60%", "70%"}, {"0h", "1h", "2h"}, {"0bps", "0bps", "0bps"},
		{"50%", "120%", "130%"},
	} {
		a, b, c := list[0], list[1], list[2]
		values = append(values,
			map[string]any{"uniform": []any{a, b}}, map[string]any{"uniform": []any{b, a}}, map[string]any{"triangular": []any{a, b, c}}, map[string]any{"triangular": []any{b, a, c}},
			map[string]any{"pert": []any{a, b, c}}, map[string]any{"pert": []any{a, c, b}}, map[string]any{"normal": []any{b, a}}, map[string]any{"normal": []any{a, b}},
			map[string]any{"lognormal": map[string]any{"p50": a, "p90": b}}, map[string]any{"lognormal": map[string]any{"p50": b, "p90": a}},
			map[string]any{"exponential": a}, map[string]any{"empirical": []any{b, a, c}}, map[string]any{"empirical": []any{a}},
		)
	}
	return values
}

// spot is somewhere in a scenario: a key of a mapping or an index of a list.
type spot struct {
	path string // with indices
	kind string // without
	set  func(v any)
	drop func() // nil where it is no key
	was  any
}

// spots lists all spots of a tree, in order.
func spots(v any, path, kind string) []spot {
	var list []spot
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			list = append(list, spot{join(path, key), join(kind, key), func(x any) { v[key] = x }, func() { delete(v, key) }, v[key]})
			list = append(list, spots(v[key], join(path, key), join(kind, key))...)
		}
	case []any:
		for i := range v {
			at := fmt.Sprintf("%s[%d]", path, i)
			list = append(list, spot{at, kind + "[]", func(x any) { v[i] = x }, nil, v[i]})
			list = append(list, spots(v[i], at, kind+"[]")...)
		}
	}
	return list
}

// wholeFormat is a scenario that has every key, as a JSON decoder gives it.
func wholeFormat(t testing.TB) map[string]any {
	t.Helper()
	data, err := os.ReadFile("testdata/contoso.yaml")
	if err != nil {
		t.Fatal(err)
	}
	s, err := parse("contoso.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	h := new(simulate.Const(simulate.Hour))
	s.Tool.Cycle = &simulate.Cycle{Policy: simulate.FixedCycle, Interval: new(2 * simulate.Hour)}
	w := &s.Portfolio[0].Workloads[1]
	w.Remediate, w.Document, w.Optimize = h, h, h
	test := simulate.Test{Takes: h, Finds: new(simulate.Share(0.5))}
	w.Tests = simulate.Tests{Sandbox: test, Automated: test, Performance: test, Business: test}
	w.Assets[0].Secondary = new(false)
	s.Portfolio[0].Workloads[0].Model = w.Model
	s.Sites = append(s.Sites, simulate.Site{Name: "plant", Route: s.Sites[0].Route})
	w.Assets[0].Profile = simulate.Profile{Factors: slices.Repeat([]float64{1}, 24)}
	if data, err = json.Marshal(s); err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

// smallest is a scenario to which a section of wholeFormat is put.
func smallest(t testing.TB) map[string]any {
	t.Helper()
	var tree map[string]any
	err := json.Unmarshal([]byte(`{"landfall": 1, "network": {"links": [{"name": "dc1-uplink", "capacity": "1Gbps"}]},
		"sites": [{"name": "dc1", "route": ["dc1-uplink"]}, {"name": "plant", "route": ["dc1-uplink"]}], "portfolio": [{"workloads": [{"assets": [{"name": "a", "site": "dc1", "used": "1GB"}]}]}]}`), &tree)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// judged is what the schema and the reader say about a tree.
func judged(t rapid.TB, r *jsonschema.Resolved, tree any) (schema, reader error) {
	t.Helper()
	data, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	_, reader = parse("a.json", data)
	return r.Validate(tree), reader
}

// Every value of the pool at every place of a scenario, and every key dropped:
// the schema accepts what the reader accepts, and refuses what it refuses but
// for what is left to check.
func TestSchemaAgreesWithTheReader(t *testing.T) {
	r := resolved(t)
	whole, values, tree := wholeFormat(t), pool(t), map[string]any{}
	if schema, reader := judged(t, r, whole); schema != nil || reader != nil {
		t.Fatal(schema, reader)
	}
	met := map[string]bool{}
	judge := func(what string) {
		schema, reader := judged(t, r, tree)
		var all *Error
		switch {
		case reader == nil && schema != nil:
			t.Errorf("%s: the schema refuses what the reader accepts: %v", what, schema)
		case reader == nil || schema != nil:
		case !errors.As(reader, &all):
			t.Fatal(reader)
		default:
			for _, p := range all.Problems {
				text := what + ": the schema accepts what the reader refuses: " + p.Path + ": " + p.Wrong + "; " + p.Expected
				name := isLeft(text)
				if met[name] = true; name == "" {
					t.Error(text)
				}
			}
		}
	}
	seen := map[string]bool{}
	for _, key := range slices.Sorted(maps.Keys(whole)) {
		tree = smallest(t)
		tree[key] = whole[key]
		for _, at := range spots(tree, "", "") {
			if first, _, _ := strings.Cut(strings.ReplaceAll(at.kind, "[", "."), "."); first != key || seen[at.kind] {
				continue
			}
			seen[at.kind] = true
			for i, v := range values {
				if testing.Short() && (i+len(seen))%8 != 0 {
					continue
				}
				at.set(v)
				judge(fmt.Sprintf("%s = %v", at.path, v))
			}
			at.set(at.was)
			if at.drop != nil {
				at.drop()
				judge(at.path + " dropped")
				at.set(at.was)
			}
		}
	}
	for name := range leftToCheck {
		if !met[name] && !testing.Short() {
			t.Errorf("nothing is left to check of %s", name)
		}
	}
	if len(seen) < 120 {
		t.Errorf("only %d places", len(seen))
	}
}
