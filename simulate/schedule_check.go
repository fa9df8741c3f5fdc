package simulate

import (
	"fmt"
	"math"
	"slices"
)

// ProfileNames lists the profiles that have a name.
func ProfileNames() []string { return []string{FlatProfile, OfficeHours, NightlyProfile} }

// HoursNames lists the working hours that have a name.
func HoursNames() []string { return []string{AlwaysHours, OfficeHours} }

func (p Profile) check() []Problem {
	if p.Factors == nil {
		return checkName("profile", p.Name, ProfileNames())
	}
	const takes = "a profile is a name, 24 hourly factors, or 168 from Monday 00:00"
	switch n := len(p.Factors); {
	case p.Name != "":
		return []Problem{{"", "has a name and factors", takes}}
	case n == 0:
		return []Problem{{"", "is empty", takes}}
	case n != 24 && n != 168:
		return []Problem{{"", "has " + count(n, "factor"), takes}}
	}
	var problems []Problem
	sum := 0.0
	for i, f := range p.Factors {
		sum += f
		problems = append(problems, within(element("", i), checkNumber(f))...)
	}
	if len(problems) == 0 && sum == 0 {
		problems = []Problem{{"", "is zero at every hour", "at least one factor above 0"}}
	}
	return problems
}

func (h Hours) check() []Problem {
	switch {
	case h.Windows == nil:
		return checkName("hours", h.Name, HoursNames())
	case h.Name != "":
		return []Problem{{"", "has a name and windows", "hours are always, office-hours or a list of windows"}}
	case len(h.Windows) == 0:
		return []Problem{{"", "is empty", "a team works in at least one window; leave hours out for always"}}
	}
	var problems []Problem
	for i, w := range h.Windows {
		problems = append(problems, within(element("", i), w.check())...)
	}
	return problems
}

func (d Days) check() []Problem {
	if d&^EveryDay != 0 {
		return []Problem{{"", fmt.Sprintf("%#x is not a set of days", uint8(d)), "bits 0 (Monday) to 6 (Sunday)"}}
	}
	return nil
}

func (c Clock) check() []Problem {
	if c < 0 || c > ClockAt(24, 0) {
		return []Problem{{"", quote(c.String()) + " is not a time of day", `times run from "00:00" to "24:00"`}}
	}
	return nil
}

func (w Window) check() []Problem {
	problems := within("days", w.Days.check())
	if w.From < 0 || w.From >= ClockAt(24, 0) {
		problems = append(problems, Problem{"from", quote(w.From.String()) + " is not the beginning of a window", `write "00:00" to "23:59"; only to can be "24:00"`})
	}
	return append(problems, within("to", w.To.check())...)
}

func (t Throttle) check() []Problem {
	return append(t.Window.check(), within("limit", t.Limit.check())...)
}

func (i Instant) check() []Problem {
	if i.Time.IsZero() {
		return i.Offset.check()
	}
	if y := i.Time.Year(); y < 1 || y > 9999 {
		return []Problem{{"", fmt.Sprintf("year %d is out of range", y), "years run from 1 to 9999"}}
	}
	return nil
}

// numberLimit bounds plain numbers, so that products stay finite.
const numberLimit = 1e21

func checkNumber(x float64) []Problem {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return []Problem{{"", fmt.Sprint(x) + " is not a number", "a finite number"}}
	case x < 0:
		return []Problem{{"", fmt.Sprint(x) + " is negative", "a number not below 0"}}
	case x >= numberLimit:
		return []Problem{{"", fmt.Sprint(x) + " is too large", "a number below 10^21"}}
	}
	return nil
}

// checkName refuses a word that is neither empty nor known.
func checkName(what, word string, known []string) []Problem {
	if word == "" || slices.Contains(known, word) {
		return nil
	}
	return []Problem{unknown(what, word, known)}
}
