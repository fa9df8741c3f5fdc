package inventory

import (
	"math"
	"strconv"
	"strings"

	"github.com/landfall-sim/landfall/simulate"
)

// sizeText writes bytes in the largest unit that is exact with two decimals,
// binary units first, so that a number can be found again in the source.
func sizeText(b simulate.Bytes) string {
	units := []struct {
		name string
		size float64
	}{{"TiB", 1 << 40}, {"GiB", 1 << 30}, {"TB", 1e12}, {"GB", 1e9}, {"MiB", 1 << 20}, {"MB", 1e6}}
	for _, u := range units {
		v := float64(b) / u.size
		if v >= 1 && v == math.Round(v*100)/100 {
			return decimal(v) + u.name
		}
	}
	return decimal(math.Round(float64(b))) + "B"
}

// rateText writes a write rate by the day with three digits.
func rateText(r simulate.ByteRate) string {
	perDay := float64(r) * day
	units := []struct {
		name string
		size float64
	}{{"TB/d", 1e12}, {"GB/d", 1e9}, {"MB/d", 1e6}, {"kB/d", 1e3}}
	for _, u := range units {
		if v := rounded(perDay/u.size, 3); v >= 1 {
			return decimal(v) + u.name
		}
	}
	return decimal(rounded(perDay, 3)) + "B/d"
}

// bitText writes a network rate in bits.
func bitText(r simulate.BitRate) string {
	units := []struct {
		name string
		size float64
	}{{"Gbps", 1e9}, {"Mbps", 1e6}, {"kbps", 1e3}}
	for _, u := range units {
		if v := float64(r) / u.size; v >= 1 && v == rounded(v, 6) {
			return decimal(v) + u.name
		}
	}
	return decimal(float64(r)) + "bps"
}

// rounded is v with so many significant digits.
func rounded(v float64, digits int) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', digits, 64), 64)
	if err != nil {
		return v
	}
	return r
}

// decimal writes a number without an exponent and without superfluous zeros.
func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// count writes a number with grouped thousands and the noun that fits.
func count(n int, one, many string) string {
	noun := many
	if n == 1 {
		noun = one
	}
	return grouped(n) + " " + noun
}

// grouped writes 1234567 as 1,234,567.
func grouped(n int) string {
	s := strconv.Itoa(n)
	var b strings.Builder
	for i, c := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// list names the first of some names and counts the rest.
func list(names []string, most int) string {
	shown := names[:min(most, len(names))]
	quoted := make([]string, len(shown))
	for i, n := range shown {
		quoted[i] = clean(n)
	}
	s := strings.Join(quoted, ", ")
	if rest := len(names) - len(shown); rest > 0 {
		s += " and " + count(rest, "more", "more")
	}
	return s
}
