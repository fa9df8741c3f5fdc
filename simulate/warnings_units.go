package simulate

import (
	"fmt"
	"slices"
)

// unitAssets is what is promoted at one moment.
type unitAssets struct {
	name      string // such as: subscription retail
	workloads int
	assets    []*Asset
}

func (u *unitAssets) add(w *Workload) {
	u.workloads++
	for i := range w.Assets {
		u.assets = append(u.assets, &w.Assets[i])
	}
}

func (u *unitAssets) size() int { return len(u.assets) }

// canBe says whether some comparison or simulation promotes a subscription by
// a model, as far as the scenario says.
func (s *Scenario) canBe(sub *Subscription, model ModelName) bool {
	if pin := pinned(*sub); pin != "" {
		return pin == model
	}
	return slices.Contains(s.Promotion.Models, model)
}

// units lists what a model promotes together.
func (s *Scenario) units(model ModelName) []*unitAssets {
	var list []*unitAssets
	for i := range s.Portfolio {
		sub := &s.Portfolio[i]
		if !s.canBe(sub, model) {
			continue
		}
		for j := range sub.Workloads {
			work := &sub.Workloads[j]
			switch {
			case model == SingleStep && s.Promotion.Scope == WorkloadScope:
				list = append(list, &unitAssets{name: "workload " + work.Name})
			case model == SingleStep && s.Promotion.Scope == PortfolioScope:
				if len(list) == 0 {
					list = append(list, &unitAssets{name: "the portfolio"})
				}
			case j == 0:
				list = append(list, &unitAssets{name: "subscription " + sub.Name})
			}
			list[len(list)-1].add(work)
		}
	}
	return list
}

// warnUnits finds what can never be complete, because all of it has to be held
// at once and the tool, the backlog or a link does not allow as much.
func (w *warner) warnUnits() {
	works, units := w.s.eachWorkload(), w.s.units(SingleStep)
	if limit := w.s.Tool.Replicating; limit != nil {
		w.warnTooMany("tool.replicating", *limit, works, "assets", "all of which are kept in replication until it is staged",
			fewerAssets, (*unitAssets).size)
		if w.s.Promotion.Scope != WorkloadScope {
			w.warnTooMany("tool.replicating", *limit, units, "assets", "all of which single-step keeps in replication until they are promoted",
				"a smaller promotion.scope, or staged or flight, which let go of what is deployed", (*unitAssets).size)
		}
	}
	if limit := w.s.Backlog.WIP; limit != nil {
		w.warnTooMany("backlog.wip", *limit, units, "workloads", "all of which single-step has in progress until they are promoted",
			"a smaller promotion.scope", func(u *unitAssets) int { return u.workloads })
	}
	units = slices.DeleteFunc(units, func(u *unitAssets) bool { return u.workloads == 1 })
	for i := range w.s.Network.Links {
		w.warnHeld(i, works, "every model keeps %s in sync as a whole until it is staged", ", or "+fewerAssets)
		w.warnHeld(i, units, "single-step keeps %s in sync as a whole",
			"; or fewer at a time (tool.replicating, backlog.wip), with a smaller promotion.scope or with staged or flight, which let go of what is deployed")
	}
}

// fewerAssets helps where a workload is too much: under any model all of its
// assets are in sync before it is staged.
const fewerAssets = "workloads of fewer assets"

// eachWorkload lists every workload by itself.
func (s *Scenario) eachWorkload() []*unitAssets {
	var list []*unitAssets
	for i := range s.Portfolio {
		for j := range s.Portfolio[i].Workloads {
			u := &unitAssets{name: "workload " + s.Portfolio[i].Workloads[j].Name}
			u.add(&s.Portfolio[i].Workloads[j])
			list = append(list, u)
		}
	}
	return list
}

// warnTooMany warns of a limit below what the largest unit needs.
func (w *warner) warnTooMany(path string, limit int, units []*unitAssets, things, why, otherwise string, size func(*unitAssets) int) {
	over := 0
	var largest *unitAssets
	for _, u := range units {
		if size(u) > limit {
			over++
		}
		if largest == nil || size(u) > size(largest) {
			largest = u
		}
	}
	if over == 0 {
		return
	}
	w.add(path, fmt.Sprintf("is %d, and %s has %d %s%s, %s", limit, largest.name, size(largest), things, andMore(over-1), why),
		fmt.Sprintf("it never gets them all: at least %d, or %s", size(largest), otherwise))
}

// andMore counts others with the same trouble.
func andMore(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" (and %d more like it)", n)
}

// warnHeld finds what a link cannot keep in sync as a whole, as somebody does
// by the format keeps, and says what helps besides a larger link.
func (w *warner) warnHeld(link int, units []*unitAssets, keeps, otherwise string) {
	l := &w.s.Network.Links[link]
	o := w.offers[l.Name]
	var worst *unitAssets
	most, writers, over := BitRate(0), 0, 0
	for _, u := range units {
		sum, n := BitRate(0), 0
		for _, a := range u.assets {
			if need := w.s.syncRate(a); w.crosses(a, l.Name) && need > 0 && !atLeast(need, o) {
				sum, n = sum+need, n+1
			}
		}
		if o == 0 || !atLeast(sum, o) {
			continue
		}
		over++
		if sum > most {
			worst, most, writers = u, sum, n
		}
	}
	if over == 0 {
		return
	}
	w.add(element("network.links", link), fmt.Sprintf("%s: %d of its assets write %s across %s, which never has more than %s",
		fmt.Sprintf(keeps, worst.name+andMore(over-1)), writers, mbps(most), l.Name, mbps(o)),
		fmt.Sprintf("it keeps about %d of them in sync: more than %s for migration%s", holdable(writers, most, o), mbps(most), otherwise))
}
