package backlog

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestPartsAgainstReachability(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		edges := drawEdges(true).Draw(t, "edges")
		r := reach(edges)
		part, count := parts(edges)
		if len(part) > 0 && (slices.Min(part) != 0 || slices.Max(part) != count-1) {
			t.Fatalf("%d parts: %v", count, part)
		}
		for i, ws := range edges {
			for j := range edges {
				if together := i == j || r[i][j] && r[j][i]; (part[i] == part[j]) != together {
					t.Errorf("%d and %d are on one ring: %v; parts are %v", i, j, together, part)
				}
			}
			for _, w := range ws {
				if part[w] > part[i] {
					t.Errorf("%d comes after %d; parts are %v", i, w, part)
				}
			}
		}
	})
}

func TestFollowersAgainstReachability(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		edges := drawEdges(true).Draw(t, "edges")
		r := reach(edges)
		for v, got := range followers(edges) {
			want := 0
			for u := range edges {
				if u != v && r[u][v] {
					want++
				}
			}
			if got != want {
				t.Errorf("%d come after %d, want %d", got, v, want)
			}
		}
	})
}

// More nodes than a machine word has bits.
func TestFollowersInAChain(t *testing.T) {
	const n = 200
	edges := make([][]int, n)
	for i := 1; i < n; i++ {
		edges[i] = []int{i - 1}
	}
	for v, got := range followers(edges) {
		if got != n-1-v {
			t.Errorf("%d come after %d, want %d", got, v, n-1-v)
		}
	}
	edges[0] = []int{n - 1}
	for v, got := range followers(edges) {
		if got != n-1 {
			t.Errorf("in a ring %d come after %d, want %d", got, v, n-1)
		}
	}
}
