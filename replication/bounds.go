package replication

import (
	"math"
	"slices"
)

// TokenBucket bounds a source: in any t seconds it writes at most Burst + Rate·t
// bytes.
type TokenBucket struct {
	Rate  float64 // bytes per second
	Burst float64 // bytes
}

// Aggregate returns the bound on the sum of several sources. There is none where
// one of them has a rate or a burst that is negative or not finite.
func Aggregate(sources ...TokenBucket) (TokenBucket, bool) {
	var sum TokenBucket
	for _, s := range sources {
		if !amounts(s.Rate, s.Burst) {
			return TokenBucket{}, false
		}
		sum.Rate += s.Rate
		sum.Burst += s.Burst
	}
	if !amounts(sum.Rate, sum.Burst) {
		return TokenBucket{}, false
	}
	return sum, true
}

// Server bounds a path from below: after at most Latency seconds it carries at
// least Rate bytes per second.
type Server struct {
	Rate    float64
	Latency float64
}

// Tandem returns the server that several in a row are together: the least of
// their rates and the sum of their latencies. A tandem of none holds nothing
// back, which no server says; it is reported as false, and so is one of servers
// with a rate or a latency that is negative or not finite.
//
// Source: Le Boudec and Thiran, "Network calculus", theorem 1.4.6.
func Tandem(servers ...Server) (Server, bool) {
	if len(servers) == 0 {
		return Server{}, false
	}
	all := Server{Rate: servers[0].Rate}
	for _, s := range servers {
		if !amounts(s.Rate, s.Latency) {
			return Server{}, false
		}
		all.Rate, all.Latency = min(all.Rate, s.Rate), all.Latency+s.Latency
	}
	if !amounts(all.Latency) {
		return Server{}, false
	}
	return all, true
}

// After returns the bound on what leaves a server that a source feeds: the same
// rate, and a burst larger by what comes in during the latency. There is none
// where the source may write faster than the server carries.
//
// Source: Le Boudec and Thiran, "Network calculus", theorem 1.4.3.
func (b TokenBucket) After(s Server) (TokenBucket, bool) {
	if !amounts(b.Rate, b.Burst, s.Rate, s.Latency) || b.Rate > s.Rate {
		return TokenBucket{}, false
	}
	burst, ok := finite(b.Burst + b.Rate*s.Latency)
	if !ok {
		return TokenBucket{}, false
	}
	return TokenBucket{Rate: b.Rate, Burst: burst}, true
}

// Envelope bounds a source by several token buckets at once. One with a high
// rate and a small burst next to one with a low rate and a large burst is a
// traffic specification with a peak rate (T-SPEC).
type Envelope []TokenBucket

// At returns the most bytes written in t seconds. There is no most without a
// bucket, or where the seconds, a rate or a burst are negative or not finite.
func (e Envelope) At(t float64) (bytes float64, ok bool) {
	if !amounts(t) || !e.valid() {
		return 0, false
	}
	return finite(e.at(t))
}

func (e Envelope) valid() bool {
	return !slices.ContainsFunc(e, func(b TokenBucket) bool { return !amounts(b.Rate, b.Burst) })
}

func (e Envelope) at(t float64) float64 {
	most := math.Inf(1)
	for _, b := range e {
		most = min(most, b.Burst+b.Rate*t)
	}
	return most
}

// Bounds returns the most bytes that can wait before a server, and the longest
// that a byte can take, served in order. They are the vertical and the
// horizontal distance of the two bounds: for one bucket b + r·T and T + b ÷ R.
// Neither exists where the source may for ever write faster than the server
// carries.
//
// Source: Le Boudec and Thiran, "Network calculus", theorems 1.4.1 and 1.4.2
// and proposition 1.4.1.
func (e Envelope) Bounds(s Server) (backlog, delay float64, ok bool) {
	if len(e) == 0 || !e.valid() || !amounts(s.Rate, s.Latency) {
		return 0, 0, false
	}
	slowest := math.Inf(1)
	for _, b := range e {
		slowest = min(slowest, b.Rate)
	}
	if slowest > s.Rate {
		return 0, 0, false
	}
	// Both distances are greatest at a corner of one of the bounds.
	for _, t := range append(e.corners(), 0, s.Latency) {
		written := e.at(t)
		took, ok := quotient(written, s.Rate)
		if !ok {
			return 0, 0, false
		}
		backlog = max(backlog, written-s.Rate*max(0, t-s.Latency))
		if e.at(1) > 0 { // else nothing is ever written, and nothing is late
			delay = max(delay, s.Latency+took-t)
		}
	}
	if !amounts(backlog, delay) {
		return 0, 0, false
	}
	return backlog, delay, true
}

// corners returns the moments at which two buckets allow the same.
func (e Envelope) corners() []float64 {
	var at []float64
	for i, a := range e {
		for _, b := range e[:i] {
			if t, ok := finite((a.Burst - b.Burst) / (b.Rate - a.Rate)); ok && t > 0 {
				at = append(at, t)
			}
		}
	}
	slices.Sort(at)
	return at
}
