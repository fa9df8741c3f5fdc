package replication

import (
	"iter"
	"slices"
)

// rounding is the part of what was written that can be missing at the target
// by rounding alone.
const rounding = 4e-15

// Carry returns what has arrived over a path when so much was written and the
// path could have carried so much: while something waits, all that it can.
// That is min over s ≤ t of A(s) + C(t) − C(s) (Le Boudec and Thiran, "Network
// calculus", section 1.2).
func Carry(written, path Curve) Curve {
	var out Curve
	add := func(t, sum, rate float64) {
		if n := len(out.sum); n > 0 {
			sum = max(sum, out.sum[n-1])
		}
		out.at, out.sum, out.rate = append(out.at, t), append(out.sum, sum), rate
	}
	spare := 0.0 // least so far of what was written less what could be carried
	corners := merged(written.at, path.at)
	for i, t := range corners {
		_, _, in := written.corner(t)
		_, _, through := path.corner(t)
		a, c := written.At(t), path.At(t)
		if a-c <= spare {
			spare = a - c
			add(t, a, min(in, through))
			continue
		}
		add(t, c+spare, through)
		if through <= in {
			continue
		}
		// Before the next corner the backlog may come to an end.
		ends := t + (a-c-spare)/(through-in)
		if i+1 == len(corners) || ends < corners[i+1] {
			add(ends, written.At(ends), in)
		}
	}
	return out
}

// waiting returns what was written and has not arrived at a moment.
func waiting(written, arrived Curve, t float64) float64 {
	all := written.At(t)
	if missing := all - arrived.At(t); missing > rounding*all {
		return missing
	}
	return 0
}

// InSync returns the first moment at which nothing waits. Where the curve of
// what was written begins with a seed, that is when its copy is in sync, if it
// ever is.
func InSync(written, arrived Curve) (seconds float64, ok bool) {
	for _, t := range merged(written.at, arrived.at) {
		if waiting(written, arrived, t) == 0 {
			return t, true
		}
	}
	return 0, false
}

// PeakBacklog returns the most bytes that ever wait. There is no most where
// more is written for ever than arrives.
func PeakBacklog(written, arrived Curve) (bytes float64, ok bool) {
	if written.rate > arrived.rate {
		return 0, false
	}
	for _, t := range merged(written.at, arrived.at) {
		bytes = max(bytes, waiting(written, arrived, t))
	}
	return bytes, true
}

// Lag returns the age at t of the oldest write that has not arrived, in
// seconds: t − max{u ≤ t: A(u) ≤ D(t)}, with A written and D arrived. The
// moment is finite.
func Lag(written, arrived Curve, t float64) float64 {
	if waiting(written, arrived, t) == 0 {
		return 0
	}
	return t - min(t, written.until(arrived.At(t)))
}

// Lags gives the [Lag] in stretches over which it changes linearly, from the
// start to a moment, which is finite.
func Lags(written, arrived Curve, until float64) iter.Seq[Segment] {
	cuts := append(merged(written.at, arrived.at), 0, until)
	for _, sum := range written.sum { // when the writes before a corner have arrived
		cuts = append(cuts, arrived.until(sum))
	}
	slices.Sort(cuts)
	// Moments that differ by rounding alone are one.
	cuts = slices.CompactFunc(cuts, func(b, a float64) bool { return b-a <= 1e-12*until })
	return func(yield func(Segment) bool) {
		for i := 1; i < len(cuts) && cuts[i] <= until; i++ {
			from, to := cuts[i-1], cuts[i]
			// At its ends the lag may jump; inside, two points tell all.
			a := Lag(written, arrived, from+(to-from)/4)
			b := Lag(written, arrived, to-(to-from)/4)
			s := Segment{Length: to - from, From: max(0, a-(b-a)/2), To: max(0, b+(b-a)/2)}
			if !yield(s) {
				return
			}
		}
	}
}

// Loss is what users miss after their source was given up.
type Loss struct {
	Window float64 // seconds from the oldest lost write to their arrival on the target; 0 if none is lost
	Bytes  float64
}

// Sever returns what is lost if replication ends at a moment and users, who
// write to the source until then, arrive on the target at another: all that
// had not arrived when it ended, and all that was written since. Both moments
// are finite, the arrival not before the end.
func Sever(written, arrived Curve, at, arrival float64) Loss {
	bytes := written.At(arrival) - arrived.At(at)
	if waiting(written, arrived, at) == 0 {
		bytes = written.At(arrival) - written.At(at)
	}
	if bytes <= 0 {
		return Loss{}
	}
	return Loss{Window: arrival - (at - Lag(written, arrived, at)), Bytes: bytes}
}

// Secondary returns the writes that a second replication has to carry if it
// begins at a moment with all that the first had not yet carried by then, as a
// curve of the time since. The moment is finite and not before the start.
func Secondary(written, arrived Curve, at float64) Curve {
	out := Curve{rate: written.rate}
	done := arrived.At(at)
	add := func(t float64) {
		out.at, out.sum = append(out.at, t-at), append(out.sum, max(0, written.At(t)-done))
	}
	add(at)
	for _, t := range written.at {
		if t > at {
			add(t)
		}
	}
	return out
}
