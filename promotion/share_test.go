package promotion_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/landfall-sim/landfall/promotion"
)

func TestShareOf(t *testing.T) {
	for _, c := range []struct {
		f    float64
		want promotion.Share
	}{
		{0, 0}, {0.25, promotion.Percent(25)}, {1, promotion.Whole}, {2, promotion.Whole}, {-1, 0}, {math.NaN(), 0},
		{1e-30, 1}, {math.Nextafter(1, 0), promotion.Whole - 1}, {math.Inf(1), promotion.Whole},
	} {
		if got := promotion.ShareOf(c.f); got != c.want {
			t.Errorf("ShareOf(%v) = %d, want %d", c.f, got, c.want)
		}
	}
	if promotion.Percent(200) != promotion.Whole {
		t.Error("200 percent is more than the whole")
	}
}

func TestShareText(t *testing.T) {
	for s, want := range map[promotion.Share]string{
		0: "0%", 1: "0.0000001%", promotion.Percent(5): "5%", promotion.Percent(10): "10%", promotion.ShareOf(1. / 3): "33.3333333%",
		promotion.Whole: "100%",
	} {
		if got := s.String(); got != want {
			t.Errorf("share %d is %q, want %q", uint32(s), got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := promotion.Share(rapid.Uint32Range(0, uint32(promotion.Whole)).Draw(t, "share"))
		var read promotion.Share
		if err := read.UnmarshalText([]byte(s.String())); err != nil || read != s {
			t.Fatalf("%v reads as %v, %v", s, read, err)
		}
		if got := promotion.ShareOf(s.Float()); got != s {
			t.Fatalf("%v as a number is %v", s, got)
		}
	})
}

// TestShareOfMoreThanTheWhole has no text that could not be read again.
func TestShareOfMoreThanTheWhole(t *testing.T) {
	for _, s := range []promotion.Share{promotion.Whole + 1, 4_000_000_000} {
		if text, err := s.MarshalText(); err == nil {
			t.Errorf("%d is written as %s", uint32(s), text)
		}
	}
	if text, err := promotion.Whole.MarshalText(); err != nil || string(text) != "100%" {
		t.Errorf("the whole is written as %s: %v", text, err)
	}
}

func TestShareRefused(t *testing.T) {
	for _, text := range []string{
		"", "%", "5", "101%", "-1%", "NaN%", "1e1%", "0x10%", "1_0%", "+5%", "0.00000001%", "99.99999999%", "5%%", "5 %", ".%",
	} {
		s := promotion.Percent(7)
		if err := s.UnmarshalText([]byte(text)); err == nil || s != promotion.Percent(7) {
			t.Errorf("%q reads as %v, %v", text, s, err)
		}
	}
}
