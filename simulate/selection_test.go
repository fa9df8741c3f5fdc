package simulate

import (
	"slices"
	"testing"
)

func selectionOf(t *testing.T, r *Result, metric string) SelectionResult {
	for _, s := range r.Comparison.Selections {
		if s.Metric == metric {
			return s
		}
	}
	t.Fatalf("no selection by %s", metric)
	return SelectionResult{}
}

func TestTheBestIsSelected(t *testing.T) {
	s := smallScenario()
	run := fake(s, func(o *Outcome, l fakeLuck) {
		o.Portfolio.Duration = 1e6 * (1 + l.Float64())
		o.Portfolio.Affected = 100 * (1 + l.Float64())
		if o.Model == Staged {
			o.Portfolio.Duration *= 0.9
		}
		if o.Model == Flight {
			o.Portfolio.Affected *= 1.001
		}
	})
	r, err := run.compare(t.Context(), Options{Replications: 1000})
	if err != nil {
		t.Fatal(err)
	}
	d := selectionOf(t, r, "duration")
	if d.Outcome != Selected || d.Selected != Staged || len(d.Near) != 0 || len(d.Out) != 2 || d.Out[0].By != Staged {
		t.Errorf("by duration: %+v", d)
	}
	// A thousandth is less than the hundredth that matters.
	a := selectionOf(t, r, "affected")
	if a.Outcome != NotDistinguishable || a.Selected == "" || len(a.Near) != 2 {
		t.Errorf("by affected users: %+v", a)
	}
	if l := selectionOf(t, r, "lossBytes"); l.Outcome != NotDistinguishable || len(l.Near) != 2 {
		t.Errorf("by lost bytes, all 0: %+v", l)
	}
}

func TestASelectionTakesReplications(t *testing.T) {
	r, err := spreadOut(smallScenario()).compare(t.Context(), Options{Replications: (firstBatches - 1) * batchSize})
	if err != nil {
		t.Fatal(err)
	}
	d := selectionOf(t, r, "duration")
	if d.Outcome != Undecided || d.Selected != "" || len(d.In) != 3 || d.Replications != (firstBatches-1)*batchSize {
		t.Errorf("%+v", d)
	}
}

func TestDominance(t *testing.T) {
	s := smallScenario()
	run := fake(s, func(o *Outcome, l fakeLuck) {
		o.Portfolio.Duration = l.around(1e6)
		o.Portfolio.Downtime = l.around(100)
		switch o.Model {
		case SingleStep:
			o.Portfolio.Duration /= 2
		case Staged:
			o.Portfolio.Downtime /= 2
		case Flight:
			o.Portfolio.Downtime *= 2
		}
	})
	r, err := run.compare(t.Context(), Options{Replications: 50})
	if err != nil {
		t.Fatal(err)
	}
	c := r.Comparison
	if !slices.Equal(c.Pareto, []ModelName{SingleStep, Staged}) || !slices.Equal(c.Dominated, []DominatedResult{{Flight, SingleStep}}) {
		t.Errorf("on the front %v, dominated %v", c.Pareto, c.Dominated)
	}
}

func TestMoreObservedLoadIsBetter(t *testing.T) {
	run := fake(smallScenario(), func(o *Outcome, _ fakeLuck) {
		o.Portfolio.ObservedLoad = map[ModelName]float64{SingleStep: 0, Staged: 1, Flight: 2}[o.Model]
	})
	r, err := run.compare(t.Context(), Options{Replications: 3})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(r.Comparison.Pareto, []ModelName{Flight}) {
		t.Errorf("on the front %v", r.Comparison.Pareto)
	}
}
