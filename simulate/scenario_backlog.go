package simulate

import "github.com/landfall-sim/landfall/backlog"

var policies = map[Order]backlog.Policy{
	Listed: backlog.Listed, SmallestFirst: backlog.SmallestFirst,
	LargestFirst: backlog.LargestFirst, CriticalFirst: backlog.CriticalFirst,
}

// backlog returns the portfolio as a backlog.
func (s *Scenario) backlog() backlog.Backlog {
	var b backlog.Backlog
	for _, sub := range s.Portfolio {
		out := backlog.Subscription{Name: sub.Name}
		for _, w := range sub.Workloads {
			work := backlog.Workload{Name: w.Name, After: w.After}
			for _, a := range w.Assets {
				asset := backlog.Asset{Name: a.Name}
				if a.Used != nil {
					asset.Used = float64(a.Used.Mean())
				}
				work.Assets = append(work.Assets, asset)
			}
			out.Workloads = append(out.Workloads, work)
		}
		b.Subscriptions = append(b.Subscriptions, out)
	}
	return b
}
