package bench

import (
	"math"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/internal/closedform"
)

// quantity is what a case expects: by its formula, to nine digits; and as it
// was simulated, if it was.
type quantity struct {
	formula   float64
	simulated samples
	as        string // in the samples
}

// queueingCases compute every quantity of each case.
var queueingCases = map[string]func(*testing.T, *closedform.Case) map[string]quantity{
	"mm1_rho50": func(t *testing.T, c *closedform.Case) map[string]quantity {
		rate, served := c.In(t, "lam"), c.In(t, "mu")
		wait, inside := mg1Wait(rate, 1/served, 2/served/served), 1/(served-rate)
		s := queueing(20, 20_000, 1, 0, rate, exponential)
		return map[string]quantity{
			"L": {rate * inside, s, "L"}, "Lq": {rate * wait, s, "Lq"}, "W": {inside, s, "W"}, "Wq": {wait, s, "Wq"},
			"W_p50": {inside * math.Ln2, s, "W_p50"}, "W_p95": {inside * math.Log(20), s, "W_p95"},
			"P_wait": {rate / served, s, "P_wait"},
		}
	},
	"md1_rho50": func(t *testing.T, c *closedform.Case) map[string]quantity {
		rate, service := c.In(t, "lam"), c.In(t, "service")
		wait := mg1Wait(rate, service, service*service)
		s := queueing(20, 20_000, 1, 0, rate, constant)
		return map[string]quantity{"Wq": {wait, s, "Wq"}, "W": {wait + service, s, "W"}, "L": {rate * (wait + service), s, "L"}}
	},
	"mg1_uniform_0_2": func(t *testing.T, c *closedform.Case) map[string]quantity {
		rate, mean := c.In(t, "lam"), c.In(t, "mean_service")
		wait := mg1Wait(rate, mean, mean*mean*(1+c.In(t, "cv2")))
		s := queueing(20, 20_000, 1, 0, rate, uniform)
		shared := processorSharing(20, 20_000, rate, uniform)
		return map[string]quantity{"Wq": {wait, s, "Wq"}, "fcfs_W": {wait + mean, s, "W"}, "ps_W": {mean / (1 - rate*mean), shared, "W"}}
	},
	"mmc_2": func(t *testing.T, c *closedform.Case) map[string]quantity {
		rate, served, servers := c.In(t, "lam"), c.In(t, "mu"), c.In(t, "c")
		has := erlangC(int(servers), rate/served)
		wait := has / (servers*served - rate)
		s := queueing(20, 20_000, int(servers), 0, rate, exponential)
		lost := queueing(20, 20_000, int(servers), int(servers), rate, exponential)
		return map[string]quantity{
			"P_wait": {has, s, "P_wait"}, "Wq": {wait, s, "Wq"}, "Lq": {rate * wait, s, "Lq"}, "W": {wait + 1/served, s, "W"},
			"erlang_b": {erlangB(int(servers), rate/served), lost, "refused"},
		}
	},
	"mm1_transient_rho50": func(t *testing.T, c *closedform.Case) map[string]quantity {
		rate, served, n := c.In(t, "lam"), c.In(t, "mu"), int(c.In(t, "customers"))
		if start := c.Text(t, "start"); start != "empty" {
			t.Fatalf("the start is %s, not empty", start)
		}
		s := firstWaits(20_000, n, rate)
		return map[string]quantity{
			"mean_delay_first_25": {mm1FirstWaits(n, rate, served), s, "mean"},
			"E_delay_customer_10": {mm1WaitOf(10, rate, served), s, "10th"},
		}
	},
}

// TestCasesOfQueueing computes the cases by formula, and simulates them.
func TestCasesOfQueueing(t *testing.T) {
	checks := map[string]func(*testing.T, *closedform.Case){"fair_share_three": fairShare}
	for id, compute := range queueingCases {
		checks[id] = func(t *testing.T, c *closedform.Case) {
			got := compute(t, c)
			for name := range c.Expected {
				want, q := c.Result(t, name), got[name]
				if !(math.Abs(q.formula-want) <= 1e-9*want) {
					t.Errorf("%s is %.12g, want %.12g", name, q.formula, want)
				}
				q.simulated.within(t, q.as, want, 0.06)
			}
		}
	}
	closedform.Run(t, "queueing", checks)
}

// fairShare lets flows share a link.
func fairShare(t *testing.T, c *closedform.Case) {
	flows := c.Pairs(t, "arrival_and_size") // when each comes, and its size
	if c.Input("per_flow_cap") != nil {
		t.Fatal("the link is all that limits a flow")
	}
	c.Are(t, "finish", finishes(c.In(t, "link"), flows))
}

// finishes returns when flows end, the first to end first.
func finishes(link float64, flows [][2]float64) (at []float64) {
	i, last := 0, 0.0
	var s sharing
	s.next = func() (customer, bool) {
		if i == len(flows) {
			return customer{}, false
		}
		c := customer{int64((flows[i][0] - last) * second), int64(flows[i][1] / link * second)}
		i, last = i+1, flows[i][0]
		return c, true
	}
	s.left = func(int64, int64) { at = append(at, float64(s.queue.Now())/second) }
	s.run()
	return at
}

// One that comes later takes its share from then on.
func TestFinishesOfFlows(t *testing.T) {
	got := finishes(2, [][2]float64{{0, 10}, {1, 2}, {7, 4}})
	// 8 are left at 1, both end at rate 1: the second at 3, with 6 left; then at
	// rate 2, at 6; the third has the link to itself.
	if want := []float64{3, 6, 9}; !slices.Equal(got, want) {
		t.Errorf("flows end at %v, want %v", got, want)
	}
}
