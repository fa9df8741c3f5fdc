package replication_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/landfall-sim/landfall/replication"
	"pgregory.net/rapid"
)

func TestPolicyWait(t *testing.T) {
	fixed := replication.Policy{Kind: replication.FixedInterval, Interval: time.Hour}
	azure := replication.Policy{Kind: replication.AzureRule}
	for _, c := range []struct {
		p    replication.Policy
		took time.Duration
		want time.Duration
		ok   bool
	}{
		{replication.Policy{}, time.Hour, 0, false},
		{replication.Policy{Kind: replication.FixedInterval}, 0, 0, false},
		{fixed, 20 * time.Minute, 40 * time.Minute, true},
		{fixed, 2 * time.Hour, 0, true},
		{azure, 12 * time.Minute, time.Hour, true},
		{azure, 4 * time.Hour, 2 * time.Hour, true},
		{azure, 100 * time.Hour, 12 * time.Hour, true},
	} {
		if got, ok := c.p.Wait(c.took); got != c.want || ok != c.ok {
			t.Errorf("%v waits %v, %v after %v; want %v, %v", c.p, got, ok, c.took, c.want, c.ok)
		}
	}
}

func TestPolicyText(t *testing.T) {
	for kind, name := range map[replication.PolicyKind]string{replication.Continuous: "continuous", replication.FixedInterval: "fixed", replication.AzureRule: "azure"} {
		var back replication.PolicyKind
		text, err := kind.MarshalText()
		if err != nil || string(text) != name || back.UnmarshalText(text) != nil || back != kind {
			t.Errorf("%v is written %q, %v and read %v", kind, text, err, back)
		}
	}
	var kind replication.PolicyKind
	if err := kind.UnmarshalText([]byte("hourly")); !errors.Is(err, replication.ErrPolicy) {
		t.Error(err)
	}
	if text, err := replication.PolicyKind(9).MarshalText(); !errors.Is(err, replication.ErrPolicy) {
		t.Errorf("a rule that there isn't is written as %q, %v", text, err)
	}
	if got := replication.PolicyKind(9).String(); got != "PolicyKind(9)" {
		t.Error(got)
	}
}

// TestCyclesByHand: 600 bytes at 10 B/s, 2 B/s written, a snapshot every 30 s.
func TestCyclesByHand(t *testing.T) {
	run := replication.CycleRun{
		Policy: replication.Policy{Kind: replication.FixedInterval, Interval: 30 * time.Second},
		Seed:   600, Bandwidth: 10, Written: steadyWrites(2),
	}
	want := []replication.Cycle{{Snapshot: 0, End: 60, Bytes: 600}, {Snapshot: 60, End: 72, Bytes: 120}, {Snapshot: 90, End: 96, Bytes: 60}, {Snapshot: 120, End: 126, Bytes: 60}}
	compareCycles(t, run, want)
	run.WorkingSet, run.Overhead = 50, 1
	compareCycles(t, run, []replication.Cycle{{Snapshot: 0, End: 61, Bytes: 600}, {Snapshot: 61, End: 67, Bytes: 50}, {Snapshot: 91, End: 97, Bytes: 50}})
	run.Written = replication.Curve{}
	compareCycles(t, run, []replication.Cycle{{Snapshot: 0, End: 61, Bytes: 600}, {Snapshot: 61, End: 61}, {Snapshot: 91, End: 91}})
}

func compareCycles(t *testing.T, run replication.CycleRun, want []replication.Cycle) {
	t.Helper()
	i := 0
	for c := range run.Cycles() {
		if i == len(want) {
			return
		}
		if c != want[i] {
			t.Errorf("cycle %d is %+v, want %+v", i, c, want[i])
		}
		i++
	}
	t.Errorf("%d cycles", i)
}

func TestNoCycles(t *testing.T) {
	for name, run := range map[string]replication.CycleRun{
		"continuous":   {Bandwidth: 1},
		"no bandwidth": {Policy: replication.Policy{Kind: replication.AzureRule}},
		"no number":    {Policy: replication.Policy{Kind: replication.AzureRule}, Bandwidth: math.NaN()},
	} {
		for c := range run.Cycles() {
			t.Errorf("%s: %+v", name, c)
			break
		}
	}
	// Each cycle is ten times as long as the one before: that ends somewhere.
	growing := replication.CycleRun{
		Policy: replication.Policy{Kind: replication.AzureRule}, Seed: 1, Bandwidth: 1, Written: steadyWrites(10),
	}
	cycles := 0
	for c := range growing.Cycles() {
		if cycles++; math.IsInf(c.End, 0) || cycles > 1000 {
			t.Fatalf("cycle %d ends at %v", cycles, c.End)
		}
	}
}

// TestCyclesCarryAll: what cycles without folding carry is what was written up
// to the last snapshot.
func TestCyclesCarryAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		run := replication.CycleRun{
			Policy:    replication.Policy{Kind: rapid.SampledFrom([]replication.PolicyKind{replication.FixedInterval, replication.AzureRule}).Draw(t, "kind"), Interval: 90 * time.Second},
			Seed:      rapid.Float64Range(0, 1e5).Draw(t, "seed"),
			Bandwidth: rapid.Float64Range(5, 100).Draw(t, "bandwidth"),
			Written:   anyCurve(t, "written", false),
		}
		sum, snapshot, n := 0.0, 0.0, 0
		for c := range run.Cycles() {
			sum += c.Bytes
			if snapshot = c.Snapshot; n > 20 {
				break
			}
			n++
		}
		if want := run.Seed + run.Written.At(snapshot); math.Abs(sum-want) > 1e-9*want {
			t.Errorf("%v bytes carried up to the snapshot of %v, want %v", sum, snapshot, want)
		}
	})
}

// TestCyclesEndBeforeAllNumbers: a source of which no sum can be named any more
// has no more cycles.
func TestCyclesEndBeforeAllNumbers(t *testing.T) {
	fast, err := replication.NewCurve([]float64{0}, []float64{0}, 1e308)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	run := replication.CycleRun{Policy: replication.Policy{Kind: replication.AzureRule}, Seed: 3600, Bandwidth: 1, WorkingSet: 3600, Written: fast}
	for c := range run.Cycles() {
		if math.IsNaN(c.Bytes) || math.IsInf(c.Bytes, 0) || n > 10 {
			t.Fatalf("cycle %d is %+v", n, c)
		}
		n++
	}
	if n == 0 {
		t.Error("no cycle 0")
	}
}
