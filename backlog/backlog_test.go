package backlog

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawEdges draws a graph as lists of what each node comes after; without rings
// a node comes after lower ones only, by a numbering that is drawn too.
func drawEdges(rings bool) *rapid.Generator[[][]int] {
	return rapid.Custom(func(t *rapid.T) [][]int {
		n := rapid.IntRange(1, 8).Draw(t, "nodes")
		edges := make([][]int, n)
		height := rapid.Permutation(upTo(n)).Draw(t, "heights")
		for range rapid.IntRange(0, 2*n).Draw(t, "edges") {
			from := rapid.IntRange(0, n-1).Draw(t, "from")
			to := rapid.IntRange(0, n-1).Draw(t, "to")
			if rings || height[to] < height[from] {
				edges[from] = append(edges[from], to)
			}
		}
		return edges
	})
}

func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func name(i int) string { return fmt.Sprint("w", i) }

// drawBacklog draws small sizes and efforts for a graph, and cuts it into
// subscriptions.
func drawBacklog(edges [][]int) *rapid.Generator[Backlog] {
	return rapid.Custom(func(t *rapid.T) Backlog {
		var b Backlog
		for i, ws := range edges {
			if i == 0 || rapid.Bool().Draw(t, "new subscription") {
				b.Subscriptions = append(b.Subscriptions, Subscription{Name: fmt.Sprint("s", len(b.Subscriptions))})
			}
			w := Workload{Name: name(i), Effort: float64(rapid.IntRange(0, 4).Draw(t, "effort"))}
			for _, j := range ws {
				w.After = append(w.After, name(j))
			}
			for k := range rapid.IntRange(1, 2).Draw(t, "assets") {
				w.Assets = append(w.Assets, Asset{fmt.Sprint(w.Name, "-", k), float64(rapid.IntRange(0, 3).Draw(t, "used"))})
			}
			s := &b.Subscriptions[len(b.Subscriptions)-1]
			s.Workloads = append(s.Workloads, w)
		}
		return b
	})
}

// reach tells which nodes each node comes after, directly or through others.
func reach(edges [][]int) [][]bool {
	r := make([][]bool, len(edges))
	for i, ws := range edges {
		r[i] = make([]bool, len(edges))
		for _, w := range ws {
			r[i][w] = true
		}
	}
	for k := range r {
		for i := range r {
			for j := range r {
				r[i][j] = r[i][j] || r[i][k] && r[k][j]
			}
		}
	}
	return r
}

func TestAllNumbersWorkloadsAsListed(t *testing.T) {
	b := Backlog{[]Subscription{
		{Name: "a", Workloads: []Workload{{Name: "x"}, {Name: "y"}}}, {Name: "b"}, {Name: "c", Workloads: []Workload{{Name: "z"}}},
	}}
	var got []string
	for i, w := range b.All() {
		got = append(got, fmt.Sprint(i, w.Name))
	}
	if want := []string{"0x", "1y", "2z"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for i := range b.All() {
		if i == 1 {
			break // and nothing is given after that, or range panics
		}
	}
}

func TestNames(t *testing.T) {
	got := after([]Workload{
		{Name: "a", After: []string{"b", "nobody"}},
		{Name: "b"},
		{Name: "b", After: []string{"b", "a"}},
	})
	if want := [][]int{{1}, nil, {1, 0}}; !cmp.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTheZeroBacklog(t *testing.T) {
	var b Backlog
	if err := b.Validate(); err != nil {
		t.Error(err)
	}
	workloads, subscriptions := b.Rings()
	if len(b.Order(CriticalFirst))+len(b.Waves(Listed, Limit{}))+len(b.Sprints(Listed, 1))+
		len(workloads)+len(subscriptions)+len(b.Document(Listed).Items) > 0 {
		t.Error("something comes of nothing")
	}
}

// large is a backlog of n workloads in which each comes after three others.
func large(n int) Backlog {
	b := Backlog{make([]Subscription, 100)}
	x := uint32(1)
	for i := range n {
		w := Workload{Name: name(i), Effort: 10, Assets: []Asset{{Name: name(i), Used: float64(i % 1000)}}}
		for range min(i, 3) {
			x = x*1664525 + 1013904223
			w.After = append(w.After, name(int(x>>8)%i))
		}
		s := &b.Subscriptions[i*len(b.Subscriptions)/n]
		s.Workloads = append(s.Workloads, w)
	}
	return b
}

func BenchmarkTenThousandWorkloads(b *testing.B) {
	l := large(10_000)
	for _, bench := range []struct {
		name string
		run  func()
	}{
		{"order", func() { l.Order(CriticalFirst) }},
		{"rings", func() { l.Rings() }},
		{"waves", func() { l.Waves(CriticalFirst, Limit{Workloads: 1}) }},
		{"validate", func() { l.Validate() }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				bench.run()
			}
		})
	}
}
