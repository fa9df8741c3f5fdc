package simulate

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// unit is a name and what one of it is worth, num/den of the base unit.
type unit struct {
	name     string
	num, den uint64
}

// scale is a family of units and what to say about texts that are not of it.
type scale struct {
	what    string  // as in "a size"
	example string  // as in "120GB"
	units   []unit  // the canonical ones, large before small; the first of equally short texts is written
	aliases []unit  // read, never written
	base    string  // the unit with num = den = 1
	usual   bool    // the units are written even if the base is shorter
	limit   float64 // values are below it
	bound   string  // the limit in words
}

// hint says what is wrong with a number that has an unknown unit.
type hint func(number, unit string) (wrong, expected string)

// maxNumber is the length in bytes above which a number is not read.
const maxNumber = 100

// parse reads a number with a unit of the scale.
func (s *scale) parse(text string, unknown hint) (float64, error) {
	number, name, err := s.split(text)
	if err != nil {
		return 0, err
	}
	u, ok := s.find(name)
	if !ok {
		wrong, expected := unknown(number, name)
		return 0, Problem{Wrong: quote(text) + " " + wrong, Expected: expected}
	}
	return s.bounded(exact(number, u.num, u.den), text)
}

// split separates a number from what follows it.
func (s *scale) split(text string) (number, rest string, err error) {
	trimmed := strings.TrimSpace(text)
	n := numberLength(trimmed)
	switch {
	case trimmed == "":
		return "", "", Problem{Wrong: "is empty", Expected: "write " + s.what + " such as " + s.example}
	case n > maxNumber:
		return "", "", Problem{Wrong: quote(text) + " has too many digits", Expected: "write at most " + strconv.Itoa(maxNumber)}
	case trimmed[0] == '-':
		return "", "", Problem{Wrong: quote(text) + " is negative", Expected: s.what + " is not below 0"}
	case n == 0:
		return "", "", Problem{Wrong: quote(text) + " is not " + s.what, Expected: "write a number with a unit such as " + s.example}
	}
	return trimmed[:n], strings.TrimLeft(trimmed[n:], " "), nil
}

func (s *scale) find(name string) (unit, bool) {
	for _, list := range [][]unit{s.units, s.aliases} {
		for _, u := range list {
			if u.name == name {
				return u, true
			}
		}
	}
	return unit{}, false
}

// bounded refuses what is not below the scale's limit.
func (s *scale) bounded(x float64, text string) (float64, error) {
	if !(x < s.limit) {
		return 0, Problem{Wrong: quote(text) + " is too large", Expected: s.what + " is " + s.bound}
	}
	return x, nil
}

// check finds fault with a value that no text was read for.
func (s *scale) check(x float64) []Problem {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return []Problem{{Wrong: fmt.Sprint(x) + " is not a number", Expected: "write " + s.what + " such as " + s.example}}
	case x < 0:
		return []Problem{{Wrong: s.format(x) + " is negative", Expected: s.what + " is not below 0"}}
	case !(x < s.limit):
		return []Problem{{Wrong: s.format(x) + " is too large", Expected: s.what + " is " + s.bound}}
	}
	return nil
}

// numberLength returns how much of text is a number: digits with an optional
// fraction and an optional exponent of ten. The E of EB is not an exponent.
func numberLength(text string) int {
	n := digits(text, 0)
	if n == 0 {
		return 0
	}
	if n < len(text) && text[n] == '.' {
		if end := digits(text, n+1); end > n+1 {
			n = end
		}
	}
	if n < len(text) && (text[n] == 'e' || text[n] == 'E') {
		from := n + 1
		if from < len(text) && (text[from] == '+' || text[from] == '-') {
			from++
		}
		if end := digits(text, from); end > from {
			n = end
		}
	}
	return n
}

// digits returns the end of the run of digits that begins at from.
func digits(text string, from int) int {
	for from < len(text) && '0' <= text[from] && text[from] <= '9' {
		from++
	}
	return from
}

// exact returns the float64 nearest to number × num / den, +Inf where there is
// none. The number is of the form that numberLength measures.
func exact(number string, num, den uint64) float64 {
	if x, ok := exactFast(number, num, den); ok {
		return x
	}
	if _, exponent, ok := strings.Cut(strings.ToLower(number), "e"); ok {
		if e, err := strconv.Atoi(exponent); err != nil || e > 400 {
			return math.Inf(1)
		} else if e < -500 {
			return 0
		}
	}
	r, ok := new(big.Rat).SetString(number)
	if !ok {
		return math.NaN()
	}
	x, _ := ratio(r, num, den).Float64()
	return x
}

func ratio(r *big.Rat, num, den uint64) *big.Rat {
	r.Mul(r, new(big.Rat).SetInt(new(big.Int).SetUint64(num)))
	return r.Quo(r, new(big.Rat).SetInt(new(big.Int).SetUint64(den)))
}

// exactFast does it with one rounding where numerator and denominator are
// integers that float64 holds.
func exactFast(number string, num, den uint64) (float64, bool) {
	const holds = 1 << 53
	var mantissa uint64
	fraction := false
	for i := range len(number) {
		switch c := number[i]; {
		case c == '.':
			fraction = true
		case '0' <= c && c <= '9' && mantissa < holds/10:
			mantissa = 10*mantissa + uint64(c-'0')
			if fraction {
				den *= 10
			}
		default:
			return 0, false
		}
		if den > holds {
			return 0, false
		}
	}
	high, product := bits.Mul64(mantissa, num)
	if high != 0 || product > holds {
		return 0, false
	}
	return float64(product) / float64(den), true
}

// quote shows the beginning of a text from a file.
func quote(text string) string {
	const most = 40
	if runes := []rune(text[:min(len(text), 4*most)]); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return strconv.Quote(text)
}
