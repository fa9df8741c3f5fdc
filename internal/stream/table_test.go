package stream

import (
	"testing"

	"pgregory.net/rapid"
)

// Whatever is drawn, and in which order, the table gives the numbers of New.
func TestTableGivesTheSameNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		purposes := rapid.SliceOfN(rapid.Map(rapid.String(), PurposeOf), 1, 4).Draw(t, "purposes")
		entities := rapid.SliceOfN(rapid.Uint64(), 1, 4).Draw(t, "entities")
		table := NewTable(purposes, entities)
		seed, replication, mirrored := uint64(0), 0, false
		for range 3 {
			drawn := map[[2]int]*Stream{}
			for range rapid.IntRange(0, 20).Draw(t, "draws") {
				p := rapid.IntRange(0, len(purposes)-1).Draw(t, "purpose")
				e := rapid.IntRange(0, len(entities)-1).Draw(t, "entity")
				if drawn[[2]int{p, e}] == nil {
					drawn[[2]int{p, e}] = new(New(seed, replication, purposes[p], entities[e]))
					if mirrored {
						drawn[[2]int{p, e}].Mirror()
					}
				}
				if got, want := table.At(p, e).Uniform(), drawn[[2]int{p, e}].Uniform(); got != want {
					t.Fatalf("purpose %d, entity %d: %v, want %v", p, e, got, want)
				}
			}
			seed = rapid.Uint64().Draw(t, "seed")
			replication = rapid.IntRange(0, 1e6).Draw(t, "replication")
			mirrored = rapid.Bool().Draw(t, "mirrored")
			table.Reset(seed, replication, mirrored)
		}
	})
}

// study names 20 purposes and 1,000 entities.
func study() ([]Purpose, []uint64) {
	purposes, entities := make([]Purpose, 20), make([]uint64, 1000)
	for i := range purposes {
		purposes[i] = PurposeOf(string(rune('a' + i)))
	}
	for i := range entities {
		entities[i] = EntityOf("asset", string(rune('A'+i)))
	}
	return purposes, entities
}

func TestTableAllocatesNothingInAReplication(t *testing.T) {
	table := NewTable(study())
	sum, replication := 0.0, 0
	if n := testing.AllocsPerRun(3, func() {
		replication++
		table.Reset(1, replication, false)
		for e := range 1000 {
			sum += table.At(e%20, e).Uniform()
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
