package inventory

import (
	"strconv"
	"strings"
)

// numerals is how a source writes numbers.
type numerals struct {
	decimal byte // '.' or ','
	whole   bool // the source has whole numbers only: one separator before three digits groups them
}

// blanks are written between groups of digits in some locales, or around a
// number.
var blanks = strings.NewReplacer(" ", "", "\t", "", "\u00a0", "", "\u2009", "", "\u202f", "", "'", "", "’", "")

// parse reads a number that is not negative, with or without separators
// between the thousands. "1.234" and "1,234" can be read in two ways; n says
// which one holds.
func (n numerals) parse(s string) (float64, bool) {
	s = blanks.Replace(s)
	if s == "" || strings.Trim(s, "0123456789.,eE+-") != "" {
		return 0, false
	}
	plain, ok := n.plain(s)
	if !ok {
		return 0, false
	}
	v, err := strconv.ParseFloat(plain, 64)
	return v, err == nil && v >= 0 && v < 1e21
}

// plain writes s with a decimal point and without grouping.
func (n numerals) plain(s string) (string, bool) {
	point := decimalOf(s)
	switch {
	case point == ambiguous && (n.whole || s[strings.IndexAny(s, ".,")] != n.decimal):
		point = 0
	case point == ambiguous:
		point = n.decimal
	}
	integer, fraction := s, ""
	if point != 0 {
		i := strings.LastIndexByte(s, point)
		integer, fraction = s[:i], "."+s[i+1:]
	}
	joined, ok := ungroup(integer)
	return joined + fraction, ok
}

// ambiguous stands for a separator that may be a decimal one or not.
const ambiguous = '?'

// decimalOf finds the decimal separator of s from s alone: 0 where it has
// none, ambiguous where s has one separator followed by three digits.
func decimalOf(s string) byte {
	dots, commas := strings.Count(s, "."), strings.Count(s, ",")
	last := strings.LastIndexAny(s, ".,")
	switch {
	case dots+commas == 0:
		return 0
	case dots > 0 && commas > 0:
		return s[last]
	case dots+commas > 1:
		return 0
	case last < 1 || last > 3 || s[0] == '0' || len(s)-last-1 != 3 || !digits(s[last+1:]):
		return s[last]
	}
	return ambiguous
}

// ungroup removes separators between groups of three digits; it refuses
// groups of other lengths.
func ungroup(s string) (string, bool) {
	if !strings.ContainsAny(s, ".,") {
		return s, true
	}
	sep := s[strings.IndexAny(s, ".,")]
	groups := strings.Split(s, string(sep))
	for i, g := range groups {
		if !digits(g) || i == 0 && len(g) > 3 || i > 0 && len(g) != 3 {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

// digits reports whether s has digits and nothing else.
func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
