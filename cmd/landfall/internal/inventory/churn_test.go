package inventory

import (
	"errors"
	"math"
	"testing"
)

func TestChurn(t *testing.T) {
	const used = 100e9
	for text, perDay := range map[string]float64{
		"5%/d": 5e9, "0.5%/h": 12e9, "2GB/d": 2e9, "2GiB/d": 2 << 30, "1MB/s": 86.4e9, "5 % / d": 5e9, "35%/w": 5e9, "200%/d": 200e9, " 1kB/h ": 24e3,
	} {
		c, err := ParseChurn(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := float64(c.of(used)) * day; math.Abs(got-perDay) > 1e-9*perDay {
			t.Errorf("%s: %v a day, want %v", text, got, perDay)
		}
	}
}

func TestChurnDefault(t *testing.T) {
	var c Churn
	if got := float64(c.of(100e9)) * day; math.Abs(got-5e9) > 1 {
		t.Errorf("default is %v a day, want 5 %% of used", got)
	}
	if c.words() != "5 % of used bytes a day" {
		t.Errorf("default is %q", c.words())
	}
}

func TestChurnRefused(t *testing.T) {
	for _, text := range []string{"", "5", "5%", "5%/y", "GB/d", "2Gbps", "0%/d", "0GB/d", "-1GB/d", "2GB/d/d", "1,5GB/d", "NaN%/d", "1e9%/d", "-5%/d", "2gb/d", "1e99TB/s"} {
		c, err := ParseChurn(text)
		if !errors.Is(err, ErrSource) {
			t.Errorf("%q is read as %v, want an error", text, c)
		}
	}
}
