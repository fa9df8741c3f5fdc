package ranking_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/landfall-sim/landfall/internal/ranking"
	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"
)

var usual = ranking.Options{Delta: 1, Confidence: 0.95, First: 3}

func TestKimAndNelsonByHand(t *testing.T) {
	// α = 0.05, k = 2, n₀ = 3: η = (0.1⁻¹ − 1)/2 = 4.5, h² = 18. The differences of
	// the first stage are 1, 2, 3, so S² = 1: W(r) = (18 − r)/(2r), which is 2.5 at
	// 3. The gap there is 2; at 4 it is 1.5, allowed 1.75; at 5 it is 1.4, allowed 1.3.
	observations := [][]float64{{11, 10}, {12, 10}, {8, 5}, {1, 1}, {8, 7}, {0, 99}}
	v, err := ranking.Select(2, slices.Values(observations[:4]), usual)
	if err != nil {
		t.Fatal(err)
	}
	if want := (ranking.Verdict{Winner: -1, In: []int{0, 1}, Observations: 4, Most: 18}); !cmp.Equal(v, want) {
		t.Errorf("after 4: %s", cmp.Diff(want, v))
	}
	v, err = ranking.Select(2, slices.Values(observations), usual)
	if err != nil {
		t.Fatal(err)
	}
	want := ranking.Verdict{
		Outcome: ranking.Selected, Winner: 1, In: []int{1}, Observations: 5,
		Out: []ranking.Elimination{{Model: 0, By: 1, After: 5, Gap: 1.4, Allowed: 1.3}},
	}
	close := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-12 })
	if !cmp.Equal(v, want, close) {
		t.Errorf("at the end: %s", cmp.Diff(want, v, close))
	}
}

func TestNearerThanTheIndifferenceZone(t *testing.T) {
	// Differences of 0.5 each time: S² = 0, so W = 0 and the larger is out.
	v, err := ranking.Select(3, slices.Values([][]float64{{5, 4.5, 9}, {6, 5.5, 10}, {7, 6.5, 11}}), usual)
	if err != nil || v.Outcome != ranking.Alike || v.Winner != 1 || !slices.Equal(v.Near, []int{0}) || !slices.Equal(v.In, []int{1}) {
		t.Errorf("%+v, %v", v, err)
	}
	farthest := []ranking.Elimination{{Model: 0, By: 1, After: 3, Gap: 0.5}, {Model: 2, By: 1, After: 3, Gap: 4.5}}
	if diff := cmp.Diff(farthest, v.Out); diff != "" {
		t.Error(diff)
	}
}

func TestEqualsAreAlike(t *testing.T) {
	v, err := ranking.Select(3, slices.Values([][]float64{{4, 8, 4}, {5, 9, 5}, {5, 9, 5}, {0, 0, 1}}), usual)
	if err != nil || v.Outcome != ranking.Alike || v.Winner != 0 || !slices.Equal(v.Near, []int{2}) || !slices.Equal(v.In, []int{0, 2}) || v.Observations != 3 {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestOneModelIsTheBest(t *testing.T) {
	v, err := ranking.Select(1, slices.Values([][]float64{{1}}), usual)
	if err != nil || v.Outcome != ranking.Selected || v.Winner != 0 || v.Observations != 0 {
		t.Errorf("%+v, %v", v, err)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	change := func(f func(*ranking.Options)) ranking.Options {
		o := usual
		f(&o)
		return o
	}
	for _, c := range []struct {
		models int
		o      ranking.Options
		want   string
	}{
		{0, usual, "0 models"},
		{2, change(func(o *ranking.Options) { o.Delta = 0 }), "zone of 0"},
		{2, change(func(o *ranking.Options) { o.Delta = math.NaN() }), "zone of NaN"},
		{2, change(func(o *ranking.Options) { o.Delta = math.Inf(1) }), "zone of +Inf"},
		{2, change(func(o *ranking.Options) { o.Confidence = 0.5 }), "confidence of 0.5"},
		{2, change(func(o *ranking.Options) { o.Confidence = 1 }), "confidence of 1"},
		{2, change(func(o *ranking.Options) { o.First = 1 }), "first stage of 1"},
	} {
		if _, err := ranking.NewKN(c.models, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%d models, %+v: %v, want an error with %q", c.models, c.o, err, c.want)
		}
	}
}

func TestObservationsAreChecked(t *testing.T) {
	p, err := ranking.NewKN(2, usual)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range [][]float64{nil, {1}, {1, 2, 3}, {1, math.NaN()}, {math.Inf(-1), 1}} {
		if err := p.Observe(x); err == nil || !strings.Contains(err.Error(), "observation 1 ") {
			t.Errorf("%v: %v", x, err)
		}
	}
	if n := p.Verdict().Observations; n != 0 {
		t.Errorf("%d observations of nothing", n)
	}
	for _, x := range [][]float64{{1, 9}, {2, 10}, {3, 11}, {4, math.NaN()}} {
		if err := p.Observe(x); err != nil {
			t.Errorf("%v: %v; model 1 is out", x, err)
		}
	}
	if v := p.Verdict(); v.Winner != 0 || v.Observations != 4 {
		t.Errorf("%+v", v)
	}
}

// models in and out by the rule as it is written in the paper, from all
// observations so far.
func stillIn(observations [][]float64, o ranking.Options) []int {
	k := len(observations[0])
	_, h2 := o.Constants(k)
	column := func(i, l, n int) []float64 {
		var list []float64
		for _, x := range observations[:n] {
			list = append(list, x[i]-x[l])
		}
		return list
	}
	var in []int
	for i := range k {
		in = append(in, i)
	}
	for r := o.First; r <= len(observations) && len(in) > 1; r++ {
		var left []int
		for _, i := range in {
			if !slices.ContainsFunc(in, func(l int) bool {
				s2 := stat.Variance(column(i, l, o.First), nil)
				w := max(0, o.Delta/(2*float64(r))*(h2*s2/(o.Delta*o.Delta)-float64(r)))
				return stat.Mean(column(i, l, r), nil) > w+1e-12
			}) {
				left = append(left, i)
			}
		}
		in = left
	}
	return in
}

func TestKimAndNelsonLikeThePaper(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := ranking.Options{
			Delta:      rapid.SampledFrom([]float64{0.5, 1, 3}).Draw(t, "delta"),
			Confidence: rapid.SampledFrom([]float64{0.613, 0.917, 0.991}).Draw(t, "confidence"), // odd, so that no gap is just what is allowed
			First:      rapid.IntRange(2, 6).Draw(t, "first"),
		}
		k := rapid.IntRange(2, 4).Draw(t, "models")
		vector := rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 40), func(x int) float64 { return float64(x) / 8 }), k, k)
		observations := rapid.SliceOfN(vector, o.First, 40).Draw(t, "observations")
		p, err := ranking.NewKN(k, o)
		if err != nil {
			t.Fatal(err)
		}
		for n, x := range observations {
			if p.Done() {
				break
			}
			if err := p.Observe(x); err != nil {
				t.Fatal(err)
			}
			v := p.Verdict()
			want := stillIn(observations[:n+1], o)
			if !slices.Equal(v.In, want) {
				t.Fatalf("after %d: %v are in, want %v", n+1, v.In, want)
			}
			checkVerdict(t, v, observations[:n+1], o)
		}
		again, err := ranking.Select(k, slices.Values(observations), o)
		if diff := cmp.Diff(p.Verdict(), again); err != nil || diff != "" {
			t.Errorf("%v; another verdict: %s", err, diff)
		}
	})
}

// checkVerdict looks for what no verdict may be.
func checkVerdict(t *rapid.T, v ranking.Verdict, observations [][]float64, o ranking.Options) {
	k := len(observations[0])
	if len(v.In)+len(v.Out) != k || len(v.In) == 0 {
		t.Fatalf("%d in and %d out of %d", len(v.In), len(v.Out), k)
	}
	for _, e := range v.Out {
		if !(e.Gap > e.Allowed) || e.After < o.First || e.After > v.Observations || slices.Contains(v.In, e.Model) {
			t.Fatalf("%+v", e)
		}
	}
	decided := v.Outcome != ranking.Undecided
	if decided != (v.Winner >= 0) || decided && v.Most > 0 || v.Observations < o.First && v.Most > 0 {
		t.Fatalf("%+v", v)
	}
	if decided && v.Winner != v.In[0] || (v.Outcome == ranking.Alike) != (len(v.Near) > 0) {
		t.Fatalf("%+v", v)
	}
	if v.Most > 0 && v.Observations >= v.Most {
		for _, i := range v.In {
			if sum := total(observations, i); sum != total(observations, v.In[0]) {
				t.Fatalf("%+v goes on with other sums", v)
			}
		}
	}
}

func total(observations [][]float64, model int) float64 {
	sum := 0.0
	for _, x := range observations {
		sum += x[model]
	}
	return sum
}
