package bench

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/landfall-sim/landfall/internal/kernel"
)

// holder runs the hold model: a queue of constant size, from which the first
// event is taken and put back some time later. It returns how long that took
// and a hash over what came out.
type holder interface {
	hold(operations int) (time.Duration, uint64)
}

type kernelHold struct {
	queue kernel.Queue
	waits waits
}

func newKernelHold(n int) holder {
	h := &kernelHold{waits: newWaits()}
	for i := range n {
		h.queue.Schedule(h.waits.next(), kernel.Event{A: int32(i)})
	}
	return h
}

func (h *kernelHold) hold(operations int) (time.Duration, uint64) {
	hash, begin := uint64(0), time.Now()
	for range operations {
		at, e, _ := h.queue.Pop()
		hash = hash*31 + uint64(at+int64(e.A))
		h.queue.Schedule(at+h.waits.next(), e)
	}
	return time.Since(begin), hash
}

// bareHold is the same on a bare heap, with a payload of a choice of sizes.
type bareHold[P any] struct {
	queue bare[P]
	waits waits
	id    func(P) int64
}

func newBareHold[P any](n int, payload func(int64) P, id func(P) int64) holder {
	h := &bareHold[P]{waits: newWaits(), id: id}
	for i := range n {
		h.queue.push(h.waits.next(), payload(int64(i)))
	}
	return h
}

func (h *bareHold[P]) hold(operations int) (time.Duration, uint64) {
	hash, begin := uint64(0), time.Now()
	for range operations {
		at, p := h.queue.pop()
		hash = hash*31 + uint64(at+h.id(p))
		h.queue.push(at+h.waits.next(), p)
	}
	return time.Since(begin), hash
}

func bare8(n int) holder {
	return newBareHold(n, func(i int64) int64 { return i }, func(p int64) int64 { return p })
}

func bare16(n int) holder {
	return newBareHold(n, func(i int64) [2]int64 { return [2]int64{i} }, func(p [2]int64) int64 { return p[0] })
}

// contender is a holder by name. The kernel's events have 16 bytes of payload,
// phase and order among them; the others have as many, or 8.
type contender struct {
	name string
	make func(n int) holder
}

var inGo = []contender{{"kernel", newKernelHold}, {"bare", bare16}, {"bare8", bare8}}

func inStd(t testing.TB) []contender {
	program := buildStd(t)
	return []contender{
		{"std", func(n int) holder { return startStd(t, program, n, 16) }},
		{"std8", func(n int) holder { return startStd(t, program, n, 8) }},
	}
}

// TestHoldIsTheSame compares what comes out of the queues. No two times are
// equal, so that there is one right order.
func TestHoldIsTheSame(t *testing.T) {
	compare := func(t *testing.T, others []contender) {
		for _, n := range []int{1, 2, 100, 10_000, 30_000} {
			k := newKernelHold(n)
			var rest []holder
			for _, c := range others {
				rest = append(rest, c.make(n))
			}
			for range 2 {
				_, want := k.hold(10_000)
				for i, h := range rest {
					if _, hash := h.hold(10_000); hash != want {
						t.Errorf("%d events: %s gives %#x, the kernel %#x", n, others[i].name, hash, want)
					}
				}
			}
		}
	}
	t.Run("bare heap", func(t *testing.T) { compare(t, inGo[1:]) })
	t.Run("std::priority_queue", func(t *testing.T) { compare(t, inStd(t)) })
}

// BenchmarkHold lets the queues take turns. It reports for each the nanoseconds
// of an operation, one pop and one schedule, at its fastest; and how many times
// as fast the kernel is, at the fastest of both and as the median over the
// turns. Where g++ is missing, a benchmark is skipped that says so.
func BenchmarkHold(b *testing.B) {
	contenders := slices.Clone(inGo)
	if hasCompiler() {
		contenders = append(contenders, inStd(b)...)
	} else {
		b.Run("std::priority_queue", func(b *testing.B) { buildStd(b) })
	}
	for _, n := range []int{100, 10_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { takeTurns(b, contenders, n) })
	}
}

func takeTurns(b *testing.B, contenders []contender, n int) {
	holders := make([]holder, len(contenders))
	for i, c := range contenders {
		holders[i] = c.make(n)
		holders[i].hold(2 * n) // the steady state
	}
	operations := max(20_000, n/8)
	took := make([][]float64, len(contenders))
	for b.Loop() {
		for i, h := range holders {
			d, _ := h.hold(operations)
			took[i] = append(took[i], float64(d.Nanoseconds())/float64(operations))
		}
	}
	b.ReportMetric(0, "ns/op") // that of all together tells nothing
	for i, c := range contenders {
		b.ReportMetric(slices.Min(took[i]), c.name+"-ns")
		if i > 0 {
			ratios := make([]float64, len(took[i]))
			for k := range ratios {
				ratios[k] = took[i][k] / took[0][k]
			}
			slices.Sort(ratios)
			b.ReportMetric(slices.Min(took[i])/slices.Min(took[0]), "x-"+c.name)
			b.ReportMetric(ratios[len(ratios)/2], "x-"+c.name+"-median")
		}
	}
}
