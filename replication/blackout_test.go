package replication_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/landfall-sim/landfall/replication"
)

func TestParseBlackouts(t *testing.T) {
	got, err := replication.ParseBlackouts("Monday;7:00;7h | Tuesday;8:00;1d7h | wednesday;16:00;1d|Sunday;23:59;8m ")
	want := []replication.Blackout{
		{Day: time.Monday, Start: 7 * time.Hour, Duration: 7 * time.Hour},
		{Day: time.Tuesday, Start: 8 * time.Hour, Duration: 31 * time.Hour},
		{Day: time.Wednesday, Start: 16 * time.Hour, Duration: 24 * time.Hour},
		{Day: time.Sunday, Start: 24*time.Hour - time.Minute, Duration: 8 * time.Minute},
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := replication.ParseBlackouts("  "); got != nil || err != nil {
		t.Errorf("an empty string: %v, %v", got, err)
	}
}

func TestParseBlackoutsRefuses(t *testing.T) {
	for text, says := range map[string]string{
		"Monday;7:00":                  "2 fields",
		"Mon;7:00;7h":                  `"Mon" is no day`,
		"Monday;7;7h":                  `"7" is no time`,
		"Monday;24:00;7h":              `"24:00" is no time`,
		"Monday;7:00;":                 "is no duration",
		"Monday;7:00;7":                "is no duration",
		"Monday;7:00;h":                "is no duration",
		"Monday;7:00;7m1h":             "is no duration",
		"Monday;7:00;7s":               "is no duration",
		"Monday;7:00;0h":               "is no duration",
		"Monday;7:00;8d":               "is no duration",
		"Monday;7:00;999999999999999d": "is no duration",
		"Monday;7:00;7h |":             "window 2",
	} {
		_, err := replication.ParseBlackouts(text)
		if !errors.Is(err, replication.ErrBlackout) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want it to say %q", text, err, says)
		}
	}
}

func TestBlackoutCovers(t *testing.T) {
	w := replication.Blackout{Day: time.Saturday, Start: 20 * time.Hour, Duration: 2 * 24 * time.Hour}
	for text, want := range map[string]bool{
		"2026-01-03T19:59:59Z": false, // a Saturday
		"2026-01-03T20:00:00Z": true,
		"2026-01-04T12:00:00Z": true,
		"2026-01-05T19:59:59Z": true,
		"2026-01-05T20:00:00Z": false,
		"2026-01-07T20:00:00Z": false,
	} {
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		if w.Covers(at) != want {
			t.Errorf("%v covers %s: %v", w, text, !want)
		}
	}
}

// TestBlackoutsOutOfRange: what no file has is told in words that no file has.
func TestBlackoutsOutOfRange(t *testing.T) {
	for want, w := range map[string]replication.Blackout{
		"Weekday(9);0:00;0m":  {Day: 9},
		"Weekday(-1);1:00;1h": {Day: -1, Start: time.Hour, Duration: time.Hour},
		"Saturday;0:00;0m":    {Day: time.Saturday},
	} {
		if got := w.String(); got != want {
			t.Errorf("%#v is %q, want %q", w, got, want)
		}
		if _, err := replication.ParseBlackouts(want); err == nil {
			t.Errorf("%q is read", want)
		}
	}
}

// FuzzBlackouts reads anything; what can be read is written and read again.
func FuzzBlackouts(f *testing.F) {
	for _, seed := range []string{"", "Monday;7:00;7h | Tuesday;8:00;1d7h", "Friday;13:00;8m", "|", ";;", "Sunday;0:0;7d", "Monday;07:05;1d1h1m"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		windows, err := replication.ParseBlackouts(text)
		if err != nil {
			if !errors.Is(err, replication.ErrBlackout) {
				t.Error(err)
			}
			return
		}
		var parts []string
		for _, w := range windows {
			if w.Start < 0 || w.Start >= 24*time.Hour || w.Duration <= 0 || w.Duration > 7*24*time.Hour {
				t.Errorf("%q has the window %+v", text, w)
			}
			parts = append(parts, w.String())
		}
		again, err := replication.ParseBlackouts(strings.Join(parts, " | "))
		if err != nil || !slices.Equal(again, windows) {
			t.Errorf("%q is written %q and read %v, %v", text, parts, again, err)
		}
	})
}
