package simulate

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"
)

// StartSize is the latest start with which objectives.finish is met, all dates
// (the finish, capacity steps, freezes, business tests and the horizon) left
// where they are in the calendar, also those that the file gives as offsets.
// Candidates are Step seconds apart, whole days by the scenario's clock; their
// values are seconds from the scenario's start, negative for an earlier one.
// The other objectives are not asked about.
type StartSize struct {
	Start  *time.Time `json:"start"`
	Step   float64    `json:"step"` // s; 0 where nothing was searched
	Reason string     `json:"reason,omitempty"`
	Search
}

// startRule says how far apart starts are tried where there is so much time
// until the finish, and how many earlier ones are tried.
type startRule struct {
	from, step Duration
	earlier    int
}

var startSteps = []startRule{{0, Minute, 24 * 60}, {14 * Hour, Hour, 14 * 24}, {14 * Day, Day, 364}, {3 * 365 * Day, Week, 52}, {20 * 365 * Day, 52 * Week, 1}}

func (z *sizer) latestStart(ctx context.Context) (StartSize, error) {
	out := StartSize{Search: Search{Monotone: true, Exceptions: []float64{}}}
	s := z.scenario
	if s.Objectives.Finish == nil {
		out.Reason = "the scenario has no objectives.finish"
		return out, nil
	}
	left := min(s.Objectives.Finish.Since(*s.Start), *s.Horizon, 100*52*Week)
	zone, err := time.LoadLocation(s.TimeZone)
	if err != nil {
		return out, err
	}
	start := s.Start.In(zone)
	for i, rule := range startSteps {
		if i+1 < len(startSteps) && left >= startSteps[i+1].from {
			continue
		}
		out.Step = float64(rule.step)
		if out.Search, err = z.search(ctx, z.starts(start, left, rule)); err != nil {
			return out, err
		}
		if out.Answer != nil || rule.step >= Day {
			break // else there is time enough only with larger steps back
		}
	}
	if out.Answer != nil {
		out.Start = new(s.Start.Add(time.Duration(out.Answer.Value * 1e9)).In(zone))
		return out, nil
	}
	met := out.Next.Objectives[len(out.Next.Objectives)-1] // finish is the last
	out.Reason = fmt.Sprintf("finish is met in %s of the replications even with a start %s earlier", only(met.Probability), amount(inSeconds, -out.Next.Value))
	return out, nil
}

// starts are the candidates, an earlier start being an easier one, if so much
// time is left until the finish.
func (z *sizer) starts(start time.Time, left Duration, rule startRule) ladder {
	// Something has to be left, even where a clock change makes a day longer.
	latest := int(math.Ceil(float64(left)/float64(rule.step))) - 1
	if rule.step >= Day {
		latest = int(math.Ceil(float64(left-2*Hour)/float64(rule.step))) - 1
	}
	at := func(step int) time.Time { return startAt(start, rule.step, -step) }
	return ladder{
		low: -latest, high: max(rule.earlier, -latest), from: max(0, -latest), about: onlyFinish,
		checks: []int{-30, -7, -2, 1, 7, 30},
		value:  func(step int) float64 { return at(step).Sub(start).Seconds() },
		build:  func(step int) *Scenario { return z.scenario.startingAt(at(step)) },
	}
}

// startAt is some steps after a moment, by the clock where they are whole days.
func startAt(start time.Time, step Duration, n int) time.Time {
	if days := int(step / Day); days > 0 {
		return start.AddDate(0, 0, n*days)
	}
	return start.Add(time.Duration(n) * time.Duration(step*1e9))
}

// startingAt is the scenario with another start and everything else where it
// is in the calendar.
func (s *Scenario) startingAt(start time.Time) *Scenario {
	c := s.WithDefaults()
	old := *s.Start
	fix := func(i *Instant) {
		if i.Time.IsZero() {
			days := math.Floor(float64(i.Offset / Day)) // a time.Duration ends after 292 years
			*i = At(old.UTC().AddDate(0, 0, int(days)).Add(time.Duration((i.Offset - Duration(days)*Day) * 1e9)))
		}
	}
	for i := range c.Network.Links {
		steps := c.Network.Links[i].Steps
		for j := range steps {
			fix(&steps[j].At)
		}
		// Of several before the start the last in time holds.
		slices.SortStableFunc(steps, func(a, b CapacityStep) int { return a.At.Time.Compare(b.At.Time) })
	}
	for i := range c.Promotion.Freezes {
		fix(&c.Promotion.Freezes[i].From)
		fix(&c.Promotion.Freezes[i].To)
	}
	for i := range c.Portfolio {
		if date := c.Portfolio[i].BusinessTest; date != nil {
			fix(date)
		}
	}
	if c.Objectives.Finish != nil {
		fix(c.Objectives.Finish)
	}
	c.Start = &start
	c.Horizon = new(min(*s.Horizon-Duration(start.Sub(old).Seconds()), Duration(durationLimit*(1-rounding))))
	return c
}
