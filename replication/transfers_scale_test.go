package replication_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/landfall-sim/landfall/replication"
)

func TestTransfersOfAllSizes(t *testing.T) {
	for _, capacity := range []float64{1. / 8, 1e3, 1e9 / 8, 1e15 / 8} {
		for _, size := range []float64{1, 1e6, 1e15, 1e21} {
			// Three alike, one of twice their size, and one of a tiny size.
			links := []replication.Link{link("a", capacity)}
			transfers := []replication.Transfer{
				job{size: size, route: "a"}.transfer(0), job{size: size, route: "a"}.transfer(1), job{size: size, route: "a"}.transfer(2),
				job{size: 2 * size, route: "a"}.transfer(3), job{size: size * 1e-12, route: "a"}.transfer(4),
			}
			tiny := 5e-12 * size / capacity
			alike := (4*size + size*1e-12) / capacity
			compare(t, finishes(t, links, transfers), []float64{alike, alike, alike, alike + size/capacity, tiny})
		}
	}
}

// TestClockKeepsItsDigits lets many short transfers pass beside one that lasts
// throughout, so that the clock which they share never starts again.
func TestClockKeepsItsDigits(t *testing.T) {
	const short = 20000
	transfers := []replication.Transfer{job{size: short * 1e9, route: "a"}.transfer(0)}
	want := []float64{0}
	for i := range short {
		// Each has half the link for its 0.01 bytes, and is over before the next.
		transfers = append(transfers, job{start: float64(i), size: 0.01, route: "a"}.transfer(i+1))
		want = append(want, float64(i)+0.02)
	}
	want[0] = short*1e9 + 0.01*short
	compare(t, finishes(t, []replication.Link{link("a", 1)}, transfers), want)
}

// TestManyTransfersOnALink has a closed form: of n transfers of sizes 1 to n
// that start together, the k-th ends once all have carried k, or all they have.
func TestManyTransfersOnALink(t *testing.T) {
	const n = 20000
	var transfers []replication.Transfer
	var want []float64
	for k := 1; k <= n; k++ {
		transfers = append(transfers, job{size: float64(k), route: "a"}.transfer(k))
		want = append(want, float64(k*(k+1)/2+k*(n-k)))
	}
	compare(t, finishes(t, []replication.Link{link("a", 1)}, transfers), want)
}

func BenchmarkTransfers(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		for _, limits := range []int{1, 96, n} {
			b.Run(fmt.Sprintf("%d/limits-%d", n, limits), func(b *testing.B) {
				links, transfers := overload(n, limits)
				for b.Loop() {
					if _, err := replication.Transfers(links, transfers); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(2*n*b.N), "ns/event")
			})
		}
	}
}

// overload is 20 sites behind a core with four times the load that it carries.
func overload(n, limits int) ([]replication.Link, []replication.Transfer) {
	links := []replication.Link{link("core", 100)}
	for site := range 20 {
		links = append(links, link(fmt.Sprint("site", site), 10))
	}
	transfers := make([]replication.Transfer, n)
	for i := range transfers {
		draw := math.Mod(float64(i)*math.Phi, 1)
		transfers[i] = replication.Transfer{
			Name: fmt.Sprint(i), Start: float64(i), Size: 400 * 2 * draw,
			Route: []string{"core", links[1+i*7919%20].Name},
			Limit: new(0.01 + 10*float64(i*104729%limits)/float64(limits)),
		}
	}
	return links, transfers
}
