package bench

import (
	"bufio"
	"bytes"
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/landfall-sim/landfall/replication"
)

// build compiles the SimGrid program, or skips where that isn't possible.
func build(t testing.TB) string {
	t.Helper()
	if _, err := exec.LookPath("g++"); err != nil {
		t.Skip("g++ is not installed")
	}
	program := filepath.Join(t.TempDir(), "flows")
	probe := exec.Command("g++", "-std=c++17", "-fsyntax-only", "-x", "c++", "-")
	probe.Stdin = bytes.NewBufferString("#include <simgrid/s4u.hpp>\n")
	if probe.Run() != nil {
		t.Skip("SimGrid is not installed (on Debian: libsimgrid-dev)")
	}
	if out, err := exec.Command("g++", "-O3", "-std=c++17", "-o", program, filepath.Join("simgrid", "flows.cpp"), "-lsimgrid").CombinedOutput(); err != nil {
		t.Fatalf("the SimGrid program doesn't compile: %v\n%s", err, out)
	}
	return program
}

// simgrid runs a workload in SimGrid and returns the seconds of processor time
// that it took, input and output not counted, and when each flow finished.
func simgrid(t testing.TB, program string, w workload) (took float64, finishes []float64) {
	t.Helper()
	links, transfers := w.make()
	var in bytes.Buffer
	number := map[string]int{}
	fmt.Fprintln(&in, len(links))
	for i, l := range links {
		number[l.Name] = i
		fmt.Fprintf(&in, "%.17g\n", l.Capacity)
	}
	fmt.Fprintln(&in, len(transfers))
	for _, f := range transfers {
		limit := -1.0
		if f.Limit != nil {
			limit = *f.Limit
		}
		fmt.Fprintf(&in, "%.17g %.17g %.17g %d", f.Start, f.Size, limit, len(f.Route))
		for _, name := range f.Route {
			fmt.Fprint(&in, " ", number[name])
		}
		fmt.Fprintln(&in)
	}
	run := exec.Command(program, "--log=root.thres:error")
	run.Stdin = &in
	out, err := run.Output()
	if err != nil {
		t.Fatalf("%v: %v", w, err)
	}
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		var x float64
		if _, err := fmt.Sscan(lines.Text(), &x); err != nil {
			t.Fatal(err)
		}
		finishes = append(finishes, x)
	}
	if len(finishes) != len(transfers)+1 {
		t.Fatalf("%v: %d lines of output for %d flows", w, len(finishes), len(transfers))
	}
	return finishes[0], finishes[1:]
}

// TestSameAsSimGrid compares when flows finish: both simulate the same.
func TestSameAsSimGrid(t *testing.T) {
	program := build(t)
	for _, w := range []workload{
		{flows: 500, load: 0.8},
		{flows: 500, load: 4},
		{sites: 20, flows: 500, load: 0.8},
		{sites: 20, flows: 500, load: 4},
		{flows: 500, load: 4, limits: 96},
		{sites: 20, flows: 500, load: 4, limits: 500},
	} {
		t.Run(w.String(), func(t *testing.T) {
			_, want := simgrid(t, program, w)
			got, err := replication.Transfers(w.make())
			if err != nil {
				t.Fatal(err)
			}
			for i, f := range got {
				// SimGrid takes two levels within 1e-5 for equal.
				if f.Never || math.Abs(f.Seconds-want[i]) > 1e-4*want[i] {
					t.Errorf("flow %d finishes at %v (never: %v), in SimGrid at %v", i, f.Seconds, f.Never, want[i])
				}
			}
		})
	}
}

// workloads are those that are compared with SimGrid. With a limit of its own
// for each flow that takes too long to wait for.
var workloads = []workload{
	{flows: 10000, load: 0.8},
	{sites: 20, flows: 10000, load: 0.8},
	{flows: 10000, load: 4},
	{sites: 20, flows: 10000, load: 4},
	{flows: 10000, load: 4, limits: 96},
	{sites: 20, flows: 10000, load: 4, limits: 96},
}

// BenchmarkTransfers is landfall alone, also with ten times as many flows.
func BenchmarkTransfers(b *testing.B) {
	all := append(slices.Clone(workloads), workload{flows: 10000, load: 4, limits: 10000}, workload{sites: 20, flows: 10000, load: 4, limits: 10000})
	for _, w := range all[2:] {
		w.flows *= 10
		if w.limits > 96 {
			w.limits = w.flows
		}
		all = append(all, w)
	}
	for _, w := range all {
		b.Run(w.String(), func(b *testing.B) {
			links, transfers := w.make()
			b.ReportAllocs()
			for b.Loop() {
				if _, err := replication.Transfers(links, transfers); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/run")
		})
	}
}
