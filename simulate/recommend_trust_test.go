package simulate

import (
	"strings"
	"testing"
)

// reasonsOf are the sentences of a comparison, one a line.
func reasonsOf(t *testing.T, run experiment, n int) string {
	r, err := run.compare(t.Context(), Options{Replications: n})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(r.Comparison.Reasons, "\n")
}

func TestTheChoiceSaysWhatWouldChangeIt(t *testing.T) {
	s := smallScenario()
	s.Objectives.Downtime = ptr(Duration(3600))
	missed := func(least float64) experiment {
		return fake(s, func(o *Outcome, l fakeLuck) {
			o.Portfolio.Downtime = 1000
			if o.Model == SingleStep {
				o.Portfolio.Downtime = least * (1 + l.Float64())
			}
			if o.Model == Flight && l.Float64() < 0.9 {
				stuckAt(o, "shop", NoSlot)
			}
		})
	}
	for _, test := range []struct{ name, want, never string }{
		{"a target", "What would change this: with downtime 3.6 h instead of 60 min, single-step would meet each objective.", "with downtime 60 min"},
		{"nothing that a target can change", "flight is finished by the horizon in", "flight would meet each objective"},
	} {
		got := reasonsOf(t, missed(7200), 2000)
		if !strings.Contains(got, test.want) || strings.Contains(got, test.never) {
			t.Errorf("%s: want %q and no %q in\n%s", test.name, test.want, test.never, got)
		}
	}
	r, err := missed(7200).compare(t.Context(), Options{Replications: 2000})
	if err != nil {
		t.Fatal(err)
	}
	o := r.Models[0].Objectives[0]
	if o.Needed == nil || *o.Needed != o.Value.P80 || r.Models[2].Objectives[0].Needed != nil {
		t.Errorf("needed %v, want the P80, %v", o.Needed, o.Value.P80)
	}
	got := reasonsOf(t, fake(smallScenario(), func(o *Outcome, l fakeLuck) {
		o.Portfolio.LossBytes = map[ModelName]float64{SingleStep: 0, Staged: 1e9, Flight: 1e9}[o.Model]
		o.Portfolio.Duration = map[ModelName]float64{SingleStep: 3e6, Staged: 2e6, Flight: 1e6}[o.Model]
	}), 20)
	if !strings.Contains(got, "What would change this: to put end first, which speaks for flight.") || strings.Contains(got, "speaks for staged") {
		t.Error(got)
	}
}

func TestTheChoiceSaysHowFarItCanBeTrusted(t *testing.T) {
	longer := func(o *Outcome, l fakeLuck) {
		o.Portfolio.Duration = l.around(1e6)
		if o.Model != Staged {
			o.Portfolio.Duration *= 1.1
		}
	}
	close := smallScenario()
	close.Objectives.Downtime = ptr(Duration(3600))
	for _, test := range []struct {
		name  string
		run   experiment
		n     int
		want  string
		never string
	}{
		{"selected", fake(smallScenario(), longer), 400, "By mean end alone, staged is selected with 95 % confidence (Kim and Nelson's procedure over 160 replications", "not settled"},
		{"too few", fake(smallScenario(), longer), 100, "By mean end, 100 replications are not enough to select one of single-step, staged and flight with a guarantee", "is selected"},
		{"close", fake(smallScenario(), func(o *Outcome, l fakeLuck) {
			o.Portfolio.Duration = l.around(1e6)
			if o.Model != Staged {
				o.Portfolio.Duration *= 1.001
			}
		}), 400, "staged and single-step and flight are not distinguishable", "is selected"},
		{"dominated", fake(smallScenario(), longer), 20, "single-step is not worth a choice: staged is distinctly better than it in some quantities and distinctly worse in none.", "staged is not worth"},
		{"not settled", fake(close, func(o *Outcome, l fakeLuck) {
			o.Portfolio.Downtime = l.around(3600 * 0.95) // met in about three of four
		}), 100, "Whether staged meets downtime 60 min is not settled by 100 replications: ", "selected"},
		{"settled", fake(close, func(o *Outcome, l fakeLuck) { o.Portfolio.Downtime = l.around(1000) }), 100, "", "not settled"},
	} {
		got := reasonsOf(t, test.run, test.n)
		if !strings.Contains(got, test.want) || strings.Contains(got, test.never) {
			t.Errorf("%s: want %q and no %q in\n%s", test.name, test.want, test.never, got)
		}
	}
}
