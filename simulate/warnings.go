package simulate

import (
	"fmt"
	"math"
)

// Warnings returns what a planner should know about a valid scenario without a
// simulation: rings of subscriptions, write rates that a link can never carry,
// and how many assets a link can keep in sync where these are not all. They
// are computed from means.
func (s *Scenario) Warnings() []Problem {
	if s.Validate() != nil {
		return nil
	}
	w := &warner{s: s.WithDefaults()}
	w.warnRings()
	w.warnUncovered()
	w.warnAssets()
	w.warnLinks()
	return w.problems
}

type warner struct {
	s        *Scenario
	problems []Problem
}

func (w *warner) add(path, wrong, expected string) {
	w.problems = append(w.problems, Problem{path, wrong, expected})
}

// warnRings finds subscriptions that wait for one another.
func (w *warner) warnRings() {
	home, at := map[string]int{}, map[[2]int]string{}
	var names []string
	for i, sub := range w.s.Portfolio {
		names = append(names, sub.Name)
		for _, work := range sub.Workloads {
			home[work.Name] = i
		}
	}
	after := make([][]int, len(names))
	for i, sub := range w.s.Portfolio {
		for j, work := range sub.Workloads {
			for k, name := range work.After {
				edge := [2]int{i, home[name]}
				if _, seen := at[edge]; seen || edge[0] == edge[1] {
					continue
				}
				at[edge] = fmt.Sprintf("portfolio[%d].workloads[%d].after[%d]", i, j, k)
				after[i] = append(after[i], home[name])
			}
		}
	}
	for _, ring := range rings(after) {
		edge := [2]int{ring[0], ring[1]}
		w.add(at[edge], chain(ring, names)+" is a ring of subscriptions",
			"none of them can be promoted as a whole (staged, flight, single-step with scope subscription): each waits for the next")
	}
}

// warnUncovered finds assets that ask for a secondary that does not exist.
func (w *warner) warnUncovered() {
	for path, a := range w.s.assets() {
		switch {
		case a.Secondary == nil || !*a.Secondary:
		case w.s.Secondary == nil:
			w.add(join(path, "secondary"), "is true, but there is no secondary replication", "give secondary at the top of the file")
		case !a.Stateful:
			w.add(join(path, "secondary"), "is true, but the asset is not stateful", "a secondary covers stateful assets only")
		}
	}
}

// warnAssets finds assets that write more than ever gets through.
func (w *warner) warnAssets() {
	offers, routes := map[string]BitRate{}, map[string][]string{}
	for i := range w.s.Network.Links {
		l := &w.s.Network.Links[i]
		offers[l.Name] = w.s.offer(l)
	}
	for _, site := range w.s.Sites {
		routes[site.Name] = site.Route
	}
	for path, a := range w.s.assets() {
		need := w.s.syncRate(a)
		if limit := w.s.Tool.AssetLimit; limit != nil && need >= *limit && need > 0 {
			w.add(join(path, "churn"), fmt.Sprintf("takes %s, and tool.assetLimit is %v", mbps(need), *limit), "such an asset never comes in sync")
			continue
		}
		for _, name := range routes[a.Site] {
			if o := offers[name]; need >= o && need > 0 {
				w.add(join(path, "churn"), fmt.Sprintf("takes %s, and the link %s never has more than %s for migration on average",
					mbps(need), name, mbps(o)), "such an asset never comes in sync")
				break
			}
		}
	}
}

// warnLinks compares what all assets of a link write with what it offers.
func (w *warner) warnLinks() {
	for i := range w.s.Network.Links {
		l := &w.s.Network.Links[i]
		crosses := map[string]bool{}
		for _, site := range w.s.Sites {
			for _, name := range site.Route {
				crosses[site.Name] = crosses[site.Name] || name == l.Name
			}
		}
		count, sum := 0, BitRate(0)
		for _, a := range w.s.assets() {
			if crosses[a.Site] {
				count++
				sum += w.s.syncRate(a)
			}
		}
		o := w.s.offer(l)
		if sum <= o || count < 2 {
			continue
		}
		held := int(math.Floor(float64(count) * float64(o/sum)))
		w.add(element("network.links", i), fmt.Sprintf("%d assets write %s across %s, which never has more than %s for migration on average",
			count, mbps(sum), l.Name, mbps(o)),
			fmt.Sprintf("it keeps about %d of them in sync at once, and single-step keeps each in sync until its promotion", held))
	}
}

func mbps(r BitRate) string { return fmt.Sprintf("%.4g Mbps", float64(r/Mbps)) }
