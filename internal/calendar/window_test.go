package calendar

import (
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestWeeklyAgainstPackageTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		ws := rapid.SliceOfN(drawWindow(), 0, 3).Draw(t, "windows")
		walls := s.walls()
		want := make([]bool, s.minutes)
		for _, w := range ws {
			for i, open := range s.open(w, walls) {
				want[i] = want[i] || open
			}
		}

		got := s.clock().Weekly(ws)
		checkSpans(t, got, int64(s.minutes)*int64(time.Minute))
		for i, open := range want {
			at := int64(i) * int64(time.Minute)
			if inside := got.Measure(at, at+int64(time.Minute)); inside != 0 && inside != int64(time.Minute) {
				t.Fatalf("%v: only %d ns are inside", s.wall(i), inside)
			}
			if got.Contains(at) != open {
				t.Fatalf("%v: open %v, want %v", s.wall(i), !open, open)
			}
		}
	})
}

func TestLowestAgainstPackageTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		ws := rapid.SliceOfN(drawWindow(), 0, 4).Draw(t, "windows")
		limits := rapid.SliceOfN(rapid.SampledFrom([]float64{0, 1, 2, math.Inf(1)}), len(ws), len(ws)).Draw(t, "limits")
		want := make([]float64, s.minutes)
		for i := range want {
			want[i] = math.Inf(1)
		}
		walls := s.walls()
		for k, w := range ws {
			for i, open := range s.open(w, walls) {
				if open {
					want[i] = min(want[i], limits[k])
				}
			}
		}

		got := s.clock().Lowest(ws, limits)
		checkSteps(t, got, max(1, int64(s.minutes)*int64(time.Minute)))
		for i, limit := range want {
			if v := got.Eval(int64(i) * int64(time.Minute)); v != limit {
				t.Fatalf("%v: %v, want %v", s.wall(i), v, limit)
			}
		}
	})
}

func TestWeeklyByHand(t *testing.T) {
	const monday, friday, sunday = 1, 1 << 4, 1 << 6
	at := func(hour, minute int) int { return 60*hour + minute }
	for _, tt := range []struct {
		name, zone, start string
		window            Window
		days              int
		want              []string // in UTC, from/to
	}{
		{"every day", "UTC", "2026-01-05T00:00:00Z", Window{0, at(9, 0), at(17, 0)}, 2,
			[]string{"2026-01-05T09:00:00Z/2026-01-05T17:00:00Z", "2026-01-06T09:00:00Z/2026-01-06T17:00:00Z"}},
		{"until midnight", "UTC", "2026-01-05T00:00:00Z", Window{monday, at(20, 0), at(24, 0)}, 7,
			[]string{"2026-01-05T20:00:00Z/2026-01-06T00:00:00Z"}},
		{"over midnight, of the day on which it begins", "UTC", "2026-01-05T00:00:00Z", Window{monday, at(22, 0), at(6, 0)}, 8,
			[]string{"2026-01-05T22:00:00Z/2026-01-06T06:00:00Z", "2026-01-12T22:00:00Z/2026-01-13T00:00:00Z"}},
		{"began before the start", "UTC", "2026-01-05T00:00:00Z", Window{sunday, at(22, 0), at(6, 0)}, 6,
			[]string{"2026-01-05T00:00:00Z/2026-01-05T06:00:00Z"}},
		{"equal ends are a day", "UTC", "2026-01-05T00:00:00Z", Window{monday, at(7, 0), at(7, 0)}, 7,
			[]string{"2026-01-05T07:00:00Z/2026-01-06T07:00:00Z"}},
		{"Berlin skips the beginning", "Europe/Berlin", "2026-03-28T23:00:00Z", Window{sunday, at(2, 30), at(4, 0)}, 1,
			[]string{"2026-03-29T01:00:00Z/2026-03-29T02:00:00Z"}},
		{"Berlin skips the end", "Europe/Berlin", "2026-03-28T23:00:00Z", Window{sunday, at(1, 0), at(2, 30)}, 1,
			[]string{"2026-03-29T00:00:00Z/2026-03-29T01:00:00Z"}},
		{"Berlin skips both", "Europe/Berlin", "2026-03-28T23:00:00Z", Window{sunday, at(2, 0), at(3, 0)}, 1, nil},
		{"Berlin doubles the beginning", "Europe/Berlin", "2026-10-24T22:00:00Z", Window{sunday, at(2, 30), at(4, 0)}, 1,
			[]string{"2026-10-25T00:30:00Z/2026-10-25T03:00:00Z"}},
		{"Berlin doubles the end", "Europe/Berlin", "2026-10-24T22:00:00Z", Window{sunday, at(1, 0), at(2, 30)}, 1,
			[]string{"2026-10-24T23:00:00Z/2026-10-25T00:30:00Z"}},
		{"Berlin doubles the beginning, seen from the second time", "Europe/Berlin", "2026-10-25T01:10:00Z",
			Window{sunday, at(2, 30), at(4, 0)}, 1, []string{"2026-10-25T01:10:00Z/2026-10-25T03:00:00Z"}},
		{"Lord Howe moves by half an hour", "Australia/Lord_Howe", "2026-10-03T13:30:00Z", Window{sunday, at(2, 15), at(3, 0)}, 1,
			[]string{"2026-10-03T15:30:00Z/2026-10-03T16:00:00Z"}},
		{"São Paulo skips midnight", "America/Sao_Paulo", "2018-11-03T12:00:00Z", Window{sunday, 0, at(2, 0)}, 1,
			[]string{"2018-11-04T03:00:00Z/2018-11-04T04:00:00Z"}},
		{"Cairo skips midnight", "Africa/Cairo", "2026-04-23T12:00:00Z", Window{friday, 0, at(2, 0)}, 1,
			[]string{"2026-04-23T22:00:00Z/2026-04-23T23:00:00Z"}},
		{"Apia skips a Friday", "Pacific/Apia", "2011-12-29T12:00:00Z", Window{friday, at(8, 0), at(17, 0)}, 3, nil},
		{"Apia skips the evening on which a night begins", "Pacific/Apia", "2011-12-29T12:00:00Z", Window{friday, at(22, 0), at(6, 0)}, 3,
			[]string{"2011-12-30T10:00:00Z/2011-12-30T16:00:00Z"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := openings(t, tt.zone, tt.start, tt.days, tt.window)
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// openings lists when a window is open, as from/to in UTC.
func openings(t *testing.T, zone, start string, days int, w Window) []string {
	t.Helper()
	begin, err := time.Parse(time.RFC3339, start)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for s := range New(begin, location(t, zone), time.Duration(days)*24*time.Hour).Weekly([]Window{w}).All() {
		from, to := begin.Add(time.Duration(s.From)), begin.Add(time.Duration(s.To))
		list = append(list, from.Format(time.RFC3339Nano)+"/"+to.Format(time.RFC3339Nano))
	}
	return list
}

func TestStartWithinASecond(t *testing.T) {
	start := time.Date(2026, 1, 5, 8, 59, 59, 1, time.UTC)
	got := New(start, nil, 2*time.Second).Weekly([]Window{{From: 9 * 60, To: 10 * 60}})
	if want := (Span{1e9 - 1, 2e9}); got.Len() != 1 || got.At(0) != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func BenchmarkWeeklyHundredYears(b *testing.B) {
	c := New(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), location(b, "Europe/Berlin"), 100*365*24*time.Hour)
	for b.Loop() {
		c.Weekly([]Window{{Days: 0b0011111, From: 9 * 60, To: 17 * 60}})
	}
}

func BenchmarkNewHundredYears(b *testing.B) {
	start, loc := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), location(b, "Europe/Berlin")
	for b.Loop() {
		New(start, loc, 100*365*24*time.Hour)
	}
}
