package simulate

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// summarize describes numbers that exist.
func summarize(unit string, values []float64) Summary {
	c := newColumn(mostValues)
	c.add(slices.Clone(values))
	return c.summary(unit)
}

// The definition: the smallest value that at least this share of the
// replications is at or below.
func TestPercentilesAreWhatTheirDefinitionSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0, 10), 1, 60).Draw(t, "values")
		s := summarize("s", values)
		for percent, got := range map[int]float64{5: s.P5, 50: s.P50, 80: s.P80, 95: s.P95} {
			want := math.Inf(1)
			for _, v := range values {
				below := 0
				for _, w := range values {
					if w <= v {
						below++
					}
				}
				if below*100 >= percent*len(values) {
					want = min(want, v)
				}
			}
			if got != want {
				t.Errorf("p%d of %v = %v, want %v", percent, values, got, want)
			}
		}
	})
}

func TestSummaryLeavesOutWhatDoesNotExist(t *testing.T) {
	s := smallScenario()
	var outcomes []*Outcome
	for _, lag := range []float64{math.NaN(), 4, math.NaN(), 2} {
		o := emptyOutcome(s, Staged)
		o.Workloads[2].LagP95 = lag
		outcomes = append(outcomes, o)
	}
	got := summarized(s, outcomes...).Workloads[2].Lag.P95
	want := Summary{Unit: "s", Mean: 3, SE: 1, P5: 2, P50: 2, P80: 4, P95: 4, Min: 2, Max: 4}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEqualValuesHaveNoError(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(0, 1e21).Draw(t, "value")
		n := rapid.IntRange(2, 100).Draw(t, "n")
		s := summarize("B", slices.Repeat([]float64{v}, n))
		if s.Mean != v || s.SE != 0 {
			t.Errorf("%d times %v: mean %v, standard error %v", n, v, s.Mean, s.SE)
		}
	})
}

func TestSummaryLiesBetweenItsExtremes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0, 1e21), 1, 30).Draw(t, "values")
		s := summarize("B", slices.Clone(values))
		list := []float64{s.Min, s.P5, s.P50, s.P80, s.P95, s.Max}
		if !slices.IsSorted(list) || s.Min != slices.Min(values) || s.Max != slices.Max(values) {
			t.Errorf("%v: %+v", values, s)
		}
		if slack := 1e-12 * s.Max; s.Mean < s.Min-slack || s.Mean > s.Max+slack {
			t.Errorf("%v: mean %v", values, s.Mean)
		}
	})
}

func TestNothingIsAveragedOverUnfinishedReplications(t *testing.T) {
	s := smallScenario()
	var outcomes []*Outcome
	for i := range 4 {
		o := emptyOutcome(s, Staged)
		o.Portfolio.Duration = float64(10 * (i + 1))
		o.Workloads[1].Critical = i == 1
		if i == 3 {
			stuckAt(o, "shop", NeverInSync)
		}
		outcomes = append(outcomes, o)
	}
	m := summarized(s, outcomes...)
	if m.Finished != 3 || m.Portfolio.Duration.Mean != 20 || m.Portfolio.Duration.Max != 30 {
		t.Errorf("finished %d, duration %+v", m.Finished, m.Portfolio.Duration)
	}
	if got := m.Workloads[1].Criticality; got != 1.0/3 {
		t.Errorf("criticality = %v, want 1/3", got)
	}
}

func TestUnfinishedAreCountedByWorkloadAndReason(t *testing.T) {
	s := smallScenario()
	var outcomes []*Outcome
	for _, stuck := range [][]Stuck{
		{{"files", HorizonReached}, {"shop", NeverInSync}},
		{{"shop", NoSlot}},
		{{"files", HorizonReached}, {"shop", NeverInSync}},
	} {
		o := emptyOutcome(s, Staged)
		o.Finished, o.Unfinished = false, stuck
		outcomes = append(outcomes, o)
	}
	want := []UnfinishedCount{{"shop", NoSlot, 1}, {"shop", NeverInSync, 2}, {"files", HorizonReached, 2}}
	if diff := cmp.Diff(want, summarized(s, outcomes...).Unfinished); diff != "" {
		t.Error(diff)
	}
}

func TestBlankResultNamesEverything(t *testing.T) {
	m := blankResult(smallScenario(), Flight)
	var names []string
	for _, w := range m.Workloads {
		names = append(names, w.Subscription+"/"+w.Name)
		for _, a := range w.Assets {
			names = append(names, a.Name)
		}
	}
	want := []string{"retail/identity", "dir", "retail/shop", "web", "db", "office/files", "share"}
	if !slices.Equal(names, want) || m.Links[1].Name != "core" || m.Teams[0].Name != "adoption" || m.Limits[1].Name != "replicating" {
		t.Errorf("got %v, %+v", names, m)
	}
}
