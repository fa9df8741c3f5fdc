package simulate

import (
	"fmt"
	"math"

	"github.com/landfall-sim/landfall/replication"
)

// cliff is the load at which the cycles of Azure Migrate's rule come to be
// twelve times as long: half of a cycle is waited, at least 1 h, so that below
// it they settle below 2 h and above it, where the wait is at its most, above
// 24 h. See [replication.AzureSteadyCycle].
const cliff = 2.0 / 3

// shortCycle is the longest cycle, in seconds, below the cliff.
const shortCycle = 2 * float64(Hour)

// warnCycles finds cycles that settle far apart, and a target RPO that no link
// is fast enough for.
func (w *warner) warnCycles() {
	if w.s.Tool.Mode != CycleMode {
		return
	}
	w.warnGap()
	if w.s.Tool.Cycle.Policy != AzureCycle {
		return
	}
	for path, a := range w.s.assets() {
		w.warnCliff(path, a)
	}
}

// warnGap compares the target RPO with the time between cycles that take no
// time. In between the lag grows from 0 to the gap, so that its p95 is 95 % of
// it.
func (w *warner) warnGap() {
	rpo := w.s.Objectives.RPO
	gap, rule := Hour, "the least that cycle policy azure waits"
	if w.s.Tool.Cycle.Policy == FixedCycle {
		gap, rule = *w.s.Tool.Cycle.Interval, "tool.cycle.interval"
	}
	if rpo == nil || float64(*rpo) >= 0.95*float64(gap)*(1-rounding) {
		return
	}
	w.add("objectives.rpo", fmt.Sprintf("is %v, and even cycles that take no time are %v apart (%s)", *rpo, gap, rule),
		fmt.Sprintf("the lag of an asset that is held for some cycles is above %v for 5%% of the time on any link; a shorter interval, or mode continuous", 0.95*gap))
}

// warnCliff finds assets at or beyond the cliff, even if they have their route
// for themselves.
func (w *warner) warnCliff(path string, a *Asset) {
	need, route := w.s.writeRate(a), w.alone(a)
	load := float64(need / route)
	if !(route > 0) || load < cliff*(1-rounding) {
		return
	}
	if math.Abs(load-cliff) < cliff*rounding {
		load = cliff
	}
	longest := math.Inf(1) // what a working set allows
	if a.WorkingSet != nil {
		longest = float64(*a.WorkingSet) * *w.s.Tool.Wire * 8 / float64(route)
	}
	steady, ok := replication.AzureSteadyCycle(load, 0)
	ok = ok && load < 1-rounding
	if longest <= shortCycle || (!ok && math.IsInf(longest, 1)) {
		return // folded, or an asset that never keeps up, of which there is a warning
	}
	cycle := longest
	if ok {
		cycle = min(cycle, steady.Longest)
	}
	lag, _ := replication.AzureWorstLag(cycle) // of a cycle that there is
	settle := fmt.Sprintf("at a constant rate its cycles settle at %s and its lag reaches %s", hoursText(cycle), hoursText(lag))
	if load == cliff {
		settle = fmt.Sprintf("at a constant rate its cycles stay as long as they are, up to %s, and its lag reaches up to %s", hoursText(cycle), hoursText(lag))
	}
	w.add(join(path, "churn"), fmt.Sprintf("takes %s of the %s that the asset has at most, on average: a load of %s, and cycle policy azure has a cliff at 2/3", mbps(need), mbps(route), shareText(load)),
		fmt.Sprintf("%s; with more than %s they take less than 2 h; or policy fixed, or mode continuous", settle, mbps(need*1.5)))
}

// alone is the most that an asset has if nobody else uses its route.
func (w *warner) alone(a *Asset) BitRate {
	route := BitRate(math.Inf(1))
	if limit := w.s.Tool.AssetLimit; limit != nil {
		route = *limit
	}
	for _, name := range w.routes[a.Site] {
		route = min(route, w.offers[name])
	}
	return route
}

func hoursText(seconds float64) string { return fmt.Sprintf("%.3g h", seconds/3600) }

func shareText(share float64) string { return fmt.Sprintf("%.3g%%", 100*share) }
