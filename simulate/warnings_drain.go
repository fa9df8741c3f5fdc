package simulate

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/landfall-sim/landfall/replication"
)

// warnDrains finds promotions that take longer than any change window, even if
// nothing else is on the line: with quiesce, the last writes are carried over
// while the source stands still. A window limits when a promotion begins, so
// that it runs past the window's end.
func (w *warner) warnDrains() {
	windows := changeRuns(w.s.Promotion.Windows)
	if len(windows) == 0 || !*w.s.Promotion.Quiesce {
		return
	}
	w.warnDrain(SingleStep, windows, float64(w.s.Tool.Launch.Mean()))
	w.warnDrain(Staged, windows, 0)
}

// minuteRun is a stretch of the week in minutes from Monday 00:00.
type minuteRun struct{ from, length int }

// changeRuns is the union of windows, none if it is empty or the whole week.
func changeRuns(windows []Window) []minuteRun {
	open := make([]bool, minutesOfWeek)
	for _, win := range windows {
		for minute := range win.minutes() {
			open[minute] = true
		}
	}
	var runs []minuteRun
	for from := range open {
		if !open[from] || open[(from+minutesOfWeek-1)%minutesOfWeek] {
			continue
		}
		length := 0
		for open[(from+length)%minutesOfWeek] {
			length++
		}
		runs = append(runs, minuteRun{from, length})
	}
	return runs
}

// drain is how long a unit's promotion takes if it begins with a window.
type drain struct {
	unit   *unitAssets
	writes float64 // seconds until the last writes have been carried
	window float64 // seconds
	excess float64 // seconds beyond the window's end
}

// warnDrain warns of the unit of a model that ends latest.
func (w *warner) warnDrain(model ModelName, windows []minuteRun, launch float64) {
	route := float64(w.s.Promotion.Route.Mean())
	var worst drain
	late := 0
	for _, u := range w.s.units(model) {
		d := w.drain(u, model, windows, launch+route)
		if d.excess <= rounding*d.window {
			continue
		}
		late++
		if d.excess > worst.excess {
			worst = d
		}
	}
	if late == 0 {
		return
	}
	after := ""
	if worst.writes > 0 && (model != SingleStep || w.s.Tool.Mode != CycleMode) {
		after = " after a week of its writes"
	}
	parts := fmt.Sprintf("%s for the last writes, %s to launch, %s to route", spell(worst.writes), spell(launch), spell(route))
	if model != SingleStep {
		parts = fmt.Sprintf("%s for the last writes of its secondaries, %s to route", spell(worst.writes), spell(route))
	}
	w.add("promotion.windows", fmt.Sprintf("%s takes at least %s to promote %s%s%s (%s), and no window lasts as long: the best has %s",
		model, spell(worst.writes+launch+route), worst.unit.name, andMore(late-1), after, parts, spell(worst.window)),
		"a promotion may run past the end of its window, and this one does; longer windows, smaller units, less to write or a faster line")
}

// spell writes seconds as hours, minutes and seconds, as in 1h14m24s.
func spell(seconds float64) string {
	if seconds > float64(Week) {
		return Duration(math.Round(seconds)).String()
	}
	text := (time.Duration(math.Round(seconds)) * time.Second).String()
	for _, none := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, none) {
			text = text[:len(text)-len("0s")]
		}
	}
	return text
}

// drain finds the window in which a unit fits best, with nothing else on the
// line. A promotion that begins later in a window leaves more writes to carry,
// so that none ends before the one that begins with it.
func (w *warner) drain(u *unitAssets, model ModelName, windows []minuteRun, more float64) drain {
	best := drain{excess: math.Inf(1)}
	backlogs := w.backlogs(u, model)
	for _, run := range windows {
		d := drain{unit: u, window: 60 * float64(run.length)}
		for _, b := range backlogs {
			d.writes = max(d.writes, b.carried(run.from))
		}
		d.excess = d.writes + more - d.window
		if d.excess < best.excess {
			best = d
		}
	}
	return best
}

// backlogCurve is what a unit has to carry over a link at each minute of a week.
type backlogCurve struct {
	bits  []float64
	offer []float64 // bit/s
}

// carried is how many seconds it takes from a minute of the week.
func (b backlogCurve) carried(minute int) float64 {
	left, took := b.bits[minute], 0.0
	for i := minute; left > 0; i = (i + 1) % minutesOfWeek {
		if step := 60 * b.offer[i]; step < left {
			left, took = left-step, took+60
			continue
		}
		return took + left/b.offer[i]
	}
	return took
}

// backlogs is, for each link, the least that a unit has to carry. Links on
// which it cannot keep up, which have their own warnings, are left out.
func (w *warner) backlogs(u *unitAssets, model ModelName) []backlogCurve {
	var list []backlogCurve
	for i := range w.s.Network.Links {
		name := w.s.Network.Links[i].Name
		b := backlogCurve{offer: w.week[name]}
		if model == SingleStep && w.s.Tool.Mode == CycleMode {
			b.bits = slices.Repeat([]float64{w.cycleBits(u, name)}, minutesOfWeek)
		} else {
			b.bits = w.streamBits(u, name, model)
		}
		if w.offers[name] > 0 && b.bits != nil && slices.Max(b.bits) > 0 {
			list = append(list, b)
		}
	}
	return list
}

// streamBits is the backlog of continuous replication if a unit has a link for
// itself: Lindley's recursion over a week, begun when nothing waits.
func (w *warner) streamBits(u *unitAssets, link string, model ModelName) []float64 {
	written := make([]float64, 168) // bit/s
	for _, a := range u.assets {
		wire := *w.s.Tool.Wire
		if model != SingleStep {
			if w.s.Secondary == nil || !a.Stateful || !*a.Secondary {
				continue
			}
			wire = *w.s.Secondary.Wire
		}
		if !w.crosses(a, link) || a.Churn.Mean() == 0 {
			continue
		}
		for hour, f := range a.Profile.hours() {
			written[hour] += float64(a.Churn.Mean()) * wire * 8 * f
		}
	}
	mean := BitRate(average(written))
	if mean == 0 || atLeast(mean, w.offers[link]) {
		return nil
	}
	bits, offer := make([]float64, minutesOfWeek), w.week[link]
	left := 0.0
	for round := 0; round == 0 || round == 1 && left > 0; round++ { // again from what the first left
		for minute := range bits {
			bits[minute] = left
			left = max(0, left+60*(written[minute/60]-offer[minute]))
		}
	}
	return bits
}

// cycleBits is the least that the final drain of cycle mode carries. An asset
// that is written at a constant rate, and whose cycles take at least c, has
// written rate·c since the last snapshot that has been carried: those in the
// middle of a cycle the rest of it and what came since, those between two
// cycles what was written in the last one and after it.
func (w *warner) cycleBits(u *unitAssets, link string) float64 {
	sum := 0.0
	for _, a := range u.assets {
		if w.crosses(a, link) && a.Profile.Name == FlatProfile {
			sum += float64(w.s.writeRate(a)) * w.shortestCycle(a)
		}
	}
	return sum
}

// shortestCycle is a length, in seconds, below which no cycle of an asset is
// that is written at a constant rate: that at which they settle, or the first,
// from which they grow.
func (w *warner) shortestCycle(a *Asset) float64 {
	fastest := w.fastest(a)
	load := float64(w.s.writeRate(a)) / fastest
	if !(load < 1) {
		return 0
	}
	wire := *w.s.Tool.Wire * 8
	low, _ := a.Used.Support()
	first := load * float64(low) * wire / fastest
	cycle := 0.0
	if w.s.Tool.Cycle.Policy == FixedCycle {
		cycle = load * float64(*w.s.Tool.Cycle.Interval)
	} else if steady, ok := replication.AzureSteadyCycle(load, 0); ok {
		cycle = steady.Shortest
	}
	if a.WorkingSet != nil {
		cycle = min(cycle, float64(*a.WorkingSet)*wire/fastest)
	}
	return min(cycle, first)
}

// fastest is the most that an asset ever has.
func (w *warner) fastest(a *Asset) float64 {
	most := math.Inf(1)
	if limit := w.s.Tool.AssetLimit; limit != nil {
		most = float64(*limit)
	}
	for _, name := range w.routes[a.Site] {
		most = min(most, slices.Max(w.week[name]))
	}
	return most
}
