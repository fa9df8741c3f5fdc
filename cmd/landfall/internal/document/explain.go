package document

import (
	"bytes"
	"reflect"
	"strings"

	"github.com/landfall-sim/landfall/simulate"
)

// Explain writes a scenario as YAML with every default filled in. What the
// scenario does not give is marked as a default; keys whose default is to have
// no value stand in comments. Read again it is the same scenario.
func Explain(s *simulate.Scenario) []byte {
	p := &printer{}
	p.out.WriteString("# Every key with its value. A comment marks those that the scenario leaves to their default.\n")
	p.mapping(reflect.ValueOf(s).Elem(), reflect.ValueOf(s.WithDefaults()).Elem(), "")
	return p.out.Bytes()
}

type printer struct{ out bytes.Buffer }

// mapping writes the keys of a struct, one a line. The value that was given
// may be the zero Value where there was none.
func (p *printer) mapping(given, full reflect.Value, indent string) {
	for i, f := range fieldsOf(full.Type()) {
		before := reflect.Value{}
		if given.IsValid() {
			before = indirect(given.FieldByIndex(f.index))
		}
		value := indirect(full.FieldByIndex(f.index))
		start := indent
		if i == 0 {
			start = p.lineStart(indent)
		}
		if isAbsent(value) {
			if note := docOf(full.Type(), f.key).absent; note != "" && !inPortfolio(full.Type()) {
				p.out.WriteString(start + "# " + f.key + ": " + note + "\n")
			}
			continue
		}
		p.entry(f.key, before, value, start, indent)
	}
}

// lineStart is the indent, less the dash that is there already.
func (p *printer) lineStart(indent string) string {
	if bytes.HasSuffix(p.out.Bytes(), []byte("- ")) {
		return ""
	}
	return indent
}

func (p *printer) entry(key string, given, value reflect.Value, start, indent string) {
	p.out.WriteString(start + key + ":")
	t := value.Type()
	switch {
	case t.Kind() == reflect.Slice && isBlock(t.Elem()):
		if !given.IsValid() || isAbsent(given) {
			p.out.WriteString("  # default")
		}
		p.out.WriteString("\n")
		p.items(given, value, indent+"  ")
	case isBlock(t) && t.Kind() == reflect.Struct && !isFlow[t]:
		p.out.WriteString("\n")
		p.mapping(given, value, indent+"  ")
	default:
		p.out.WriteString(" " + flow(value))
		if !given.IsValid() || isAbsent(given) || given.Kind() == reflect.Bool && given.IsZero() {
			p.out.WriteString("  # default")
		}
		p.out.WriteString("\n")
	}
}

// items writes the structs of a list, a short one on one line.
func (p *printer) items(given, list reflect.Value, indent string) {
	for i := range list.Len() {
		item := list.Index(i)
		if isFlow[item.Type()] {
			p.out.WriteString(indent + "- " + flow(item) + "\n")
			continue
		}
		before := reflect.Value{}
		if given.IsValid() && i < given.Len() {
			before = given.Index(i)
		}
		p.out.WriteString(indent + "- ")
		p.mapping(before, item, indent+"  ")
	}
}

// isFlow has the structs that are written on one line.
var isFlow = map[reflect.Type]bool{
	reflect.TypeFor[simulate.Window]():       true,
	reflect.TypeFor[simulate.Throttle]():     true,
	reflect.TypeFor[simulate.CapacityStep](): true,
	reflect.TypeFor[simulate.Period]():       true,
	reflect.TypeFor[simulate.FlightStep]():   true,
	reflect.TypeFor[simulate.Asset]():        true,
	reflect.TypeFor[simulate.Site]():         true,
}

// isBlock tells whether a type is a struct that the file has as a mapping.
func isBlock(t reflect.Type) bool {
	_, _, named := isNamedList(t)
	return t.Kind() == reflect.Struct && !isScalar(t) && !isDist(t) && !named
}

// inPortfolio tells of which structs there are many: they get no comments.
func inPortfolio(t reflect.Type) bool {
	switch t {
	case reflect.TypeFor[simulate.Subscription](), reflect.TypeFor[simulate.Workload](), reflect.TypeFor[simulate.Asset]():
		return true
	}
	return strings.HasPrefix(t.Name(), "Test")
}

// indirect follows a pointer; that of nil is the zero Value.
func indirect(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Pointer {
		return v.Elem()
	}
	return v
}

// isAbsent tells whether the file would have no key for a value.
func isAbsent(v reflect.Value) bool {
	switch {
	case !v.IsValid():
		return true
	case v.Kind() == reflect.Slice:
		return v.Len() == 0
	case v.Kind() == reflect.String:
		return v.Len() == 0
	case v.Kind() == reflect.Struct && !isDist(v.Type()) && !isScalar(v.Type()):
		return v.IsZero()
	}
	return false
}
