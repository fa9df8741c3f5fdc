package calendar

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const h = int64(time.Hour)

// hours are 24 factors, 1 between from and to, else 0.
func hours(from, to int) []float64 {
	f := make([]float64, 24)
	for i := from; i < to; i++ {
		f[i] = 1
	}
	return f
}

func TestProfileAgainstPackageTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		n := rapid.SampledFrom([]int{24, 168}).Draw(t, "factors")
		factors := rapid.SliceOfN(rapid.SampledFrom([]float64{0, 0.1, 1, 2.5}), n, n).Draw(t, "factors")
		factors[n-1] = 1
		var sum float64
		for _, f := range factors {
			sum += f
		}

		got := s.clock().Profile(factors)
		checkSteps(t, got, max(1, int64(s.minutes)*int64(time.Minute)))
		for _, at := range got.At {
			if at%int64(time.Minute) != 0 {
				t.Fatalf("a step at %v, within a minute", time.Duration(at))
			}
		}
		for i := range s.minutes {
			wall := s.wall(i)
			want := factors[(int(wall.Weekday()+6)%7*24+wall.Hour())%n] * float64(n) / sum
			if v := got.Eval(int64(i) * int64(time.Minute)); math.Abs(v-want) > 1e-12 {
				t.Fatalf("%v: %v, want %v", wall, v, want)
			}
		}
	})
}

func TestProfileByHand(t *testing.T) {
	for _, tt := range []struct {
		name, zone, start string
		factors           []float64
		horizon           int64
		want              Steps
	}{
		{"no factors", "UTC", "2026-01-05T00:00:00Z", nil, 48 * h, Steps{[]int64{0}, []float64{1}}},
		{"equal factors", "UTC", "2026-01-05T00:00:00Z", hours(0, 24), 48 * h, Steps{[]int64{0}, []float64{1}}},
		{"two days", "UTC", "2026-01-05T00:00:00Z", hours(8, 20), 48 * h,
			Steps{[]int64{0, 8 * h, 20 * h, 32 * h, 44 * h}, []float64{0, 2, 0, 2, 0}}},
		{"from within an hour", "UTC", "2026-01-05T08:30:00.25Z", hours(8, 9), 3 * h,
			Steps{[]int64{0, h/2 - int64(time.Second)/4}, []float64{24, 0}}},
		{"the horizon cuts", "UTC", "2026-01-05T07:00:00Z", hours(8, 9), h, Steps{[]int64{0}, []float64{0}}},
		{"half an hour off", "Asia/Kolkata", "2026-01-05T00:00:00Z", hours(8, 20), 24 * h,
			Steps{[]int64{0, 5 * h / 2, 29 * h / 2}, []float64{0, 2, 0}}},
		{"Berlin repeats 02:00 to 03:00", "Europe/Berlin", "2026-10-25T00:00:00+02:00", hours(2, 3), 24 * h,
			Steps{[]int64{0, 2 * h, 4 * h}, []float64{0, 24, 0}}},
		{"Berlin skips 02:00 to 03:00", "Europe/Berlin", "2026-03-29T00:00:00+01:00", hours(2, 3), 23 * h,
			Steps{[]int64{0}, []float64{0}}},
		{"Lord Howe skips half of an hour", "Australia/Lord_Howe", "2026-10-04T00:00:00+10:30", hours(2, 3), 20 * h,
			Steps{[]int64{0, 2 * h, 5 * h / 2}, []float64{0, 24, 0}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			start, err := time.Parse(time.RFC3339, tt.start)
			if err != nil {
				t.Fatal(err)
			}
			got := New(start, location(t, tt.zone), time.Duration(tt.horizon)).Profile(tt.factors)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestProfileOfAWeekBeginsOnMonday(t *testing.T) {
	factors := make([]float64, 168)
	factors[24+10] = 1                                       // Tuesday 10:00
	start := time.Date(2026, 1, 4, 20, 0, 0, 0, time.UTC)    // a Sunday
	got := New(start, nil, 14*24*time.Hour).Profile(factors) // nil is UTC
	first := 4*h + 34*h
	want := Steps{[]int64{0, first, first + h, first + 168*h, first + 169*h}, []float64{0, 168, 0, 168, 0}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestProfileOfExtremeFactors(t *testing.T) {
	for _, f := range []float64{math.MaxFloat64, math.SmallestNonzeroFloat64} {
		factors := hours(0, 12)
		for i := range factors {
			factors[i] *= f
		}
		got := New(time.Time{}, nil, 20*time.Hour).Profile(factors)
		if want := (Steps{[]int64{0, 12 * h}, []float64{2, 0}}); !cmp.Equal(want, got) {
			t.Errorf("factors of %g: %v, want %v", f, got, want)
		}
	}
}

func TestLongestHorizon(t *testing.T) {
	start := time.Date(2026, 1, 5, 0, 0, 0, 999_999_999, time.UTC)
	c := New(start, location(t, "America/New_York"), math.MaxInt64)
	profile := c.Profile(hours(8, 18))
	checkSteps(t, profile, math.MaxInt64)
	weekdays := c.Weekly([]Window{{Days: 0b0011111, From: 9 * 60, To: 17 * 60}})
	checkSpans(t, weekdays, math.MaxInt64)

	// 292 years of 365.2425 days, 24 hours each.
	days := float64(math.MaxInt64) / float64(24*h)
	if n := float64(len(profile.At)); math.Abs(n-2*days) > 3 {
		t.Errorf("%v steps, want two for each of %v days", n, days)
	}
	share := float64(weekdays.Measure(0, math.MaxInt64)) / math.MaxInt64
	if math.Abs(share-40.0/168) > 1e-5 {
		t.Errorf("weekdays 9 to 17 are %v of the time, want %v", share, 40.0/168)
	}
	if always := c.Weekly([]Window{{}}); !cmp.Equal(always.At(0), Span{0, math.MaxInt64}) || always.Len() != 1 {
		t.Errorf("all day and every day is not always: %d spans", always.Len())
	}
}

func TestEmptyHorizon(t *testing.T) {
	for _, horizon := range []time.Duration{0, -1} {
		c := New(time.Time{}, nil, horizon)
		if n := c.Weekly([]Window{{}}).Len(); n != 0 {
			t.Errorf("horizon %d: %d spans", horizon, n)
		}
		checkSteps(t, c.Profile(hours(8, 18)), 1)
		checkSteps(t, c.Lowest([]Window{{}}, []float64{5}), 1)
	}
}

func BenchmarkProfileHundredYears(b *testing.B) {
	c := New(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), location(b, "Europe/Berlin"), 100*365*24*time.Hour)
	for b.Loop() {
		c.Profile(hours(8, 18))
	}
}
