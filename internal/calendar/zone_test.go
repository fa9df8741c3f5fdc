package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestZoneOffsetsAgainstPackageTime(t *testing.T) {
	from := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	to := time.Date(2250, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	for _, place := range places {
		loc := location(t, place.zone)
		offset := func(unix int64) int64 {
			_, seconds := time.Unix(unix, 0).In(loc).Zone()
			return int64(seconds)
		}
		periods := newZone(loc, from, to).periods
		next := from
		for i, p := range periods {
			if p.from != next || p.to <= p.from {
				t.Fatalf("%s: period %d is %v, the one before ends at %d", place.zone, i, p, next)
			}
			if i > 0 && p.offset == periods[i-1].offset {
				t.Fatalf("%s: periods %d and %d have the same offset", place.zone, i-1, i)
			}
			for at := p.from; at < p.to; at += 3*day + 7*hour {
				if got := offset(at); got != p.offset {
					t.Fatalf("%s: %v has offset %d, want %d", place.zone, time.Unix(at, 0).UTC(), p.offset, got)
				}
			}
			if got := offset(p.to - 1); got != p.offset {
				t.Fatalf("%s: the second before %v has offset %d, want %d", place.zone, time.Unix(p.to, 0).UTC(), p.offset, got)
			}
			next = p.to
		}
		if next != to {
			t.Fatalf("%s: periods end at %d, want %d", place.zone, next, to)
		}
	}
}

// The first moment at which the clocks show a time or a later one: there they
// do, and at no moment before.
func TestZoneFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		place := rapid.SampledFrom(places).Draw(t, "place")
		middle := date(t, place.day).Unix()
		from, to := middle-rapid.Int64Range(-day, 3*day).Draw(t, "before"), middle+3*day
		z := newZone(location(t, place.zone), from, to)
		w := rapid.Int64Range(from-day, to+day).Draw(t, "wall time")
		got, ok := z.first(w)
		if !ok {
			got = to
		} else if z.wall(got) < w {
			t.Fatalf("at %d the clocks show %d, before %d", got, z.wall(got), w)
		}
		for at := got - 1; at >= from; at -= 60 {
			if z.wall(at) >= w {
				t.Fatalf("already at %d the clocks show %d, not before %d", at, z.wall(at), w)
			}
		}
	})
}

// wall is the wall time at a Unix time.
func (z zone) wall(t int64) int64 {
	for _, p := range z.periods {
		if p.from <= t && t < p.to {
			return t + p.offset
		}
	}
	panic("outside of the zone's stretch")
}

// A stretch may begin at any distance from a change.
func TestZoneBeginsNearAChange(t *testing.T) {
	change := time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC).Unix()
	for before := int64(-2); before < 2*hour; before += 59 {
		z := newZone(location(t, "Europe/Berlin"), change-before, change+day)
		for _, at := range []int64{change, change + 1, change + hour} {
			if at >= change-before && z.wall(at) != at+2*hour {
				t.Fatalf("begun %d s before the change: %d shows %d", before, at, z.wall(at))
			}
		}
	}
}

func TestWeekday(t *testing.T) {
	for d := time.Date(1960, 1, 1, 23, 59, 59, 0, time.UTC); d.Year() < 1980; d = d.AddDate(0, 0, 1) {
		if got, want := weekday(d.Unix()), int(d.Weekday()+6)%7; got != want {
			t.Fatalf("%v: weekday %d, want %d", d, got, want)
		}
	}
}
