package calendar_test

import (
	"fmt"
	"time"

	"github.com/landfall-sim/landfall/internal/calendar"
)

// A team works Monday to Friday 09:00 to 17:00, except during a freeze. Twelve
// hours of work that begin on Friday 13:00 are done on Tuesday at noon.
func Example() {
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC) // a Monday
	clock := calendar.New(start, time.UTC, 30*24*time.Hour)

	office := clock.Weekly([]calendar.Window{{Days: 0b0011111, From: 9 * 60, To: 17 * 60}})
	freeze := calendar.Span{From: int64(7 * 24 * time.Hour), To: int64(7*24*time.Hour + 12*time.Hour)}
	works := office.Minus(calendar.Normalize([]calendar.Span{freeze}))

	friday := int64(4*24*time.Hour + 13*time.Hour)
	done, ok := works.Advance(friday, int64(12*time.Hour))
	fmt.Println(start.Add(time.Duration(done)).Format("Monday 15:04"), ok)
	// Output: Tuesday 12:00 true
}

// A link is throttled in office hours.
func ExampleClock_Lowest() {
	clock := calendar.New(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), nil, 24*time.Hour)
	limit := clock.Lowest([]calendar.Window{
		{From: 8 * 60, To: 18 * 60},
		{From: 12 * 60, To: 13 * 60},
	}, []float64{100e6, 50e6})
	for i, at := range limit.At {
		fmt.Println(time.Duration(at), limit.Value[i])
	}
	// Output:
	// 0s +Inf
	// 8h0m0s 1e+08
	// 12h0m0s 5e+07
	// 13h0m0s 1e+08
	// 18h0m0s +Inf
}
