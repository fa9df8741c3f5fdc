package backlog

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestOrderByHand(t *testing.T) {
	b := Backlog{[]Subscription{
		{"a", []Workload{
			{Name: "web", After: []string{"db"}, Assets: []Asset{{"1", 10}, {"2", 20}}},
			{Name: "db", After: []string{"identity"}, Assets: []Asset{{"3", 100}}},
		}},
		{"b", []Workload{
			{Name: "mail", After: []string{"identity"}, Assets: []Asset{{"4", 30}}},
			{Name: "identity", Assets: []Asset{{"5", 5}}},
		}},
	}}
	for policy, want := range map[Policy][]int{
		Listed:        {0, 1, 2, 3},
		SmallestFirst: {3, 0, 2, 1}, // web and mail have 30 each
		LargestFirst:  {1, 0, 2, 3},
		CriticalFirst: {3, 1, 0, 2}, // 3, 1, 0 and 0 come after
	} {
		if got := b.Order(policy); !slices.Equal(got, want) {
			t.Errorf("%v: %v, want %v", policy, got, want)
		}
	}
}

func TestOrderAgainstDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		edges := drawEdges(rapid.Bool().Draw(t, "rings")).Draw(t, "edges")
		b := drawBacklog(edges).Draw(t, "backlog")
		policy := Policy(rapid.IntRange(0, 3).Draw(t, "policy"))
		r := reach(edges)
		key := func(v int) float64 {
			switch policy {
			case SmallestFirst:
				return b.workloads()[v].Bytes()
			case LargestFirst:
				return -b.workloads()[v].Bytes()
			case CriticalFirst:
				n := 0.0
				for u := range r {
					if u != v && r[u][v] {
						n--
					}
				}
				return n
			}
			return 0
		}
		want := upTo(len(edges))
		slices.SortFunc(want, func(i, j int) int { return cmp.Or(cmp.Compare(key(i), key(j)), cmp.Compare(i, j)) })
		if got := b.Order(policy); !slices.Equal(got, want) {
			t.Errorf("%v: %v, want %v", policy, got, want)
		}
	})
}
