package replication

import (
	"math"
	"time"
)

// Trail follows the oldest write that a target lacks. Writes are carried in
// the order in which they were made, so the trail moves forward through the
// source's [Pattern] as bytes arrive.
type Trail struct {
	pattern *Pattern
	rate    float64 // mean write rate, B/s
	piece   int
	oldest  float64 // seconds
}

// Begin returns the trail of a source that writes with a mean rate (bytes per
// second) and a pattern, and that has nothing waiting at now.
func Begin(p *Pattern, rate float64, now time.Duration) Trail {
	return Trail{pattern: p, rate: rate, piece: p.index(now), oldest: now.Seconds()}
}

// Lag returns the age at now of the oldest write that the target lacks, in
// seconds: now − max{u : A(u) ≤ S}, with A the bytes written and S those that
// have arrived.
func (t *Trail) Lag(now time.Duration) float64 {
	return math.Max(0, now.Seconds()-t.oldest)
}

// Segment is a stretch of time over which the lag changed linearly. All three
// are seconds.
type Segment struct {
	Length   float64
	From, To float64
}

// Advance lets carried bytes per second arrive from one moment to another and
// gives yield every linear stretch of the lag in between. The caller makes
// sure that no more arrives than was written.
func (t *Trail) Advance(from, to time.Duration, carried float64, yield func(Segment)) {
	now, end := from.Seconds(), to.Seconds()
	for now < end {
		t.skip(now)
		factor, edge := t.pattern.piece(t.piece)
		writing := t.rate * factor
		if writing <= 0 {
			// Nothing was written since, so nothing is missing.
			length := math.Min(edge, end) - now
			t.step(now, length, now+length, yield)
			now += length
			continue
		}
		speed := carried / writing
		length, oldest := end-now, t.oldest+speed*(end-now)
		if oldest >= edge-instant && speed > 0 {
			length = math.Min(length, math.Max(0, (edge-t.oldest)/speed))
			oldest = edge
		}
		t.step(now, length, oldest, yield)
		now += length
		if oldest == edge {
			t.piece++
		}
	}
	t.skip(end)
}

// instant is the resolution of time in seconds: what is nearer than that to
// the end of a stretch has reached it.
const instant = 1e-9

// skip moves the trail over stretches in which nothing was written, up to now.
func (t *Trail) skip(now float64) {
	for {
		factor, edge := t.pattern.piece(t.piece)
		if t.rate*factor > 0 || t.oldest >= now && edge > now {
			return
		}
		t.oldest = math.Max(t.oldest, math.Min(edge, now))
		if edge > now {
			return
		}
		t.piece++
	}
}

func (t *Trail) step(now, length, oldest float64, yield func(Segment)) {
	if length > 0 {
		yield(Segment{length, math.Max(0, now-t.oldest), math.Max(0, now+length-oldest)})
	}
	t.oldest = oldest
}
