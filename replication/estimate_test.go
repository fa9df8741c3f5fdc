package replication_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/landfall-sim/landfall/replication"
	"pgregory.net/rapid"
)

// answer is a number and whether it exists.
type answer struct {
	x  float64
	ok bool
}

func of(x float64, ok bool) answer { return answer{x, ok} }

func is(x float64) answer { return answer{x, true} }

// none is the answer that doesn't exist.
var none = answer{}

func (a answer) like(b answer) bool {
	return a.ok == b.ok && math.Abs(a.x-b.x) <= 1e-9*math.Abs(b.x)
}

func TestEstimates(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	part := func(c, s float64) replication.PathPart { return replication.PathPart{Capacity: c, Share: s} }
	for _, c := range []struct {
		name      string
		got, want answer
	}{
		{"10 TB at 500 Mbps", of(replication.TransferTime(10e12, 500e6/8, 1)), is(160000)},
		{"the same at 80 %", of(replication.TransferTime(10e12, 500e6/8, 0.8)), is(200000)},
		{"nothing over nothing", of(replication.TransferTime(0, 0, 1)), is(0)},
		{"something over nothing", of(replication.TransferTime(1, 0, 1)), none},
		{"a negative size", of(replication.TransferTime(-1, 1, 1)), none},
		{"an endless size", of(replication.TransferTime(inf, 1, 1)), none},
		{"a quotient beyond all numbers", of(replication.TransferTime(1e300, 1e-300, 1)), none},
		{"a seed with drift", of(replication.InSyncTime(200000, 125, 10)), is(1739.1304347826087)},
		{"a seed that drifts as fast as it is carried", of(replication.InSyncTime(1, 10, 10)), none},
		{"not a number", of(replication.InSyncTime(1, nan, 0)), none},
		{"a GiB in 10 s beside 1 MB/s", of(replication.DeadlineBandwidth(1<<30, 1e6, 10)), is(1e6 + (1<<30)/10.0)},
		{"something at once", of(replication.DeadlineBandwidth(1, 0, 0)), none},
		{"the least of a path", of(replication.PathBandwidth(0.8, part(10000, 0.4), part(10000, 0.4), part(500, 1))), is(400)},
		{"no path", of(replication.PathBandwidth(1)), none},
		{"a path of no number", of(replication.PathBandwidth(1, part(nan, 1))), none},
		{"a send queue", of(replication.QueueTime(3e9, 1e7)), is(300)},
		{"an empty queue that nothing fills", of(replication.QueueTime(0, 0)), is(0)},
		{"a queue that nothing works off", of(replication.QueueTime(1, 0)), none},
	} {
		if !c.got.like(c.want) {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestCalibrate(t *testing.T) {
	line, ok := replication.Calibrate(10, 1299, 20, 2476)
	for items, want := range map[float64]float64{10: 1299, 100: 1299 + 90*117.7} {
		if got, exists := line.At(items); !ok || !exists || got != want {
			t.Errorf("line %+v, %v; %v items take %v s, %v; want %v", line, ok, items, got, exists, want)
		}
	}
	if _, ok := replication.Calibrate(10, 1, 10, 2); ok {
		t.Error("a line through two measurements of the same number")
	}
}

// TestNoInfinityLeaks asks everything with anything.
func TestNoInfinityLeaks(t *testing.T) {
	anything := rapid.OneOf(
		rapid.SampledFrom([]float64{0, 1, -1, 1e-320, 1e-300, 1e300, math.MaxFloat64, math.Inf(1), math.Inf(-1), math.NaN(), 2.0 / 3}),
		rapid.Float64(), rapid.Float64Range(0, 100),
	)
	rapid.Check(t, func(t *rapid.T) {
		var x [6]float64
		for i := range x {
			x[i] = anything.Draw(t, "x")
		}
		check := func(name string, ok bool, numbers ...float64) {
			for _, n := range numbers {
				if math.IsInf(n, 0) || math.IsNaN(n) || !ok && n != 0 {
					t.Errorf("%s gives %v, %v", name, numbers, ok)
				}
			}
		}
		ask := func(name string, n float64, ok bool) { check(name, ok, n) }
		n, ok := replication.TransferTime(x[0], x[1], x[2])
		ask("TransferTime", n, ok)
		n, ok = replication.InSyncTime(x[0], x[1], x[2])
		ask("InSyncTime", n, ok)
		n, ok = replication.DeadlineBandwidth(x[0], x[1], x[2])
		ask("DeadlineBandwidth", n, ok)
		n, ok = replication.PathBandwidth(x[0], replication.PathPart{Capacity: x[1], Share: x[2]})
		ask("PathBandwidth", n, ok)
		n, ok = replication.QueueTime(x[0], x[1])
		ask("QueueTime", n, ok)
		line, ok := replication.Calibrate(x[0], x[1], x[2], x[3])
		check("Calibrate", ok, line.Intercept, line.Slope)
		n, ok = replication.Line{Intercept: x[0], Slope: x[1]}.At(x[2])
		check("Line.At", ok, n)
		n, ok = replication.AzureWorstLag(x[0])
		ask("AzureWorstLag", n, ok)
		p, ok := replication.Precopy{Size: x[0], Bandwidth: x[1], Drift: x[2], Threshold: x[3], Resume: x[4], WorkingSet: x[5], MaxPasses: 30}.Run()
		check("Precopy", ok, p.Remaining, p.Downtime, p.Total, p.Sent, float64(p.Passes))
		s, ok := replication.AzureSteadyCycle(x[0], x[1])
		check("AzureSteadyCycle", ok, s.Shortest, s.Longest)
		worst, mean, ok := replication.RecentLoss(replication.ProtectionLevel{Accumulate: x[0], Propagate: x[1], Hold: x[2]})
		check("RecentLoss", ok, worst, mean)
		n, ok = replication.DistinctBlocks(replication.BlockClass{Blocks: x[0], Writes: x[1]}, replication.BlockClass{Blocks: x[2], Writes: x[3]})
		ask("DistinctBlocks", n, ok)
		askStructs(check, x)
	})
}

func askStructs(check func(string, bool, ...float64), x [6]float64) {
	h := replication.HeldAssets{Assets: 7, Size: x[0], Drift: x[1], Bandwidth: x[2]}
	for i, f := range []func() (float64, bool){h.FirstEstimate, h.Released, h.OneByOne, h.Together, h.Left} {
		n, ok := f()
		check(fmt.Sprint("HeldAssets ", i), ok, n)
	}
	backlog, delay, ok := replication.Envelope{{Rate: x[0], Burst: x[1]}, {Rate: x[2], Burst: x[3]}}.Bounds(replication.Server{Rate: x[4], Latency: x[5]})
	check("Bounds", ok, backlog, delay)
	most, ok := replication.Envelope{{Rate: x[0], Burst: x[1]}}.At(x[2])
	check("Envelope.At", ok, most)
	sum, ok := replication.Aggregate(replication.TokenBucket{Rate: x[0], Burst: x[1]}, replication.TokenBucket{Rate: x[2], Burst: x[3]})
	check("Aggregate", ok, sum.Rate, sum.Burst)
	all, ok := replication.Tandem(replication.Server{Rate: x[0], Latency: x[1]}, replication.Server{Rate: x[2], Latency: x[3]})
	check("Tandem", ok, all.Rate, all.Latency)
	if trace, err := replication.NewTrace(x[0], x[1:4], nil); err == nil {
		need, ok := trace.Curve().RequiredBandwidth(x[4])
		check("RequiredBandwidth", ok, need)
		check("Trace", true, trace.Mean(), trace.Seconds(), trace.Curve().At(trace.Seconds()))
	}
	b, ok := replication.TokenBucket{Rate: x[0], Burst: x[1]}.After(replication.Server{Rate: x[2], Latency: x[3]})
	check("After", ok, b.Rate, b.Burst)
	o := replication.Outage{Write: x[0], Link: x[1], Length: x[2]}
	l, ok := o.Effect()
	check("Outage", ok, l.PeakBacklog, l.PeakLag, l.PeakLagAt, l.CatchUp, l.LagSum)
	above, ok := o.Above(x[3])
	check("Outage.Above", ok, above)
	w := replication.OnOff{High: x[0], Low: x[1], On: x[2], Off: x[3], Link: x[4]}
	l, ok = w.Effect()
	check("OnOff", ok, l.PeakBacklog, l.PeakLag, l.PeakLagAt, l.CatchUp, l.LagSum)
	busy, ok := w.Busy()
	check("OnOff.Busy", ok, busy)
	used, ok := w.Utilization()
	check("OnOff.Utilization", ok, used)
	e, ok := replication.Swing{Mean: x[0], Amplitude: x[1], Period: x[2], Link: x[3]}.Effect()
	check("Swing", ok, e.Starts, e.Peaks, e.Ends, e.PeakBacklog, e.PeakLag)
	if times, ok := replication.Batches(x[0], []replication.Batch{{Size: x[1], Drift: x[2]}, {Size: x[3], Drift: x[4]}}); ok {
		for _, b := range times {
			check("Batches", true, b.Bandwidth, b.Start, b.End)
		}
	}
}

// ExampleInSyncTime asks how long 20 TB take over 1 Gbit/s while 10 MB/s are
// written, and what happens when as much is written as the link carries.
func ExampleInSyncTime() {
	seconds, ok := replication.InSyncTime(20e12, 1e9/8, 10e6)
	fmt.Println(time.Duration(seconds)*time.Second, ok)
	seconds, ok = replication.InSyncTime(20e12, 1e9/8, 125e6)
	fmt.Println(seconds, ok)
	// Output:
	// 48h18m33s true
	// 0 false
}
