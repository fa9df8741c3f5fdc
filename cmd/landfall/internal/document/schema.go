package document

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/landfall-sim/landfall/simulate"
)

// Schema returns the JSON Schema (draft 2020-12) of the scenario file, made
// from the Go types. It knows keys, kinds, units, words and bounds, and accepts
// what validation accepts. To this it leaves what needs a look at several
// values, such as names that refer to one another and the order of parameters,
// and what a pattern cannot count, such as how large a number with a unit is.
func Schema() []byte {
	s := newSchema()
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic("document: the schema has no JSON form: " + err.Error()) // it holds no user's data
	}
	return append(visible(data), '\n')
}

// visible writes the characters of JSON that nobody sees as escapes: patterns
// have some.
func visible(data []byte) []byte {
	var out []byte
	for _, c := range string(data) {
		if c == '\n' || unicode.IsPrint(c) {
			out = utf8.AppendRune(out, c)
			continue
		}
		out = fmt.Appendf(out, `\u%04x`, c)
	}
	return out
}

// numberLimit is what plain numbers are below, as [simulate.Scenario.Validate] has it.
const numberLimit = 1e21

// schemer makes schemas of types and keeps those of structs and units by name.
type schemer struct{ defs map[string]*jsonschema.Schema }

func newSchema() *jsonschema.Schema {
	t := reflect.TypeFor[simulate.Scenario]()
	m := &schemer{defs: unitSchemas()}
	root := m.structure(t)
	root.Schema = "https://json-schema.org/draft/2020-12/schema"
	root.Title = "landfall scenario"
	root.Description = "A migration to simulate: network, tool, teams, promotion rules and portfolio."
	root.OneOf = []*jsonschema.Schema{
		{
			Required: []string{"portfolio", "sites"}, Not: &jsonschema.Schema{Required: []string{"inventory"}},
			Properties: map[string]*jsonschema.Schema{"sites": {MinItems: new(1)}},
		},
		{Required: []string{"inventory"}, Not: &jsonschema.Schema{Required: []string{"portfolio"}}},
	}
	root.Required = []string{"landfall", "network"}
	version := any(simulate.FormatVersion)
	root.Properties["landfall"].Const = &version
	root.Defs = m.defs
	return root
}

// of returns the schema of a type, a reference where it has a name.
func (m *schemer) of(t reflect.Type) *jsonschema.Schema {
	if t.Kind() == reflect.Pointer {
		return m.of(t.Elem())
	}
	switch {
	case isDist(t):
		return m.named("distributionOf"+t.Field(1).Type.Elem().Name(), func() *jsonschema.Schema { return m.dist(t) })
	case isScalar(t):
		return ref(scalarName(t))
	case isBlock(t):
		return m.named(lowerFirst(t.Name()), func() *jsonschema.Schema { return m.structure(t) })
	}
	if named, ok := reflect.Zero(t).Interface().(interface{ Names() []string }); ok {
		return oneOf(named.Names())
	}
	if _, items, ok := isNamedList(t); ok {
		return m.namedList(t, t.Field(items).Type)
	}
	switch t.Kind() {
	case reflect.Bool:
		return &jsonschema.Schema{Type: "boolean"}
	case reflect.Int:
		return &jsonschema.Schema{Type: "integer", Minimum: new(1.0), Maximum: new(float64(mostCount))}
	case reflect.Float64:
		return &jsonschema.Schema{Type: "number", Minimum: new(0.0), ExclusiveMaximum: new(numberLimit)}
	case reflect.Slice:
		return &jsonschema.Schema{Type: "array", Items: m.of(t.Elem())}
	}
	return &jsonschema.Schema{Type: "string", MinLength: new(1)}
}

func (m *schemer) named(name string, make func() *jsonschema.Schema) *jsonschema.Schema {
	if m.defs[name] == nil {
		m.defs[name] = &jsonschema.Schema{}
		*m.defs[name] = *make()
	}
	return ref(name)
}

func ref(name string) *jsonschema.Schema { return &jsonschema.Schema{Ref: "#/$defs/" + name} }

func oneOf(words []string) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string"}
	for _, w := range words {
		s.Enum = append(s.Enum, w)
	}
	return s
}

// structure describes a mapping.
func (m *schemer) structure(t reflect.Type) *jsonschema.Schema {
	s := &jsonschema.Schema{
		Type: "object", Properties: map[string]*jsonschema.Schema{},
		AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
	}
	for _, f := range fieldsOf(t) {
		p := m.of(f.fieldType)
		m.narrow(t, f.key, p)
		doc := docOf(t, f.key)
		p.Description = doc.what
		if doc.absent != "" {
			p.Description += "; without it: " + doc.absent
		}
		s.Properties[f.key] = p
		s.PropertyOrder = append(s.PropertyOrder, f.key)
		if f.required || alwaysGiven[t.Name()+"."+f.key] {
			s.Required = append(s.Required, f.key)
		}
	}
	return s
}

// alwaysGiven has the keys that Go types mark as optional, since they can tell
// that these are missing.
var alwaysGiven = map[string]bool{"Scenario.landfall": true}

// narrow adds what the type alone does not tell.
func (m *schemer) narrow(t reflect.Type, key string, p *jsonschema.Schema) {
	switch t.Name() + "." + key {
	case "Scenario.name", "Link.name", "Site.name", "Subscription.subscription", "Workload.name", "Asset.name":
		p.Pattern = namePattern
	case "Scenario.timezone":
		local := any("Local") // of the machine: Go knows it, a file does not mean it
		p.Not = &jsonschema.Schema{Const: &local}
	case "Scenario.horizon", "Cycle.interval", "FlightStep.share":
		positive(p)
	case "Link.efficiency":
		narrowEfficiency(p)
	case "Window.from", "Throttle.from":
		p.Not = &jsonschema.Schema{Pattern: "24:"}
	case "Network.links", "Scenario.portfolio", "Subscription.workloads", "Workload.assets", "Promotion.flights":
		p.MinItems = new(1)
	case "Promotion.models", "Site.route":
		p.MinItems, p.UniqueItems = new(1), true
	case "ProductionTraffic.weight", "Tool.wire", "Secondary.wire":
		p.Minimum, p.ExclusiveMinimum = nil, new(0.0)
	case "Defects.perWorkload", "Workload.defects":
		p.Maximum = new(10000.0)
	}
}

// narrowEfficiency refuses an efficiency that can be 0, or whose middle is.
func narrowEfficiency(p *jsonschema.Schema) {
	above := func() *jsonschema.Schema { return positive(&jsonschema.Schema{}) }
	positive(p).Properties = map[string]*jsonschema.Schema{
		simulate.Exponential.String(): above(),
		simulate.Empirical.String():   {Items: above()},
	}
	for _, shape := range []simulate.Shape{simulate.Uniform, simulate.Triangular, simulate.PERT, simulate.Normal} {
		p.Properties[shape.String()] = &jsonschema.Schema{PrefixItems: []*jsonschema.Schema{above()}}
	}
}

// namedList describes a value that is a name or a list.
func (m *schemer) namedList(t, items reflect.Type) *jsonschema.Schema {
	if t == reflect.TypeFor[simulate.Hours]() {
		return m.named("hours", func() *jsonschema.Schema {
			return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{
				oneOf(simulate.HoursNames()), {Type: "array", Items: m.of(items.Elem()), MinItems: new(1)},
			}}
		})
	}
	return m.named("profile", func() *jsonschema.Schema {
		factors := func(n int) *jsonschema.Schema {
			return &jsonschema.Schema{Type: "array", Items: m.of(items.Elem()), MinItems: new(n), MaxItems: new(n), Contains: &jsonschema.Schema{ExclusiveMinimum: new(0.0)}}
		}
		return &jsonschema.Schema{
			Description: "Weekly pattern with mean 1: a name, 24 hourly factors, or 168 from Monday 00:00.",
			AnyOf:       []*jsonschema.Schema{oneOf(simulate.ProfileNames()), factors(24), factors(168)},
		}
	})
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }
