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
		{"too few", fake(smallScenario(), longer), 100, "By mean end, 100 replications do not select one of single-step, staged and flight with a guarantee", "is selected"},
		{"close", fake(smallScenario(), func(o *Outcome, l fakeLuck) {
			o.Portfolio.Duration = l.around(1e6)
			if o.Model != Staged {
				o.Portfolio.Duration *= 1.001
			}
		}), 400, "staged and single-step and flight are not distinguishable", "is selected"},
		{"dominated", fake(smallScenario(), longer), 20, "single-step is not worth a choice: staged is better", "staged is not worth"},
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
