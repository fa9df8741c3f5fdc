package replication_test

import (
	"testing"

	"github.com/landfall-sim/landfall/replication"
)

func TestRecentLoss(t *testing.T) {
	type level = replication.ProtectionLevel
	for _, c := range []struct {
		name        string
		levels      []level
		worst, mean answer
	}{
		{"split mirror", []level{{Accumulate: 12}}, is(12), is(6)},
		{"weekly tape", []level{{Accumulate: 168, Propagate: 48, Hold: 1}}, is(217), is(133)},
		{"snapshots, then tape", []level{{Accumulate: 4, Propagate: 1, Hold: 2}, {Accumulate: 24, Propagate: 6}}, is(33), is(21)},
		{"no copies", nil, none, none},
		{"a negative hold", []level{{Hold: -1}}, none, none},
	} {
		worst, mean, ok := replication.RecentLoss(c.levels...)
		if !of(worst, ok).like(c.worst) || !of(mean, ok).like(c.mean) {
			t.Errorf("%s: %v at worst, %v on average, %v; want %v, %v", c.name, worst, mean, ok, c.worst, c.mean)
		}
	}
}

func TestDistinctBlocks(t *testing.T) {
	type class = replication.BlockClass
	for _, c := range []struct {
		name    string
		classes []class
		want    answer
	}{
		{"lightly written", []class{{Blocks: 1e6, Writes: 1e5}}, is(95162.62720935763)},
		{"two blocks, twice", []class{{Blocks: 2, Writes: 2}}, is(1.5)},
		{"one block, often", []class{{Blocks: 1, Writes: 50}}, is(1)},
		{"hot and cold", []class{{Blocks: 2, Writes: 2}, {Blocks: 1, Writes: 7}, {Blocks: 100}}, is(2.5)},
		{"nothing", nil, is(0)},
		{"writes to nowhere", []class{{Writes: 1}}, none},
		{"fewer than none", []class{{Blocks: -1}}, none},
	} {
		if got, ok := replication.DistinctBlocks(c.classes...); !of(got, ok).like(c.want) {
			t.Errorf("%s: %v, %v; want %v", c.name, got, ok, c.want)
		}
	}
}
