package bench

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/landfall-sim/landfall/replication"
)

// capacity is that of the one link, or of the core, in bytes per second.
const capacity = 125e6

// workload is a number of flows that arrive at random, with sizes of very
// different magnitude, at a load that is the ratio of what arrives to what the
// shared link carries.
type workload struct {
	sites  int // each with its own link before the core; 0 for the core alone
	flows  int
	load   float64
	limits int // different ones; 0 for none
}

func (w workload) String() string {
	shape, limits := "link", "no limits"
	if w.sites > 0 {
		shape = fmt.Sprintf("%d sites", w.sites)
	}
	if w.limits > 0 {
		limits = fmt.Sprintf("%d limits", w.limits)
	}
	return fmt.Sprintf("%s, %d flows, load %v, %s", shape, w.flows, w.load, limits)
}

// make returns the same links and flows every time.
func (w workload) make() ([]replication.Link, []replication.Transfer) {
	links := []replication.Link{{Name: "core", Capacity: capacity}}
	for s := range w.sites {
		links = append(links, replication.Link{Name: fmt.Sprint("site", s), Capacity: capacity / 8})
	}
	random := rand.New(rand.NewPCG(1, 2))
	const meanSize = 1e9
	transfers := make([]replication.Transfer, w.flows)
	now := 0.0
	for i := range transfers {
		now += random.ExpFloat64() * meanSize / capacity / w.load
		t := replication.Transfer{Name: fmt.Sprint(i), Start: now, Size: math.Ceil(random.ExpFloat64() * meanSize), Route: []string{"core"}}
		if w.sites > 0 {
			t.Route = append(t.Route, links[1+random.IntN(w.sites)].Name)
		}
		if w.limits > 0 {
			// From a hundred-thousandth of the link up to a tenth of it.
			share := float64(random.IntN(w.limits)) / float64(w.limits)
			t.Limit = new(capacity * math.Pow(10, -5+4*share))
		}
		transfers[i] = t
	}
	return links, transfers
}
