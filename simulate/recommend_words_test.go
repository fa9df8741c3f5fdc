package simulate

import (
	"slices"
	"testing"
)

func TestAmount(t *testing.T) {
	for _, test := range []struct {
		unit string
		v    float64
		want string
	}{
		{"s", 0, "0 s"}, {"s", 0.04, "0.04 s"}, {"s", 119, "119 s"}, {"s", 120, "2 min"}, {"s", 5400, "90 min"},
		{"s", 9000, "2.5 h"}, {"s", 86400 * 8.2, "8.2 days"}, {"s", 86400 * 1234, "1,234 days"}, {"s", -3600 * 30, "-30 h"},
		{"B", 999, "999 B"}, {"B", 1.2e9, "1.2 GB"}, {"B", 3e18, "3,000 PB"},
		{"user-hour", 1, "1 user-hour"}, {"user-hour", 1940.4, "1,940 user-hours"}, {"count", 3, "3 count"},
	} {
		if got := amount(test.unit, test.v); got != test.want {
			t.Errorf("%v %s = %q, want %q", test.v, test.unit, got, test.want)
		}
	}
}

func TestNumber(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 9.94: "9.9", 9.96: "10", 1: "1", 1.04: "1", 0.5: "0.5", 12345678: "12,345,678", -1000: "-1,000", 999.6: "1,000"} {
		if got := number(v); got != want {
			t.Errorf("%v = %q, want %q", v, got, want)
		}
	}
}

func TestPercentNeverRoundsToCertainty(t *testing.T) {
	for v, want := range map[float64]string{0: "0 %", 1: "100 %", 0.999: "more than 99 %", 0.001: "less than 1 %", 0.934: "93 %"} {
		if got := percent(v); got != want {
			t.Errorf("%v = %q, want %q", v, got, want)
		}
	}
}

func TestEnumerate(t *testing.T) {
	words := []string{"a", "b", "c", "d"}
	for n, want := range map[int]string{0: "", 1: "a", 2: "a and b", 3: "a, b and c"} {
		if got := enumerate(words[:n]); got != want {
			t.Errorf("%d words: %q, want %q", n, got, want)
		}
	}
	if got := enumerate(atMost(2, words)); got != "a, b and 2 more" {
		t.Errorf("got %q", got)
	}
	if got := atMost(3, words); !slices.Equal(got, words) {
		t.Errorf("a single word was counted instead of named: %q", got)
	}
	if words[2] != "c" {
		t.Error("atMost wrote into its argument")
	}
}
