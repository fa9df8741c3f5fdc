package simulate

import (
	"strings"
	"testing"
)

// A window of one hour, Sundays at noon. In fixed cycles of 24 h an asset that
// writes 1 MB/s on 10 MB/s has at least 2.4 h of writes, 8.64 GB or 864 s, to
// carry in the end: the seed of 864 GB takes a day, the first delta 2.4 h.
func drained(launch Duration) *Scenario {
	s := limits(1, 864*GB, 1e6)
	s.Tool.Mode, s.Tool.Cycle, s.Tool.Launch = CycleMode, &Cycle{FixedCycle, new(24 * Hour)}, new(Const(launch))
	s.Promotion.Windows = []Window{{Sunday, ClockAt(12, 0), ClockAt(13, 0)}}
	return s
}

func TestWarningDrain(t *testing.T) {
	for _, c := range []struct {
		name   string
		launch Duration
		warns  bool
	}{{"fits with a second to spare", 2735, false}, {"fits exactly", 2736, false}, {"a second too long", 2737, true}} {
		got := warned(drained(c.launch))
		if (got != "") != c.warns {
			t.Errorf("%s: %s", c.name, got)
		}
	}
	s := drained(Hour)
	want := "promotion.windows: single-step takes at least 1h14m24s to promote workload work (14m24s for the last writes, 1h to launch, 0s to route), and no window lasts as long: the best has 1h; a promotion may run past the end of its window, and this one does; longer windows, smaller units, less to write or a faster line"
	if got := warned(s); got != want {
		t.Errorf("got %s", got)
	}
	// The least is not more than what a simulation gives.
	if downtime := under(t, s, SingleStep).Portfolio.Downtime.Min; downtime < 3600+864 {
		t.Errorf("downtime %v s in a simulation", downtime)
	}
	for name, change := range map[string]func(*Scenario){
		"longer windows": func(s *Scenario) { s.Promotion.Windows[0].To = ClockAt(14, 0) },
		"no windows":     func(s *Scenario) { s.Promotion.Windows = nil },
		"always":         func(s *Scenario) { s.Promotion.Windows[0] = Window{From: 0, To: 0} },
		"no quiesce":     func(s *Scenario) { s.Promotion.Quiesce = new(false) },
		"staged":         func(s *Scenario) { s.Promotion.Models = []ModelName{Staged} },
		"flight":         func(s *Scenario) { s.Promotion.Models = []ModelName{Flight} },
	} {
		s := drained(Hour)
		change(s)
		if got := warned(s); got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// Nothing is carried on Mondays. By their end an asset that writes 5 MB/s has
// 432 GB waiting, which take 6 h at 20 MB/s.
func TestWarningDrainOfBacklog(t *testing.T) {
	build := func(churn ByteRate) *Scenario {
		s := limits(1, 10*GB, churn)
		s.Network.Links[0].Capacity = new(160 * Mbps)
		s.Network.Links[0].Throttle = []Throttle{{Window{Monday, 0, ClockAt(24, 0)}, 0}}
		s.Promotion.Windows = []Window{{Tuesday, ClockAt(0, 0), ClockAt(6, 0)}}
		s.Secondary = &Secondary{}
		return s
	}
	if got := warned(build(4.99e6)); got != "" {
		t.Errorf("just below: %s", got)
	}
	if got := warned(build(5e6)); got != "" {
		t.Errorf("at: %s", got)
	}
	s := build(5.01e6)
	if got := warned(s); !strings.Contains(got, "single-step takes at least 6h0m43s to promote workload work after a week of its writes") {
		t.Errorf("just above: %s", got)
	}
	s.Promotion.Models = []ModelName{Staged}
	if got := warned(s); !strings.Contains(got, "staged takes at least 6h0m43s to promote subscription sub after a week of its writes (6h0m43s for the last writes of its secondaries, 0s to route)") {
		t.Errorf("staged: %s", got)
	}
	s.Secondary.Wire = new(0.9)
	if got := warned(s); got != "" {
		t.Errorf("compressed: %s", got)
	}
}
