package inventory

import (
	"fmt"

	"github.com/landfall-sim/landfall/simulate"
)

// oneSubscription and oneSite are the names where the source has none.
const (
	oneSubscription = "landing-zone"
	oneSite         = "on-premises"
	oneLink         = "uplink"
)

// Scenario is the inventory as a scenario: its machines, with a link and a
// site where they are. All else is left at its default.
func (inv *Inventory) Scenario() (*simulate.Scenario, error) {
	s := &simulate.Scenario{Landfall: 1, Name: inv.options.Name}
	capacity := inv.options.LinkCapacity
	if capacity <= 0 {
		capacity = defaultLink
	}
	for _, site := range inv.siteNames() {
		link := inv.linkOf(site)
		if n := len(s.Network.Links); n == 0 || s.Network.Links[n-1].Name != link {
			s.Network.Links = append(s.Network.Links, simulate.Link{Name: link, Capacity: &capacity})
		}
		s.Sites = append(s.Sites, simulate.Site{Name: site, Route: []string{link}})
	}
	s.Portfolio = inv.portfolio(len(s.Sites) > 1)
	return s, nil
}

// siteNames are the sites in the order in which machines name them.
func (inv *Inventory) siteNames() []string {
	var names []string
	seen := map[string]bool{}
	for i := range inv.Machines {
		if site := inv.siteOf(&inv.Machines[i]); !seen[site] {
			seen[site] = true
			names = append(names, site)
		}
	}
	return names
}

// siteOf is a machine's site.
func (inv *Inventory) siteOf(m *Machine) string {
	if site := inv.sites.of(m, inv.table); site != "" {
		return site
	}
	return oneSite
}

// linkOf is the link of a site: the one that the user named, or one of its own.
func (inv *Inventory) linkOf(site string) string {
	switch {
	case inv.options.LinkName != "":
		return inv.options.LinkName
	case len(inv.siteNames()) == 1:
		return oneLink
	}
	return site + "-" + oneLink
}

// portfolio groups the machines, subscriptions and workloads in the order of
// their first machines.
func (inv *Inventory) portfolio(withSites bool) []simulate.Subscription {
	var subscriptions []simulate.Subscription
	subscriptionAt := map[string]int{}
	workloadAt := map[[2]string]int{}
	names := map[string]bool{}
	for i := range inv.Machines {
		m := &inv.Machines[i]
		sub := inv.subscriptions.of(m, inv.table)
		if sub == "" {
			sub = oneSubscription
		}
		at, ok := subscriptionAt[sub]
		if !ok {
			at = len(subscriptions)
			subscriptionAt[sub] = at
			subscriptions = append(subscriptions, simulate.Subscription{Name: sub})
		}
		key := [2]string{sub, inv.workloads.of(m, inv.table)}
		w, ok := workloadAt[key]
		if !ok || key[1] == "" {
			w = len(subscriptions[at].Workloads)
			workloadAt[key] = w
			subscriptions[at].Workloads = append(subscriptions[at].Workloads, simulate.Workload{Name: unique(names, key[1], m.Name)})
		}
		load := &subscriptions[at].Workloads[w]
		load.Assets = append(load.Assets, inv.asset(m, withSites))
	}
	return subscriptions
}

// unique is a name that no other workload has, from the first of the names
// that is not empty.
func unique(taken map[string]bool, names ...string) string {
	name := ""
	for _, n := range names {
		if name == "" {
			name = n
		}
	}
	next := name
	for n := 2; taken[next]; n++ {
		next = fmt.Sprintf("%s-%d", name, n)
	}
	taken[next] = true
	return next
}

// asset is a machine as the simulator knows it.
func (inv *Inventory) asset(m *Machine, withSite bool) simulate.Asset {
	used := simulate.Const(m.Used)
	rate := m.Churn
	if rate <= 0 {
		rate = inv.options.Churn.of(m.Used)
	}
	churn := simulate.Const(rate)
	a := simulate.Asset{Name: m.Name, Used: &used, Churn: &churn, Stateful: m.Stateful}
	if withSite {
		a.Site = inv.siteOf(m)
	}
	return a
}
