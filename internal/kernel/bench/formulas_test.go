package bench

import (
	"math"
	"testing"
)

// mg1Wait is the mean wait for one server, by Pollaczek and Khinchine, from the
// arrival rate and the first two moments of the service.
func mg1Wait(rate, mean, second float64) float64 { return rate * second / (2 * (1 - rate*mean)) }

// erlangB is the share of customers that c servers without a queue turn away
// under an offered load (Erlang 1917).
func erlangB(c int, load float64) float64 {
	b := 1.0
	for k := 1; k <= c; k++ {
		b = load * b / (float64(k) + load*b)
	}
	return b
}

// erlangC is the share of customers that have to wait for one of c servers
// (Erlang 1917).
func erlangC(c int, load float64) float64 {
	b := erlangB(c, load)
	return b / (1 - load/float64(c)*(1-b))
}

// mm1WaitOf is the mean wait of the n-th customer of a server that was empty
// when the first one came: by Spitzer (1956), the sum of E[S⁺]/k over k < n,
// where S is k services less k interarrival times.
func mm1WaitOf(n int, rate, serviceRate float64) float64 {
	served := serviceRate / (rate + serviceRate) // the next of either to end is a service
	sum := 0.0
	for k := 1; k < n; k++ {
		// When the last interarrival time ends, j services have ended.
		excess, p := 0.0, math.Pow(1-served, float64(k))
		for j := range k {
			excess += p * float64(k-j) / serviceRate
			p *= served * float64(k+j) / float64(j+1)
		}
		sum += excess / float64(k)
	}
	return sum
}

// mm1FirstWaits is the mean wait of the first n.
func mm1FirstWaits(n int, rate, serviceRate float64) float64 {
	sum := 0.0
	for i := range n {
		sum += mm1WaitOf(i+1, rate, serviceRate)
	}
	return sum / float64(n)
}

// The formulas, at values that can be had without them.
func TestFormulas(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		// With two servers and a load of 1 the states weigh 1, 1 and 1/2.
		{"Erlang B of 2 servers", erlangB(2, 1), 1.0 / 5},
		// With a queue they weigh 1, 1, 1/2, 1/4, …
		{"Erlang C of 2 servers", erlangC(2, 1), 1.0 / 3},
		{"Erlang C of 1 server", erlangC(1, 0.3), 0.3},
		{"Pollaczek and Khinchine of M/M/1", mg1Wait(0.5, 1, 2), 1},
		// The second waits for what its gap leaves of one service.
		{"the second customer", mm1WaitOf(2, 0.5, 1), 0.5 / 1.5},
		{"the thousandth customer", mm1WaitOf(1000, 0.5, 1), 1},
	} {
		if math.Abs(c.got-c.want) > 1e-9*c.want {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}
