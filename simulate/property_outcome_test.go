package simulate

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// ended holds the outcome of a watched run against the run and the scenario.
func (w *watch) ended(o *Outcome) {
	if !o.Finished {
		if len(o.Unfinished) == 0 {
			w.t.Fatal("unfinished without a workload that is")
		}
		return
	}
	w.inOrder(o)
	w.lagged(o)
	w.losses(o)
	w.totals(o)
}

func (w *watch) inOrder(o *Outcome) {
	for i, x := range o.Workloads {
		times := []float64{x.Staged, x.Migrated, x.Promoted, x.Retired}
		if w.r.units[w.r.workloads[i].unit].model == SingleStep {
			times = []float64{x.Staged, x.Promoted, x.Retired}
			if x.Migrated != x.Promoted {
				w.t.Fatalf("workload %d migrated at %v, promoted at %v in a single step", i, x.Migrated, x.Promoted)
			}
		}
		for j := 1; j < len(times); j++ {
			if times[j] < times[j-1] {
				w.t.Fatalf("workload %d: staged, migrated, promoted, retired at %v", i, times)
			}
		}
		for j, a := range x.Assets {
			if !(0 <= a.Seeded && a.Seeded <= a.InSync && a.InSync <= a.Severed && a.Severed <= x.Promoted) {
				w.t.Fatalf("workload %d, asset %d: seeded %v, in sync %v, severed %v, promoted %v", i, j, a.Seeded, a.InSync, a.Severed, x.Promoted)
			}
		}
	}
}

// losses: only stateful assets lose; a window is 0 where no byte was lost, and
// what is lost in it is what was written and not delivered.
func (w *watch) losses(o *Outcome) {
	r := w.r
	for i := range r.p.workloads {
		for j, a := range r.p.workloads[i].assets {
			x, loss := &o.Workloads[i].Assets[j], &r.losses[a]
			lost := x.LossBytes - loss.stray - loss.rollback
			if !r.p.assets[a].stateful {
				if x.LossBytes != 0 || x.LossWindow != 0 {
					w.t.Fatalf("asset %s is not stateful and loses %v bytes, %v s", r.p.assets[a].name, x.LossBytes, x.LossWindow)
				}
				continue
			}
			if (x.LossWindow == 0) != (loss.bytes == 0) {
				w.t.Fatalf("asset %s: window %v s with %v bytes", r.p.assets[a].name, x.LossWindow, loss.bytes)
			}
			delivered := r.flows[r.flowOf(a, toolFlow)].delivered
			if !r.uncovered(a) {
				delivered += r.flows[r.flowOf(a, secondaryFlow)].delivered
			}
			w.near(lost, w.ledger[a].written-delivered, w.ledger[a].written, "asset %s: bytes lost", r.p.assets[a].name)
		}
	}
}

// totals: the bytes of each class are those that the sizes imply.
func (w *watch) totals(o *Outcome) {
	seeds := make([]float64, len(o.Links))
	carried := 0.0
	for a := range w.r.assets {
		plan := &w.r.p.assets[a]
		carried += w.r.assets[a].transfer
		for _, l := range w.r.p.sites[plan.site].links {
			seeds[l] += w.r.assets[a].used * *w.s.Tool.Wire
		}
	}
	w.near(o.Portfolio.Transfer, carried, carried, "transfer")
	for i, l := range o.Links {
		all := l.Bytes.Seed + l.Bytes.Sync + l.Bytes.Final + l.Bytes.Secondary + l.Bytes.Reverse
		if o.Portfolio.Reseeds == 0 {
			w.near(l.Bytes.Seed, seeds[i], seeds[i], "seed bytes of link %d", i)
		}
		if l.Bytes.Seed < seeds[i]*(1-1e-9)-1 {
			w.t.Fatalf("link %d: %v bytes of seeds, at least %v expected", i, l.Bytes.Seed, seeds[i])
		}
		if all == 0 {
			continue
		}
		if !(l.P95 <= l.Peak && l.Mean <= l.Peak) {
			w.t.Fatalf("link %d: mean %v, p95 %v, peak %v", i, l.Mean, l.P95, l.Peak)
		}
		w.near(l.Mean*w.r.links[i].record.levels.Total()/8, all, all, "mean of link %d against its bytes", i)
	}
}

// TestSameLuckSameOutcome runs random estates twice, and over many
// replications with one and two at once.
func TestSameLuckSameOutcome(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyEstate(estateKind{chance: true, workloads: 3}).Draw(t, "estate")
		seed := rapid.Uint64Range(1, math.MaxUint64).Draw(t, "seed")
		var first []byte
		for _, parallel := range []int{1, 2, 1} {
			result, err := Compare(t.Context(), s, Options{Replications: 4, Seed: seed, Parallel: parallel})
			if err != nil {
				t.Fatal(err)
			}
			got, err := json.Marshal(result)
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = got
			}
			if string(got) != string(first) {
				t.Fatalf("%d at once gives another result:\n%s", parallel, cmp.Diff(string(first), string(got)))
			}
		}
	})
}

// TestSameEstateUnderEveryModel: what the planner does not know about the
// estate has the same luck under every model.
func TestSameEstateUnderEveryModel(t *testing.T) {
	s := smallScenario()
	for i := range s.Portfolio {
		for j := range s.Portfolio[i].Workloads {
			for k := range s.Portfolio[i].Workloads[j].Assets {
				s.Portfolio[i].Workloads[j].Assets[k].Used = new(LognormalDist(10*GB, 90*GB))
			}
		}
	}
	plan, err := Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[float64]bool{}
	for replication := range 5 {
		want := plan.Replicate(SingleStep, 1, replication).Links[0].Bytes.Seed
		seen[want] = true
		for _, model := range []ModelName{Staged, Flight} {
			if got := plan.Replicate(model, 1, replication).Links[0].Bytes.Seed; math.Abs(got-want) > 1 {
				t.Errorf("replication %d: %s seeds %v bytes, single-step %v", replication, model, got, want)
			}
		}
	}
	if len(seen) != 5 {
		t.Errorf("%d different estates in 5 replications", len(seen))
	}
}
