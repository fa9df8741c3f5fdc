package simulate

import (
	"fmt"
	"time"

	"github.com/landfall-sim/landfall/internal/calendar"
)

// shortage is when a link carries less than production demands of it, even if
// nothing is migrated.
type shortage struct {
	time   int64 // ns up to the horizon
	worst  int64 // when most is missing, the first such moment, ns since the start
	demand BitRate
	line   BitRate // what the link carries at that moment
}

// warnProduction finds links that cannot carry what production demands of them
// at some moment before the horizon. Links that no asset is behind are left
// out: they have no migration period, in which shortfall counts.
func (w *warner) warnProduction() {
	p := &Plan{scenario: w.s, horizon: clampNanos(float64(*w.s.Horizon))}
	zone, err := time.LoadLocation(w.s.TimeZone)
	if err != nil {
		return
	}
	clock := calendar.New(*w.s.Start, zone, time.Duration(p.horizon))
	for i := range w.s.Network.Links {
		l := &w.s.Network.Links[i]
		if l.Production == nil || !w.carriesMigration(l.Name) {
			continue
		}
		short := p.shortage(clock, l)
		if short.time == 0 {
			continue
		}
		when := w.s.Start.Add(time.Duration(short.worst)).In(zone)
		w.add(join(element("network.links", i), "production"),
			fmt.Sprintf("demands %s on %s (%s), and %s carries %s then (capacity times efficiency)",
				mbps(short.demand), when.Format("Monday, 2 January 2006 at 15:04"), l.Production.Profile.title(), l.Name, mbps(short.line)),
			fmt.Sprintf("production gets less than it demands in %s of the time up to the horizon even if nothing is migrated, and as much of that as falls into the migration is shortfall under every model; it takes a larger capacity",
				shareText(seconds(short.time)/seconds(p.horizon))))
	}
}

// shortage compares production's demand with the line whenever one of them
// changes, as a run does, but at their means.
func (p *Plan) shortage(clock *calendar.Clock, l *Link) shortage {
	capacity, profile := p.capacitySteps(l), clock.Profile(l.Production.Profile.factors())
	mean, efficiency := float64(l.Production.Demand.Mean()), float64(l.Efficiency.Mean())
	var s shortage
	for now := int64(0); now < p.horizon; {
		next := min(p.horizon, changeAfter(capacity, now), changeAfter(profile, now))
		demand, line := mean*profile.Eval(now), 8*capacity.Eval(now)*efficiency
		if missing := demand - line; missing > rounding*demand {
			if s.time == 0 || missing > float64(s.demand-s.line) {
				s.worst, s.demand, s.line = now, BitRate(demand), BitRate(line)
			}
			s.time += next - now
		}
		now = next
	}
	return s
}

// changeAfter is when a step ends that holds at a moment.
func changeAfter(s calendar.Steps, now int64) int64 {
	if n := s.Index(now) + 1; n < len(s.At) {
		return s.At[n]
	}
	return never
}

// carriesMigration says whether an asset is behind a link.
func (w *warner) carriesMigration(link string) bool {
	for _, a := range w.s.assets() {
		if w.crosses(a, link) {
			return true
		}
	}
	return false
}

// title names a profile in a sentence.
func (p Profile) title() string {
	if p.Name == "" {
		return "its profile of " + count(len(p.Factors), "factor")
	}
	return "profile " + p.Name
}
