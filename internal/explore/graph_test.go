package explore

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// clock counts modulo 12 by one or by five.
func clock(s int, yield func(string, int)) {
	yield("+1", (s+1)%12)
	yield("+5", (s+5)%12)
}

func search(t *testing.T, next func(int, func(string, int))) *Graph[int, string] {
	t.Helper()
	g, err := Search(0, 0, next)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestSearchOrder(t *testing.T) {
	g := search(t, clock)
	var order []int
	for i, s := range g.All() {
		if i != len(order) {
			t.Fatalf("index %d at place %d", i, len(order))
		}
		order = append(order, s)
	}
	if want := []int{0, 1, 5, 2, 6, 10, 3, 7, 11, 4, 8, 9}; !slices.Equal(order, want) {
		t.Errorf("order %v, want %v", order, want)
	}
	if g.Len() != 12 || g.Edges() != 24 || !g.Has(9) || g.Has(12) {
		t.Errorf("%d states, %d edges, Has(9) %v, Has(12) %v", g.Len(), g.Edges(), g.Has(9), g.Has(12))
	}
}

func TestPath(t *testing.T) {
	g := search(t, clock)
	if got := fmt.Sprint(g.Path(8)); got != "[{+1 1} {+1 2} {+1 3} {+5 8}]" {
		t.Errorf("path to 8: %s", got)
	}
	if p := g.Path(0); p == nil || len(p) != 0 {
		t.Errorf("path to the start: %v", p)
	}
	if p := g.Path(99); p != nil {
		t.Errorf("path to a state that is not there: %v", p)
	}
}

func TestFrom(t *testing.T) {
	g := search(t, clock)
	var got []string
	for label, to := range g.From(1) {
		got = append(got, fmt.Sprint(label, to))
	}
	if !slices.Equal(got, []string{"+12", "+56"}) {
		t.Errorf("from 1: %q", got)
	}
	for range g.From(0) {
		break // a caller may stop early
	}
	for range g.All() {
		break
	}
}

func TestLimit(t *testing.T) {
	count := func(s int, yield func(string, int)) { yield("+", s+1) }
	if _, err := Search(0, 100, count); !errors.Is(err, ErrLimit) {
		t.Errorf("an endless space: %v", err)
	}
}

func TestStuck(t *testing.T) {
	trap := func(s int, yield func(string, int)) {
		if s < 4 {
			yield("on", s+1)
			yield("off", s+10)
		}
	}
	g := search(t, trap)
	if s, stuck := g.Stuck(func(s int) bool { return s == 4 }); !stuck || s != 10 {
		t.Errorf("stuck %v at %d, want 10", stuck, s)
	}
	if s, stuck := g.Stuck(func(s int) bool { return s == 4 || s >= 10 }); stuck {
		t.Errorf("stuck at %d, want nowhere", s)
	}
}

// TestAgainstFloyd compares paths and reachability of random graphs with an
// independent all-pairs computation.
func TestAgainstFloyd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "n")
		pairs := rapid.SliceOfN(rapid.IntRange(0, n*n-1), 0, 16).Draw(t, "edges")
		const far = 1000
		var dist [8][8]int
		for i := range n {
			for j := range n {
				if dist[i][j] = far; i == j {
					dist[i][j] = 0
				}
			}
		}
		for _, p := range pairs {
			dist[p/n][p%n] = min(dist[p/n][p%n], 1)
		}
		for k := range n {
			for i := range n {
				for j := range n {
					dist[i][j] = min(dist[i][j], dist[i][k]+dist[k][j])
				}
			}
		}
		g, err := Search(0, 0, func(s int, yield func(int, int)) {
			for _, p := range pairs {
				if p/n == s {
					yield(p, p%n)
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		goal := rapid.IntRange(0, n-1).Draw(t, "goal")
		reaches := g.reaching(func(s int) bool { return s == goal })
		for s := range n {
			if g.Has(s) != (dist[0][s] < far) {
				t.Fatalf("Has(%d) = %v, distance %d", s, g.Has(s), dist[0][s])
			}
			if g.Has(s) && len(g.Path(s)) != dist[0][s] {
				t.Fatalf("path to %d has %d steps, want %d", s, len(g.Path(s)), dist[0][s])
			}
		}
		for i, s := range g.All() {
			if reaches[i] != (dist[s][goal] < far) {
				t.Fatalf("%d reaches %d: %v", s, goal, reaches[i])
			}
		}
	})
}
