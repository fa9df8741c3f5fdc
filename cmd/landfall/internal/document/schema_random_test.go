package document

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"github.com/landfall-sim/landfall/simulate"
)

// goodTexts are values that the reader takes at every key of a type.
var goodTexts = map[reflect.Type][]any{
	reflect.TypeFor[simulate.Bytes]():    {"1GB", " 1.5  TiB", "3e2kB", "7KB"},
	reflect.TypeFor[simulate.BitRate]():  {"1Gbps", "400 Mbps\t", "1e6bps"},
	reflect.TypeFor[simulate.ByteRate](): {"2MB/s", "40  GB/d", "1KB/min"},
	reflect.TypeFor[simulate.Share]():    {"25%", "0.5", 0.75, 1.0, "1e2%", "100.0 %"},
	reflect.TypeFor[simulate.Duration](): {"90s", "2h \t30m", "1w2d3h4m5s6ms7us8ns", " 1.5h "},
	reflect.TypeFor[simulate.Instant]():  {"30d", "2026-03-02T00:00:00Z", "2026-03-02T1:00:00,5+24:60"},
	reflect.TypeFor[simulate.Days]():     {"mon-fri", "Fri - MON", "tue , thu"},
	reflect.TypeFor[simulate.Clock]():    {"08:00", "8:30", " 23:59 "},
	reflect.TypeFor[time.Time]():         {"2026-01-05T00:00:00Z", "2026-01-05T00:00:00+01:00"},
}

// baseUnits are units to write rising parameters in.
var baseUnits = map[string]string{"Bytes": "GB", "BitRate": "Mbps", "ByteRate": "kB/s", "Share": "%", "Duration": "h"}

// treeDraw draws trees of valid scenarios from the types of the format.
type treeDraw struct{ t *rapid.T }

func (d treeDraw) value(t reflect.Type, label string) any {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if isDist(t) {
		return d.dist(t.Field(1).Type.Elem(), label)
	}
	if texts := goodTexts[t]; texts != nil {
		return rapid.SampledFrom(texts).Draw(d.t, label)
	}
	if named, ok := reflect.Zero(t).Interface().(interface{ Names() []string }); ok {
		return rapid.SampledFrom(named.Names()).Draw(d.t, label)
	}
	if _, items, ok := isNamedList(t); ok {
		return d.namedList(t, t.Field(items).Type, label)
	}
	switch t.Kind() {
	case reflect.Bool:
		return rapid.Bool().Draw(d.t, label)
	case reflect.Int:
		return float64(rapid.IntRange(1, 9).Draw(d.t, label))
	case reflect.Float64:
		return rapid.SampledFrom([]any{0.5, 1.0, 12.0}).Draw(d.t, label)
	case reflect.Slice:
		var list []any
		for range rapid.IntRange(1, 2).Draw(d.t, label) {
			list = append(list, d.value(t.Elem(), label))
		}
		return list
	}
	return d.block(t, label)
}

// block draws a mapping without its keys that are names.
func (d treeDraw) block(t reflect.Type, label string) map[string]any {
	tree := map[string]any{}
	for _, f := range fieldsOf(t) {
		at := join(label, f.key)
		if f.fieldType == reflect.TypeFor[string]() || f.fieldType == reflect.TypeFor[[]string]() {
			continue
		}
		if f.required || rapid.Bool().Draw(d.t, at+" given") {
			tree[f.key] = d.value(f.fieldType, at)
		}
	}
	return tree
}

func (d treeDraw) dist(t reflect.Type, label string) any {
	shape := rapid.SampledFrom(append(simulate.ShapeNames(), "")).Draw(d.t, label)
	n := map[string]int{"uniform": 2, "triangular": 3, "pert": 3, "normal": 2, "empirical": 4, "lognormal": 2, "exponential": 1}[shape]
	var params []any
	last := 0
	for range n {
		last = rapid.IntRange(max(1, last), 20+last).Draw(d.t, label)
		params = append(params, fmt.Sprint(last)+baseUnits[t.Name()])
	}
	switch shape {
	case "":
		return d.value(t, label)
	case "exponential":
		return map[string]any{shape: params[0]}
	case "lognormal":
		return map[string]any{shape: map[string]any{"p50": params[0], "p90": params[1]}}
	}
	return map[string]any{shape: params}
}

func (d treeDraw) namedList(t, items reflect.Type, label string) any {
	names := simulate.ProfileNames()
	if t == reflect.TypeFor[simulate.Hours]() {
		names = simulate.HoursNames()
	}
	if rapid.Bool().Draw(d.t, label+" named") {
		return rapid.SampledFrom(names).Draw(d.t, label)
	}
	if t == reflect.TypeFor[simulate.Hours]() {
		return d.value(items, label)
	}
	factors := make([]any, rapid.SampledFrom([]int{24, 168}).Draw(d.t, label))
	for i := range factors {
		factors[i] = rapid.SampledFrom([]float64{0, 1, 2.5}).Draw(d.t, label)
	}
	factors[7] = 1.0
	return factors
}

// printableName is any that a plan may have, and different for each number.
func (d treeDraw) printableName(number int) string {
	letters := rapid.SliceOfN(rapid.RuneFrom(nil, unicode.Letter, unicode.Punct, unicode.Symbol, unicode.Mark), 0, 4).Draw(d.t, "name")
	return strings.Repeat(" ", number%2) + string(letters) + fmt.Sprint(number)
}

// scenario fits together what block draws: names that exist once, and orders.
func (d treeDraw) scenario() map[string]any {
	root := map[string]any{"landfall": 1.0, "timezone": "Europe/Berlin", "name": d.printableName(0)}
	for key, value := range d.block(reflect.TypeFor[simulate.Scenario](), "") {
		root[key] = value
	}
	root["landfall"] = 1.0
	number := 0
	name := func(list any, key string) (names []any) {
		for _, item := range list.([]any) {
			number++
			item.(map[string]any)[key] = d.printableName(number)
			names = append(names, item.(map[string]any)[key])
		}
		return names
	}
	links := name(root["network"].(map[string]any)["links"], "name")
	root["sites"] = d.value(reflect.TypeFor[[]simulate.Site](), "sites")
	sites := name(root["sites"], "name")
	for _, site := range root["sites"].([]any) {
		site.(map[string]any)["route"] = links
	}
	if promotion, ok := root["promotion"].(map[string]any); ok {
		promotion["models"] = []any{"flight", "staged"}
		promotion["freezes"] = []any{map[string]any{"from": "1d", "to": "2026-06-02T00:00:00Z"}}
		promotion["flights"] = []any{map[string]any{"share": "5%"}, map[string]any{"share": 1.0}}
	}
	root["portfolio"] = d.value(reflect.TypeFor[[]simulate.Subscription](), "portfolio")
	name(root["portfolio"], "subscription")
	var before []any
	for _, sub := range root["portfolio"].([]any) {
		names := name(sub.(map[string]any)["workloads"], "name")
		for _, w := range sub.(map[string]any)["workloads"].([]any) {
			w := w.(map[string]any)
			w["after"], w["model"] = append([]any{}, before...), "staged"
			name(w["assets"], "name")
			for _, a := range w["assets"].([]any) {
				a.(map[string]any)["site"] = sites[len(sites)-1]
			}
		}
		before = append(before, names...)
	}
	return root
}

// The schema refuses no valid scenario, with every key and whatever spaces.
func TestSchemaAcceptsRandomScenarios(t *testing.T) {
	r := resolved(t)
	rapid.Check(t, func(t *rapid.T) {
		tree := treeDraw{t}.scenario()
		schema, reader := judged(t, r, tree)
		if reader != nil {
			t.Fatalf("not a valid scenario: %v", reader)
		}
		if schema != nil {
			t.Error(schema)
		}
	})
}

// On texts of the pieces of quantities, patterns and readers agree, but for
// what is left to check.
func TestSchemaPatternsOnRandomTexts(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"0", "00", "1", "9", "24", "08", "100", "1.5", ".", "e", "E", "e+1", "-", " ", "  ", "\t", "\n", "\u3000", "%", "k", "K", "Ki", "M", "GB", "B", "bps", "/s", "/min", "/",
		"w", "d", "h", "m", "s", "ms", "us", "µs", "μs", "ns", "mon", "Fri", ",", ":", "30", "2026-03-02", "T1", "T23", ":59:59", ",5", ".25", "Z", "+01:00",
	})
	schemas := unitSchemas()
	type reader func(string) error
	for name, read := range map[string]reader{
		"bytes":    func(s string) error { _, err := simulate.ParseBytes(s); return err },
		"bitRate":  func(s string) error { _, err := simulate.ParseBitRate(s); return err },
		"byteRate": func(s string) error { _, err := simulate.ParseByteRate(s); return err },
		"share":    func(s string) error { _, err := simulate.ParseShare(s); return err },
		"duration": func(s string) error { _, err := simulate.ParseDuration(s); return err },
		"instant":  func(s string) error { _, err := simulate.ParseInstant(s); return err },
		"days":     func(s string) error { _, err := simulate.ParseDays(s); return err },
		"clock":    func(s string) error { _, err := simulate.ParseClock(s); return err },
	} {
		t.Run(name, func(t *testing.T) {
			r, err := schemas[name].Resolve(nil)
			if err != nil {
				t.Fatal(err)
			}
			rapid.Check(t, func(t *rapid.T) {
				for range 50 {
					text := strings.Join(rapid.SliceOfN(piece, 0, 7).Draw(t, "text"), "")
					schema, reader := r.Validate(text), read(text)
					if reader == nil && schema != nil || reader != nil && schema == nil && isLeft(": "+reader.Error()) == "" {
						t.Errorf("%q: schema %v, reader %v", text, schema, reader)
					}
				}
			})
		})
	}
}

// A name may have every character that can be printed, and none of the others
// that a keyboard has.
func TestSchemaOfNames(t *testing.T) {
	r, err := newSchema().Properties["name"].Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	for c := rune(0); c <= unicode.MaxRune; c++ {
		name := string(c)
		if accepts := r.Validate(name) == nil; !accepts && unicode.IsPrint(c) && c != ' ' || accepts && c < 0x250 && !unicode.IsPrint(c) {
			t.Errorf("%q is accepted: %v", name, accepts)
		}
	}
}
