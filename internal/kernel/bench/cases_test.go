package bench

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"
)

// queueingCase is one of the cases of the design for queues.
type queueingCase struct {
	ID               string
	Inputs, Expected map[string]json.RawMessage
}

func number(t *testing.T, in map[string]json.RawMessage, name string) (x float64) {
	t.Helper()
	read(t, in, name, &x)
	return x
}

func read(t *testing.T, in map[string]json.RawMessage, name string, x any) {
	t.Helper()
	if err := json.Unmarshal(in[name], x); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// quantity is what a case expects: by its formula, to nine digits; and as it
// was simulated, if it was.
type quantity struct {
	formula   float64
	simulated samples
	as        string // in the samples
}

// queueingCases compute every quantity of each case.
var queueingCases = map[string]func(*testing.T, map[string]json.RawMessage) map[string]quantity{
	"mm1_rho50": func(t *testing.T, in map[string]json.RawMessage) map[string]quantity {
		rate, served := number(t, in, "lam"), number(t, in, "mu")
		wait, inside := mg1Wait(rate, 1/served, 2/served/served), 1/(served-rate)
		s := queueing(20, 20_000, 1, 0, rate, exponential)
		return map[string]quantity{
			"L": {rate * inside, s, "L"}, "Lq": {rate * wait, s, "Lq"}, "W": {inside, s, "W"}, "Wq": {wait, s, "Wq"},
			"W_p50": {inside * math.Ln2, s, "W_p50"}, "W_p95": {inside * math.Log(20), s, "W_p95"},
			"P_wait": {rate / served, s, "P_wait"},
		}
	},
	"md1_rho50": func(t *testing.T, in map[string]json.RawMessage) map[string]quantity {
		rate, service := number(t, in, "lam"), number(t, in, "service")
		wait := mg1Wait(rate, service, service*service)
		s := queueing(20, 20_000, 1, 0, rate, constant)
		return map[string]quantity{"Wq": {wait, s, "Wq"}, "W": {wait + service, s, "W"}, "L": {rate * (wait + service), s, "L"}}
	},
	"mg1_uniform_0_2": func(t *testing.T, in map[string]json.RawMessage) map[string]quantity {
		rate, mean := number(t, in, "lam"), number(t, in, "mean_service")
		wait := mg1Wait(rate, mean, mean*mean*(1+number(t, in, "cv2")))
		s := queueing(20, 20_000, 1, 0, rate, uniform)
		shared := processorSharing(20, 20_000, rate, uniform)
		return map[string]quantity{"Wq": {wait, s, "Wq"}, "fcfs_W": {wait + mean, s, "W"}, "ps_W": {mean / (1 - rate*mean), shared, "W"}}
	},
	"mmc_2": func(t *testing.T, in map[string]json.RawMessage) map[string]quantity {
		rate, served, c := number(t, in, "lam"), number(t, in, "mu"), number(t, in, "c")
		has := erlangC(int(c), rate/served)
		wait := has / (c*served - rate)
		s := queueing(20, 20_000, int(c), 0, rate, exponential)
		lost := queueing(20, 20_000, int(c), int(c), rate, exponential)
		return map[string]quantity{
			"P_wait": {has, s, "P_wait"}, "Wq": {wait, s, "Wq"}, "Lq": {rate * wait, s, "Lq"}, "W": {wait + 1/served, s, "W"},
			"erlang_b": {erlangB(int(c), rate/served), lost, "refused"},
		}
	},
	"mm1_transient_rho50": func(t *testing.T, in map[string]json.RawMessage) map[string]quantity {
		rate, served, n := number(t, in, "lam"), number(t, in, "mu"), int(number(t, in, "customers"))
		s := firstWaits(20_000, n, rate)
		return map[string]quantity{
			"mean_delay_first_25": {mm1FirstWaits(n, rate, served), s, "mean"},
			"E_delay_customer_10": {mm1WaitOf(10, rate, served), s, "10th"},
		}
	},
}

// TestCasesOfQueueing computes the cases by formula, and simulates them.
func TestCasesOfQueueing(t *testing.T) {
	text, err := os.ReadFile("../../../../shared/cases/closed-forms/queueing.json")
	if err != nil {
		t.Skip("the cases of the design (shared/cases/closed-forms/queueing.json) are not beside the repository")
	}
	var file struct{ Cases []queueingCase }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Cases) == 0 {
		t.Fatal("no cases")
	}
	for _, c := range file.Cases {
		t.Run(c.ID, func(t *testing.T) {
			if c.ID == "fair_share_three" {
				fairShare(t, c)
				return
			}
			compute, ok := queueingCases[c.ID]
			if !ok {
				t.Fatal("nothing computes this case")
			}
			got := compute(t, c.Inputs)
			for name := range c.Expected {
				want, q := number(t, c.Expected, name), got[name]
				if !(math.Abs(q.formula-want) <= 1e-9*want) {
					t.Errorf("%s is %.12g, want %.12g", name, q.formula, want)
				}
				q.simulated.within(t, q.as, want, 0.06)
			}
		})
	}
}

// fairShare lets flows share a link.
func fairShare(t *testing.T, c queueingCase) {
	var flows [][2]float64 // when each comes, and its size
	var want []float64
	read(t, c.Inputs, "arrival_and_size", &flows)
	read(t, c.Expected, "finish", &want)
	got := finishes(number(t, c.Inputs, "link"), flows)
	if len(got) != len(want) {
		t.Fatalf("%d flows end, want %d", len(got), len(want))
	}
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-9*want[i] {
			t.Errorf("flow %d ends at %.12g, want %.12g", i, got[i], want[i])
		}
	}
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
