package calendar

import (
	"sort"
	"time"
)

const (
	minute = 60    // s
	hour   = 3600  // s
	day    = 86400 // s
)

// zone is a location's offsets from UTC over a stretch of time. Wall-clock
// times are counted in seconds as if the clocks had shown UTC: the wall time w
// at Unix time t is t + offset.
type zone struct {
	periods []period
	reach   []int64 // the first wall time that periods 0 to i don't show, for each i
}

// period is a stretch of Unix time, half-open, with one offset.
type period struct {
	from, to, offset int64 // s
}

// newZone lists the offsets of loc in the Unix time [from, to).
func newZone(loc *time.Location, from, to int64) zone {
	var z zone
	for t := from; t < to; {
		at := time.Unix(t, 0).In(loc)
		_, seconds := at.Zone()
		offset, end := int64(seconds), to
		if _, e := at.ZoneBounds(); !e.IsZero() {
			end = e.Unix()
		}
		if end <= t {
			// Go 1.26 says of the last day of a leap year, after the end of a
			// zone's table, that its offset ended the day before.
			end = t + hour
		}
		end = min(end, to)
		if n := len(z.periods); n > 0 && z.periods[n-1].offset == offset {
			z.periods[n-1].to = end
		} else {
			z.periods = append(z.periods, period{t, end, offset})
		}
		t = end
	}
	z.reach = make([]int64, len(z.periods))
	for i, p := range z.periods {
		z.reach[i] = p.to + p.offset
		if i > 0 {
			z.reach[i] = max(z.reach[i], z.reach[i-1])
		}
	}
	return z
}

// first is the first Unix time at which the clocks show wall time w or a later
// one; ok is false where the zone's stretch ends before.
func (z zone) first(w int64) (t int64, ok bool) {
	i := sort.Search(len(z.reach), func(i int) bool { return z.reach[i] > w })
	if i == len(z.reach) {
		return 0, false
	}
	return max(z.periods[i].from, w-z.periods[i].offset), true
}

// weekday is the weekday of a wall time, 0 for Monday. 1 January 1970 was a
// Thursday.
func weekday(w int64) int { return int(mod(floor(w, day)+3, 7)) }

func floor(a, b int64) int64 { return (a - mod(a, b)) / b }

func mod(a, b int64) int64 { return ((a % b) + b) % b }
