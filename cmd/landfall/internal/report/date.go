package report

import (
	"math"
	"time"
)

// calendar writes moments of one row as dates in a time zone, with the time of
// day where all of them are within two weeks of the start.
type calendar struct {
	start  time.Time
	zone   *time.Location
	layout string
}

const secondsPerDay = 86400

func newCalendar(start time.Time, zone *time.Location, moments []float64) calendar {
	c := calendar{start: start, zone: zone, layout: "2 Jan 15:04"}
	for _, m := range moments {
		if m > 14*secondsPerDay {
			c.layout = "2 Jan 2006"
		}
	}
	return c
}

// text is the moment a number of seconds after the start, a dash where there
// is none.
func (c calendar) text(seconds float64) string {
	if math.IsNaN(seconds) {
		return dash
	}
	return c.time(seconds).Format(c.layout)
}

// time adds whole days by the calendar: a Duration ends after 292 years. In
// UTC each of them has 24 h.
func (c calendar) time(seconds float64) time.Time {
	days := math.Floor(seconds / secondsPerDay)
	rest := seconds - days*secondsPerDay
	return c.start.UTC().AddDate(0, 0, int(days)).Add(time.Duration(rest * float64(time.Second))).In(c.zone)
}
