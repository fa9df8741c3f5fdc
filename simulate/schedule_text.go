package simulate

import (
	"fmt"
	"strings"

	"github.com/landfall-sim/landfall/internal/nearest"
)

var dayNames = [7]string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// ParseDays reads a comma list of days and ranges of days.
func ParseDays(text string) (Days, error) {
	var set Days
	for part := range strings.SplitSeq(text, ",") {
		first, last, isRange := strings.Cut(strings.ToLower(strings.TrimSpace(part)), "-")
		if !isRange {
			last = first
		}
		from, err := parseDay(first, text)
		if err != nil {
			return 0, err
		}
		to, err := parseDay(last, text)
		if err != nil {
			return 0, err
		}
		for day := from; ; day = (day + 1) % 7 {
			set |= 1 << day
			if day == to {
				break
			}
		}
	}
	return set, nil
}

func parseDay(name, text string) (int, error) {
	name = strings.TrimSpace(name)
	for i, day := range dayNames {
		if day == name {
			return i, nil
		}
	}
	p := Problem{
		Wrong:    quote(text) + " is not a set of days",
		Expected: "write days such as mon-fri, sat or mon,wed,fri",
	}
	if near := nearest.Word(name[:min(len(name), 3)], dayNames[:]); near != "" {
		p.Expected = "did you mean " + near + " for " + quote(name) + "? Write days such as mon-fri, sat or mon,wed,fri"
	}
	return 0, p
}

// String writes the shortest comma list of days and ranges, from Monday on.
func (d Days) String() string {
	set := d & EveryDay
	if set == 0 || set == EveryDay {
		return "mon-sun"
	}
	start := 0
	if set&Monday != 0 && set&Sunday != 0 { // the run across the week's end comes last
		for set>>start&1 == 1 {
			start++
		}
	}
	var parts []string
	for i := start; i < start+7; i++ {
		if set>>(i%7)&1 == 0 {
			continue
		}
		first := i
		for i+1 < start+7 && set>>((i+1)%7)&1 == 1 {
			i++
		}
		parts = append(parts, formatDays(first, i))
	}
	return strings.Join(parts, ",")
}

func formatDays(first, last int) string {
	switch last - first {
	case 0:
		return dayNames[first%7]
	case 1:
		return dayNames[first%7] + "," + dayNames[last%7]
	}
	return dayNames[first%7] + "-" + dayNames[last%7]
}

// MarshalText writes the days as String does, if they are a set of weekdays.
func (d Days) MarshalText() ([]byte, error) { return write(d) }

// UnmarshalText reads what [ParseDays] does.
func (d *Days) UnmarshalText(text []byte) error { return read(d, text, ParseDays) }

// ParseClock reads a wall-clock time from 00:00 to 24:00.
func ParseClock(text string) (Clock, error) {
	wrong := Problem{Wrong: quote(text) + " is not a time of day", Expected: `write hours and minutes in quotes, such as "08:00"`}
	hours, minutes, ok := strings.Cut(strings.TrimSpace(text), ":")
	if !ok || len(hours) < 1 || len(hours) > 2 || len(minutes) != 2 ||
		digits(hours, 0) != len(hours) || digits(minutes, 0) != 2 {
		return 0, wrong
	}
	number := func(s string) (n int) {
		for _, c := range s {
			n = 10*n + int(c-'0')
		}
		return n
	}
	c := ClockAt(number(hours), number(minutes))
	if number(minutes) > 59 || c > ClockAt(24, 0) {
		wrong.Expected = `times run from "00:00" to "24:00"`
		return 0, wrong
	}
	return c, nil
}

// String writes HH:MM.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// MarshalText writes the time as String does, if it is one of a day.
func (c Clock) MarshalText() ([]byte, error) { return write(c) }

// UnmarshalText reads what [ParseClock] does.
func (c *Clock) UnmarshalText(text []byte) error { return read(c, text, ParseClock) }
