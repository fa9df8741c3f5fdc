package replication

import "time"

// Trail follows the oldest write that a target lacks. Writes are carried in
// the order in which they were made, so the trail moves forward through the
// source's [Pattern] as bytes arrive.
type Trail struct {
	pattern *Pattern
	rate    float64 // mean write rate, B/s
	piece   int
	oldest  float64 // seconds
	writing float64 // B/s, in the piece
	edge    float64 // its end, seconds
}

// Begin returns the trail of a source that writes with a mean rate (bytes per
// second, finite, at least 0) and a pattern, and that has nothing waiting at
// now.
func Begin(p *Pattern, rate float64, now time.Duration) Trail {
	t := Trail{pattern: p, rate: rate, oldest: now.Seconds()}
	t.enter(p.index(now))
	return t
}

func (t *Trail) enter(piece int) {
	factor, edge := t.pattern.piece(piece)
	t.piece, t.writing, t.edge = piece, t.rate*factor, edge
}

// Lag returns the age at now of the oldest write that the target lacks, in
// seconds: now − max{u : A(u) ≤ S}, with A the bytes written and S those that
// have arrived.
func (t *Trail) Lag(now time.Duration) float64 {
	return max(0, now.Seconds()-t.oldest)
}

// Segment is a stretch of time over which the lag changed linearly. All three
// are seconds.
type Segment struct {
	Length   float64
	From, To float64
}

// Advance lets carried bytes per second, finite and at least 0, arrive from one
// moment to another and gives yield every linear stretch of the lag in between.
// The caller makes sure that no more arrives than was written.
func (t *Trail) Advance(from, to time.Duration, carried float64, yield func(Segment)) {
	now, end := from.Seconds(), to.Seconds()
	for now < end {
		t.skip(now)
		if t.writing <= 0 {
			// Nothing was written since, so nothing is missing.
			length := min(t.edge, end) - now
			t.step(now, length, now+length, yield)
			now += length
			continue
		}
		speed := carried / t.writing
		length, oldest := end-now, t.oldest+speed*(end-now)
		if oldest >= t.edge-instant && speed > 0 {
			length = min(length, max(0, (t.edge-t.oldest)/speed))
			oldest = t.edge
		}
		t.step(now, length, oldest, yield)
		now += length
		if oldest == t.edge {
			t.enter(t.piece + 1)
		}
	}
	t.skip(end)
}

// Stretch returns the bytes per second that were written in the piece of the
// pattern in which the oldest missing write is, and the bytes that can arrive
// before it leaves that piece, +Inf in the last piece, which has no end. Both
// are 0 where nothing was written.
func (t *Trail) Stretch() (written, left float64) {
	if !(t.writing > 0) {
		return 0, 0
	}
	return t.writing, t.writing * (t.edge - instant - t.oldest)
}

// Arrive lets fewer bytes arrive than are left of a [Trail.Stretch].
func (t *Trail) Arrive(bytes float64) { t.oldest += bytes / t.writing }

// instant is the resolution of time in seconds: what is nearer than that to
// the end of a stretch has reached it.
const instant = 1e-9

// skip moves the trail over stretches in which nothing was written, up to now.
func (t *Trail) skip(now float64) {
	for {
		if t.writing > 0 || t.oldest >= now && t.edge > now {
			return
		}
		t.oldest = max(t.oldest, min(t.edge, now))
		if t.edge > now {
			return
		}
		t.enter(t.piece + 1)
	}
}

func (t *Trail) step(now, length, oldest float64, yield func(Segment)) {
	if length > 0 {
		yield(Segment{length, max(0, now-t.oldest), max(0, now+length-oldest)})
	}
	t.oldest = oldest
}
