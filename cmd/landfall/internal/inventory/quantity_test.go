package inventory

import (
	"math"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

func TestSizesKeepTheSourcesNumber(t *testing.T) {
	for b, want := range map[simulate.Bytes]string{
		96952 * mebibyte:  "96952MiB",
		102400 * mebibyte: "100GiB",
		1536 * mebibyte:   "1.5GiB",
		1 << 40:           "1TiB",
		120e9:             "120GB",
		61.2e9:            "61.2GB",
		701 * mebibyte:    "701MiB",
		1:                 "1B",
		123456789:         "123456789B",
		2.5e12:            "2.5TB",
	} {
		if got := sizeText(b); got != want {
			t.Errorf("%v bytes: %s, want %s", float64(b), got, want)
		}
	}
}

func TestRatesAreRounded(t *testing.T) {
	for perDay, want := range map[float64]string{
		5.083e9: "5.08GB/d", 36752588.8: "36.8MB/d", 999.6e6: "1GB/d", 1e12: "1TB/d", 1500: "1.5kB/d", 12: "12B/d",
	} {
		if got := rateText(simulate.ByteRate(perDay / day)); got != want {
			t.Errorf("%v a day: %s, want %s", perDay, got, want)
		}
	}
	for bits, want := range map[simulate.BitRate]string{1e9: "1Gbps", 2.5e9: "2.5Gbps", 400e6: "400Mbps", 64e3: "64kbps", 9600: "9.6kbps", 300: "300bps"} {
		if got := bitText(bits); got != want {
			t.Errorf("%v bit/s: %s, want %s", float64(bits), got, want)
		}
	}
}

func TestCounts(t *testing.T) {
	for n, want := range map[int]string{0: "0 rows", 1: "1 row", 999: "999 rows", 1000: "1,000 rows", 1048576: "1,048,576 rows"} {
		if got := count(n, "row", "rows"); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

// What is written is what the scenario's own parser reads.
func TestQuantitiesAreReadBack(t *testing.T) {
	for _, b := range []simulate.Bytes{1, 701 * mebibyte, 96952 * mebibyte, 1 << 40, 61.2e9, 123456789} {
		if got, err := simulate.ParseBytes(sizeText(b)); err != nil || got != b {
			t.Errorf("%s is read as %v, %v, want %v", sizeText(b), float64(got), err, float64(b))
		}
	}
	for _, perDay := range []float64{12, 1500, 5.08e9, 1e12} {
		r := simulate.ByteRate(perDay / day)
		if got, err := simulate.ParseByteRate(rateText(r)); err != nil || math.Abs(float64(got/r)-1) > 1e-9 {
			t.Errorf("%s is read as %v, %v", rateText(r), float64(got), err)
		}
	}
	for _, b := range []simulate.BitRate{300, 9600, 400e6, 2.5e9} {
		if got, err := simulate.ParseBitRate(bitText(b)); err != nil || got != b {
			t.Errorf("%s is read as %v, %v", bitText(b), float64(got), err)
		}
	}
}
