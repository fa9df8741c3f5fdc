package kernel_test

import (
	"math"
	"testing"

	"github.com/landfall-sim/landfall/internal/closedform"
	"github.com/landfall-sim/landfall/internal/kernel"
	"github.com/landfall-sim/landfall/internal/stream"
	"github.com/landfall-sim/landfall/internal/tally"
	"gonum.org/v1/gonum/stat"
)

// inventoryMonth is a month of the clock.
const inventoryMonth = 1e15

// simulate returns what months cost on average in one replication.
func (v inventory) simulate(q *kernel.Queue, replication, months int) inventoryCosts {
	const demand, review, delivery, end = 1, 2, 3, 4
	draw := func(purpose string) *stream.Stream {
		s := stream.New(11, replication, stream.PurposeOf(purpose), 0)
		return &s
	}
	between, size, lag := draw("between demands"), draw("size of a demand"), draw("delivery lag")
	in := func(months float64) int64 { return q.Now() + int64(months*inventoryMonth) }

	q.Reset()
	q.Schedule(int64(months)*inventoryMonth, kernel.Event{Kind: end})
	q.Schedule(0, kernel.Event{Kind: review, Phase: 1})
	q.Schedule(in(between.Exp(1/inventoryRate)), kernel.Event{Kind: demand, Phase: 1})
	var c inventoryCosts
	level, since := inventoryStart, int64(0)
	for {
		at, e, _ := q.Pop()
		passed := float64(at-since) / inventoryMonth
		c.holding += inventoryHolding * passed * float64(max(0, level))
		c.shortage += inventoryShortage * passed * float64(max(0, -level))
		since = at
		switch e.Kind {
		case demand:
			level -= inventorySize(size.Uniform())
			q.Schedule(in(between.Exp(1/inventoryRate)), kernel.Event{Kind: demand, Phase: 1})
		case review:
			if level < v.s {
				c.ordering += inventorySetup + inventoryPrice*float64(v.S-level)
				q.Schedule(in(0.5+lag.Uniform()/2), kernel.Event{Kind: delivery, A: int32(v.S - level)})
			}
			q.Schedule(in(1), kernel.Event{Kind: review, Phase: 1})
		case delivery:
			level += int(e.A)
		case end:
			n := float64(months)
			return inventoryCosts{c.ordering / n, c.holding / n, c.shortage / n}
		}
	}
}

// inventorySize inverts the distribution of the sizes.
func inventorySize(u float64) int {
	for size := 1; size < len(inventorySizes)-1; size++ {
		if u -= inventorySizes[size]; u < 0 {
			return size
		}
	}
	return len(inventorySizes) - 1
}

// checkInventory compares the simulation with the exact costs: they are within the
// 99 % intervals.
func checkInventory(t *testing.T, v inventory, replications, months int) {
	t.Helper()
	var q kernel.Queue
	all := map[string][]float64{}
	for i := range replications {
		c := v.simulate(&q, i, months)
		for name, x := range map[string]float64{"total": c.total(), "ordering": c.ordering, "holding": c.holding, "shortage": c.shortage} {
			all[name] = append(all[name], x)
		}
	}
	c := v.exact(months)
	for name, want := range map[string]float64{"total": c.total(), "ordering": c.ordering, "holding": c.holding, "shortage": c.shortage} {
		mean, variance := stat.MeanVariance(all[name], nil)
		i, ok := tally.MeanInterval(replications, mean, variance, 0.99)
		if !ok || want < i.Low || want > i.High || i.High-i.Low > 0.2*want {
			t.Errorf("%v over %d months: %s is %v, want %v", v, months, name, i, want)
		}
	}
}

// TestCasesOfInventory has the case that is kept beside the repository.
func TestCasesOfInventory(t *testing.T) {
	closedform.Run(t, "inventory_sS", map[string]func(*testing.T, *closedform.Case){
		"sS_20_60": func(t *testing.T, c *closedform.Case) {
			v := inventory{int(c.In(t, "s")), int(c.In(t, "S"))}
			short := v.exact(30)
			c.Is(t, "mean_cost_30_months", short.total())
			c.Is(t, "ordering_30", short.ordering)
			c.Is(t, "holding_30", short.holding)
			c.Is(t, "shortage_30", short.shortage)
			c.Is(t, "mean_cost_120_months", v.exact(120).total())
			checkInventory(t, v, 4000, 30)
			checkInventory(t, v, 1000, 120)
		},
	})
}

// TestInventoryLikeItsMarkovChain has policies of our own.
func TestInventoryLikeItsMarkovChain(t *testing.T) {
	for _, v := range []inventory{{20, 40}, {40, 80}, {0, 100}} {
		checkInventory(t, v, 3000, 12)
	}
}

// TestInventoryDemand: the recursion has the moments of a compound Poisson
// distribution, 10·E[X] and 10·E[X²].
func TestInventoryDemand(t *testing.T) {
	total, mean, square := 0.0, 0.0, 0.0
	for d, p := range demanded(1) {
		total += p
		mean += float64(d) * p
		square += float64(d*d) * p
	}
	if math.Abs(total-1) > 1e-12 || math.Abs(mean-25) > 1e-9 || math.Abs(square-mean*mean-430./6) > 1e-7 {
		t.Errorf("total %v, mean %v, variance %v", total, mean, square-mean*mean)
	}
}
