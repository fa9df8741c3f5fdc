package promotion

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Share is a part of a release's users, in billionths of the whole, 0 to [Whole]:
// an integer, so that releases compare exactly.
type Share uint32

// Whole is all users.
const Whole Share = 1_000_000_000

// Percent returns p percent of the users, p from 0 to 100; what is above
// counts as [Whole].
func Percent(p uint8) Share { return min(Share(p)*(Whole/100), Whole) }

// ShareOf returns the share nearest to f, 0 to 1. What lies strictly between
// is neither nobody nor everybody, however close; NaN and what is below 0 is 0,
// what is above 1 is [Whole].
func ShareOf(f float64) Share {
	switch {
	case !(f > 0):
		return 0
	case f >= 1:
		return Whole
	}
	return min(max(Share(math.Round(f*float64(Whole))), 1), Whole-1)
}

// Float returns the share as a number from 0 to 1.
func (s Share) Float() float64 { return float64(s) / float64(Whole) }

// String returns the share in percent, such as 25%.
func (s Share) String() string {
	percent := strconv.FormatFloat(float64(s)/1e7, 'f', 7, 64)
	return strings.TrimSuffix(strings.TrimRight(percent, "0"), ".") + "%"
}

// MarshalText returns the form of [Share.String]; it fails above [Whole].
func (s Share) MarshalText() ([]byte, error) {
	if s > Whole {
		return nil, fmt.Errorf("promotion: share %v, expected at most %v", s, Whole)
	}
	return []byte(s.String()), nil
}

// UnmarshalText reads the form of [Share.String]: a percentage from 0 to 100
// with at most seven decimals.
func (s *Share) UnmarshalText(text []byte) error {
	number, found := strings.CutSuffix(string(text), "%")
	_, decimals, _ := strings.Cut(number, ".")
	f, err := strconv.ParseFloat(number, 64)
	if !found || err != nil || !(f >= 0 && f <= 100) || len(decimals) > 7 || strings.Trim(number, "0123456789.") != "" {
		return fmt.Errorf("promotion: share %q, expected a percentage from 0%% to 100%% with at most seven decimals", text)
	}
	*s = Share(math.Round(f * 1e7))
	return nil
}
