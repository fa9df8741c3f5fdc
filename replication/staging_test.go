package replication_test

import (
	"math"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/replication"
	"pgregory.net/rapid"
)

func TestHeldAssetsByHand(t *testing.T) {
	ten := replication.HeldAssets{Assets: 10, Size: 100000, Drift: 2, Bandwidth: 125}
	many := replication.HeldAssets{Assets: 63, Size: 1, Drift: 2, Bandwidth: 125}
	full := replication.HeldAssets{Assets: 5, Size: 1, Drift: 2, Bandwidth: 10}
	still := replication.HeldAssets{Assets: 5, Size: 20, Bandwidth: 10}
	holdable := func(h replication.HeldAssets) answer {
		n, ok := h.Holdable()
		return of(float64(n), ok)
	}
	for _, c := range []struct {
		name      string
		got, want answer
	}{
		{"first estimate", of(ten.FirstEstimate()), is(8000)},
		{"released", of(ten.Released()), is(1e6 / 123.0)},
		{"one by one", of(ten.OneByOne()), is(8794.304854957)},
		{"together", of(ten.Together()), is(1e6 / 105.0)},
		{"holdable", holdable(ten), is(62)},
		{"holdable, a rounded quotient", holdable(replication.HeldAssets{Drift: 0.7, Bandwidth: 336}), is(479)}, // 480·0.7 = 336
		{"left", of(ten.Left()), is(0.84)},
		{"63 released", of(many.Released()), is(63 / 123.0)},
		{"63 one by one", of(many.OneByOne()), none},
		{"63 together", of(many.Together()), none},
		{"nothing left", of(many.Left()), is(0)},
		{"exactly full one by one", of(full.OneByOne()), none},
		{"exactly full together", of(full.Together()), none},
		{"holdable where it divides", holdable(full), is(4)},
		{"no drift", of(still.OneByOne()), is(10)},
		{"no drift, holdable", holdable(still), none},
		{"hardly any drift, holdable", holdable(replication.HeldAssets{Drift: 1e-300, Bandwidth: 1}), none},
		{"no assets", of(replication.HeldAssets{Drift: 1}.Together()), is(0)},
		{"fewer than none", of(replication.HeldAssets{Assets: -1}.Together()), none},
		{"left of nothing", of(replication.HeldAssets{}.Left()), none},
	} {
		if !c.got.like(c.want) {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestHoldingCosts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := replication.HeldAssets{
			Assets: rapid.IntRange(1, 200).Draw(t, "assets"), Size: rapid.Float64Range(1, 1e6).Draw(t, "size"),
			Drift: rapid.Float64Range(0.01, 5).Draw(t, "drift"), Bandwidth: rapid.Float64Range(1, 500).Draw(t, "bandwidth"),
		}
		if rapid.Bool().Draw(t, "exactly full") {
			h.Bandwidth = h.Drift * float64(h.Assets)
		}
		most, _ := h.Holdable()
		one, ok1 := h.OneByOne()
		all, ok2 := h.Together()
		if ok1 != ok2 || ok1 != (h.Assets <= most) {
			t.Errorf("%+v: in sync one by one: %v, together: %v; at most %d can be held", h, ok1, ok2, most)
		}
		if first, _ := h.FirstEstimate(); ok1 && !(first <= one && one <= all*(1+1e-9)) {
			t.Errorf("%+v: estimate %v, one by one %v, together %v", h, first, one, all)
		}
	})
}

// TestManyHeldAssets sums a hundred thousand one by one; a million million take
// no time.
func TestManyHeldAssets(t *testing.T) {
	for _, left := range []float64{0.5, 3, 1e4, 1e9} { // after the last
		h := replication.HeldAssets{Assets: 100000, Size: 7, Drift: 2, Bandwidth: 200000 + left}
		want := 0.0
		for i := h.Assets; i > 0; i-- {
			want += h.Size / (h.Bandwidth - float64(i)*h.Drift)
		}
		if got, ok := h.OneByOne(); !ok || math.Abs(got-want) > 1e-12*want {
			t.Errorf("%v left: %v, %v; want %v", left, got, ok, want)
		}
	}
	for drift, want := range map[float64]float64{0: 1e12 / 3e12, 2: math.Log(3) / 2} {
		h := replication.HeldAssets{Assets: 1e12, Size: 1, Drift: drift, Bandwidth: 3e12}
		if got, ok := h.OneByOne(); !ok || math.Abs(got-want) > 1e-9*want {
			t.Errorf("drift %v: %v, %v; want %v", drift, got, ok, want)
		}
	}
}

func TestBatchesByHand(t *testing.T) {
	// 100 for the first, 90 for the second, 70 for the third, 0 for the fourth.
	batches := []replication.Batch{{Size: 1000, Drift: 10}, {Size: 900, Drift: 20}, {Size: 1400, Drift: 80}, {Size: 1}}
	want := []replication.BatchTime{{Bandwidth: 100, Start: 0, End: 10}, {Bandwidth: 90, Start: 10, End: 20}, {Bandwidth: 70, Start: 20, End: 40}}
	if got, ok := replication.Batches(100, batches[:3]); !ok || !slices.Equal(got, want) {
		t.Errorf("%+v, %v; want %+v", got, ok, want)
	}
	if got, ok := replication.Batches(100, batches); ok || !slices.Equal(got, want) {
		t.Errorf("a batch for which nothing is left: %+v, %v", got, ok)
	}
	if _, ok := replication.Batches(-1, nil); ok {
		t.Error("a negative bandwidth")
	}
}
