package simulate

import (
	"strings"

	"github.com/landfall-sim/landfall/internal/nearest"
)

// Shape names a distribution.
type Shape uint8

// The distributions and their parameters.
const (
	Constant    Shape = iota // value
	Uniform                  // a, b
	Triangular               // min, mode, max
	PERT                     // min, mode, max
	Normal                   // mean, sd; cut at 0
	Lognormal                // p50, p90
	Exponential              // mean
	Empirical                // x1, x2, …, each equally likely
)

// shapes names the distributions as the file does and says what each takes.
var shapes = [...]struct{ name, params string }{
	Constant:    {"constant", "one value"},
	Uniform:     {"uniform", "[a, b]"},
	Triangular:  {"triangular", "[min, mode, max]"},
	PERT:        {"pert", "[min, mode, max]"},
	Normal:      {"normal", "[mean, sd]"},
	Lognormal:   {"lognormal", "{p50: x, p90: y}"},
	Exponential: {"exponential", "the mean"},
	Empirical:   {"empirical", "[x1, x2, …]"},
}

// String returns the name that the file uses.
func (s Shape) String() string {
	if int(s) < len(shapes) {
		return shapes[s].name
	}
	return "unknown"
}

// Takes says what the file has after the name, such as [min, mode, max].
func (s Shape) Takes() string {
	if int(s) < len(shapes) {
		return shapes[s].params
	}
	return ""
}

// MarshalText writes the name that the file uses.
func (s Shape) MarshalText() ([]byte, error) {
	if int(s) < len(shapes) {
		return []byte(s.String()), nil
	}
	return nil, Problem{Wrong: "unknown distribution", Expected: "one of " + listing(ShapeNames())}
}

// UnmarshalText reads the name of a distribution that varies.
func (s *Shape) UnmarshalText(text []byte) error {
	for i := Uniform; int(i) < len(shapes); i++ {
		if shapes[i].name == string(text) {
			*s = i
			return nil
		}
	}
	return unknown("distribution", string(text), ShapeNames())
}

// ShapeNames lists the distributions that vary.
func ShapeNames() []string {
	var names []string
	for _, s := range shapes[Uniform:] {
		names = append(names, s.name)
	}
	return names
}

// unknown says that a word is none of the known ones.
func unknown(what, word string, known []string) Problem {
	p := Problem{Wrong: "unknown " + what + " " + quote(word)}
	if near := nearest.Word(word, known); near != "" {
		p.Expected = "did you mean " + near + "?"
	} else {
		p.Expected = "one of " + listing(known)
	}
	return p
}

func listing(words []string) string { return strings.Join(words, ", ") }
