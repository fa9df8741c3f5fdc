package calendar

import (
	"sort"
	"time"
	_ "time/tzdata" // the tests don't depend on the machine's

	"pgregory.net/rapid"
)

// places are zones and days around which their clocks change.
var places = []struct{ zone, day string }{
	{"UTC", "2026-01-05"},
	{"Asia/Kolkata", "2026-02-01"},        // half an hour
	{"Asia/Kathmandu", "2026-02-01"},      // a quarter
	{"Europe/Berlin", "2026-03-29"},       // 02:00 becomes 03:00
	{"Europe/Berlin", "2026-10-25"},       // 03:00 becomes 02:00
	{"America/New_York", "2026-03-08"},    //
	{"America/New_York", "2026-11-01"},    //
	{"Australia/Lord_Howe", "2026-04-05"}, // 02:00 becomes 01:30
	{"Australia/Lord_Howe", "2026-10-04"}, // 02:00 becomes 02:30
	{"America/Sao_Paulo", "2018-02-18"},   // midnight becomes 23:00
	{"America/Sao_Paulo", "2018-11-04"},   // midnight becomes 01:00
	{"Africa/Cairo", "2026-04-24"},        // midnight becomes 01:00
	{"Africa/Cairo", "2026-10-30"},        // midnight becomes 23:00
	{"Africa/Casablanca", "2026-02-15"},   // summer time ends for Ramadan
	{"Pacific/Apia", "2011-12-30"},        // skipped
	{"Pacific/Kwajalein", "1993-08-21"},   // skipped
	{"Antarctica/Troll", "2026-03-29"},    // two hours
	{"Antarctica/Troll", "2026-10-25"},    //
	{"America/St_Johns", "2008-11-02"},    // 00:01 becomes 23:01
	{"Asia/Pyongyang", "2015-08-15"},      // midnight becomes 23:30
	{"America/Caracas", "2016-05-01"},     // 02:30 becomes 03:00
}

func location(t rapid.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func date(t rapid.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// scene is a clock near a change and what package time says about every minute
// of it and of the days before.
type scene struct {
	start   time.Time
	loc     *time.Location
	minutes int // to the horizon
}

func drawScene(t *rapid.T) scene {
	place := rapid.SampledFrom(places).Draw(t, "place")
	loc := location(t, place.zone)
	early := rapid.IntRange(-36*60, 5*24*60).Draw(t, "minutes before the day")
	start := date(t, place.day).Add(-time.Duration(early) * time.Minute)
	return scene{start, loc, rapid.IntRange(0, 9*24*60).Draw(t, "horizon in minutes")}
}

func (s scene) clock() *Clock {
	return New(s.start, s.loc, time.Duration(s.minutes)*time.Minute)
}

// wall is what the clocks show a number of minutes after the start, as a time
// in UTC.
func (s scene) wall(minute int) time.Time {
	t := s.start.Add(time.Duration(minute) * time.Minute).In(s.loc)
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC)
}

// lead is how many minutes before the start the oracle begins.
const lead = 4 * 24 * 60

// walls is the latest time shown so far, for every minute from lead before the
// start to the horizon.
func (s scene) walls() []time.Time {
	walls := make([]time.Time, lead+s.minutes)
	for i := range walls {
		walls[i] = s.wall(i - lead)
		if i > 0 && walls[i].Before(walls[i-1]) {
			walls[i] = walls[i-1]
		}
	}
	return walls
}

// open tells for every minute before the horizon whether the window is open,
// by looking for the minutes that show its ends.
func (s scene) open(w Window, walls []time.Time) []bool {
	open := make([]bool, s.minutes)
	moment := func(wall time.Time) int {
		return sort.Search(len(walls), func(i int) bool { return !walls[i].Before(wall) }) - lead
	}
	for d := -4; d <= s.minutes/(24*60)+2; d++ {
		shown := s.wall(0).AddDate(0, 0, d)
		begins := time.Date(shown.Year(), shown.Month(), shown.Day(), 0, w.From, 0, 0, time.UTC)
		if w.Days != 0 && w.Days>>((begins.Add(-time.Duration(w.From)*time.Minute).Weekday()+6)%7)&1 == 0 {
			continue
		}
		ends := time.Date(shown.Year(), shown.Month(), shown.Day(), 0, w.To, 0, 0, time.UTC)
		if w.To <= w.From {
			ends = ends.AddDate(0, 0, 1)
		}
		for i := max(0, moment(begins)); i < moment(ends); i++ {
			open[i] = true
		}
	}
	return open
}

func drawWindow() *rapid.Generator[Window] {
	return rapid.Custom(func(t *rapid.T) Window {
		unit := rapid.SampledFrom([]int{1, 15, 30, 60}).Draw(t, "unit")
		return Window{
			Days: uint8(rapid.IntRange(0, 127).Draw(t, "days")),
			From: unit * rapid.IntRange(0, 1439/unit).Draw(t, "from"),
			To:   unit * rapid.IntRange(0, 1440/unit).Draw(t, "to"),
		}
	})
}

// checkSteps fails the test where s breaks what Steps promises.
func checkSteps(t rapid.TB, s Steps, horizon int64) {
	t.Helper()
	if len(s.At) == 0 || len(s.At) != len(s.Value) || s.At[0] != 0 {
		t.Fatalf("steps begin at %v with %d values", s.At, len(s.Value))
	}
	for i := 1; i < len(s.At); i++ {
		if s.At[i] <= s.At[i-1] || s.At[i] >= horizon || s.Value[i] == s.Value[i-1] {
			t.Fatalf("step %d: %v at %d after %v at %d, horizon %d",
				i, s.Value[i], s.At[i], s.Value[i-1], s.At[i-1], horizon)
		}
	}
}

// checkSpans fails the test where s breaks what Spans promises.
func checkSpans(t rapid.TB, s Spans, horizon int64) {
	t.Helper()
	last := int64(-1)
	for span := range s.All() {
		if span.From <= last || span.To <= span.From || span.To > horizon {
			t.Fatalf("%v after a span that ends at %d, horizon %d", span, last, horizon)
		}
		last = span.To
	}
}
