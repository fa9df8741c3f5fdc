package simulate

import (
	"fmt"
)

// Warnings returns what a planner should know about a valid scenario without a
// simulation: rings of subscriptions, secondaries without effect, write rates
// that a link can never carry, how many assets a link or the tool can keep in
// sync where these are too few, links that are too small for production alone,
// cycles that settle far apart, and promotions that run past the end of every
// change window. They are computed from means and closed forms; each says
// where, with numbers, and what would help.
func (s *Scenario) Warnings() []Problem {
	if s.Validate() != nil {
		return nil
	}
	w := newWarner(s.WithDefaults())
	w.warnRings()
	w.warnUncovered()
	w.warnAssets()
	w.warnLinks()
	w.warnProduction()
	w.warnUnits()
	w.warnCycles()
	w.warnDrains()
	return w.problems
}

// warner gathers warnings about a scenario with its defaults.
type warner struct {
	s        *Scenario
	problems []Problem

	week   map[string][]float64 // by link: what migration has in each minute of a week, bit/s
	offers map[string]BitRate   // by link: the mean of that
	routes map[string][]string  // by site
}

func newWarner(s *Scenario) *warner {
	w := &warner{s: s, week: map[string][]float64{}, offers: map[string]BitRate{}, routes: map[string][]string{}}
	for i := range s.Network.Links {
		l := &s.Network.Links[i]
		w.week[l.Name] = s.weeklyOffer(l)
		w.offers[l.Name] = BitRate(average(w.week[l.Name]))
	}
	for _, site := range s.Sites {
		w.routes[site.Name] = site.Route
	}
	return w
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

// mbps writes a rate for a warning.
func mbps(r BitRate) string { return fmt.Sprintf("%.4g Mbps", float64(r/Mbps)) }
