package replication_test

import (
	"math"
	"testing"
	"time"

	"github.com/landfall-sim/landfall/replication"
	"pgregory.net/rapid"
)

const hour = 3600.0

func TestAzureSteadyByHand(t *testing.T) {
	for _, c := range []struct {
		load, overhead    float64 // hours
		shortest, longest float64
		ok                bool
	}{
		{0, 0, 0, 0, true},
		{0, 1, 0, 0, true}, // nothing to carry takes no time
		{0.2, 0, 0.25, 0.25, true},
		{0.5, 0, 1, 1, true},
		{0.66, 0, 0.66 / 0.34, 0.66 / 0.34, true},
		{2.0 / 3, 0, 2, 24, true},
		{0.67, 0, 12 * 0.67 / 0.33, 12 * 0.67 / 0.33, true},
		{0.9, 0, 108, 108, true},
		{0.5, 0.5, 2, 2, true},
		{0.5, 1, 4, 4, true}, // a wait of 2 h: half of 4 + 2, and 1
		{0.5, 6, 24, 24, true},
		{0.5, 8, 28, 28, true}, // half of 28 + 12, and 8
		{1, 0, 0, 0, false},
		{math.NaN(), 0, 0, 0, false},
	} {
		got, ok := replication.AzureSteadyCycle(c.load, c.overhead*hour)
		if ok != c.ok || !is(got.Shortest).like(is(c.shortest*hour)) || !is(got.Longest).like(is(c.longest*hour)) {
			t.Errorf("load %v, overhead %v h: %v h to %v h, %v", c.load, c.overhead, got.Shortest/hour, got.Longest/hour, ok)
		}
	}
}

func TestAzureWorstLag(t *testing.T) {
	for cycle, want := range map[float64]float64{0.25: 1.5, 2: 5, 24: 60, 108: 228} {
		if got, ok := replication.AzureWorstLag(cycle * hour); !ok || !is(got).like(is(want*hour)) {
			t.Errorf("cycles of %v h lag %v h at worst, %v; want %v", cycle, got/hour, ok, want)
		}
	}
}

// TestAzureCyclesSettle lets cycles run and looks where they come to.
func TestAzureCyclesSettle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		load := rapid.SampledFrom([]float64{0.1, 0.3, 0.6, 0.65, 0.68, 0.7, 0.8}).Draw(t, "load")
		overhead := hour * rapid.SampledFrom([]float64{0, 0.1, 2, 30}).Draw(t, "overhead")
		want, ok := replication.AzureSteadyCycle(load, overhead)
		got := lastCycle(replication.CycleRun{
			Policy: replication.Policy{Kind: replication.AzureRule}, Bandwidth: 100, Written: steadyWrites(100 * load),
			Seed: 100 * hour * rapid.Float64Range(0.1, 100).Draw(t, "seed"), Overhead: overhead,
		}, 2000)
		if !ok || math.Abs(got-want.Shortest) > 1e-6*want.Shortest {
			t.Errorf("load %v, overhead %v h: cycles settle at %v h, want %v h", load, overhead/hour, got/hour, want.Shortest/hour)
		}
	})
}

// TestAzureJump shows the cliff: at a load of 2/3 a cycle stays as long as the
// seed made the first one; a little more, and it jumps beyond 24 h.
func TestAzureJump(t *testing.T) {
	run := func(load, seedHours float64) float64 {
		return lastCycle(replication.CycleRun{
			Policy: replication.Policy{Kind: replication.AzureRule}, Bandwidth: 3, Written: steadyWrites(3 * load), Seed: 3 * hour * seedHours,
		}, 3000) / hour
	}
	for _, seed := range []float64{4, 9, 30} {
		if got := run(2.0/3, seed); math.Abs(got-seed*2/3) > 1e-6 {
			t.Errorf("after a seed of %v h cycles at 2/3 take %v h", seed, got)
		}
	}
	if below, above := run(0.66, 9), run(0.6734, 9); below > 2 || above < 24 {
		t.Errorf("cycles take %v h below 2/3 and %v h above", below, above)
	}
}

func TestPlannerRPOs(t *testing.T) {
	if got := replication.PlannerRPOs(); len(got) != 3 || got[0] != 15*time.Minute || got[2] != time.Hour {
		t.Error(got)
	}
}
