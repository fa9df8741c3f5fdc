package bench

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/landfall-sim/landfall/replication"
)

// job is a transfer in whole numbers.
type job struct{ start, size int64 }

// sharedEnds returns when jobs end that share a link of a capacity evenly with
// each other and with as many others that never end, in exact fractions. Jobs
// are in order of start; nothing else is on the link before the first.
func sharedEnds(capacity, others int64, jobs []job) []*big.Rat {
	ends := make([]*big.Rat, len(jobs))
	left := make([]*big.Rat, len(jobs))
	now, begun := big.NewRat(jobs[0].start, 1), 0
	var active []int
	for begun < len(jobs) || len(active) > 0 {
		for begun < len(jobs) && now.Cmp(big.NewRat(jobs[begun].start, 1)) >= 0 {
			left[begun] = big.NewRat(jobs[begun].size, 1)
			active = append(active, begun)
			begun++
		}
		rate := big.NewRat(capacity, others+int64(len(active)))
		next := (*big.Rat)(nil)
		for _, i := range active {
			if end := new(big.Rat).Add(now, new(big.Rat).Quo(left[i], rate)); next == nil || end.Cmp(next) < 0 {
				next = end
			}
		}
		if begun < len(jobs) {
			if start := big.NewRat(jobs[begun].start, 1); next == nil || start.Cmp(next) < 0 {
				next = start
			}
		}
		carried := new(big.Rat).Mul(rate, new(big.Rat).Sub(next, now))
		var on []int
		for _, i := range active {
			if left[i].Sub(left[i], carried).Sign() == 0 {
				ends[i] = next
			} else {
				on = append(on, i)
			}
		}
		now, active = next, on
	}
	return ends
}

// TestMillionEventsAgainstFractions lets half a million transfers come and go
// on a link on which one is carried all the time, so that the clock they share
// never starts again. Stretches in which that one is not alone, all over the
// run, are computed again in exact fractions.
func TestMillionEventsAgainstFractions(t *testing.T) {
	if testing.Short() {
		t.Skip("a million events")
	}
	const n, capacity, wanted = 500_000, 1000, 300
	random := rand.New(rand.NewPCG(7, 7))
	jobs := make([]job, n)
	transfers := make([]replication.Transfer, n+1)
	total, now := int64(0), int64(0)
	for i := range jobs {
		now += 1 + random.Int64N(40)
		jobs[i] = job{start: now, size: 1 + random.Int64N(25_000)}
		total += jobs[i].size
		transfers[i] = transfer(i, float64(jobs[i].start), float64(jobs[i].size))
	}
	const long = 1 << 53
	transfers[n] = transfer(n, 0, long)
	out, err := replication.Transfers([]replication.Link{{Name: "link", Capacity: capacity}}, transfers)
	if err != nil {
		t.Fatal(err)
	}
	sampled, first, latest := 0, 0, 0.0
	worst := math.Abs(out[n].Seconds/(float64(long+total)/capacity) - 1)
	for i := range jobs {
		if i > first && float64(jobs[i].start) > latest { // the stretch before is over
			if i-first < 200 && (i%(n/wanted) < 20 || n-i < 50) {
				for k, end := range sharedEnds(capacity, 1, jobs[first:i]) {
					want, _ := end.Float64()
					worst = max(worst, math.Abs(out[first+k].Seconds/want-1))
					sampled++
				}
			}
			first = i
		}
		latest = max(latest, out[i].Seconds)
	}
	if sampled < 2000 {
		t.Errorf("only %d ends were computed again", sampled)
	}
	t.Logf("%d ends, relative error at most %.2g", sampled, worst)
	if worst > 1e-12 {
		t.Errorf("relative error %g over %d ends", worst, sampled)
	}
}

func transfer(i int, start, size float64) replication.Transfer {
	return replication.Transfer{Name: fmt.Sprint(i), Start: start, Size: size, Route: []string{"link"}}
}

// TestScales goes through capacities from 1 bit/s to 1 Pbit/s and sizes from
// nothing to 10^21 bytes, two transfers and one that begins half way, with an
// outage that stops all and after which all resume.
func TestScales(t *testing.T) {
	for bits := 1.0; bits <= 1e15; bits *= 10 {
		for _, size := range []float64{0, 1, 1e3, 1e9, 1e15, 1e21} {
			c := bits / 8
			half := size / c
			outage := max(3600, half)
			link := replication.Link{Name: "link", Capacity: c, Steps: []replication.CapacityStep{{At: half * 1.5, Capacity: 0}, {At: half*1.5 + outage, Capacity: c}}}
			if size == 0 {
				link.Steps = nil
			}
			out, err := replication.Transfers([]replication.Link{link}, []replication.Transfer{
				transfer(0, 0, size), transfer(1, 0, size), transfer(2, half, size),
			})
			if err != nil {
				t.Fatal(err)
			}
			// At half time both have half left; from there on three share: the
			// first two are over after another 1.5, the last carries on alone.
			for i, want := range []float64{2.5*half + outage, 2.5*half + outage, 3*half + outage} {
				if size == 0 {
					want = 0
				}
				if out[i].Never || math.Abs(out[i].Seconds-want) > 1e-12*want {
					t.Errorf("%g bytes at %g bit/s: transfer %d ends at %v, want %v", size, bits, i, out[i].Seconds, want)
				}
			}
		}
	}
}

// TestNoAllocationPerEvent compares a run with one of four times as many
// events: what is allocated, apart from the results, hardly grows.
func TestNoAllocationPerEvent(t *testing.T) {
	count := func(flows int) float64 {
		links, transfers := workload{sites: 20, flows: flows, load: 0.8, limits: 96}.make()
		return testing.AllocsPerRun(2, func() {
			if _, err := replication.Transfers(links, transfers); err != nil {
				t.Error(err)
			}
		})
	}
	if few, many := count(2000), count(8000); many > few+100 {
		t.Errorf("%v allocations for 2,000 flows, %v for 8,000", few, many)
	}
}
