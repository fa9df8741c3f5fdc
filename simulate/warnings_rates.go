package simulate

import (
	"fmt"

	"github.com/landfall-sim/landfall/replication"
)

// atLeast says whether x reaches a bound, up to rounding.
func atLeast(x, bound BitRate) bool { return x >= bound*(1-rounding) }

// warnAssets finds assets that write more than ever gets through.
func (w *warner) warnAssets() {
	for path, a := range w.s.assets() {
		need := w.s.syncRate(a)
		if need == 0 {
			continue
		}
		if limit := w.s.Tool.AssetLimit; limit != nil && atLeast(need, *limit) {
			w.add(join(path, "churn"), fmt.Sprintf("takes %s, and tool.assetLimit is %v", mbps(need), *limit),
				w.fate(a, func(int) float64 { return float64(*limit) })+"; it takes a higher limit, a smaller tool.wire, or "+w.folding())
			continue
		}
		for _, name := range w.routes[a.Site] {
			if o := w.offers[name]; o > 0 && atLeast(need, o) {
				w.add(join(path, "churn"), fmt.Sprintf("takes %s, and the link %s never has more than %s for migration on average",
					mbps(need), name, mbps(o)),
					w.fate(a, func(minute int) float64 { return w.week[name][minute] })+"; it takes a larger link, a smaller tool.wire, or "+w.folding())
				break
			}
		}
	}
}

// folding says how to carry rewrites of a block once only.
func (w *warner) folding() string {
	if w.s.Tool.Mode == CycleMode {
		return "a workingSet for the asset"
	}
	return "mode cycle with a workingSet"
}

// fate says what becomes of an asset that writes at least as fast, on average,
// as it is carried. In cycle mode it comes in sync with its first delta, but
// deltas grow. In continuous mode it comes in sync only if the seed and the
// writes since fit into some stretch of time in which more is carried than
// written; since no week as a whole is one, none is longer than a week.
func (w *warner) fate(a *Asset, carried func(minute int) float64) string {
	if w.s.Tool.Mode == CycleMode {
		return "its cycles grow without end, and its lag with them"
	}
	hours := a.Profile.hours()
	spare, most := 0.0, 0.0 // bits by which most more was carried than written
	for i := range 2 * minutesOfWeek {
		minute := i % minutesOfWeek
		spare = max(0, spare+60*(carried(minute)-float64(w.s.writeRate(a))*hours[minute/60]))
		most = max(most, spare)
	}
	if low, _ := a.Used.Support(); most < 8*float64(low)**w.s.Tool.Wire || most == 0 {
		return "such an asset never comes in sync"
	}
	return "such an asset comes in sync at quiet times only, and falls behind again"
}

// warnLinks finds links that carry nothing, and compares what all assets of a
// link write with what it offers.
func (w *warner) warnLinks() {
	for i := range w.s.Network.Links {
		l := &w.s.Network.Links[i]
		crossing, writing, sum := 0, 0, BitRate(0)
		for _, a := range w.s.assets() {
			if !w.crosses(a, l.Name) {
				continue
			}
			crossing++
			// Those that are too much by themselves have their own warning.
			if need := w.s.syncRate(a); need > 0 && !atLeast(need, w.offers[l.Name]) {
				writing++
				sum += need
			}
		}
		o, path := w.offers[l.Name], element("network.links", i)
		switch {
		case o == 0 && crossing > 0:
			w.add(path, fmt.Sprintf("%s never has any capacity for migration, and %d %s behind it", l.Name, crossing, areOrIs(crossing)),
				"nothing is ever seeded across it; see its capacity, its limit, its throttles and production's demand")
		case writing > 1 && atLeast(sum, o):
			held := fmt.Sprintf("it keeps about %d of them in sync at once", holdable(writing, sum, o))
			if len(w.s.units(SingleStep)) > 0 {
				held += ", and single-step keeps each in sync until its promotion"
			}
			w.add(path, fmt.Sprintf("%d assets write %s across %s, which never has more than %s for migration on average",
				writing, mbps(sum), l.Name, mbps(o)), held)
		}
	}
}

// holdable is how many assets a link keeps in sync if n of them together need
// a rate that is too much for it.
func holdable(n int, sum, offer BitRate) int {
	// The margin keeps rounding from counting one that takes up the rest.
	held, ok := replication.HeldAssets{Drift: float64(sum) / float64(n), Bandwidth: float64(offer) * (1 - rounding)}.Holdable()
	if !ok {
		return n
	}
	return min(n, held)
}

func areOrIs(n int) string {
	if n == 1 {
		return "asset is"
	}
	return "assets are"
}

func (w *warner) crosses(a *Asset, link string) bool {
	for _, name := range w.routes[a.Site] {
		if name == link {
			return true
		}
	}
	return false
}
