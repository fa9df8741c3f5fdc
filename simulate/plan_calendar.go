package simulate

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/landfall-sim/landfall/internal/calendar"
	"github.com/landfall-sim/landfall/replication"
)

// never is beyond every horizon and can be added to without overflow.
const never = math.MaxInt64 / 2

// clampNanos turns seconds into whole nanoseconds, the nearest, at most never.
func clampNanos(seconds float64) int64 {
	ns := math.Round(seconds * 1e9)
	if !(ns < never) {
		return never
	}
	if ns < -never {
		return -never
	}
	return int64(ns)
}

func seconds(ns int64) float64 { return float64(ns) / 1e9 }

// instant returns a moment of the file in nanoseconds since the start.
func (p *Plan) instant(i Instant) int64 {
	if i.Time.IsZero() {
		return clampNanos(float64(i.Offset))
	}
	start := *p.scenario.Start
	whole := i.Time.Unix() - start.Unix()
	if math.Abs(float64(whole)) > never/1e9 {
		return clampNanos(float64(whole))
	}
	return whole*1e9 + int64(i.Time.Nanosecond()-start.Nanosecond())
}

// capacitySteps returns the line rate over time in bytes per second. Of steps
// at one instant the last in the file holds.
func (p *Plan) capacitySteps(l *Link) calendar.Steps {
	type change struct {
		at    int64
		value float64
	}
	changes := []change{{0, float64(*l.Capacity) / 8}}
	for _, s := range l.Steps {
		changes = append(changes, change{max(0, p.instant(s.At)), float64(s.Capacity) / 8})
	}
	slices.SortStableFunc(changes[1:], func(a, b change) int { return cmp.Compare(a.at, b.at) })
	var out calendar.Steps
	for _, c := range changes {
		if n := len(out.At); n > 0 && out.At[n-1] == c.at {
			out.Value[n-1] = c.value
			continue
		}
		out.At, out.Value = append(out.At, c.at), append(out.Value, c.value)
	}
	return out
}

// capSteps returns what all migration traffic may take, in bytes per second.
func capSteps(clock *calendar.Clock, l *Link) calendar.Steps {
	limit := math.Inf(1)
	if l.Limit != nil {
		limit = float64(*l.Limit) / 8
	}
	var windows []calendar.Window
	var limits []float64
	for _, t := range l.Throttle {
		windows = append(windows, calendarWindow(t.Window))
		limits = append(limits, float64(t.Limit)/8)
	}
	steps := clock.Lowest(windows, limits)
	for i, v := range steps.Value {
		steps.Value[i] = min(v, limit)
	}
	return steps
}

func calendarWindow(w Window) calendar.Window {
	return calendar.Window{Days: uint8(w.Days), From: int(w.From), To: int(w.To)}
}

func calendarWindows(ws []Window) []calendar.Window {
	out := make([]calendar.Window, len(ws))
	for i, w := range ws {
		out[i] = calendarWindow(w)
	}
	return out
}

func workingHours(clock *calendar.Clock, h Hours, always calendar.Spans) calendar.Spans {
	if windows := h.windows(); windows != nil {
		return clock.Weekly(calendarWindows(windows))
	}
	return always
}

// changeWindows returns when a promotion may begin: inside a change window and
// outside all freezes.
func (p *Plan) changeWindows(clock *calendar.Clock, always calendar.Spans) calendar.Spans {
	rules := p.scenario.Promotion
	open := always
	if len(rules.Windows) > 0 {
		open = clock.Weekly(calendarWindows(rules.Windows))
	}
	var frozen []calendar.Span
	for _, f := range rules.Freezes {
		frozen = append(frozen, calendar.Span{From: p.instant(f.From), To: p.instant(f.To)})
	}
	return open.Minus(calendar.Normalize(frozen))
}

// patternSet keeps one pattern for all assets that write alike.
type patternSet struct {
	clock *calendar.Clock
	index map[string]int
	list  []*replication.Pattern
}

func (s *patternSet) add(profile Profile) (int, error) {
	factors := profile.factors()
	key := fmt.Sprint(factors)
	if i, ok := s.index[key]; ok {
		return i, nil
	}
	steps := s.clock.Profile(factors)
	at := make([]time.Duration, len(steps.At))
	for i, t := range steps.At {
		at[i] = time.Duration(t)
	}
	pattern, err := replication.NewPattern(at, steps.Value)
	if err != nil {
		return 0, err
	}
	s.index[key] = len(s.list)
	s.list = append(s.list, pattern)
	return s.index[key], nil
}

func indexOf[T any](list []T, is func(*T) bool) int {
	for i := range list {
		if is(&list[i]) {
			return i
		}
	}
	return -1
}

func valueOr[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}
