package backlog

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// everyRing walks along all edges, in the order in which they are listed, and
// returns the first of the rings that are as short and begin as low as possible.
func everyRing(edges [][]int) []int {
	var best []int
	var walk func(path []int)
	walk = func(path []int) {
		for _, w := range edges[path[len(path)-1]] {
			switch {
			case w == path[0]:
				if best == nil || len(path) < len(best) {
					best = slices.Clone(path)
				}
			case w > path[0] && !slices.Contains(path, w):
				walk(append(path, w))
			}
		}
	}
	for start := range edges {
		walk([]int{start})
	}
	return best
}

func of(edges [][]int) (int, func(int) []int) {
	return len(edges), func(i int) []int { return edges[i] }
}

// TestRingOfStrangers does not wait for what is not there.
func TestRingOfStrangers(t *testing.T) {
	edges := [][]int{{5, 1}, {-1, 0, 2}, {3}}
	if ring := Ring(of(edges)); !slices.Equal(ring, []int{0, 1}) || edges[0][0] != 5 || len(edges[1]) != 3 {
		t.Errorf("ring %v of %v", ring, edges)
	}
	if ring := Ring(-1, nil); ring != nil {
		t.Errorf("ring %v of fewer than none", ring)
	}
}

func TestRingAgainstAllWalks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		edges := drawEdges(true).Draw(t, "edges")
		if got, want := Ring(of(edges)), everyRing(edges); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

func TestNoRing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		if ring := Ring(of(drawEdges(false).Draw(t, "edges"))); ring != nil {
			t.Errorf("%v is no ring", ring)
		}
	})
}

func TestRingByHand(t *testing.T) {
	for _, tt := range []struct {
		name  string
		edges [][]int
		want  []int
	}{
		{"itself", [][]int{{1}, {0}, {2}}, []int{2}},
		{"the shorter, though listed later", [][]int{{1}, {2}, {0}, {4}, {3}}, []int{3, 4}},
		{"the first of two", [][]int{{1, 2}, {0}, {0}}, []int{0, 1}},
		{"the first as the edges are listed", [][]int{{2, 1}, {0}, {0}}, []int{0, 2}},
		{"begins at the lowest", [][]int{nil, {3}, {1}, {2}}, []int{1, 3, 2}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Ring(of(tt.edges)); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// circulant is n nodes in a circle, each after the next k.
func circulant(n, k int) [][]int {
	edges := make([][]int, n)
	for i := range edges {
		for step := 1; step <= k; step++ {
			edges[i] = append(edges[i], (i+step)%n)
		}
	}
	return edges
}

func TestLargeRings(t *testing.T) {
	const n = 10_000
	for k, want := range map[int]int{1: n, 2: n / 2, 3: 3334} {
		if got := Ring(of(circulant(n, k))); len(got) != want || got[0] != 0 {
			t.Errorf("each after the next %d: a ring of %d, want %d", k, len(got), want)
		}
	}
}

func TestRingsOfABacklog(t *testing.T) {
	b := Backlog{[]Subscription{
		{"retail", []Workload{{Name: "shop", After: []string{"erp"}}, {Name: "search", After: []string{"shop"}}}},
		{"office", []Workload{{Name: "mail"}}},
		{"core", []Workload{{Name: "erp"}, {Name: "bus", After: []string{"search"}}}},
	}}
	workloads, subscriptions := b.Rings()
	if workloads != nil || !slices.Equal(subscriptions, []string{"retail", "core"}) {
		t.Errorf("rings are %v and %v", workloads, subscriptions)
	}
	b.Subscriptions[2].Workloads[0].After = []string{"bus"} // closes shop → erp → bus → search
	workloads, subscriptions = b.Rings()
	if !slices.Equal(workloads, []string{"shop", "erp", "bus", "search"}) || !slices.Equal(subscriptions, []string{"retail", "core"}) {
		t.Errorf("rings are %v and %v", workloads, subscriptions)
	}
}

// The subscriptions' ring is that of the graph whose edges the workloads' cross.
func TestSubscriptionRingAgainstAllWalks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBacklog(drawEdges(true).Draw(t, "edges")).Draw(t, "backlog")
		home := map[string]int{}
		for i, s := range b.Subscriptions {
			for _, w := range s.Workloads {
				home[w.Name] = i
			}
		}
		edges := make([][]int, len(b.Subscriptions))
		for i, s := range b.Subscriptions {
			for _, w := range s.Workloads {
				for _, name := range w.After {
					if home[name] != i {
						edges[i] = append(edges[i], home[name])
					}
				}
			}
		}
		var want []string
		for _, i := range everyRing(edges) {
			want = append(want, b.Subscriptions[i].Name)
		}
		if _, got := b.Rings(); !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

func BenchmarkRing(b *testing.B) {
	random := make([][]int, 10_000)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range random {
		random[i] = []int{r.IntN(len(random)), r.IntN(len(random)), r.IntN(len(random))}
	}
	for name, edges := range map[string][][]int{"one": circulant(10_000, 1), "three": circulant(10_000, 3), "thirty": circulant(10_000, 30), "random": random} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Ring(of(edges))
			}
		})
	}
}
