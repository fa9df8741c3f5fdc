package report

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestRulerIsTheSameAlongARow(t *testing.T) {
	for _, test := range []struct {
		unit   string
		values []float64
		want   string
	}{
		{"s", []float64{0, 0, 0}, "0 s|0 s|0 s"},
		{"s", []float64{3120, 1440, 1440}, "52 min|24 min|24 min"},
		{"s", []float64{0, 11 * 86400}, "0 d|11 d"},
		{"s", []float64{60, 11 * 86400}, "1 min|15,840 min"},
		{"s", []float64{5400.5, 90000}, "1.5 h|25.0 h"},
		{"bit/s", []float64{598e6, 4.1e8, math.NaN()}, "598 Mbps|410 Mbps|–"},
		{"bit/s", []float64{1e9}, "1,000 Mbps"},
		{"bit/s", []float64{1e10}, "10 Gbps"},
		{"B", []float64{1.5e12, 3e9}, "1,500 GB|3 GB"},
		{"count", []float64{1.3, 0}, "1.3|0"},
		{"1", []float64{0.62, 1}, "62 %|100 %"},
		{"asset-hour", []float64{2e5}, "8,333"},
		{"B", []float64{1e21, 1e3}, "1,000 EB|<1 EB"},
		{"furlong", []float64{3}, "3 furlong"},
	} {
		r := newRuler(test.unit, test.values)
		var got []string
		for _, v := range test.values {
			got = append(got, r.text(v))
		}
		if text := strings.Join(got, "|"); text != test.want {
			t.Errorf("%v %s: %s, want %s", test.values, test.unit, text, test.want)
		}
	}
}

func TestRulerKeepsOrderAndShowsWhatIsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0, 1e15), 1, 4).Draw(t, "values")
		unit := rapid.SampledFrom([]string{"s", "B", "bit/s", "h", "count"}).Draw(t, "unit")
		r := newRuler(unit, values)
		for _, v := range values {
			if got := r.text(v); v > 0 && strings.HasPrefix(got, "0") && !strings.HasPrefix(got, "0.") {
				t.Errorf("%v of %v reads %s", v, values, got)
			}
		}
	})
}

func TestPercentNeverRoundsToCertainty(t *testing.T) {
	for v, want := range map[float64]string{0: "0 %", 1: "100 %", 0.9996: ">99 %", 0.0004: "<1 %", 0.5: "50 %", 1.2: "120 %"} {
		if got := percent(v); got != want {
			t.Errorf("%v: %s, want %s", v, got, want)
		}
	}
	if got := percent(math.NaN()); got != dash {
		t.Errorf("NaN: %s", got)
	}
}

func TestExact(t *testing.T) {
	for _, test := range []struct {
		unit string
		v    float64
		want string
	}{
		{"s", 3600, "1 h"}, {"s", 900, "15 min"}, {"s", 5400, "90 min"}, {"s", 0, "0 s"}, {"s", 0.5, "0.5 s"},
		{"bit/s", 1e9, "1 Gbps"}, {"bit/s", 2.5e9, "2,500 Mbps"},
	} {
		if got := exact(test.unit, test.v); got != test.want {
			t.Errorf("%v: %s, want %s", test.v, got, test.want)
		}
	}
}

func TestLongUnitsStandInTheLabel(t *testing.T) {
	r := newRuler("asset-hour", []float64{2e5})
	if got := r.labelled("both copies"); got != "both copies, asset-d" {
		t.Errorf("got %q", got)
	}
	if got := newRuler("B", []float64{2e5}).labelled("lost"); got != "lost" {
		t.Errorf("got %q", got)
	}
}

func TestGroup(t *testing.T) {
	for digits, want := range map[string]string{"1": "1", "1000": "1,000", "-1234567.5": "-1,234,567.5", "<0.1": "<0.1", "123": "123"} {
		if got := group(digits); got != want {
			t.Errorf("%s: %s, want %s", digits, got, want)
		}
	}
}

func TestCalendar(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		moments []float64
		want    string
	}{
		{[]float64{3600}, "5 Jan 02:00"},
		{[]float64{3600, 15 * 86400}, "5 Jan 2026"},
		{[]float64{63*86400 + 1}, "9 Mar 2026"},
		{[]float64{400 * 365 * 86400}, "30 Sep 2425"},
		{[]float64{-3600}, "5 Jan 00:00"},
		{[]float64{-25 * 3600}, "4 Jan 00:00"},
		{[]float64{math.NaN()}, dash},
	} {
		if got := newCalendar(start, berlin, test.moments).text(test.moments[0]); got != test.want {
			t.Errorf("%v: %s, want %s", test.moments, got, test.want)
		}
	}
}
