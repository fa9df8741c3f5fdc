package document

import (
	"encoding"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/landfall-sim/landfall/simulate"
)

// flow writes a value on one line.
func flow(v reflect.Value) string {
	v = indirect(v)
	t := v.Type()
	if named, items, ok := isNamedList(t); ok {
		if v.Field(items).Len() > 0 {
			return flow(v.Field(items))
		}
		return flow(v.Field(named))
	}
	if isDist(t) {
		return flowDist(v)
	}
	if m, ok := v.Interface().(encoding.TextMarshaler); ok {
		text, err := m.MarshalText()
		if err != nil {
			return quoted(err.Error())
		}
		return word(string(text))
	}
	switch t.Kind() {
	case reflect.String:
		return word(v.String())
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'g', -1, 64)
	case reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = flow(v.Index(i))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	var parts []string
	for _, f := range fieldsOf(t) {
		if value := indirect(v.FieldByIndex(f.index)); !isAbsent(value) {
			parts = append(parts, f.key+": "+flow(value))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func flowDist(v reflect.Value) string {
	shape, params := v.FieldByName("Shape").Interface().(simulate.Shape), v.FieldByName("Params")
	value := flow(params)
	switch {
	case params.Len() == 0:
		return flow(reflect.Zero(params.Type().Elem()))
	case shape == simulate.Constant:
		return flow(params.Index(0))
	case shape == simulate.Exponential:
		value = flow(params.Index(0))
	case shape == simulate.Lognormal && params.Len() == 2:
		value = "{p50: " + flow(params.Index(0)) + ", p90: " + flow(params.Index(1)) + "}"
	}
	return "{" + shape.String() + ": " + value + "}"
}

// plain is what needs no quotes in any YAML: words, quantities and times, but
// not what looks like a number or a time of day.
var plain = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*|[0-9][0-9.]*([A-Za-zµ%/]+[0-9.]*)*[A-Za-z%]|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+))$`)

// word writes text, in quotes where YAML might read it as something else.
func word(text string) string {
	switch strings.ToLower(text) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return quoted(text)
	}
	if plain.MatchString(text) && !numeric.MatchString(text) && !strings.Contains(text, "--") {
		return text
	}
	return quoted(text)
}

// quoted writes text in double quotes.
func quoted(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out.WriteString(`\` + string(r))
		case r < ' ' || r == 0x7f:
			out.WriteString(`\x` + strconv.FormatInt(int64(r)+0x100, 16)[1:])
		default:
			out.WriteRune(r)
		}
	}
	return out.String() + `"`
}
