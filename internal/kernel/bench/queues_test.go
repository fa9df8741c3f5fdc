package bench

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/landfall-sim/landfall/internal/stream"
)

const second = 1e9 // in nanoseconds: one unit of time of the formulas

// Service times with mean 1.
var (
	exponential = func(s *stream.Stream) float64 { return s.Exp(1) }
	constant    = func(*stream.Stream) float64 { return 1 }
	uniform     = func(s *stream.Stream) float64 { return 2 * s.Uniform() }
	// One in ten takes 5.5, the others half of 1.
	mixed = func(s *stream.Stream) float64 {
		if s.Bernoulli(0.1) {
			return 5.5
		}
		return 0.5
	}
)

// samples holds, for each quantity, its values in independent replications.
type samples map[string][]float64

func (s samples) add(name string, value float64) { s[name] = append(s[name], value) }

// within fails the test where an expected value is outside the 99 % confidence
// interval of the mean of the replications, or where that is so wide that it
// says little. Replications have fixed seeds, so that the test can't fail by
// chance once it has passed.
func (s samples) within(t *testing.T, name string, want, width float64) {
	t.Helper()
	x := s[name]
	mean, sd := stat.MeanStdDev(x, nil)
	half := distuv.StudentsT{Sigma: 1, Nu: float64(len(x) - 1)}.Quantile(0.995) * sd / math.Sqrt(float64(len(x)))
	if math.Abs(mean-want) > half {
		t.Errorf("%s is %.5g ± %.2g, want %.5g", name, mean, half, want)
	}
	if half > width*want {
		t.Errorf("%s: the interval %.5g ± %.2g says little about %.5g", name, mean, half, want)
	}
}

// source draws n customers in a replication.
func source(replication, n int, rate float64, service func(*stream.Stream) float64) func() (customer, bool) {
	gaps := stream.New(1, replication, stream.PurposeOf("gap"), 0)
	services := stream.New(1, replication, stream.PurposeOf("service"), 0)
	return func() (customer, bool) {
		n--
		return customer{int64(gaps.Exp(1/rate) * second), int64(service(&services) * second)}, n >= 0
	}
}

// queueing simulates a station; who is served waits Wq and is inside for W.
func queueing(replications, customers, servers, room int, rate float64, service func(*stream.Stream) float64) samples {
	out := samples{}
	for r := range replications {
		var inside []float64
		waited, had := 0.0, 0
		s := station{servers: servers, room: room, next: source(r, customers, rate, service)}
		s.left = func(w, in int64) {
			inside = append(inside, float64(in)/second)
			waited += float64(w) / second
			if w > 0 {
				had++
			}
		}
		s.run()
		n, end := float64(len(inside)), float64(s.queue.Now())/second
		slices.Sort(inside)
		out.add("Wq", waited/n)
		out.add("W", stat.Mean(inside, nil))
		out.add("Lq", waited/end) // all have left, so that this is the mean over time
		out.add("L", stat.Mean(inside, nil)*n/end)
		out.add("W_p50", stat.Quantile(0.5, stat.Empirical, inside, nil))
		out.add("W_p95", stat.Quantile(0.95, stat.Empirical, inside, nil))
		out.add("P_wait", float64(had)/n)
		out.add("refused", float64(s.refused)/float64(customers))
	}
	return out
}

// processorSharing simulates a server that all share. A service that is not
// very short is stretched by the same factor on average, however long it is.
func processorSharing(replications, customers int, rate float64, service func(*stream.Stream) float64) samples {
	out := samples{}
	for r := range replications {
		var inside, stretched []float64
		s := sharing{next: source(r, customers, rate, service)}
		s.left = func(service, in int64) {
			inside = append(inside, float64(in)/second)
			if service > second/10 {
				stretched = append(stretched, float64(in)/float64(service))
			}
		}
		s.run()
		out.add("W", stat.Mean(inside, nil))
		out.add("stretch", stat.Mean(stretched, nil))
	}
	return out
}

// firstWaits simulates a server from empty, again and again.
func firstWaits(replications, customers int, rate float64) samples {
	out := samples{}
	for r := range replications {
		sum, n := 0.0, 0
		s := station{servers: 1, next: source(r, customers, rate, exponential)}
		s.left = func(w, _ int64) {
			sum += float64(w) / second
			if n++; n == 10 {
				out.add("10th", float64(w)/second)
			}
		}
		s.run()
		out.add("mean", sum/float64(n))
	}
	return out
}

func TestQueuesWithOneServer(t *testing.T) {
	for _, c := range []struct {
		name    string
		service func(*stream.Stream) float64
		second  float64 // moment of the service
	}{
		{"M/M/1", exponential, 2},
		{"M/D/1", constant, 1},
		{"M/G/1 uniform", uniform, 4.0 / 3},
		{"M/G/1 mixed", mixed, 0.9*0.25 + 0.1*5.5*5.5},
	} {
		for _, rate := range []float64{0.3, 0.7} {
			t.Run(fmt.Sprintf("%s, load %v", c.name, rate), func(t *testing.T) {
				got, wait := queueing(20, 20_000, 1, 0, rate, c.service), mg1Wait(rate, 1, c.second)
				got.within(t, "Wq", wait, 0.05)
				got.within(t, "W", wait+1, 0.05)
				got.within(t, "L", rate*(wait+1), 0.05)
				got.within(t, "P_wait", rate, 0.02) // arrivals see averages over time
			})
		}
	}
}

func TestQueuesWithServers(t *testing.T) {
	for _, c := range []struct {
		servers int
		load    float64
	}{{2, 1.2}, {10, 7}} {
		got, p := queueing(20, 20_000, c.servers, 0, c.load, exponential), erlangC(c.servers, c.load)
		got.within(t, "P_wait", p, 0.05)
		got.within(t, "Wq", p/(float64(c.servers)-c.load), 0.1)
		// Whom all servers turn away does not depend on the shape of the service.
		queueing(20, 20_000, c.servers, c.servers, c.load, mixed).within(t, "refused", erlangB(c.servers, c.load), 0.05)
	}
}

func TestSharingDoesNotDependOnTheShapeOfServices(t *testing.T) {
	for _, service := range []func(*stream.Stream) float64{exponential, constant, uniform, mixed} {
		got := processorSharing(20, 5000, 0.6, service)
		got.within(t, "W", 1/(1-0.6), 0.08)
		got.within(t, "stretch", 1/(1-0.6), 0.08)
	}
}

func TestFirstCustomers(t *testing.T) {
	got := firstWaits(20_000, 25, 0.9)
	got.within(t, "mean", mm1FirstWaits(25, 0.9, 1), 0.03)
	got.within(t, "10th", mm1WaitOf(10, 0.9, 1), 0.03)
}
