package simulate

import "time"

// Bytes is an amount of data in bytes, below 10^21. Its text is a number with
// a unit of 10^3 (kB … EB) or of 2^10 (KiB … EiB): 120GB, 120GiB.
type Bytes float64

// BitRate is a network rate in bits per second, below 10^21. Its text is a
// number with one of the units bps, kbps … Pbps: 400Mbps.
type BitRate float64

// ByteRate is a write rate in bytes per second, below 10^21. Its text is a
// size per s, min, h or d: 2MB/s, 40GB/d. [Bytes.Per] makes one.
type ByteRate float64

// Share is a part of a whole, 0 to 1. Its text is 25% or 0.25.
type Share float64

// Duration is a length of time in seconds, below 1000 years. Its text is a sum
// of w, d (always 24 h), h, m, s, ms, us and ns: 90s, 2h30m.
type Duration float64

// Quantity is a unit that may vary.
type Quantity interface {
	Bytes | BitRate | ByteRate | Share | Duration
}

// Units to multiply with, as in 120*simulate.GiB or 15*simulate.Minute.
const (
	Byte Bytes = 1
	KB         = 1e3 * Byte
	MB         = 1e3 * KB
	GB         = 1e3 * MB
	TB         = 1e3 * GB
	PB         = 1e3 * TB
	EB         = 1e3 * PB
	KiB        = 1 << 10 * Byte
	MiB        = 1 << 20 * Byte
	GiB        = 1 << 30 * Byte
	TiB        = 1 << 40 * Byte
	PiB        = 1 << 50 * Byte
	EiB        = 1 << 60 * Byte

	BitPerSecond BitRate = 1
	Kbps                 = 1e3 * BitPerSecond
	Mbps                 = 1e3 * Kbps
	Gbps                 = 1e3 * Mbps
	Tbps                 = 1e3 * Gbps
	Pbps                 = 1e3 * Tbps

	Second Duration = 1
	Minute          = 60 * Second
	Hour            = 60 * Minute
	Day             = 24 * Hour
	Week            = 7 * Day

	Percent Share = 0.01
)

// The limits that keep sums and products of quantities finite.
const (
	byteLimit     = 1e21
	rateLimit     = 1e21
	durationLimit = 1000 * 365.25 * float64(Day)
)

// Per is the rate of an amount in a time above 0, as in (40 * GB).Per(Day).
func (b Bytes) Per(d Duration) ByteRate { return ByteRate(float64(b) / float64(d)) }

// Instant is a point in time: an offset from the scenario's start, or, where
// Time is not zero, a calendar time. Its text is a duration or RFC 3339.
type Instant struct {
	Offset Duration
	Time   time.Time
}

// After is the instant at an offset from the scenario's start.
func After(d Duration) Instant { return Instant{Offset: d} }

// At is the instant at a calendar time.
func At(t time.Time) Instant { return Instant{Time: t} }

// Since returns the time from start to the instant, negative for one before.
func (i Instant) Since(start time.Time) Duration {
	if i.Time.IsZero() {
		return i.Offset
	}
	whole := i.Time.Unix() - start.Unix()
	return Duration(whole) + Duration(i.Time.Nanosecond()-start.Nanosecond())*1e-9
}
