package simulate

import (
	"testing"
	"time"
)

// 864 GB at 10 MB/s take a day. They end by the 15th if they begin on the 14th,
// in Berlin by the clock of Berlin.
func TestSizeLatestStart(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	s := limits(1, 864*GB, 0)
	s.TimeZone = "Europe/Berlin"
	s.Start = new(time.Date(2026, 3, 20, 8, 0, 0, 0, berlin))
	s.Objectives.Finish = new(At(time.Date(2026, 4, 15, 12, 0, 0, 0, berlin)))
	got := sizing(t, s, SingleStep, Options{Replications: 1}).LatestStart
	if want := time.Date(2026, 4, 14, 8, 0, 0, 0, berlin); got.Start == nil || !got.Start.Equal(want) || got.Step != 86400 || got.Next == nil || got.Next.Meets {
		t.Errorf("%+v", got)
	}
	// Whatever offset the file has, the start is told by the scenario's clock.
	s.Start = new(s.Start.UTC())
	if again := sizing(t, s, SingleStep, Options{Replications: 1}).LatestStart; again.Start.Format(time.RFC3339) != "2026-04-14T08:00:00+02:00" {
		t.Errorf("%v", again.Start)
	}
	// A finish that is given as an offset is the same date.
	s.Objectives.Finish = new(After(s.Objectives.Finish.Since(*s.Start)))
	if again := sizing(t, s, SingleStep, Options{Replications: 1}).LatestStart; !again.Start.Equal(*got.Start) {
		t.Errorf("%v", again.Start)
	}
	// A start that is too late is told by how much; hours are tried.
	s.Objectives.Finish = new(After(18 * Hour))
	if got := sizing(t, s, SingleStep, Options{Replications: 1}).LatestStart; got.Answer == nil || got.Answer.Value != -6*3600 || got.Step != 3600 {
		t.Errorf("%+v", got)
	}
	// Before the start itself.
	s.Objectives.Finish = new(At(s.Start.Add(-2 * time.Hour)))
	if got := sizing(t, s, SingleStep, Options{Replications: 1}).LatestStart; got.Answer == nil || got.Answer.Value != -26*3600 || got.Step != 3600 {
		t.Errorf("%+v", got)
	}
}

// Steps, freezes and business tests stay where they are in the calendar: a
// line that is dark from the second day on has to be used before.
func TestSizeLeavesDatesWhereTheyAre(t *testing.T) {
	s := limits(1, 432*GB, 0) // half a day
	s.Network.Links[0].Steps = []CapacityStep{{After(20 * Day), 0}, {After(10 * Day), 80 * Mbps}}
	s.Objectives.Finish = new(After(30 * Day))
	if got := sizing(t, s, SingleStep, Options{Replications: 1}).LatestStart; got.Answer == nil || got.Answer.Value != 19*86400 {
		t.Errorf("dark line: %+v", got)
	}
	s = limits(1, 432*GB, 0)
	s.Promotion.Freezes = []Period{{After(10 * Day), After(30 * Day)}}
	s.Objectives.Finish = new(After(30*Day - Hour))
	if got := sizing(t, s, SingleStep, Options{Replications: 1}).LatestStart; got.Answer == nil || got.Answer.Value != 9*86400 {
		t.Errorf("freeze: %+v", got)
	}
	s = limits(1, 432*GB, 0)
	s.Portfolio[0].BusinessTest = new(After(20 * Day))
	s.Objectives.Finish = new(After(19 * Day))
	got := sizing(t, s, Staged, Options{Replications: 1}).LatestStart
	if got.Answer != nil || got.Reason != "finish is met in none of the replications even with a start 364 days earlier" {
		t.Errorf("business test: %+v", got)
	}
	s.Objectives.Finish = nil
	if got := sizing(t, s, Staged, Options{Replications: 1}).LatestStart; got.Answer != nil || got.Reason != "the scenario has no objectives.finish" {
		t.Errorf("no finish: %+v", got)
	}
}
