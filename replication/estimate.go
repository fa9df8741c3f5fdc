package replication

import "math"

// amounts reports whether all numbers are finite and not negative.
func amounts(numbers ...float64) bool {
	for _, x := range numbers {
		if !(x >= 0) || math.IsInf(x, 1) {
			return false
		}
	}
	return true
}

// finite returns x and whether it is a number that can be an answer.
func finite(x float64) (float64, bool) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, false
	}
	return x, true
}

// quotient returns how long it takes to work off an amount: none for nothing,
// even at speed 0; no time at all suffices for something at speed 0 or below.
func quotient(amount, speed float64) (float64, bool) {
	if !amounts(amount) || math.IsNaN(speed) {
		return 0, false
	}
	if amount == 0 {
		return 0, true
	}
	if speed <= 0 {
		return 0, false
	}
	return finite(amount / speed)
}

// TransferTime returns the seconds that size bytes take over a path of a
// bandwidth (bytes per second) of which a share, the efficiency, is payload:
// size ÷ (bandwidth · efficiency). There is no such time where nothing is
// carried or an argument is negative or not finite.
//
// Source: Microsoft Cloud Adoption Framework, "Replicate assets", estimates
// replication as total storage ÷ available bandwidth; the efficiency is stated
// here instead of being silently 1.
func TransferTime(size, bandwidth, efficiency float64) (seconds float64, ok bool) {
	if !amounts(size, bandwidth, efficiency) {
		return 0, false
	}
	return quotient(size, bandwidth*efficiency)
}

// InSyncTime returns the seconds until a copy has caught up with its source,
// size ÷ (bandwidth − drift), when the source goes on writing at drift bytes
// per second and every byte is sent. A copy whose source writes as fast as the
// path carries is never in sync.
//
// It does not matter whether the seed is carried first or mixed with the
// writes: the path is never idle before the end.
func InSyncTime(size, bandwidth, drift float64) (seconds float64, ok bool) {
	if !amounts(size, bandwidth, drift) || drift >= bandwidth {
		return 0, false
	}
	return quotient(size, bandwidth-drift)
}

// DeadlineBandwidth returns the bytes per second that bring a copy in sync
// within a deadline: drift + size ÷ deadline. It is [InSyncTime] solved for the
// bandwidth.
//
// Source: KubeVirt enhancement 248, "Migration convergence", asks for
// bandwidth − dirty rate of at least 2^30 ÷ t bytes per second where t seconds
// are granted for each GiB.
func DeadlineBandwidth(size, drift, deadline float64) (bandwidth float64, ok bool) {
	if !amounts(size, drift, deadline) {
		return 0, false
	}
	need, ok := quotient(size, deadline)
	if !ok {
		return 0, false
	}
	return finite(drift + need)
}

// PathPart is a stage of a path: what it can carry, in bytes per second, and
// the share of it that copies may use.
type PathPart struct {
	Capacity float64
	Share    float64
}

// PathBandwidth returns what a path of several stages offers: the least of
// them, times the share of it that is planned with. A path of no stages has no
// bandwidth that could be named.
//
// Source: Platform9 migration planner guide, section 5.2: the least of source,
// link, target and storage, times 0.8.
func PathBandwidth(planned float64, parts ...PathPart) (bandwidth float64, ok bool) {
	least := math.Inf(1)
	for _, p := range parts {
		if !amounts(p.Capacity, p.Share) {
			return 0, false
		}
		least = min(least, p.Capacity*p.Share)
	}
	if !amounts(planned) {
		return 0, false
	}
	return finite(least * planned)
}

// Line is a straight line that predicts a duration from a number of items.
type Line struct {
	Intercept float64 // seconds for none
	Slope     float64 // seconds per item
}

// Calibrate returns the line through two measurements, which must be of
// different numbers of items.
func Calibrate(items1, seconds1, items2, seconds2 float64) (Line, bool) {
	slope, ok := finite((seconds2 - seconds1) / (items2 - items1))
	if !ok {
		return Line{}, false
	}
	intercept, ok := finite(seconds1 - slope*items1)
	if !ok {
		return Line{}, false
	}
	return Line{Intercept: intercept, Slope: slope}, true
}

// At returns the seconds predicted for a number of items.
func (l Line) At(items float64) (seconds float64, ok bool) {
	return finite(l.Intercept + l.Slope*items)
}

// QueueTime returns the seconds of work in a queue of bytes at a rate of bytes
// per second. With a SQL Server availability group's send queue and the rate
// at which its primary generates log it is the estimated data loss; with its
// redo queue and redo rate it is the estimated recovery time. Something that
// waits at rate 0 has no such time.
//
// Source: Microsoft SQL Server documentation, "Monitor performance for Always
// On availability groups".
func QueueTime(queue, rate float64) (seconds float64, ok bool) {
	if !amounts(queue, rate) {
		return 0, false
	}
	return quotient(queue, rate)
}
