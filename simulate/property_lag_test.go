package simulate

import (
	"math"
	"time"

	"github.com/landfall-sim/landfall/internal/tally"
	"github.com/landfall-sim/landfall/replication"
)

// lagWatch records the lags of a run by itself: from one instant to the next,
// between which every rate stands still.
type lagWatch struct {
	of     []tally.Ramps // workloads
	assets []lagOfAsset
}

// lagOfAsset is what an asset was at the last instant.
type lagOfAsset struct {
	synced, behind bool
	delivered      float64
	trail          replication.Trail
}

func newLagWatch(r *run) lagWatch {
	w := lagWatch{of: make([]tally.Ramps, len(r.workloads)), assets: make([]lagOfAsset, len(r.assets))}
	for i := range w.of {
		w.of[i].Reset(r.p.promotion.rpo)
	}
	return w
}

// lag records how far an asset was behind since the last instant. In cycle mode
// lags need no rates and are recorded as they are.
func (w *watch) lag(a int) {
	r, x := w.r, &w.lags.assets[a]
	if r.cycles != nil {
		return
	}
	now := w.amounts(r.flowOf(a, toolFlow))
	lag, length := &w.lags.of[r.p.assets[a].workload], seconds(r.now-w.before)
	switch {
	case x.synced && x.behind:
		advance(&x.trail, lag, w.before, r.now, (now.delivered-x.delivered)/length)
		if r.assets[a].severed == r.now && now.behind {
			if got, want := seconds(r.now)-r.losses[a].base, x.trail.Lag(time.Duration(r.now)); !sameLag(got, want) {
				w.t.Fatalf("asset %d is %v s behind when it is severed, want %v", a, got, want)
			}
		}
	case x.synced:
		lag.AddZero(length)
	}
	if now.behind && !(x.synced && x.behind) {
		x.trail = replication.Begin(r.p.patterns[r.p.assets[a].pattern], r.assets[a].churn, time.Duration(r.now))
	}
	x.synced, x.behind, x.delivered = r.assets[a].synced, now.behind, now.delivered
}

// lagSlack is what lags may differ by, relatively and in seconds, and times as a
// share: a rate that is told from two amounts has fewer digits than they.
const lagSlack = 1e-6

func sameLag(got, want float64) bool { return math.Abs(got-want) <= lagSlack*(1+want) }

// lagged: an outcome tells the lags that were watched.
func (w *watch) lagged(o *Outcome) {
	if w.r.cycles != nil {
		return
	}
	for i := range o.Workloads {
		got, want := &o.Workloads[i], &w.lags.of[i]
		if want.Total() == 0 {
			if !math.IsNaN(got.LagMax) {
				w.t.Fatalf("workload %d was never in sync and has a lag of %v s", i, got.LagMax)
			}
			continue
		}
		if !sameLag(got.LagMax, want.Max()) {
			w.t.Fatalf("workload %d was up to %v s behind, want %v", i, got.LagMax, want.Max())
		}
		for p, got := range map[float64]float64{0.5: got.LagP50, 0.95: got.LagP95} {
			low, high := want.Quantile(p-lagSlack), want.Quantile(p+lagSlack)
			if (got < low || got > high) && !sameLag(got, low) && !sameLag(got, high) {
				w.t.Fatalf("workload %d was behind by %v s for a share of %v of the time, want %v to %v s", i, got, p, low, high)
			}
		}
		if above := want.Above(); math.Abs(got.LagViolation-above) > lagSlack {
			w.t.Fatalf("workload %d violates its objective for a share of %v of the time, want %v", i, got.LagViolation, above)
		}
	}
}
