package simulate

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// duelOf sets models against each other in a single metric, with one number per
// replication each; NaN stands for a replication that did not finish.
func duelOf(more bool, models ...[]float64) *duelTally {
	d := newDuelTally(&shape{metrics: []metric{{name: "m", more: more}}}, len(models), false)
	for i := range models[0] {
		rows := make([][]float64, len(models))
		for j, values := range models {
			if !math.IsNaN(values[i]) {
				rows[j] = values[i : i+1]
			}
		}
		d.add(i, rows)
	}
	return &d
}

// paired is the comparison of two models.
func paired(a, b []float64) PairResult { return duelOf(false, a, b).pairResult(0) }

func TestPairedDifference(t *testing.T) {
	// Differences 1, 2 and 3: mean 2, standard error 1/√3, and t(2; 0.975) is
	// 4.302652729749 in the tables.
	got := paired([]float64{11, 102, 33, nan, 5}, []float64{10, 100, 30, 1, nan})
	half := 4.302652729749 / math.Sqrt(3)
	want := PairResult{Difference: 2, Low: 2 - half, High: 2 + half}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-9, 0)); diff != "" {
		t.Error(diff)
	}
}

func TestPairsOfLittle(t *testing.T) {
	for _, test := range []struct {
		name string
		a, b []float64
		want PairResult
	}{
		{"none in common", []float64{1, nan}, []float64{nan, 1}, PairResult{Difference: nan, Low: nan, High: nan}},
		{"one", []float64{5, nan}, []float64{2, 1}, PairResult{Difference: 3, Low: nan, High: nan}},
		{"no spread", []float64{5, 7}, []float64{2, 4}, PairResult{Difference: 3, Low: 3, High: 3}},
	} {
		if diff := cmp.Diff(test.want, paired(test.a, test.b), cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestPairsAreAntisymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "n")
		draw := func(name string) []float64 {
			return rapid.SliceOfN(rapid.Float64Range(0, 100), n, n).Draw(t, name)
		}
		a, b := draw("a"), draw("b")
		there, back := paired(a, b), paired(b, a)
		c := &Comparison{Pairs: []PairResult{{"a", "b", "m", there.Difference, there.Low, there.High}}}
		turned := c.pair("b", "a", "m")
		want := []float64{back.Difference, back.Low, back.High}
		if diff := cmp.Diff(want, []float64{turned.Difference, turned.Low, turned.High}, cmpopts.EquateNaNs(), cmpopts.EquateApprox(1e-12, 1e-9)); diff != "" {
			t.Error(diff)
		}
	})
}

func TestDistinct(t *testing.T) {
	for _, test := range []struct {
		pair  PairResult
		scale float64
		want  bool
	}{
		{PairResult{Difference: 3, Low: 1, High: 5}, 1, true},
		{PairResult{Difference: -3, Low: -5, High: -1}, 1, true},
		{PairResult{Difference: 3, Low: -1, High: 7}, 1, false},
		{PairResult{Difference: 3, Low: nan, High: nan}, 1, true},
		{PairResult{Difference: nan, Low: nan, High: nan}, 1, false},
		{PairResult{Difference: 1e-3, Low: 1e-3, High: 1e-3}, 1e12, false},
		{PairResult{Difference: 1e-3, Low: nan, High: nan}, 1e12, false},
	} {
		if got := test.pair.distinct(test.scale); got != test.want {
			t.Errorf("%+v at %v: %v", test.pair, test.scale, got)
		}
	}
}

func TestBest(t *testing.T) {
	models := &Result{Replications: 4, Models: []ModelResult{{Model: SingleStep}, {Model: Staged}, {Model: Flight}}}
	for _, test := range []struct {
		name   string
		more   bool
		models [][]float64
		want   BestResult
	}{
		{
			"least", false,
			[][]float64{{1, 1, 1, 9}, {2, 2, 2, 2}, {3, 3, 3, 3}},
			BestResult{"m", SingleStep, nil, 0.75},
		},
		{
			"most", true,
			[][]float64{{1, 1, 1, 9}, {2, 2, 2, 2}, {3, 3, 3, 3}},
			BestResult{"m", Flight, nil, 0.75},
		},
		{
			"equals share", false,
			[][]float64{{0, 0, 0, 0}, {0, 0, 0, 0}, {1, 1, 1, 1}},
			BestResult{"m", SingleStep, []ModelName{Staged}, 0.5},
		},
		{
			"rounding does not tell apart", false,
			[][]float64{{1e12, 1, 1, 1}, {1e12 + 1e-3, 1, 1, 1}, {2e12, 2, 2, 2}},
			BestResult{"m", SingleStep, []ModelName{Staged}, 0.5},
		},
		{
			"unfinished are lost, undecided not counted", false,
			[][]float64{{nan, nan, 1, nan}, {2, 2, 2, nan}, {3, 3, 3, nan}},
			BestResult{"m", Staged, nil, 2.0 / 3},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, ok := bestResult(&duelOf(test.more, test.models...).best[0], models, "m")
			if diff := cmp.Diff(test.want, got, cmpopts.EquateApprox(1e-12, 0)); diff != "" || !ok {
				t.Error(ok, diff)
			}
		})
	}
	never := [][]float64{{nan, nan, nan, nan}, {nan, nan, nan, nan}, {nan, nan, nan, nan}}
	if got, ok := bestResult(&duelOf(false, never...).best[0], models, "m"); ok {
		t.Errorf("nothing finished, yet %+v", got)
	}
}

func TestComparisonCoversAllPairsAndMetrics(t *testing.T) {
	s := smallScenario()
	run := fake(s, func(o *Outcome, l fakeLuck) {
		o.Portfolio.Duration = l.around(1e6)
		if o.Model == SingleStep {
			o.Portfolio.Duration /= 2
		}
		o.Portfolio.ObservedLoad = map[ModelName]float64{SingleStep: 0, Staged: 1, Flight: 50}[o.Model]
	})
	r, err := run.compare(t.Context(), Options{Replications: 5})
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, p := range r.Comparison.Pairs {
		count[p.Metric]++
	}
	for _, name := range append(portfolioMetrics, "links[wan].p95", "links[core].shortfall") {
		if count[name] != 3 {
			t.Errorf("%s: %d pairs, want 3", name, count[name])
		}
	}
	best := map[string]ModelName{}
	for _, b := range r.Comparison.Best {
		best[b.Metric] = b.Model
	}
	if best["duration"] != SingleStep || best["observedLoad"] != Flight {
		t.Errorf("best: %v", best)
	}
	// Common random numbers: the difference does not vary more than the luck
	// that both have.
	if p := r.Comparison.pair(Staged, Flight, "duration"); p.Difference != 0 || p.High != 0 {
		t.Errorf("equal models differ: %+v", p)
	}
}
