package simulate

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseQuantities(t *testing.T) {
	for _, c := range []struct {
		text string
		read func(string) (float64, error)
		want float64
	}{
		{"0B", readBytes, 0},
		{"120GB", readBytes, 120e9},
		{"120GiB", readBytes, 120 << 30},
		{" 120 GB ", readBytes, 120e9},
		{"900KB", readBytes, 9e5},
		{"900kB", readBytes, 9e5},
		{"167.895GB", readBytes, 167895000000},
		{"1e3GB", readBytes, 1e12},
		{"1EB", readBytes, 1e18},
		{"1EiB", readBytes, 1 << 60},
		{"999.9EB", readBytes, 999.9e18},
		{"0bps", readBitRate, 0},
		{"1.6Gbps", readBitRate, 1.6e9},
		{"300Mbps", readBitRate, 3e8},
		{"2Pbps", readBitRate, 2e15},
		{"2MB/s", readByteRate, 2e6},
		{"5GiB/h", readByteRate, float64(5<<30) / 3600},
		{"40GB/d", readByteRate, 40e9 / 86400},
		{"1.821GB/d", readByteRate, 1821000000.0 / 86400},
		{"6MB/min", readByteRate, 1e5},
		{"25%", readShare, 0.25},
		{"0.25", readShare, 0.25},
		{"1", readShare, 1},
		{"100%", readShare, 1},
		{"90s", readDuration, 90},
		{"15m", readDuration, 900},
		{"2h30m", readDuration, 9000},
		{"2h 30m", readDuration, 9000},
		{"3d", readDuration, 3 * 86400},
		{"2w", readDuration, 14 * 86400},
		{"3.023h", readDuration, 10882.8},
		{"3d7h", readDuration, 3*86400 + 7*3600},
		{"1500ms", readDuration, 1.5},
		{"2us", readDuration, 2e-6},
		{"2µs", readDuration, 2e-6},
		{"7ns", readDuration, 7e-9},
	} {
		got, err := c.read(c.text)
		if err != nil || got != c.want {
			t.Errorf("%q: got %v, %v; want %v", c.text, got, err, c.want)
		}
	}
}

func readBytes(s string) (float64, error)    { v, err := ParseBytes(s); return float64(v), err }
func readBitRate(s string) (float64, error)  { v, err := ParseBitRate(s); return float64(v), err }
func readByteRate(s string) (float64, error) { v, err := ParseByteRate(s); return float64(v), err }
func readShare(s string) (float64, error)    { v, err := ParseShare(s); return float64(v), err }
func readDuration(s string) (float64, error) { v, err := ParseDuration(s); return float64(v), err }

func TestRefusedQuantities(t *testing.T) {
	for _, c := range []struct {
		text string
		read func(string) (float64, error)
		want string
	}{
		{"1000", readBitRate, `"1000" has no unit; write 1000Mbps (bits) for what is 125MB/s (bytes): they differ by eight`},
		{"2", readByteRate, `"2" has no unit; write 2MB/s (bytes) for what is 16Mbps (bits): they differ by eight`},
		{"120", readBytes, `"120" has no unit; write 120GB (10^9 bytes) or 120GiB (2^30 bytes)`},
		{"2", readDuration, `"2" has no unit; write 2h (hours), 2m (minutes) or 2d (days)`},
		{"125MB/s", readBitRate, `"125MB/s" is in bytes; a network rate is in bits, and MB/s and Mbps differ by eight: write 1Gbps`},
		{"125MBps", readBitRate, `"125MBps" is in bytes; a network rate is in bits, and MB/s and Mbps differ by eight: write 1Gbps`},
		{"1Gbps", readByteRate, `"1Gbps" is in bits; a write rate is in bytes, and MB/s and Mbps differ by eight: write 125MB/s`},
		{"1Gb/s", readByteRate, `"1Gb/s" is in bits; a write rate is in bytes, and MB/s and Mbps differ by eight: write it such as 2MB/s`},
		{"5MBps", readByteRate, `"5MBps" has the unknown unit "MBps"; write 5MB/s`},
		{"4GB", readByteRate, `"4GB" is a size; a write rate has a time in it: write 4GB/s, 4GB/h or 4GB/d`},
		{"4GB", readBitRate, `"4GB" is a size; a network rate is in bits per second: write it such as 400Mbps`},
		{"120Gb", readBytes, `"120Gb" is in bits; a size is in bytes, 8 bits each: write it such as 120GB`},
		{"120Gbit", readBytes, `"120Gbit" is in bits; a size is in bytes, 8 bits each: write it such as 120GB`},
		{"4GB/d", readBytes, `"4GB/d" is a rate; a size has no time in it: write it such as 120GB`},
		{"120gb", readBytes, `"120gb" has the unknown unit "gb"; did you mean 120GB?`},
		{"120G", readBytes, `"120G" has the unknown unit "G"; did you mean 120GB? Units are B, kB … EB (powers of 1000) and KiB … EiB (powers of 1024)`},
		{"1gbps", readBitRate, `"1gbps" has the unknown unit "gbps"; did you mean 1Gbps?`},
		{"5 furlongs", readDuration, `"5 furlongs" has the unknown unit "furlongs"; units are w (7 days), d (24 hours), h, m (minutes), s, ms, us and ns`},
		{"2 hours", readDuration, `"2 hours" has the unknown unit "hours"; write 2h`},
		{"30m2h", readDuration, `"30m2h" is out of order; write each unit once, the largest first, such as 2h30m`},
		{"2h2h", readDuration, `"2h2h" is out of order; write each unit once, the largest first, such as 2h30m`},
		{"2h30", readDuration, `"2h30" has no unit; write 30h (hours), 30m (minutes) or 30d (days)`},
		{"2h-30m", readDuration, `"2h-30m" has the unknown unit "h-"; units are w (7 days), d (24 hours), h, m (minutes), s, ms, us and ns`},
		{"150%", readShare, `"150%" is too large; a share is at most 100%: write 25% or 0.25`},
		{"25", readShare, `"25" is too large; a share is at most 100%: write 25% or 0.25`},
		{"25 percent", readShare, `"25 percent" is not a share; write 25% or 0.25`},
		{"-5GB", readBytes, `"-5GB" is negative; a size is not below 0`},
		{"-5m", readDuration, `"-5m" is negative; a duration is not below 0`},
		{"NaN", readBytes, `"NaN" is not a size; write a number with a unit such as 120GB`},
		{".inf", readShare, `".inf" is not a share; write a number with a unit such as 25%`},
		{"1e400", readShare, `"1e400" is too large; a share is at most 100%: write 25% or 0.25`},
		{"1e400GB", readBytes, `"1e400GB" is too large; a size is below 10^21 bytes`},
		{"1e99999999999999999999GB", readBytes, `"1e99999999999999999999GB" is too large; a size is below 10^21 bytes`},
		{"1000EB", readBytes, `"1000EB" is too large; a size is below 10^21 bytes`},
		{"52200w", readDuration, `"52200w" is too large; a duration is below 1000 years`},
		{"", readBytes, `is empty; write a size such as 120GB`},
		{strings.Repeat("9", 200) + "GB", readBytes, `"9999999999999999999999999999999999999999…" has too many digits; write at most 100`},
		{"\x1b[31m", readBytes, `"\x1b[31m" is not a size; write a number with a unit such as 120GB`},
	} {
		_, err := c.read(c.text)
		if err == nil || err.Error() != c.want {
			t.Errorf("%q:\n got %v\nwant %s", c.text, err, c.want)
		}
		if !errors.Is(err, ErrScenario) {
			t.Errorf("%q: %v is no ErrScenario", c.text, err)
		}
	}
}

func TestQuantityStrings(t *testing.T) {
	for _, c := range []struct {
		value fmt.Stringer
		want  string
	}{
		{Bytes(0), "0B"}, {120 * GB, "120GB"}, {120 * GiB, "120GiB"}, {1500 * GB, "1.5TB"}, {Bytes(167895000000), "167895MB"}, {Bytes(1678950000000), "1.67895TB"},
		{1024 * Byte, "1KiB"}, {1000 * Byte, "1kB"}, {Bytes(1.0 / 3), "0.3333333333333333B"}, {999 * EB, "999EB"},
		{BitRate(0), "0bps"}, {1600 * Mbps, "1.6Gbps"}, {BitRate(1e9), "1Gbps"}, {BitRate(80e6), "80Mbps"},
		{ByteRate(0), "0B/s"}, {(4 * GB).Per(Day), "4GB/d"}, {(5 * GiB).Per(Hour), "5GiB/h"}, {(10 * MB).Per(Second), "10MB/s"},
		{Share(0), "0%"}, {Share(0.25), "25%"}, {Share(1), "100%"}, {Share(0.0005), "0.05%"},
		{Duration(0), "0s"}, {90 * Second, "90s"}, {36 * Hour, "36h"}, {30 * Day, "30d"}, {104 * Week, "104w"},
		{Week, "1w"}, {8 * Day, "8d"}, {Duration(10882.8), "3.023h"}, {Duration(79 * 3600), "79h"}, {Duration(0.001), "1ms"},
		{2*Hour + 13*Minute, "133m"}, {2*Hour + 13*Minute + 20*Second, "8000s"},
		{After(30 * Day), "30d"}, {At(time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)), "2026-03-02T00:00:00Z"},
	} {
		if got := c.value.String(); got != c.want {
			t.Errorf("%T %v: got %s, want %s", c.value, c.value, got, c.want)
		}
	}
}

// Every text that is written reads as exactly the same number.
func TestTextsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.OneOf(
			rapid.Float64Range(0, 1e21*0.999),
			rapid.Map(rapid.Uint32(), func(n uint32) float64 { return float64(n) }),
			rapid.Map(rapid.Uint32(), func(n uint32) float64 { return float64(n) / 86400 }),
			rapid.Map(rapid.Uint32(), func(n uint32) float64 { return float64(n) * 1e6 }),
		).Draw(t, "x")
		roundTrip(t, Bytes(x))
		roundTrip(t, BitRate(x))
		roundTrip(t, ByteRate(x))
		roundTrip(t, Share(x/1e21))
		if x < durationLimit {
			roundTrip(t, Duration(x))
			roundTrip(t, Duration(math.Trunc(x)))
		}
	})
}

// TestNothingIsWrittenThatIsNotRead: a value outside of its unit has no text.
func TestNothingIsWrittenThatIsNotRead(t *testing.T) {
	for _, v := range []encoding.TextMarshaler{
		Bytes(math.NaN()), Bytes(-1), Bytes(1e21), BitRate(math.Inf(1)), BitRate(-1), ByteRate(1e21), ByteRate(-1),
		Share(7), Share(-0.5), Duration(-5), Duration(durationLimit), After(-Hour), At(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)),
		Clock(-1), Clock(1441), Clock(99999), Days(128), StepKind(99),
	} {
		if text, err := v.MarshalText(); !errors.Is(err, ErrScenario) {
			t.Errorf("%T %v is written as %q, %v, want a problem", v, v, text, err)
		}
	}
	for want, v := range map[string]encoding.TextMarshaler{
		"0B": Bytes(math.Copysign(0, -1)), "0s": Duration(math.Copysign(0, -1)), "100%": Share(1), "24:00": Clock(1440), "mon-sun": Days(0), "team wait": TeamWaitStep,
	} {
		if text, err := v.MarshalText(); err != nil || string(text) != want {
			t.Errorf("%T %v is written as %q, %v, want %s", v, v, text, err, want)
		}
	}
}

func TestStepKindsRoundTrip(t *testing.T) {
	for k := BeganStep; k <= PromotedStep; k++ {
		text, err := json.Marshal(Step{Kind: k})
		var back Step
		if err == nil {
			err = json.Unmarshal(text, &back)
		}
		if err != nil || back.Kind != k || !strings.Contains(string(text), `"Kind":"`+k.String()+`"`) {
			t.Errorf("%v is written as %s, which reads as %v, %v", k, text, back.Kind, err)
		}
	}
	var k StepKind
	if err := k.UnmarshalText([]byte("sede")); err == nil || err.Error() != `unknown kind of step "sede"; did you mean seed?` {
		t.Error(err)
	}
}

func roundTrip[T Quantity](t *rapid.T, v T) {
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var back T
	if err := json.Unmarshal(data, &back); err != nil || back != v {
		t.Fatalf("%v wrote %s, which reads as %v, %v", float64(v), data, float64(back), err)
	}
}

// exact does what decimal arithmetic without rounding does.
func TestExactFastAgreesWithRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.StringMatching(`[0-9]{1,9}(\.[0-9]{1,7})?`).Draw(t, "number")
		u := rapid.SampledFrom(append(byteRateScale.units, durationScale.units...)).Draw(t, "unit")
		fast, ok := exactFast(number, u.num, u.den)
		if !ok {
			t.Skip()
		}
		if slow := exact(number+"e0", u.num, u.den); fast != slow {
			t.Fatalf("%s %s: %v by float64, %v by rationals", number, u.name, fast, slow)
		}
	})
}

func TestShareReadsJSONNumbers(t *testing.T) {
	for text, want := range map[string]Share{`0.25`: 0.25, `"25%"`: 0.25, `1`: 1, `5e-1`: 0.5} {
		var s Share
		if err := json.Unmarshal([]byte(text), &s); err != nil || s != want {
			t.Errorf("%s: got %v, %v", text, s, err)
		}
	}
	var s Share
	for _, text := range []string{`25`, `true`, `[]`, `"x"`, `-1`} {
		if err := json.Unmarshal([]byte(text), &s); err == nil {
			t.Errorf("%s was accepted", text)
		}
	}
}

func TestInstants(t *testing.T) {
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	for text, want := range map[string]Duration{
		"30d":                       30 * Day,
		"2026-01-06T00:00:00Z":      Day,
		"2026-01-05T00:00:00+02:00": -2 * Hour,
		"2026-01-05T00:00:00.5Z":    0.5,
	} {
		i, err := ParseInstant(text)
		if err != nil || i.Since(start) != want {
			t.Errorf("%s: got %v, %v", text, i.Since(start), err)
		}
		back, err := ParseInstant(i.String())
		if err != nil || back.Since(start) != want {
			t.Errorf("%s: wrote %s, which reads as %v, %v", text, i, back, err)
		}
	}
	for text, want := range map[string]string{
		"2026-02-30T00:00:00Z": `"2026-02-30T00:00:00Z" is a time that the calendar does not have; a day of its month and an hour of that day`,
		"2026-03-02":           `"2026-03-02" is not an RFC 3339 time; write it such as 2026-03-02T00:00:00Z`,
		"next week":            `"next week" is not a duration; write a number with a unit such as 2h30m; an instant is an offset from the start such as 30d, or a time such as 2026-03-02T00:00:00Z`,
	} {
		if _, err := ParseInstant(text); err == nil || err.Error() != want {
			t.Errorf("%q:\n got %v\nwant %s", text, err, want)
		}
	}
}

func FuzzQuantities(f *testing.F) {
	for _, s := range []string{"120GB", "1e3GiB", "2h30m", "1.821GB/d", "25%", "1e999999999999s", "-1", "µs", "0x1p3B", "2026-03-02T00:00:00Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, read := range []func(string) (float64, error){readBytes, readBitRate, readByteRate, readShare, readDuration} {
			x, err := read(s)
			if err == nil && !(x >= 0 && x < 1e21) {
				t.Errorf("%q reads as %v", s, x)
			}
		}
		if d, err := ParseDuration(s); err == nil {
			if back, err := ParseDuration(d.String()); err != nil || back != d {
				t.Errorf("%q is %v, which reads as %v, %v", s, d, back, err)
			}
		}
		if i, err := ParseInstant(s); err == nil && len(i.check()) == 0 {
			if _, err := ParseInstant(i.String()); err != nil {
				t.Errorf("%q is %v: %v", s, i, err)
			}
		}
	})
}
