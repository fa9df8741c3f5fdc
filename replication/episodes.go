package replication

import "math"

// Outage is a path that carries nothing for a while, under a source that
// writes at a constant rate and was in sync before.
type Outage struct {
	Write  float64 // bytes per second
	Link   float64 // bytes per second before and after
	Length float64 // seconds
}

// Lull is what an outage, or a time of fast writing, does to a replica.
type Lull struct {
	PeakBacklog float64 // bytes
	PeakLag     float64 // seconds
	PeakLagAt   float64 // seconds from the beginning
	CatchUp     float64 // seconds from the end of the cause until in sync again
	LagSum      float64 // integral of the lag over time, seconds²
}

// Effect returns what the outage does: a backlog of a·L, a lag of L, and a time
// of a·L ÷ (C − a) until the replica is in sync again, which it never is if the
// source writes as fast as the path carries.
func (o Outage) Effect() (Lull, bool) {
	if !amounts(o.Write, o.Link, o.Length) {
		return Lull{}, false
	}
	if o.Write == 0 || o.Length == 0 {
		return Lull{}, true
	}
	backlog := o.Write * o.Length
	catchUp, ok := InSyncTime(backlog, o.Link, o.Write)
	if !ok {
		return Lull{}, false
	}
	return Lull{
		PeakBacklog: backlog,
		PeakLag:     o.Length,
		PeakLagAt:   o.Length,
		CatchUp:     catchUp,
		LagSum:      o.Length * (o.Length + catchUp) / 2,
	}.existing()
}

// existing returns the lull if all its numbers exist.
func (l Lull) existing() (Lull, bool) {
	if !amounts(l.PeakBacklog, l.PeakLag, l.PeakLagAt, l.CatchUp, l.LagSum) {
		return Lull{}, false
	}
	return l, true
}

// Above returns the seconds during which the lag is greater than an objective.
func (o Outage) Above(objective float64) (seconds float64, ok bool) {
	effect, ok := o.Effect()
	if !ok || !amounts(objective) {
		return 0, false
	}
	if objective >= effect.PeakLag {
		return 0, true
	}
	over := effect.PeakLag - objective
	return finite(over + effect.CatchUp*(over/effect.PeakLag))
}

// OnOff is a source that writes fast for a while and slowly for another, over
// and over, and a path that is between the two.
type OnOff struct {
	High, Low float64 // bytes per second
	On, Off   float64 // seconds of each
	Link      float64 // bytes per second
}

// Effect returns what each fast phase does. The lag is greatest not at its end
// but when its last write arrives: (h ÷ C − 1)·Ton, at h·Ton ÷ C. A replica
// whose path can't carry the mean is not in sync again before the next phase
// and lags ever more.
func (w OnOff) Effect() (Lull, bool) {
	if !amounts(w.High, w.Low, w.On, w.Off, w.Link) || w.Low > w.High || w.Link == 0 && w.High > 0 {
		return Lull{}, false
	}
	if w.High <= w.Link || w.On == 0 {
		return Lull{}, true
	}
	backlog := (w.High - w.Link) * w.On
	drain, ok := InSyncTime(backlog, w.Link, w.Low)
	if !ok || drain > w.Off*(1+1e-12) {
		return Lull{}, false
	}
	last := w.High / w.Link * w.On
	peak := last - w.On
	// The lag rises to its peak while the fast phase's writes are carried, and
	// falls to 0 while those of the slow phase are.
	return Lull{PeakBacklog: backlog, PeakLag: peak, PeakLagAt: last, CatchUp: drain, LagSum: peak * (w.On + drain) / 2}.existing()
}

// Busy returns the share of the time during which something waits.
func (w OnOff) Busy() (share float64, ok bool) {
	effect, ok := w.Effect()
	if !ok || w.On+w.Off == 0 {
		return 0, false
	}
	if effect.PeakBacklog == 0 {
		return 0, true
	}
	return finite(min(1, (w.On+effect.CatchUp)/(w.On+w.Off)))
}

// Utilization returns the share of the path that is used on average.
func (w OnOff) Utilization() (share float64, ok bool) {
	if _, ok := w.Effect(); !ok {
		return 0, false
	}
	return quotient((w.High*w.On+w.Low*w.Off)/(w.On+w.Off), w.Link)
}

// Swing is a source whose rate swings around a mean like a sine,
// mean + amplitude·sin(2πt ÷ period), as loads do over a day.
type Swing struct {
	Mean      float64 // bytes per second
	Amplitude float64 // bytes per second, at most the mean
	Period    float64 // seconds, above 0
	Link      float64 // bytes per second
}

// SwingEffect tells of the first time in a period at which something waits, in
// seconds from the beginning of the period and bytes. All are 0 where nothing
// ever waits.
type SwingEffect struct {
	Starts, Peaks, Ends  float64 // of the backlog
	PeakBacklog, PeakLag float64
}

// Effect returns what the swing does to a replica that is in sync at the
// beginning of a period. The backlog is greatest when the rate falls to the
// link's, and so is the lag of the bytes written then: backlog ÷ link. There is
// no effect to tell of where the link can't carry more than the mean.
func (w Swing) Effect() (SwingEffect, bool) {
	if !amounts(w.Mean, w.Amplitude, w.Period, w.Link) || w.Period == 0 || w.Amplitude > w.Mean || w.Link <= w.Mean && w.Amplitude > 0 || w.Link < w.Mean {
		return SwingEffect{}, false
	}
	if w.Link >= w.Mean+w.Amplitude {
		return SwingEffect{}, true
	}
	start := math.Asin((w.Link-w.Mean)/w.Amplitude) * w.Period / (2 * math.Pi)
	e := SwingEffect{Starts: start, Peaks: w.Period/2 - start}
	backlog := func(t float64) float64 {
		turn := 2 * math.Pi / w.Period
		return (w.Mean-w.Link)*(t-start) + w.Amplitude/turn*(math.Cos(turn*start)-math.Cos(turn*t))
	}
	e.PeakBacklog = backlog(e.Peaks)
	e.PeakLag = e.PeakBacklog / w.Link
	// From the peak to the same phase of the next period the backlog falls to
	// below 0, once.
	low, high := e.Peaks, start+w.Period
	for range 200 {
		if middle := low + (high-low)/2; backlog(middle) > 0 {
			low = middle
		} else {
			high = middle
		}
	}
	e.Ends = high
	if !amounts(e.Starts, e.Peaks, e.Ends, e.PeakBacklog, e.PeakLag) {
		return SwingEffect{}, false
	}
	return e, true
}
