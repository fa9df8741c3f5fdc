package simulate

import (
	"bytes"
	"context"
	"errors"
	"math"
	"testing"

	"github.com/landfall-sim/landfall/internal/stream"
)

func TestAPairHasOppositeLuck(t *testing.T) {
	l := newLuckOf(&Plan{entities: []uint64{7}})
	draws := func(replication int, antithetic bool) [3]float64 {
		l.begin(5, replication, antithetic)
		s := l.stream(drawFix, 0)
		return [3]float64{s.Uniform(), s.Uniform(), s.Uniform()}
	}
	first, second := draws(4, true), draws(5, true)
	if first != draws(4, false) {
		t.Error("the first of a pair has other luck than alone")
	}
	for i := range first {
		if math.Abs(first[i]+second[i]-1) > 1e-15 {
			t.Errorf("draw %d: %v and %v", i, first[i], second[i])
		}
	}
	if third := draws(6, true); third == first || third == second {
		t.Error("two pairs have the same luck")
	}
}

// pairsOf is an engine whose durations are twice a uniform number, opposite in
// pairs if it is asked for.
func pairsOf(s *Scenario) experiment {
	return experiment{scenario: s, engine: func(antithetic bool) replicator {
		return func(model ModelName, seed uint64, replication int) *Outcome {
			named := replication
			if antithetic {
				named &^= 1
			}
			x := stream.New(seed, named, 1, 1)
			if antithetic && replication%2 == 1 {
				x.Mirror()
			}
			o := emptyOutcome(s, model)
			o.Portfolio.Duration = 2 * x.Uniform()
			o.Portfolio.Affected = math.Pow(x.Uniform(), 3)
			if model == Flight && replication%7 == 3 {
				stuckAt(o, "shop", NoSlot)
			}
			return o
		}
	}}
}

func TestAntitheticPairsAreCountedAsPairs(t *testing.T) {
	run := pairsOf(smallScenario())
	plain, err := run.compare(t.Context(), Options{Replications: 400})
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := run.compare(t.Context(), Options{Replications: 400, Antithetic: true})
	if err != nil {
		t.Fatal(err)
	}
	a, b := plain.Models[0].Portfolio, pairs.Models[0].Portfolio
	// The mean of u and 1 − u never varies.
	if math.Abs(b.Duration.Mean-1) > 1e-12 || b.Duration.SE > 1e-12 || a.Duration.SE < 0.02 {
		t.Errorf("duration %v ± %v, alone ± %v", b.Duration.Mean, b.Duration.SE, a.Duration.SE)
	}
	if b.Affected.SE >= a.Affected.SE || math.Abs(b.Affected.Mean-0.25) > 4*b.Affected.SE {
		t.Errorf("affected %v ± %v, alone ± %v", b.Affected.Mean, b.Affected.SE, a.Affected.SE)
	}
	if !pairs.Antithetic || plain.Antithetic {
		t.Error("the result does not say whether pairs were antithetic")
	}
}

func TestAntitheticShardsMerge(t *testing.T) {
	s := smallScenario().WithDefaults()
	run := pairsOf(s)
	whole, err := run.compare(t.Context(), Options{Replications: 100, Antithetic: true, Parallel: 1})
	if err != nil {
		t.Fatal(err)
	}
	var merged *Shard
	for _, r := range []Range{{62, 100}, {0, 10}, {10, 62}} {
		d, err := run.runShard(t.Context(), s.Promotion.Models, true, r, Options{Antithetic: true, Parallel: 7})
		if err != nil {
			t.Fatal(err)
		}
		if d = stored(t, d); merged == nil {
			merged = d
		} else if err := merged.Merge(d); err != nil {
			t.Fatal(err)
		}
	}
	r, err := merged.Result()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(document(t, whole), document(t, r)) {
		t.Error("merged shards give something else")
	}
	alone, err := run.runShard(t.Context(), s.Promotion.Models, true, Range{100, 102}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := merged.Merge(alone); !errors.Is(err, ErrShard) {
		t.Errorf("pairs and single replications were merged: %v", err)
	}
}

func TestPairsAreWhole(t *testing.T) {
	run := pairsOf(smallScenario())
	if _, err := run.compare(context.Background(), Options{Replications: 5, Antithetic: true}); err == nil {
		t.Error("five replications in pairs were accepted")
	}
	for _, r := range []Range{{1, 4}, {0, 3}} {
		if _, err := run.runShard(context.Background(), []ModelName{Staged}, false, r, Options{Antithetic: true}); err == nil {
			t.Errorf("%v in pairs was accepted", r)
		}
	}
}
