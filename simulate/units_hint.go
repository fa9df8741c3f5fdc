package simulate

import (
	"math"
	"strings"

	"github.com/landfall-sim/landfall/internal/nearest"
)

// hintBytes says what is wrong with a size that has an unknown unit.
func hintBytes(number, name string) (wrong, expected string) {
	switch {
	case name == "":
		return "has no unit", "write " + number + "GB (10^9 bytes) or " + number + "GiB (2^30 bytes)"
	case isBits(name):
		return "is in bits", "a size is in bytes, 8 bits each: write it such as 120GB"
	case strings.ContainsAny(name, "/p"):
		return "is a rate", "a size has no time in it: write it such as 120GB"
	}
	return unknownUnit(byteScale, number, name, "B, kB … EB (powers of 1000) and KiB … EiB (powers of 1024)")
}

// hintBitRate says what is wrong with a network rate that has an unknown unit.
func hintBitRate(number, name string) (wrong, expected string) {
	if mega := exact(number, 1e6, 1); name == "" && math.IsInf(8*mega, 0) {
		return "is too large and has no unit", "write it such as 400Mbps"
	} else if name == "" {
		return "has no unit", "write " + number + "Mbps (bits) for what is " + ByteRate(mega/8).inMega() +
			" (bytes): they differ by eight"
	}
	if x, ok := asByteRate(number, name); ok {
		return "is in bytes", "a network rate is in bits, and MB/s and Mbps differ by eight: write " + BitRate(8*x).String()
	}
	if _, ok := byteScale.find(name); ok {
		return "is a size", "a network rate is in bits per second: write it such as 400Mbps"
	}
	return unknownUnit(bitRateScale, number, name, "bps, kbps, Mbps, Gbps, Tbps and Pbps")
}

// hintByteRate says what is wrong with a write rate that has an unknown unit.
func hintByteRate(number, name string) (wrong, expected string) {
	if mega := exact(number, 1e6, 1); name == "" && math.IsInf(8*mega, 0) {
		return "is too large and has no unit", "write it such as 2MB/s"
	} else if name == "" {
		return "has no unit", "write " + number + "MB/s (bytes) for what is " + BitRate(8*mega).inMega() +
			" (bits): they differ by eight"
	}
	if u, ok := bitRateScale.find(name); ok {
		return "is in bits", "a write rate is in bytes, and MB/s and Mbps differ by eight: write " +
			ByteRate(exact(number, u.num, u.den)/8).String()
	}
	if isBits(name) {
		return "is in bits", "a write rate is in bytes, and MB/s and Mbps differ by eight: write it such as 2MB/s"
	}
	if _, ok := byteScale.find(name); ok {
		return "is a size", "a write rate has a time in it: write " + number + name + "/s, " + number + name + "/h or " + number + name + "/d"
	}
	if x, ok := asByteRate(number, name); ok {
		return "has the unknown unit " + quote(name), "write " + ByteRate(x).String()
	}
	return unknownUnit(byteRateScale, number, name, "bytes (kB … EB, KiB … EiB) per s, min, h or d, such as 2MB/s")
}

// hintDuration says what is wrong with a duration that has an unknown unit.
func hintDuration(number, name string) (wrong, expected string) {
	if name == "" {
		return "has no unit", "write " + number + "h (hours), " + number + "m (minutes) or " + number + "d (days)"
	}
	plain := map[string]string{"sec": "s", "second": "s", "min": "m", "minute": "m", "hr": "h", "hour": "h", "day": "d", "week": "w"}
	if short, ok := plain[strings.TrimSuffix(strings.ToLower(name), "s")]; ok {
		return "has the unknown unit " + quote(name), "write " + number + short
	}
	return "has the unknown unit " + quote(name), "units are w (7 days), d (24 hours), h, m (minutes), s, ms, us and ns"
}

// hintShare says what is wrong with a share that has an unknown unit.
func hintShare(string, string) (wrong, expected string) {
	return "is not a share", "write 25% or 0.25"
}

// unknownUnit names the nearest unit of the scale.
func unknownUnit(s *scale, number, name, units string) (wrong, expected string) {
	var names []string
	for _, u := range s.units {
		if strings.EqualFold(u.name, name) {
			return "has the unknown unit " + quote(name), "did you mean " + number + u.name + "?"
		}
		names = append(names, u.name)
	}
	if near := nearest.Word(name, names); near != "" {
		return "has the unknown unit " + quote(name), "did you mean " + number + near + "? Units are " + units
	}
	return "has the unknown unit " + quote(name), "units are " + units
}

// isBits recognizes the usual ways to write an amount or a rate in bits.
func isBits(name string) bool {
	if _, ok := bitRateScale.find(name); ok {
		return true
	}
	amount, _, _ := strings.Cut(name, "/")
	prefix, ok := strings.CutSuffix(strings.TrimSuffix(strings.TrimSuffix(amount, "s"), "it"), "b")
	return ok && len(prefix) <= 2 && strings.Trim(prefix, "kKMGTPEi") == ""
}

// asByteRate reads a unit of bytes per time, also as MBps.
func asByteRate(number, name string) (float64, bool) {
	u, ok := byteRateScale.find(name)
	if !ok {
		amount, cut := strings.CutSuffix(name, "ps")
		if u, ok = byteScale.find(amount); !cut || !ok {
			return 0, false
		}
	}
	return exact(number, u.num, u.den), true
}

func (r ByteRate) inMega() string { return mega(float64(r)) + "MB/s" }

func (r BitRate) inMega() string { return mega(float64(r)) + "Mbps" }
