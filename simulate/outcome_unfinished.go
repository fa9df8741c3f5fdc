package simulate

import (
	"math"
	"slices"
)

// What an unfinished replication has in place of the numbers of each kind.
var (
	nan         = math.NaN()
	noPortfolio = PortfolioOutcome{
		Duration: nan, Staged: nan, Migrated: nan, Promoted: nan, Retired: nan,
		LossBytes: nan, LossWindow: nan, StrayBytes: nan, RollbackBytes: nan,
		Downtime: nan, Divergence: nan, Affected: nan, Incidents: nan, Rollbacks: nan, Reseeds: nan,
		ObservedLoad: nan, DualRunning: nan, Transfer: nan, Effort: nan,
	}
	noLink = LinkOutcome{
		Mean: nan, P95: nan, Peak: nan, Saturated: nan, Shortfall: nan, ShortfallTime: nan, Held: nan,
		Bytes: ClassBytes{Seed: nan, Sync: nan, Final: nan, Secondary: nan, Reverse: nan},
	}
	noSubscription = SubscriptionOutcome{Staged: nan, Migrated: nan, Promoted: nan, Retired: nan}
	noWorkload     = WorkloadOutcome{
		Staged: nan, Migrated: nan, Promoted: nan, Retired: nan,
		LossWindow: nan, LossBytes: nan, StrayBytes: nan, RollbackBytes: nan,
		Downtime: nan, Divergence: nan, Affected: nan,
		LagP50: nan, LagP95: nan, LagMax: nan, LagViolation: nan,
	}
	noAsset = AssetOutcome{Seeded: nan, InSync: nan, Severed: nan, LossWindow: nan, LossBytes: nan}
	noTeam  = TeamOutcome{Utilization: nan, Effort: nan}
	noLimit = LimitOutcome{Utilization: nan}
)

// handOut returns a copy of an outcome for the caller to keep. An unfinished
// one gets its places only here, since no experiment looks at them.
func (p *Plan) handOut(o *Outcome) *Outcome {
	c := o.clone()
	if c.Finished {
		return c
	}
	c.Portfolio = noPortfolio
	c.Links = slices.Repeat([]LinkOutcome{noLink}, len(p.links))
	c.Subscriptions = slices.Repeat([]SubscriptionOutcome{noSubscription}, len(p.subscriptions))
	c.Workloads = slices.Repeat([]WorkloadOutcome{noWorkload}, len(p.workloads))
	for i := range c.Workloads {
		c.Workloads[i].Assets = slices.Repeat([]AssetOutcome{noAsset}, len(p.workloads[i].assets))
	}
	c.Teams = slices.Repeat([]TeamOutcome{noTeam}, teamCount)
	c.Limits = slices.Repeat([]LimitOutcome{noLimit}, 2)
	return c
}
