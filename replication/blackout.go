package replication

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrBlackout is wrapped by every error of [ParseBlackouts].
var ErrBlackout = errors.New("replication: bad blackout window")

// Blackout is a time of the week at which Azure Migrate begins no cycle; those
// that run are finished.
type Blackout struct {
	Day      time.Weekday  // Sunday to Saturday
	Start    time.Duration // since midnight, local time, below 24 h
	Duration time.Duration // above 0, at most a week
}

// week is the period of blackout windows.
const week = 7 * 24 * time.Hour

// ParseBlackouts reads the BlackoutWindows string of a GatewayDataWorker.json:
// windows separated by |, each <DayOfWeek>;<StartTime>;<Duration>, as in
// "Monday;7:00;7h | Tuesday;8:00;1d7h". The duration has days, hours and
// minutes, in that order. An empty string has no windows.
//
// Source: Azure Migrate documentation, "Agentless migration architecture",
// blackout window.
func ParseBlackouts(text string) ([]Blackout, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	var windows []Blackout
	for i, part := range strings.Split(text, "|") {
		w, err := parseBlackout(strings.TrimSpace(part))
		if err != nil {
			return nil, fmt.Errorf("%w %d: %w", ErrBlackout, i+1, err)
		}
		windows = append(windows, w)
	}
	return windows, nil
}

func parseBlackout(text string) (w Blackout, err error) {
	fields := strings.Split(text, ";")
	if len(fields) != 3 {
		return w, fmt.Errorf("%q has %d fields, want <DayOfWeek>;<StartTime>;<Duration>", text, len(fields))
	}
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	day := time.Sunday
	for !strings.EqualFold(day.String(), fields[0]) {
		if day++; day > time.Saturday {
			return w, fmt.Errorf("%q is no day of the week; write Monday to Sunday", fields[0])
		}
	}
	start, err := time.Parse("15:04", fields[1])
	if err != nil {
		return w, fmt.Errorf("%q is no time of day; write hours and minutes as in 7:00 or 18:30", fields[1])
	}
	w = Blackout{Day: day, Start: time.Duration(start.Hour())*time.Hour + time.Duration(start.Minute())*time.Minute}
	w.Duration, err = parseSpan(fields[2])
	return w, err
}

// parseSpan reads days, hours and minutes.
func parseSpan(text string) (time.Duration, error) {
	units := []struct {
		letter byte
		length time.Duration
	}{{'d', 24 * time.Hour}, {'h', time.Hour}, {'m', time.Minute}}
	bad := fmt.Errorf("%q is no duration of at most a week; write days, hours and minutes as in 1d7h or 8m", text)
	var sum time.Duration
	number, digits := 0, 0
	for i := 0; i < len(text); i++ {
		if c := text[i]; c >= '0' && c <= '9' {
			number, digits = number*10+int(c-'0'), digits+1
			if digits > 5 {
				return 0, bad
			}
			continue
		}
		at := 0
		for at < len(units) && units[at].letter != text[i] {
			at++
		}
		if at == len(units) || digits == 0 {
			return 0, bad
		}
		sum += time.Duration(number) * units[at].length
		units, number, digits = units[at+1:], 0, 0
	}
	if digits > 0 || sum <= 0 || sum > week {
		return 0, bad
	}
	return sum, nil
}

// String returns the window as it is written in the file, or, of one that is
// outside of the ranges, something that no file has.
func (w Blackout) String() string {
	minutes := int(w.Duration / time.Minute)
	span := ""
	for _, u := range []struct {
		letter  string
		minutes int
	}{{"d", 24 * 60}, {"h", 60}, {"m", 1}} {
		if n := minutes / u.minutes; n > 0 {
			span += fmt.Sprint(n, u.letter)
			minutes -= n * u.minutes
		}
	}
	if span == "" {
		span = "0m"
	}
	day := w.Day.String()
	if w.Day < time.Sunday || w.Day > time.Saturday {
		day = fmt.Sprintf("Weekday(%d)", int(w.Day))
	}
	return fmt.Sprintf("%s;%d:%02d;%s", day, int(w.Start.Hours()), int(w.Start.Minutes())%60, strings.ReplaceAll(span, " ", ""))
}

// Covers tells whether a local time is within the window: from its start,
// included, up to its end.
func (w Blackout) Covers(local time.Time) bool {
	now := time.Duration(local.Weekday())*24*time.Hour + time.Duration(local.Hour())*time.Hour +
		time.Duration(local.Minute())*time.Minute + time.Duration(local.Second())*time.Second + time.Duration(local.Nanosecond())
	since := (now - time.Duration(w.Day)*24*time.Hour - w.Start + 2*week) % week
	return since < w.Duration
}
