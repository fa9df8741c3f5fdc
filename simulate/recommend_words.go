package simulate

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// wording is a unit that a sentence uses for a quantity.
type wording struct {
	from float64 // the least quantity for which it is used
	size float64 // in the unit of the result
	one  string
	many string
}

var (
	secondWords = []wording{
		{0, 1, "s", "s"}, {120, 60, "min", "min"}, {2 * 3600, 3600, "h", "h"}, {2 * 86400, 86400, "day", "days"},
	}
	byteWords = []wording{
		{0, 1, "B", "B"}, {1e3, 1e3, "kB", "kB"}, {1e6, 1e6, "MB", "MB"}, {1e9, 1e9, "GB", "GB"}, {1e12, 1e12, "TB", "TB"}, {1e15, 1e15, "PB", "PB"},
	}
	otherWords = map[string][]wording{
		inUserHours:   {{0, 1, "user-hour", "user-hours"}},
		inAssetHours:  {{0, 1, "asset-hour", "asset-hours"}},
		inPersonHours: {{0, 1, "person-hour", "person-hours"}},
	}
)

// wordingFor chooses the unit in which a quantity is easiest to read.
func wordingFor(unit string, quantity float64) wording {
	words := otherWords[unit]
	switch unit {
	case inSeconds:
		words = secondWords
	case inBytes:
		words = byteWords
	}
	chosen := wording{size: 1, one: unit, many: unit}
	for _, s := range words {
		if math.Abs(quantity) >= s.from {
			chosen = s
		}
	}
	return chosen
}

// amount is a quantity with its unit, as 8.2 days.
func (w wording) amount(quantity float64) string {
	text := number(quantity / w.size)
	if text == "1" {
		return text + " " + w.one
	}
	return text + " " + w.many
}

// amount is a quantity in the unit in which it is easiest to read.
func amount(unit string, quantity float64) string {
	return wordingFor(unit, quantity).amount(quantity)
}

// number writes one decimal below 10, none above, thousands with commas.
func number(v float64) string {
	if v == 0 {
		return "0"
	}
	if math.Abs(v) < 9.95 {
		if math.Abs(v) < 0.095 {
			return strconv.FormatFloat(v, 'g', 1, 64)
		}
		return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
	}
	return thousands(strconv.FormatFloat(v, 'f', 0, 64))
}

// thousands groups the digits of a whole number.
func thousands(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}

// percent writes a share so that only all is 100 % and only none is 0 %.
func percent(share float64) string {
	whole := math.Round(share * 100)
	switch {
	case whole == 100 && share < 1:
		return "more than 99 %"
	case whole == 0 && share > 0:
		return "less than 1 %"
	}
	return fmt.Sprintf("%.0f %%", whole)
}

// only writes a share that is less than was wanted.
func only(share float64) string {
	switch text := percent(share); {
	case share == 0:
		return "none"
	case share < 0.005:
		return text
	default:
		return "only " + text
	}
}

// enumerate joins words as a sentence does.
func enumerate(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// atMost keeps the first n words and counts the rest.
func atMost(n int, words []string) []string {
	if len(words) <= n+1 {
		return words
	}
	return append(words[:n:n], fmt.Sprintf("%d more", len(words)-n))
}
