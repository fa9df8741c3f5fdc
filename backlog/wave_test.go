package backlog

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// slowly cuts a backlog without rings by looking through all workloads for the
// next one.
func slowly(b Backlog, p Policy, limit Limit, inTurn bool) []Wave {
	workloads, order := b.workloads(), b.Order(p)
	wave := map[string]int{} // of each workload taken
	var waves []Wave
	for len(wave) < len(workloads) {
		now := Wave{}
		for {
			next := slices.IndexFunc(order, func(i int) bool {
				w := workloads[i]
				_, taken := wave[w.Name]
				return !taken && !slices.ContainsFunc(w.After, func(name string) bool {
					k, done := wave[name]
					return !done || !inTurn && k == len(waves)
				})
			})
			if next < 0 {
				break
			}
			w := workloads[order[next]]
			grown := Wave{append(slices.Clone(now.Workloads), w.Name), now.Assets + len(w.Assets), now.Bytes + w.Bytes(), now.Effort + w.Effort}
			fits := (limit.Workloads == 0 || len(grown.Workloads) <= limit.Workloads) &&
				(limit.Assets == 0 || grown.Assets <= limit.Assets) &&
				(limit.Bytes == 0 || grown.Bytes <= limit.Bytes) &&
				(limit.Effort == 0 || grown.Effort <= limit.Effort)
			if !fits && len(now.Workloads) > 0 {
				break
			}
			now = grown
			wave[w.Name] = len(waves)
		}
		waves = append(waves, now)
	}
	return waves
}

func drawLimit() *rapid.Generator[Limit] {
	return rapid.Custom(func(t *rapid.T) Limit {
		return Limit{
			Workloads: rapid.IntRange(0, 4).Draw(t, "workloads"),
			Assets:    rapid.IntRange(0, 6).Draw(t, "assets"),
			Bytes:     float64(rapid.IntRange(0, 8).Draw(t, "bytes")),
			Effort:    float64(rapid.IntRange(0, 8).Draw(t, "effort")),
		}
	})
}

func TestCutAgainstLookingThroughAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBacklog(drawEdges(false).Draw(t, "edges")).Draw(t, "backlog")
		policy := Policy(rapid.IntRange(0, 3).Draw(t, "policy"))
		limit := drawLimit().Draw(t, "limit")
		if diff := cmp.Diff(slowly(b, policy, limit, false), b.Waves(policy, limit)); diff != "" {
			t.Errorf("waves -want +got:\n%s", diff)
		}
		var want []Sprint
		for _, w := range slowly(b, policy, Limit{Effort: limit.Effort}, true) {
			want = append(want, Sprint{w.Workloads, w.Effort})
		}
		if diff := cmp.Diff(want, b.Sprints(policy, limit.Effort)); diff != "" {
			t.Errorf("sprints -want +got:\n%s", diff)
		}
	})
}

// What is on one ring is in one wave, everything else after what it comes after.
func TestWavesWithRings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		edges := drawEdges(true).Draw(t, "edges")
		b := drawBacklog(edges).Draw(t, "backlog")
		wave := map[string]int{}
		for i, w := range b.Waves(CriticalFirst, drawLimit().Draw(t, "limit")) {
			for _, name := range w.Workloads {
				if _, taken := wave[name]; taken {
					t.Fatalf("%s is in two waves", name)
				}
				wave[name] = i
			}
		}
		if len(wave) != len(edges) {
			t.Fatalf("%d of %d workloads are in waves", len(wave), len(edges))
		}
		r := reach(edges)
		for i := range r {
			for j := range r {
				a, b := wave[name(i)], wave[name(j)]
				if ring := r[i][j] && r[j][i]; r[i][j] && (ring && a != b || !ring && a <= b) {
					t.Errorf("%d comes after %d (ring: %v), in waves %d and %d", i, j, ring, a, b)
				}
			}
		}
	})
}

func TestWavesByHand(t *testing.T) {
	used := func(name string, bytes float64, after ...string) Workload {
		return Workload{Name: name, After: after, Effort: 8, Assets: []Asset{{name, bytes}}}
	}
	b := Backlog{[]Subscription{{"s", []Workload{
		used("web", 50, "db"), used("files", 300), used("db", 80, "identity"), used("mail", 60, "identity"), used("identity", 10),
	}}}}
	for _, tt := range []struct {
		name  string
		limit Limit
		want  [][]string
	}{
		{"no limit", Limit{}, [][]string{{"files", "identity"}, {"db", "mail"}, {"web"}}},
		{"two workloads", Limit{Workloads: 2}, [][]string{{"files", "identity"}, {"db", "mail"}, {"web"}}},
		{"one workload", Limit{Workloads: 1}, [][]string{{"files"}, {"identity"}, {"db"}, {"web"}, {"mail"}}},
		{"100 bytes", Limit{Bytes: 100}, [][]string{{"files"}, {"identity"}, {"db"}, {"web"}, {"mail"}}},
		{"140 bytes", Limit{Bytes: 140}, [][]string{{"files"}, {"identity"}, {"db", "mail"}, {"web"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got [][]string
			for _, w := range b.Waves(Listed, tt.limit) {
				got = append(got, w.Workloads)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
	sprints := []Sprint{{[]string{"files", "identity", "db"}, 24}, {[]string{"web", "mail"}, 16}}
	if diff := cmp.Diff(sprints, b.Sprints(Listed, 24)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
