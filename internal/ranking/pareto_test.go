package ranking_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/internal/ranking"
	"pgregory.net/rapid"
)

// byMeans compares the numbers of a table, one row a model.
func byMeans(table [][]float64) ranking.Compare {
	return func(a, b, metric int) int { return cmp.Compare(table[a][metric], table[b][metric]) }
}

// apart says which is better if they are at least a distance apart.
func apart(table [][]float64, distance float64) ranking.Compare {
	return func(a, b, metric int) int {
		switch d := table[a][metric] - table[b][metric]; {
		case d <= -distance:
			return -1
		case d >= distance:
			return 1
		}
		return 0
	}
}

func ExamplePareto() {
	// Days and minutes of downtime of three models.
	table := [][]float64{{90, 480}, {120, 0}, {125, 0}}
	f := ranking.Pareto(3, 2, byMeans(table))
	fmt.Println(f.Pareto, f.By)
	// Five days are within what chance can do.
	f = ranking.Pareto(3, 2, apart(table, 10))
	fmt.Println(f.Pareto, f.By)
	// Output:
	// [0 1] [-1 -1 1]
	// [0 1 2] [-1 -1 -1]
}

func TestParetoByMeans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		models, metrics := rapid.IntRange(1, 6).Draw(t, "models"), rapid.IntRange(0, 3).Draw(t, "metrics")
		row := rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 3), func(x int) float64 { return float64(x) }), metrics, metrics)
		table := rapid.SliceOfN(row, models, models).Draw(t, "table")
		f := ranking.Pareto(models, metrics, byMeans(table))
		for b := range models {
			var by []int
			for a := range models {
				if below := func(m int) bool { return table[a][m] > table[b][m] }; !slices.Equal(table[a], table[b]) && !slices.ContainsFunc(indices(metrics), below) {
					by = append(by, a)
				}
			}
			if on := slices.Contains(f.Pareto, b); on != (len(by) == 0) || on != (f.By[b] == -1) || !on && !slices.Contains(by, f.By[b]) {
				t.Fatalf("model %d is dominated by %v; on the front %v, by %d", b, by, f.Pareto, f.By[b])
			}
			if !slices.Contains(f.Pareto, b) && !slices.Contains(f.Pareto, f.By[b]) {
				t.Fatalf("model %d: %d is not on the front %v", b, f.By[b], f.Pareto)
			}
		}
	})
}

func indices(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// TestParetoByDistance: what is apart need not be so in a chain, yet something is
// always left, and what is out is dominated.
func TestParetoByDistance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		models, metrics := rapid.IntRange(1, 6).Draw(t, "models"), rapid.IntRange(1, 3).Draw(t, "metrics")
		table := rapid.SliceOfN(rapid.SliceOfN(rapid.Float64Range(0, 3), metrics, metrics), models, models).Draw(t, "table")
		compare := apart(table, 1)
		f := ranking.Pareto(models, metrics, compare)
		if len(f.Pareto) == 0 {
			t.Fatal("nothing is on the front")
		}
		for b, by := range f.By {
			if on := slices.Contains(f.Pareto, b); on != (by == -1) || !on && !compare.Dominates(by, b, metrics) {
				t.Fatalf("model %d: front %v, by %d", b, f.Pareto, by)
			}
			for a := range models {
				if compare.Dominates(a, b, metrics) && !slices.Contains(f.Pareto, a) && slices.Contains(f.Pareto, b) {
					t.Fatalf("model %d is on the front above %d, which is not", b, a)
				}
			}
		}
	})
}

func TestParetoOfACircle(t *testing.T) {
	// In each metric one is better than the next; the fourth is worse than all.
	table := [][]float64{{0, 1.5, 0.9, 5}, {1.5, 0.9, 0, 5}, {0.9, 0, 1.5, 5}, {9, 9, 9, 9}}
	f := ranking.Pareto(4, 4, apart(table, 1))
	if !slices.Equal(f.Pareto, []int{0, 1, 2}) || !slices.Equal(f.By, []int{-1, -1, -1, 0}) {
		t.Errorf("front %v, by %v", f.Pareto, f.By)
	}
	if compare := apart(table, 1); !compare.Dominates(0, 1, 1) || compare.Dominates(1, 0, 1) || compare.Dominates(0, 2, 1) {
		t.Error("in the first metric only 0 and 1 are apart")
	}
}
