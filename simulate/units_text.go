package simulate

import (
	"math"
	"math/big"
	"strings"
	"time"
)

// ParseBytes reads a size such as 120GB or 120GiB.
func ParseBytes(text string) (Bytes, error) {
	x, err := byteScale.parse(text, hintBytes)
	return Bytes(x), err
}

// ParseBitRate reads a network rate such as 400Mbps.
func ParseBitRate(text string) (BitRate, error) {
	x, err := bitRateScale.parse(text, hintBitRate)
	return BitRate(x), err
}

// ParseByteRate reads a write rate such as 2MB/s or 40GB/d.
func ParseByteRate(text string) (ByteRate, error) {
	x, err := byteRateScale.parse(text, hintByteRate)
	return ByteRate(x), err
}

// ParseShare reads a share such as 25% or 0.25.
func ParseShare(text string) (Share, error) {
	x, err := shareScale.parse(text, hintShare)
	return Share(x), err
}

// ParseDuration reads a duration such as 90s or 2h30m: one or several numbers
// with a unit, the units from large to small, each at most once.
func ParseDuration(text string) (Duration, error) {
	sum := new(big.Rat)
	x, rest, last := 0.0, strings.TrimSpace(text), -1
	for first := true; first || rest != ""; first = false {
		number, tail, err := durationScale.split(rest)
		if err != nil {
			return 0, aboutWhole(err, text)
		}
		name, next := cutUnit(tail)
		rest = strings.TrimLeft(next, " ")
		u, ok := durationScale.find(name)
		if !ok {
			wrong, expected := hintDuration(number, name)
			return 0, Problem{Wrong: quote(text) + " " + wrong, Expected: expected}
		}
		if rank := durationRank(u); rank > last {
			last = rank
		} else {
			return 0, Problem{Wrong: quote(text) + " is out of order", Expected: "write each unit once, the largest first, such as 2h30m"}
		}
		if x, err = durationScale.bounded(exact(number, u.num, u.den), text); err != nil || first && rest == "" {
			return Duration(x), err
		}
		addExact(sum, number, u)
	}
	x, _ = sum.Float64()
	x, err := durationScale.bounded(x, text)
	return Duration(x), err
}

// addExact adds a number of units, which is finite, to sum.
func addExact(sum *big.Rat, number string, u unit) {
	if exact(number, u.num, u.den) == 0 {
		return
	}
	if r, ok := new(big.Rat).SetString(number); ok {
		sum.Add(sum, ratio(r, u.num, u.den))
	}
}

// aboutWhole makes an error about a part of text one about the whole.
func aboutWhole(err error, text string) error {
	p := err.(Problem)
	if strings.TrimSpace(text) == "" || strings.HasPrefix(strings.TrimSpace(text), "-") {
		return p
	}
	return Problem{Wrong: quote(text) + " is not a duration", Expected: p.Expected}
}

// cutUnit separates the unit at the beginning of text from the next number.
func cutUnit(text string) (name, rest string) {
	end := strings.IndexAny(text, "0123456789 ")
	if end < 0 {
		return text, ""
	}
	return text[:end], text[end:]
}

// durationRank orders units from large to small; both signs of µs are one.
func durationRank(u unit) int {
	for i, v := range durationScale.units {
		if v.num == u.num && v.den == u.den {
			return i
		}
	}
	return len(durationScale.units)
}

// ParseInstant reads an offset from the start such as 30d, or an RFC 3339 time.
func ParseInstant(text string) (Instant, error) {
	trimmed := strings.TrimSpace(text)
	if len(trimmed) > 4 && trimmed[4] == '-' && digits(trimmed, 0) == 4 {
		t, err := parseTime(trimmed)
		return Instant{Time: t}, err
	}
	offset, err := ParseDuration(text)
	if err != nil {
		p := err.(Problem)
		p.Expected += "; an instant is an offset from the start such as 30d, or a time such as 2026-03-02T00:00:00Z"
		return Instant{}, p
	}
	return Instant{Offset: offset}, nil
}

func parseTime(text string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err == nil {
		return t, nil
	}
	if strings.HasSuffix(err.Error(), "out of range") {
		return time.Time{}, Problem{Wrong: quote(text) + " is a time that the calendar does not have", Expected: "a day of its month and an hour of that day"}
	}
	example := "2026-03-02T00:00:00Z"
	if day, err := time.Parse(time.DateOnly, text[:min(len(text), len(time.DateOnly))]); err == nil {
		example = day.Format(time.RFC3339)
	}
	return time.Time{}, Problem{Wrong: quote(text) + " is not an RFC 3339 time", Expected: "write it such as " + example}
}

// String writes the size in the shortest exact form.
func (b Bytes) String() string { return byteScale.format(float64(b)) }

// String writes the rate in the shortest exact form.
func (r BitRate) String() string { return bitRateScale.format(float64(r)) }

// String writes the rate in the shortest exact form.
func (r ByteRate) String() string { return byteRateScale.format(float64(r)) }

// String writes the share in percent, if that is exact.
func (s Share) String() string {
	if s == 0 {
		return "0%"
	}
	return shareScale.format(float64(s))
}

// String writes the duration in the shortest exact form.
func (d Duration) String() string {
	text := durationScale.format(float64(d))
	if x := float64(d); x < 60 || x > durationLimit || x != math.Trunc(x) {
		return text
	}
	for i := range wholeParts {
		if sum := formatParts(uint64(d), wholeParts[i:]); len(sum) < len(text) {
			text = sum
		}
	}
	return text
}

// String writes the instant as it is in the file.
func (i Instant) String() string {
	if i.Time.IsZero() {
		return i.Offset.String()
	}
	return i.Time.Format(time.RFC3339Nano)
}
