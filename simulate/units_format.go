package simulate

import (
	"math"
	"strconv"
	"strings"
)

// format writes the shortest text that reads as exactly x, of a scale with a
// usual unit that one where it is exact.
func (s *scale) format(x float64) string {
	if x == 0 {
		return "0" + s.base // of -0, too
	}
	layout := byte('g')
	if 1e-6 <= x && x < 1e21 {
		layout = 'f'
	}
	best := strconv.FormatFloat(x, layout, -1, 64) + s.base
	if !(x > 0) || math.IsInf(x, 0) {
		return best
	}
	fewest := len(best) + 1
	if s.usual {
		fewest = math.MaxInt
	}
	for _, u := range s.units {
		number, ok := inUnit(x, u)
		if ok && len(number)+len(u.name) < fewest {
			best, fewest = number+u.name, len(number)+len(u.name)
		}
	}
	return best
}

// inUnit writes x in a unit, if that can be done exactly and is a number that
// people would choose. Percents may be below 1.
func inUnit(x float64, u unit) (string, bool) {
	amount := x / float64(u.num) * float64(u.den)
	if amount < 1 && u.name != "%" || amount < 1e-6 || amount >= 1e6 {
		return "", false
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(amount, 'g', 15, 64), 64)
	if err != nil {
		return "", false
	}
	for _, a := range []float64{rounded, amount} {
		number := strconv.FormatFloat(a, 'f', -1, 64)
		if exact(number, u.num, u.den) == x {
			return number, true
		}
	}
	return "", false
}

// formatParts writes whole seconds as a sum of units, beginning with the
// largest of parts: 2h30m.
func formatParts(seconds uint64, parts []unit) string {
	var text strings.Builder
	for _, u := range parts {
		if n := seconds / u.num; n > 0 {
			text.WriteString(strconv.FormatUint(n, 10) + u.name)
			seconds %= u.num
		}
	}
	return text.String()
}

// mega writes a rate in millions, for a message.
func mega(x float64) string { return strconv.FormatFloat(x/1e6, 'g', 6, 64) }
