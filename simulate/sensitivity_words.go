package simulate

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// InputUnit is the unit of an input: bit/s, B, B/s, s, 1 (a share), count, user
// or ratio.
type InputUnit string

// The units of inputs that no result has.
const (
	inByteRate = "B/s"
	inUsers    = "user"
	inRatio    = "ratio"
)

// inputWords are the units in which a planner thinks of inputs.
var inputWords = map[InputUnit][]wording{
	inSeconds:  {{0, 1, "s", "s"}, {120, 60, "min", "min"}, {2 * 3600, 3600, "h", "h"}, {3 * 86400, 86400, "d", "d"}},
	inBitRate:  {{0, 1, "bps", "bps"}, {1e3, 1e3, "kbps", "kbps"}, {1e6, 1e6, "Mbps", "Mbps"}, {1e9, 1e9, "Gbps", "Gbps"}, {1e12, 1e12, "Tbps", "Tbps"}},
	inBytes:    byteWords,
	inByteRate: {{0, 1e3 / 86400.0, "kB/d", "kB/d"}, {1e6 / 86400.0, 1e6 / 86400.0, "MB/d", "MB/d"}, {1e9 / 86400.0, 1e9 / 86400.0, "GB/d", "GB/d"}, {1e12 / 86400.0, 1e12 / 86400.0, "TB/d", "TB/d"}, {1e15 / 86400.0, 1e15 / 86400.0, "PB/d", "PB/d"}},
	inShare:    {{0, 0.01, "%", "%"}},
	inUsers:    {{0, 1, "user", "users"}},
}

// Format writes a value in the unit in which it is easiest to read, with three
// digits, or more where they are before the point. A value that is not finite,
// which no input has, is NaN, +Inf or -Inf without a unit.
func (u InputUnit) Format(value float64) string {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return fmt.Sprint(value)
	}
	chosen := wording{size: 1}
	for _, w := range inputWords[u] {
		if math.Abs(value) >= w.from*(1-rounding) {
			chosen = w
		}
	}
	n := value / chosen.size
	digits := 0
	if a := math.Abs(n); a > 0 && a < 100 {
		digits = min(2-int(math.Floor(math.Log10(a)+rounding)), 9)
	}
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(n, 'f', digits, 64), ".")
	text := thousands(whole)
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		text += "." + fraction
	}
	switch name := chosen.many; {
	case name == "":
		return text
	case text == "1":
		return text + " " + chosen.one
	default:
		return text + " " + name
	}
}

// sentences say what would change the recommendation; none where no change was
// found.
func (b *BreakEven) sentences(objectives bool) []string {
	list := []string{}
	for _, side := range []struct {
		flip       *Flip
		end        float64
		onward, on string
	}{{b.Below, b.From, "or less", "further down"}, {b.Above, b.To, "or more", "further up"}} {
		if side.flip == nil {
			continue
		}
		text := fmt.Sprintf("With the %s at %s", b.Label, b.Unit.Format(side.flip.Value))
		if side.flip.Throughout && side.flip.Value != side.end {
			text += " " + side.onward
		}
		text += fmt.Sprintf(", now %s, %s", b.Unit.Format(b.Value), b.consequence(side.flip.Recommended, objectives))
		if !side.flip.Throughout {
			text += "; " + side.on + " that is not always so"
		}
		list = append(list, text+".")
	}
	return list
}

// consequence says what another recommendation means.
func (b *BreakEven) consequence(other ModelName, objectives bool) string {
	wanted := "finishes by the horizon"
	if objectives {
		wanted = "meets the objectives"
	}
	switch {
	case other == "":
		return fmt.Sprintf("%s no longer %s, nor does another model", b.Recommended, wanted)
	case b.Recommended == "":
		return fmt.Sprintf("%s %s, which no model does now", other, wanted)
	}
	return fmt.Sprintf("%s is recommended instead of %s", other, b.Recommended)
}
