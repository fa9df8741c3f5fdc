package ranking_test

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/landfall-sim/landfall/internal/ranking"
	"pgregory.net/rapid"
)

func TestBestByHand(t *testing.T) {
	b, nan := ranking.NewBest(3), math.NaN()
	for _, values := range [][]float64{
		{1, 2, 3},              // the first
		{1, 1, 3},              // half each
		{nan, 5, 4},            // the last
		{nan, nan, nan},        // undecided
		{7, 7 + 1e-12, nan},    // half each
		{-4, -4, -4},           // a third each
		{1e6 + 1e-4, nan, 1e6}, // half each
	} {
		if err := b.Add(values, 1e-9); err != nil {
			t.Fatal(err)
		}
	}
	for i, want := range []float64{(1 + .5 + .5 + 1/3. + .5) / 6, (.5 + .5 + 1/3.) / 6, (1 + 1/3. + .5) / 6} {
		if got := b.Probability(i); math.Abs(got-want) > 1e-15 {
			t.Errorf("model %d is best with %v, want %v", i, got, want)
		}
	}
	if got := b.Leaders(); !slices.Equal(got, []int{0}) || b.Decided != 6 {
		t.Errorf("%v lead in %d", got, b.Decided)
	}
}

func TestBestOfNothing(t *testing.T) {
	b := ranking.NewBest(2)
	if b.Leaders() != nil || !math.IsNaN(b.Probability(0)) {
		t.Errorf("%v lead with %v", b.Leaders(), b.Probability(0))
	}
	if err := b.Add([]float64{1}, 0); err == nil {
		t.Error("one value of two models")
	}
	for _, other := range []ranking.Best{{}, ranking.NewBest(3), {Wins: [][]int64{{1}, {1}}}} {
		if err := b.Merge(other); err == nil {
			t.Errorf("merged with %+v", other)
		}
	}
}

// TestBestTies: seven share a replication exactly, and so do three of other ones.
func TestBestTies(t *testing.T) {
	b := ranking.NewBest(10)
	for _, values := range [][]float64{{0, 0, 0, 0, 0, 0, 0, 1, 1, 1}, {1, 1, 1, 1, 1, 1, 1, 0, 0, 0}} {
		for range 7 - 4*int(values[0]) {
			if err := b.Add(values, 0); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := b.Leaders(); len(got) != 10 {
		t.Errorf("%v lead, of ten that won one each", got)
	}
}

func TestBestMergesInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const k = 4
		row := rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 5), func(x int) float64 {
			if x == 5 {
				return math.NaN()
			}
			return float64(x)
		}), k, k)
		rows := rapid.SliceOf(row).Draw(t, "rows")
		whole, parts := ranking.NewBest(k), []ranking.Best{ranking.NewBest(k), ranking.NewBest(k), ranking.NewBest(k)}
		for _, values := range rows {
			part := rapid.IntRange(0, 2).Draw(t, "part")
			if whole.Add(values, 0) != nil || parts[part].Add(values, 0) != nil {
				t.Fatal("not added")
			}
		}
		merged := ranking.NewBest(k)
		for _, i := range rapid.Permutation([]int{0, 1, 2}).Draw(t, "order") {
			data, err := json.Marshal(parts[i])
			if err != nil {
				t.Fatal(err)
			}
			var read ranking.Best
			if err := json.Unmarshal(data, &read); err != nil || merged.Merge(read) != nil {
				t.Fatalf("%s: %v", data, err)
			}
		}
		if diff := cmp.Diff(whole, merged); diff != "" {
			t.Fatalf("merged: %s", diff)
		}
		total := 0.0
		for i := range k {
			total += merged.Probability(i)
		}
		if merged.Decided > 0 && math.Abs(total-1) > 1e-12 {
			t.Errorf("probabilities add up to %v", total)
		}
	})
}
