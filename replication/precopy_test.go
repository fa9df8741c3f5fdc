package replication_test

import (
	"testing"

	"github.com/landfall-sim/landfall/replication"
	"pgregory.net/rapid"
)

func TestPrecopyByHand(t *testing.T) {
	for _, c := range []struct {
		name string
		p    replication.Precopy
		want replication.PrecopyResult
		ok   bool
	}{
		{"a fifth is written again",
			replication.Precopy{Size: 1024, Bandwidth: 100, Drift: 20, Threshold: 1, Resume: 0.02},
			replication.PrecopyResult{Passes: 5, Remaining: 0.32768, Downtime: 0.0232768, Total: 12.8191808, Sent: 1279.91808, Converged: true}, true},
		{"half is, down to the threshold exactly",
			replication.Precopy{Size: 4096, Bandwidth: 250, Drift: 125, Threshold: 16, Resume: 0.1, MaxPasses: 1000000},
			replication.PrecopyResult{Passes: 8, Remaining: 16, Downtime: 0.164, Total: 32.804, Sent: 8176, Converged: true}, true},
		{"a bound on passes",
			replication.Precopy{Size: 4096, Bandwidth: 256, Drift: 128, Threshold: 16, MaxPasses: 2},
			replication.PrecopyResult{Passes: 2, Remaining: 1024, Downtime: 4, Total: 28, Sent: 7168}, true},
		{"passes that grow",
			replication.Precopy{Size: 1, Bandwidth: 1, Drift: 2, MaxPasses: 3},
			replication.PrecopyResult{Passes: 3, Remaining: 8, Downtime: 8, Total: 15, Sent: 15}, true},
		{"passes that grow up to a working set",
			replication.Precopy{Size: 1, Bandwidth: 1, Drift: 2, MaxPasses: 4, WorkingSet: 3},
			replication.PrecopyResult{Passes: 4, Remaining: 3, Downtime: 3, Total: 12, Sent: 12}, true},
		{"a working set within the threshold",
			replication.Precopy{Size: 100, Bandwidth: 1, Drift: 2, Threshold: 5, WorkingSet: 5},
			replication.PrecopyResult{Passes: 1, Remaining: 5, Downtime: 5, Total: 105, Sent: 105, Converged: true}, true},
		{"a source that writes nothing",
			replication.Precopy{Size: 10, Bandwidth: 5},
			replication.PrecopyResult{Passes: 1, Total: 2, Sent: 10, Converged: true}, true},
		{"less than the threshold", replication.Precopy{Size: 10, Bandwidth: 5, Threshold: 10},
			replication.PrecopyResult{Remaining: 10, Downtime: 2, Total: 2, Sent: 10, Converged: true}, true},
		{"so slowly that nobody can wait", replication.Precopy{Size: 1e300, Bandwidth: 1, Drift: 1 - 1e-15, Threshold: 1e-300}, replication.PrecopyResult{}, false},
		{"a bound far before that", replication.Precopy{Size: 100, Bandwidth: 10, Drift: 9, Threshold: 1e-300, MaxPasses: 1},
			replication.PrecopyResult{Passes: 1, Remaining: 90, Downtime: 9, Total: 19, Sent: 190}, true},
		{"never", replication.Precopy{Size: 10, Bandwidth: 5, Drift: 5, Threshold: 1}, replication.PrecopyResult{}, false},
		{"never down to nothing", replication.Precopy{Size: 10, Bandwidth: 5, Drift: 1}, replication.PrecopyResult{}, false},
		{"beyond all numbers", replication.Precopy{Size: 10, Bandwidth: 1, Drift: 5, MaxPasses: 10000}, replication.PrecopyResult{}, false},
		{"no bandwidth", replication.Precopy{Size: 10, MaxPasses: 1}, replication.PrecopyResult{}, false},
	} {
		got, ok := c.p.Run()
		if ok != c.ok || got.Passes != c.want.Passes || got.Converged != c.want.Converged {
			t.Errorf("%s: %+v, %v; want %+v, %v", c.name, got, ok, c.want, c.ok)
		}
		for _, pair := range [][2]float64{{got.Remaining, c.want.Remaining}, {got.Downtime, c.want.Downtime}, {got.Total, c.want.Total}, {got.Sent, c.want.Sent}} {
			if !is(pair[0]).like(is(pair[1])) {
				t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
			}
		}
	}
}

// TestPrecopyIsPassAfterPass compares with a walk over the passes.
func TestPrecopyIsPassAfterPass(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := replication.Precopy{
			Size:      rapid.Float64Range(1, 1e6).Draw(t, "size"),
			Bandwidth: rapid.Float64Range(1, 1e3).Draw(t, "bandwidth"),
			Threshold: rapid.Float64Range(0.01, 1e3).Draw(t, "threshold"),
			MaxPasses: rapid.IntRange(1, 60).Draw(t, "most"),
		}
		p.Drift = p.Bandwidth * rapid.SampledFrom([]float64{0.1, 0.5, 0.9, 0.999, 1, 1.001, 1.5}).Draw(t, "factor")
		if rapid.Bool().Draw(t, "folds") {
			p.WorkingSet = rapid.Float64Range(0.1, 2e6).Draw(t, "working set")
		}
		left, sent, passes := p.Size, p.Size, 0
		for left > p.Threshold*(1+1e-12) && passes < p.MaxPasses {
			left = p.Drift * left / p.Bandwidth
			if p.WorkingSet > 0 {
				left = min(left, p.WorkingSet)
			}
			sent += left
			passes++
		}
		got, ok := p.Run()
		if !ok || got.Passes != passes || !is(got.Remaining).like(is(left)) || !is(got.Sent).like(is(sent)) {
			t.Errorf("%+v ends as %+v, %v; pass after pass: %d passes, %v left, %v sent", p, got, ok, passes, left, sent)
		}
	})
}
