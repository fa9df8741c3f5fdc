package simulate

import (
	"strings"
	"testing"
	"time"
)

// TestATargetThatIsToldIsEnough: targets are rounded up, so that a planner who
// writes them into the file gets what the sentence promises.
func TestATargetThatIsToldIsEnough(t *testing.T) {
	const day = 86400
	for _, test := range []struct {
		name  string
		goals func(o *Objectives)
		set   func(o *Outcome)
		want  string
	}{
		{"days", func(o *Objectives) { o.Downtime = ptr(Duration(2 * day)) },
			func(o *Outcome) { o.Portfolio.Downtime = 85.2 * day }, "with downtime 86 days instead of 2 days,"},
		{"tenths", func(o *Objectives) { o.Downtime = ptr(Duration(3600)) },
			func(o *Outcome) { o.Portfolio.Downtime = 3.61 * 3600 }, "with downtime 3.7 h instead of 60 min,"},
		{"exactly", func(o *Objectives) { o.Downtime = ptr(Duration(3600)) },
			func(o *Outcome) { o.Portfolio.Downtime = 3.6 * 3600 }, "with downtime 3.6 h instead of 60 min,"},
		{"from ten on", func(o *Objectives) { o.Downtime = ptr(Duration(3600)) },
			func(o *Outcome) { o.Portfolio.Downtime = 9.94 * 3600 }, "with downtime 10 h instead of 60 min,"},
		{"a share", func(o *Objectives) { o.LinkShare = ptr(Share(0.3)) },
			func(o *Outcome) { o.Links[0].P95 = 0.442e9 }, "with linkShare 45 % on wan instead of 30 %,"},
		{"a date", func(o *Objectives) { o.Finish = ptr(At(time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC))) },
			func(o *Outcome) { o.Portfolio.Promoted = (27 + 3.5) * day }, "with finish by 5 February 2026 instead of 1 February 2026,"},
		{"a date over a time change", func(o *Objectives) { o.Finish = ptr(At(time.Date(2026, 2, 28, 23, 0, 0, 0, time.UTC))) }, // midnight in Berlin
			func(o *Outcome) { o.Portfolio.Promoted = 86*day - 1.5*3600 }, "with finish by 2 April 2026 instead of 1 March 2026,"},
	} {
		s := smallScenario()
		test.goals(&s.Objectives)
		if strings.Contains(test.name, "time change") {
			s.TimeZone = "Europe/Berlin"
		}
		got := reasonsOf(t, fake(s, func(o *Outcome, _ fakeLuck) { test.set(o) }), 20)
		if !strings.Contains(got, test.want) {
			t.Errorf("%s: want %q in\n%s", test.name, test.want, got)
		}
	}
}

// TestWhatWouldNotChangeTheChoiceIsNotSaidTo: other targets let flight meet each
// objective, but not all at once, or not sooner than what was chosen.
func TestWhatWouldNotChangeTheChoiceIsNotSaidTo(t *testing.T) {
	const changes, need = "What would change this: with ", ", flight would meet each objective"
	for _, test := range []struct {
		name     string
		set      func(o *Outcome, l fakeLuck)
		change   bool
		sentence string
	}{
		{"not all at once", func(o *Outcome, l fakeLuck) {
			o.Portfolio.Duration, o.Portfolio.Downtime, o.Portfolio.LossWindow = 1e6, 4800, 4800
			switch u := l.Float64(); { // what is long down is not what loses much
			case u < 0.15:
				o.Portfolio.Downtime = 9000
			case u > 0.85:
				o.Portfolio.LossWindow = 9000
			}
		}, false, "With lossWindow 80 min instead of 60 min and downtime 80 min instead of 60 min, flight would meet each objective, too;"},
		{"later", func(o *Outcome, l fakeLuck) {
			o.Portfolio.Duration, o.Portfolio.Downtime = 3e6, 4000+1000*l.Float64()
		}, false, "With downtime 80 min instead of 60 min, flight"},
		{"sooner", func(o *Outcome, l fakeLuck) {
			o.Portfolio.Duration, o.Portfolio.Downtime = 1e6, 4000+1000*l.Float64()
		}, true, "with downtime 80 min instead of 60 min, flight"},
	} {
		s := smallScenario()
		s.Promotion.Models = []ModelName{Staged, Flight}
		s.Objectives = Objectives{Downtime: ptr(Duration(3600)), LossWindow: ptr(Duration(3600)), Confidence: ptr(Share(0.8))}
		got := reasonsOf(t, fake(s, func(o *Outcome, l fakeLuck) {
			o.Portfolio.Duration = 2e6
			if o.Model == Flight {
				test.set(o, l)
			}
		}), 1000)
		if strings.Contains(got, changes) != test.change || !strings.Contains(got, test.sentence) || !strings.Contains(got, need) {
			t.Errorf("%s: want %q in\n%s", test.name, test.sentence, got)
		}
	}
}
