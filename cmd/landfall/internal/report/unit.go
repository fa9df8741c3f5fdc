package report

import (
	"math"
	"strconv"
	"strings"
)

// scale is a unit that a reader sees.
type scale struct {
	size  float64 // in the unit of the result
	from  float64 // the least of the largest values of a row for which it is used
	label string
	apart bool // too long for a cell: it stands in the row's label
}

// scales are the units for each unit of a result, smallest first.
var scales = map[string][]scale{
	"s": {{1, 0, "s", false}, {60, 120, "min", false}, {3600, 2 * 3600, "h", false}, {86400, 3 * 86400, "d", false}},
	"B": {
		{1, 0, "B", false}, {1e3, 1e3, "kB", false}, {1e6, 1e6, "MB", false}, {1e9, 1e9, "GB", false}, {1e12, 1e12, "TB", false}, {1e15, 1e15, "PB", false}, {1e18, 1e18, "EB", false},
	},
	"bit/s": {
		{1, 0, "bps", false}, {1e3, 1e3, "kbps", false}, {1e6, 1e6, "Mbps", false}, {1e9, 10e9, "Gbps", false}, {1e12, 10e12, "Tbps", false},
	},
	"h":           {{1, 0, "h", false}, {24, 72, "d", false}},
	"asset":       {{1, 0, "assets", true}},
	"count":       {{1, 0, "", false}},
	"1":           {{0.01, 0, "%", false}},
	"user-hour":   {{1, 0, "user-h", true}},
	"person-hour": {{1, 0, "person-h", true}},
	"asset-hour":  {{1, 0, "asset-h", true}, {24, 2400, "asset-d", true}},
}

// ruler writes the values of one row, all in one unit and with as many
// decimals as the smallest needs.
type ruler struct {
	scale    scale
	decimals int
}

// newRuler chooses the largest unit in which the row's largest value is at
// least about 1, then a smaller one as long as the row's smallest would
// vanish in it and the largest stays short.
func newRuler(unit string, values []float64) ruler {
	largest, smallest := 0.0, math.Inf(1)
	for _, v := range values {
		if a := math.Abs(v); !math.IsNaN(a) && a > 0 {
			largest, smallest = max(largest, a), min(smallest, a)
		}
	}
	list, ok := scales[unit]
	if !ok {
		list = []scale{{1, 0, unit, false}}
	}
	i := 0
	for i+1 < len(list) && largest >= list[i+1].from {
		i++
	}
	for i > 0 && smallest/list[i].size < 0.1 && largest/list[i-1].size < 1e5 {
		i--
	}
	r := ruler{scale: list[i]}
	if smallest/r.scale.size < 9.95 && largest/r.scale.size < 999.5 && !whole(values, r.scale.size) {
		r.decimals = 1
	}
	return r
}

// whole says whether all values are whole numbers of a unit.
func whole(values []float64, size float64) bool {
	for _, v := range values {
		if n := v / size; !math.IsNaN(n) && math.Abs(n-math.Round(n)) > 1e-9 {
			return false
		}
	}
	return true
}

// text is a value with its unit, a dash where there is none.
func (r ruler) text(v float64) string {
	if math.IsNaN(v) {
		return dash
	}
	n := v / r.scale.size
	digits := strconv.FormatFloat(n, 'f', r.decimals, 64)
	switch least := math.Pow10(-r.decimals); {
	case v == 0:
		digits = "0"
	case math.Abs(n) <= least/2:
		digits = "<" + strconv.FormatFloat(least, 'f', r.decimals, 64)
	}
	if r.scale.label == "" || r.scale.apart {
		return group(digits)
	}
	return group(digits) + " " + r.scale.label
}

// labelled adds the unit to the label of a row whose cells lack it.
func (r ruler) labelled(label string) string {
	if r.scale.apart {
		return label + ", " + r.scale.label
	}
	return label
}

// exact writes a value that a planner has given, in the largest unit in which
// it is a whole number.
func exact(unit string, v float64) string {
	list := scales[unit]
	for i := len(list) - 1; i >= 0; i-- {
		if s := list[i]; v >= s.size && whole([]float64{v}, s.size) {
			return ruler{scale: s}.text(v)
		}
	}
	return newRuler(unit, []float64{v}).text(v)
}

// group puts commas between the thousands of a number's whole part.
func group(digits string) string {
	body, fraction, _ := strings.Cut(digits, ".")
	start := len(body) - len(strings.TrimLeft(body, "-<"))
	for i := len(body) - 3; i > start; i -= 3 {
		body = body[:i] + "," + body[i:]
	}
	if fraction != "" {
		body += "." + fraction
	}
	return body
}

// percent writes a share so that only all is 100 % and only none is 0 %.
func percent(share float64) string {
	rounded := math.Round(share * 100)
	switch {
	case math.IsNaN(share):
		return dash
	case rounded >= 100 && share < 1:
		return ">99 %"
	case rounded == 0 && share > 0:
		return "<1 %"
	}
	return strconv.FormatFloat(rounded, 'f', 0, 64) + " %"
}
