//go:build unix

package bench

import (
	"slices"
	"syscall"
	"testing"

	"github.com/landfall-sim/landfall/replication"
)

// processor returns the seconds of processor time that this process has used.
func processor() float64 {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// landfall returns the seconds of processor time of some runs, collection of
// garbage by other threads included.
func landfall(b *testing.B, w workload, runs int) []float64 {
	links, transfers := w.make()
	took := make([]float64, runs)
	for i := range took {
		begin := processor()
		if _, err := replication.Transfers(links, transfers); err != nil {
			b.Fatal(err)
		}
		took[i] = processor() - begin
	}
	return took
}

// BenchmarkInTurns runs SimGrid and landfall in turns, so that whatever else
// the machine does slows down both, and reports the best and the median of the
// seconds of each, and how many times as long SimGrid took.
func BenchmarkInTurns(b *testing.B) {
	program := build(b)
	for _, w := range workloads {
		b.Run(w.String(), func(b *testing.B) {
			var theirs, ours []float64
			for b.Loop() {
				took, _ := simgrid(b, program, w)
				theirs, ours = append(theirs, took), append(ours, landfall(b, w, 10)...)
			}
			slices.Sort(theirs)
			slices.Sort(ours)
			b.ReportMetric(theirs[0], "simgrid-s")
			b.ReportMetric(ours[0], "landfall-s")
			b.ReportMetric(theirs[0]/ours[0], "times")
			b.ReportMetric(theirs[len(theirs)/2]/ours[len(ours)/2], "times-median")
		})
	}
}

// BenchmarkGrowth compares workloads in turns: all limits different with 96 of
// them, and 100,000 flows with 10,000.
func BenchmarkGrowth(b *testing.B) {
	for _, sites := range []int{0, 20} {
		few := workload{sites: sites, flows: 10000, load: 4, limits: 96}
		compare(b, few, workload{sites: sites, flows: 10000, load: 4, limits: 10000})
		for _, limits := range []int{0, 96, 10000} {
			w := workload{sites: sites, flows: 10000, load: 4, limits: limits}
			ten := w
			ten.flows *= 10
			if limits > 96 {
				ten.limits = ten.flows
			}
			compare(b, w, ten)
		}
	}
}

func compare(b *testing.B, w, other workload) {
	b.Run(other.String(), func(b *testing.B) {
		var one, two []float64
		for b.Loop() {
			one, two = append(one, landfall(b, w, 4)...), append(two, landfall(b, other, 1)...)
		}
		slices.Sort(one)
		slices.Sort(two)
		b.ReportMetric(one[0], "before-s")
		b.ReportMetric(two[0], "after-s")
		b.ReportMetric(two[0]/one[0], "times")
		b.ReportMetric(two[len(two)/2]/one[len(one)/2], "times-median")
	})
}
