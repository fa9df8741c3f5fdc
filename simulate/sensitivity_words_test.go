package simulate

import (
	"math"
	"testing"
)

func TestInputUnitFormat(t *testing.T) {
	for _, c := range []struct {
		unit  InputUnit
		value float64
		want  string
	}{
		{"bit/s", 1e9, "1 Gbps"}, {"bit/s", 1.6e9, "1.6 Gbps"}, {"bit/s", 999.6e6, "1,000 Mbps"}, {"bit/s", 43.2e6, "43.2 Mbps"}, {"bit/s", 0, "0 bps"}, {"bit/s", 12, "12 bps"},
		{"B", 27.18e12, "27.2 TB"}, {"B", 1664e9, "1.66 TB"}, {"B/s", 60e9 / 86400.0, "60 GB/d"}, {"B/s", 1e12 / 86400.0, "1 TB/d"}, {"B/s", 0.001, "0.0864 kB/d"},
		{"s", 4 * 3600, "4 h"}, {"s", 90, "90 s"}, {"s", 900, "15 min"}, {"s", 5400, "90 min"}, {"s", 6 * 86400, "6 d"}, {"s", 47.5 * 3600, "47.5 h"}, {"s", 0.25, "0.25 s"},
		{"1", 0.05, "5 %"}, {"1", 0.672, "67.2 %"}, {"1", 1, "100 %"}, {"count", 14, "14"}, {"count", 1.5, "1.5"}, {"count", 12345, "12,345"},
		{"user", 1, "1 user"}, {"user", 75432, "75,432 users"}, {"ratio", 0.6, "0.6"}, {"ratio", 1.2345, "1.23"},
		{"bit/s", math.Inf(1), "+Inf"}, {"1", math.Inf(-1), "-Inf"}, {"s", math.NaN(), "NaN"},
	} {
		if got := c.unit.Format(c.value); got != c.want {
			t.Errorf("%v %s is %q, want %q", c.value, c.unit, got, c.want)
		}
	}
}
