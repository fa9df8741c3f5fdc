package replication_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/landfall-sim/landfall/replication"
	"pgregory.net/rapid"
)

// TestLastPieceHasNoEnd: of a Stretch in it there is no end of bytes to come.
func TestLastPieceHasNoEnd(t *testing.T) {
	trail := replication.Begin(nil, 1, 0)
	if written, left := trail.Stretch(); written != 1 || !math.IsInf(left, 1) {
		t.Errorf("%v B/s, %v bytes left", written, left)
	}
}

// The link is down for an hour and then carries ten seconds of writes in one:
// the lag rises to 3600 s and falls again within 400 s.
func ExampleTrail() {
	const writing = 10e6
	trail := replication.Begin(nil, writing, 0)
	show := func(s replication.Segment) { fmt.Printf("%.0f s: %.0f to %.0f\n", s.Length, s.From, s.To) }
	trail.Advance(0, time.Hour, 0, show)
	trail.Advance(time.Hour, time.Hour+400*time.Second, 10*writing, show)
	// Output:
	// 3600 s: 0 to 3600
	// 400 s: 3600 to 0
}

// TestTrailAgainstDefinition compares the lag with its definition, evaluated
// on a fine grid: now − max{u ≤ now : A(u) ≤ S(now)}.
func TestTrailAgainstDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, p := drawSteps(t)
		begin := drawTime(t, "begin", 5)
		trail := replication.Begin(p, 100, begin)
		now, sent := begin, 0.0
		for range rapid.IntRange(1, 6).Draw(t, "pieces") {
			end := now + drawTime(t, "length", 4) + time.Millisecond
			written := 100 * p.Between(begin, end)
			carried := rapid.Float64Range(0, 1).Draw(t, "part") * max(0, leastOpen(p, begin, now, end, sent))
			length, last := 0.0, math.NaN()
			trail.Advance(now, end, carried, func(s replication.Segment) {
				length += s.Length
				last = s.To
			})
			sent += carried * (end - now).Seconds()
			if !near(length, (end - now).Seconds()) {
				t.Fatalf("segments last %v s, want %v s", length, (end - now).Seconds())
			}
			now = end
			want := now.Seconds() - latest(p, begin, now, sent)
			if written-sent > 1e-6 && math.Abs(last-want) > 0.01 && math.Abs(trail.Lag(now)-want) > 0.01 {
				t.Fatalf("lag at %v is %v, want %v (written %v, sent %v)", now, trail.Lag(now), want, written, sent)
			}
		}
	})
}

// leastOpen is the highest rate at which never more arrives than was written.
func leastOpen(p *replication.Pattern, begin, now, end time.Duration, sent float64) float64 {
	most := math.Inf(1)
	look := func(t time.Duration) { most = min(most, (100*p.Between(begin, t)-sent)/(t-now).Seconds()) }
	// Between two kinks of the pattern, which are whole seconds, the least is at an end.
	for t := now.Truncate(time.Second) + time.Second; t < end; t += time.Second {
		look(t)
	}
	look(end)
	return most
}

func latest(p *replication.Pattern, begin, now time.Duration, sent float64) float64 {
	low, high := begin, now
	for high-low > time.Microsecond {
		if mid := low + (high-low)/2; 100*p.Between(begin, mid) <= sent+1e-6 {
			low = mid
		} else {
			high = mid
		}
	}
	return low.Seconds()
}

func TestWaits(t *testing.T) {
	for _, c := range []struct{ took, want time.Duration }{
		{0, time.Hour}, {12 * time.Minute, time.Hour}, {2 * time.Hour, time.Hour},
		{4 * time.Hour, 2 * time.Hour}, {24 * time.Hour, 12 * time.Hour}, {100 * time.Hour, 12 * time.Hour},
	} {
		if got := replication.AzureWait(c.took); got != c.want {
			t.Errorf("AzureWait(%v) = %v, want %v", c.took, got, c.want)
		}
	}
	for _, c := range []struct{ took, want time.Duration }{
		{0, 2 * time.Hour}, {time.Hour, time.Hour}, {2 * time.Hour, 0}, {3 * time.Hour, 0},
	} {
		if got := replication.FixedWait(2*time.Hour, c.took); got != c.want {
			t.Errorf("FixedWait(2h, %v) = %v, want %v", c.took, got, c.want)
		}
	}
}

// TestTrailWithinAPiece: bytes that arrive within a piece of the pattern move
// the trail as far as the long way does.
func TestTrailWithinAPiece(t *testing.T) {
	within := 0
	rapid.Check(t, func(t *rapid.T) {
		_, p := drawSteps(t)
		now := drawTime(t, "begin", 5)
		long := replication.Begin(p, 100, now)
		for range rapid.IntRange(1, 6).Draw(t, "pieces") {
			end := now + drawTime(t, "length", 2) + time.Millisecond
			carried := rapid.Float64Range(0, 1).Draw(t, "part") * 50
			short, bytes := long, carried*(end-now).Seconds()
			written, left := short.Stretch()
			long.Advance(now, end, carried, func(replication.Segment) {})
			if written > 0 && bytes < left {
				within++
				short.Arrive(bytes)
				if math.Abs(short.Lag(end)-long.Lag(end)) > 1e-9 {
					t.Fatalf("from %v to %v: a lag of %v s, the long way has one of %v s", now, end, short.Lag(end), long.Lag(end))
				}
			}
			now = end
		}
	})
	if within == 0 {
		t.Error("nothing stayed within a piece")
	}
}
