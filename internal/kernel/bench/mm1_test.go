package bench

import (
	"bytes"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/landfall-sim/landfall/internal/stream"
)

// poissonArrivals returns customers at a load of one server.
func poissonArrivals(n int, load float64) []customer {
	s := stream.New(1, 0, stream.PurposeOf("mm1"), 0)
	customers := make([]customer, n)
	for i := range customers {
		customers[i] = customer{int64(s.Exp(1e9)), int64(s.Exp(load * 1e9))}
	}
	return customers
}

// serve lets one server work and returns how long customers waited in all.
func serve(s *station, customers []customer) int64 {
	i := 0
	s.queue.Reset()
	s.servers, s.waited = 1, 0
	s.next = func() (customer, bool) {
		if i == len(customers) {
			return customer{}, false
		}
		i++
		return customers[i-1], true
	}
	s.run()
	return s.waited
}

// python returns an interpreter that has SimPy, of version 2 or a later one, or
// skips.
func python(t testing.TB, version string) string {
	t.Helper()
	module, name := "simpy", "python3-simpy3"
	if version == "2" {
		module, name = "SimPy.Simulation", "python3-simpy"
	}
	for _, interpreter := range []string{"python3", "/usr/bin/python3"} {
		if exec.Command(interpreter, "-c", "import "+module).Run() == nil {
			return interpreter
		}
	}
	t.Skipf("SimPy %s is not installed (on Debian: %s)", version, name)
	return ""
}

// simPy lets SimPy simulate the same, and returns how long that took, not
// counting the start of its process, and how long customers waited in all.
func simPy(t testing.TB, version string, customers []customer) (took time.Duration, waited int64) {
	t.Helper()
	run := exec.Command(python(t, version), filepath.Join("python", "mm1.py"), version)
	var in bytes.Buffer
	for _, c := range customers {
		fmt.Fprintln(&in, c.gap, c.service)
	}
	run.Stdin = &in
	out, err := run.Output()
	if err != nil {
		t.Fatal(err)
	}
	var seconds float64
	var release string
	if _, err := fmt.Sscan(string(out), &seconds, &waited, &release); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return time.Duration(seconds * 1e9), waited
}

func TestSameWaitsAsSimPy(t *testing.T) {
	customers := poissonArrivals(2000, 0.9)
	var s station
	got := serve(&s, customers)
	// Lindley's recursion says the same without events.
	want, wait := int64(0), int64(0)
	for i, c := range customers {
		if i > 0 {
			wait = max(0, wait+customers[i-1].service-c.gap)
		}
		want += wait
	}
	if got != want {
		t.Errorf("customers wait %d ns, by Lindley's recursion %d", got, want)
	}
	for _, version := range []string{"2", "3"} {
		t.Run("SimPy "+version, func(t *testing.T) {
			if _, waited := simPy(t, version, customers); waited != got {
				t.Errorf("customers wait %d ns, in SimPy %d", got, waited)
			}
		})
	}
}

func TestNoAllocationPerCustomer(t *testing.T) {
	customers := poissonArrivals(20_000, 0.8)
	var s station
	serve(&s, customers)
	if n := testing.AllocsPerRun(3, func() { serve(&s, customers) }); n > 5 {
		t.Errorf("%v allocations for %d customers", n, len(customers))
	}
}

// BenchmarkMM1 lets the kernel and SimPy take turns with the same customers,
// who were drawn before. It reports the nanoseconds of a customer, two events,
// at its fastest, and how many times as fast the kernel is.
func BenchmarkMM1(b *testing.B) {
	for _, version := range []string{"2", "3"} {
		b.Run("SimPy "+version, func(b *testing.B) {
			python(b, version)
			few, many := poissonArrivals(10_000, 0.8), poissonArrivals(100_000, 0.8)
			var s station
			serve(&s, many)
			var ours, theirs, ratios []float64
			for b.Loop() {
				took, _ := simPy(b, version, few)
				begin := time.Now()
				serve(&s, many)
				ours = append(ours, float64(time.Since(begin).Nanoseconds())/float64(len(many)))
				theirs = append(theirs, float64(took.Nanoseconds())/float64(len(few)))
				ratios = append(ratios, theirs[len(theirs)-1]/ours[len(ours)-1])
			}
			slices.Sort(ratios)
			b.ReportMetric(0, "ns/op") // that of both together tells nothing
			b.ReportMetric(slices.Min(ours), "kernel-ns")
			b.ReportMetric(slices.Min(theirs), "simpy-ns")
			b.ReportMetric(slices.Min(theirs)/slices.Min(ours), "x-simpy")
			b.ReportMetric(ratios[len(ratios)/2], "x-simpy-median")
		})
	}
}
