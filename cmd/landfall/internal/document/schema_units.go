package document

import (
	"reflect"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	"github.com/landfall-sim/landfall/simulate"
)

// The patterns take what the reader takes. They are written for every dialect:
// without lookahead, and with the spaces that only some count among \s.
const (
	space         = "[\\s\\x0b\\x85\\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*"
	mantissa      = `[0-9]+(\.[0-9]+)?`
	exponent      = `[eE][+-]?[0-9]+`
	numberPattern = mantissa + `(` + exponent + `)?`
	bytesPattern  = numberPattern + ` *([kKMGTPE]|[KMGTPE]i)?B`
	timePattern   = `[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01]?[0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.,][0-9]+)?(Z|[+-]([01][0-9]|2[0-4]):([0-5][0-9]|60))`
	dayPattern    = `([mM][oO][nN]|[tT][uU][eE]|[wW][eE][dD]|[tT][hH][uU]|[fF][rR][iI]|[sS][aA][tT]|[sS][uU][nN])`
	rangePattern  = dayPattern + `(` + space + `-` + space + dayPattern + `)?`

	// What comes after so many zeros is lost in float64. Shares with an exponent
	// can be above 1.
	sharePattern = `0*([0-9]{1,2}(\.[0-9]+)?|100(\.(0+|0{13}[0-9]+))?) *%|0+(\.[0-9]+)?|0*1(\.(0+|0{15}[0-9]+))?|` + mantissa + exponent + ` *%?`

	// Other characters that cannot be printed are too many to list.
	unprintable = "\\x00-\\x1f\\x7f-\\xa0\\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
	namePattern = "^ *[^ " + unprintable + "][^" + unprintable + "]*$"
)

// lengthPattern takes each unit once, large before small; nothing at all, too.
func lengthPattern() string {
	pattern := ""
	for _, unit := range []string{"w", "d", "h", "m", "s", "ms", "(us|µs|μs)", "ns"} {
		pattern += `(` + numberPattern + ` *` + unit + `( ` + space + `)?)?`
	}
	return pattern
}

// positive refuses 0, as a number or as a text of zeros.
func positive(s *jsonschema.Schema) *jsonschema.Schema {
	s.ExclusiveMinimum, s.Pattern = new(0.0), "[1-9]"
	return s
}

// scalarName is the name in the schema of a type with a text form.
func scalarName(t reflect.Type) string {
	if t == reflect.TypeFor[time.Time]() {
		return "time"
	}
	return lowerFirst(t.Name())
}

// unitSchemas describes the texts of quantities, by name.
func unitSchemas() map[string]*jsonschema.Schema {
	text := func(description, pattern string, examples ...any) *jsonschema.Schema {
		return &jsonschema.Schema{Type: "string", Description: description, Pattern: "^" + space + "(" + pattern + ")" + space + "$", Examples: examples}
	}
	length := func(s *jsonschema.Schema) *jsonschema.Schema {
		s.AllOf = []*jsonschema.Schema{{Pattern: "[0-9]"}}
		return s
	}
	share := &jsonschema.Schema{
		Description: "A share of a whole, 0 to 1.",
		AnyOf: []*jsonschema.Schema{
			text("A share in percent or as a fraction.", sharePattern, "25%", "0.25"),
			{Type: "number", Minimum: new(0.0), Maximum: new(1.0)},
		},
		Examples: []any{"25%", 0.25},
	}
	return map[string]*jsonschema.Schema{
		"bytes":    text("A size: kB to EB are powers of 1000, KiB to EiB of 1024.", bytesPattern, "120GB", "120GiB"),
		"bitRate":  text("A network rate in bits per second.", numberPattern+` *[kKMGTP]?bps`, "400Mbps", "1Gbps"),
		"byteRate": text("A write rate in bytes per s, min, h or d.", bytesPattern+`/(s|min|h|d)`, "2MB/s", "5GiB/h", "40GB/d"),
		"share":    share,
		"duration": length(text("A duration: w is 7 d, d is 24 h; each unit once, the largest first.", lengthPattern(), "90s", "2h30m", "3d")),
		"instant":  length(text("An offset from the start, or an RFC 3339 time.", lengthPattern()+"|"+timePattern, "30d", "2026-03-02T00:00:00Z")),
		"time":     text("An RFC 3339 time.", timePattern, "2026-01-05T00:00:00Z"),
		"days":     text("A day, a range of days, or a comma list of these.", rangePattern+`(`+space+`,`+space+rangePattern+`)*`, "mon-fri", "sat,sun"),
		"clock":    text("A time of day, in quotes.", `([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00`, "08:00", "24:00"),
	}
}

// dist describes a distribution of a unit.
func (m *schemer) dist(t reflect.Type) *jsonschema.Schema {
	unit := func() *jsonschema.Schema { return m.of(t.Field(1).Type.Elem()) }
	exactly := func(n int) *jsonschema.Schema {
		return &jsonschema.Schema{Type: "array", Items: unit(), MinItems: new(n), MaxItems: new(n)}
	}
	params := map[simulate.Shape]*jsonschema.Schema{
		simulate.Uniform: exactly(2), simulate.Triangular: exactly(3), simulate.PERT: exactly(3), simulate.Normal: exactly(2),
		simulate.Lognormal: {
			Type: "object", Required: []string{"p50", "p90"}, PropertyOrder: []string{"p50", "p90"},
			Properties:           map[string]*jsonschema.Schema{"p50": positive(unit()), "p90": unit()},
			AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
		},
		simulate.Exponential: unit(),
		simulate.Empirical:   {Type: "array", Items: unit(), MinItems: new(1)},
	}
	shapes := &jsonschema.Schema{
		Type: "object", Properties: map[string]*jsonschema.Schema{}, MinProperties: new(1), MaxProperties: new(1),
		AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
	}
	for shape := simulate.Uniform; shape <= simulate.Empirical; shape++ {
		p := params[shape]
		p.Description = "takes " + shape.Takes()
		shapes.Properties[shape.String()] = p
		shapes.PropertyOrder = append(shapes.PropertyOrder, shape.String())
	}
	return &jsonschema.Schema{
		Description: "A value, or a distribution of values.",
		AnyOf:       []*jsonschema.Schema{unit(), shapes},
	}
}
