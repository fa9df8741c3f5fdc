package simulate

import "iter"

// The units of a result.
const (
	inSeconds     = "s"
	inBytes       = "B"
	inBitRate     = "bit/s"
	inAssets      = "asset"
	inCounts      = "count"
	inShare       = "1"
	inHours       = "h"
	inUserHours   = "user-hour"
	inPersonHours = "person-hour"
	inAssetHours  = "asset-hour"
)

// pairing pairs a number of an outcome O with its summary in a result R. The
// tables below are the only place that knows which belongs to which, in which
// unit it is and what it is called; both sides are walked in their order.
type pairing[O, R any] struct {
	name    string // in JSON; a dot for each level
	unit    string
	value   func(*O) float64
	summary func(*R) *Summary
}

var portfolioFields = []pairing[PortfolioOutcome, PortfolioResult]{
	{"duration", inSeconds, func(o *PortfolioOutcome) float64 { return o.Duration }, func(r *PortfolioResult) *Summary { return &r.Duration }},
	{"staged", inSeconds, func(o *PortfolioOutcome) float64 { return o.Staged }, func(r *PortfolioResult) *Summary { return &r.Staged }},
	{"migrated", inSeconds, func(o *PortfolioOutcome) float64 { return o.Migrated }, func(r *PortfolioResult) *Summary { return &r.Migrated }},
	{"promoted", inSeconds, func(o *PortfolioOutcome) float64 { return o.Promoted }, func(r *PortfolioResult) *Summary { return &r.Promoted }},
	{"retired", inSeconds, func(o *PortfolioOutcome) float64 { return o.Retired }, func(r *PortfolioResult) *Summary { return &r.Retired }},
	{"lossBytes", inBytes, func(o *PortfolioOutcome) float64 { return o.LossBytes }, func(r *PortfolioResult) *Summary { return &r.LossBytes }},
	{"lossWindow", inSeconds, func(o *PortfolioOutcome) float64 { return o.LossWindow }, func(r *PortfolioResult) *Summary { return &r.LossWindow }},
	{"strayBytes", inBytes, func(o *PortfolioOutcome) float64 { return o.StrayBytes }, func(r *PortfolioResult) *Summary { return &r.StrayBytes }},
	{"rollbackBytes", inBytes, func(o *PortfolioOutcome) float64 { return o.RollbackBytes }, func(r *PortfolioResult) *Summary { return &r.RollbackBytes }},
	{"downtime", inSeconds, func(o *PortfolioOutcome) float64 { return o.Downtime }, func(r *PortfolioResult) *Summary { return &r.Downtime }},
	{"divergence", inSeconds, func(o *PortfolioOutcome) float64 { return o.Divergence }, func(r *PortfolioResult) *Summary { return &r.Divergence }},
	{"affected", inUserHours, func(o *PortfolioOutcome) float64 { return o.Affected }, func(r *PortfolioResult) *Summary { return &r.Affected }},
	{"incidents", inCounts, func(o *PortfolioOutcome) float64 { return o.Incidents }, func(r *PortfolioResult) *Summary { return &r.Incidents }},
	{"rollbacks", inCounts, func(o *PortfolioOutcome) float64 { return o.Rollbacks }, func(r *PortfolioResult) *Summary { return &r.Rollbacks }},
	{"reseeds", inCounts, func(o *PortfolioOutcome) float64 { return o.Reseeds }, func(r *PortfolioResult) *Summary { return &r.Reseeds }},
	{"observedLoad", inHours, func(o *PortfolioOutcome) float64 { return o.ObservedLoad }, func(r *PortfolioResult) *Summary { return &r.ObservedLoad }},
	{"dualRunning", inAssetHours, func(o *PortfolioOutcome) float64 { return o.DualRunning }, func(r *PortfolioResult) *Summary { return &r.DualRunning }},
	{"transfer", inBytes, func(o *PortfolioOutcome) float64 { return o.Transfer }, func(r *PortfolioResult) *Summary { return &r.Transfer }},
	{"effort", inPersonHours, func(o *PortfolioOutcome) float64 { return o.Effort }, func(r *PortfolioResult) *Summary { return &r.Effort }},
}

var linkFields = []pairing[LinkOutcome, LinkResult]{
	{"mean", inBitRate, func(o *LinkOutcome) float64 { return o.Mean }, func(r *LinkResult) *Summary { return &r.Mean }},
	{"p95", inBitRate, func(o *LinkOutcome) float64 { return o.P95 }, func(r *LinkResult) *Summary { return &r.P95 }},
	{"peak", inBitRate, func(o *LinkOutcome) float64 { return o.Peak }, func(r *LinkResult) *Summary { return &r.Peak }},
	{"saturated", inSeconds, func(o *LinkOutcome) float64 { return o.Saturated }, func(r *LinkResult) *Summary { return &r.Saturated }},
	{"shortfall", inBytes, func(o *LinkOutcome) float64 { return o.Shortfall }, func(r *LinkResult) *Summary { return &r.Shortfall }},
	{"shortfallTime", inSeconds, func(o *LinkOutcome) float64 { return o.ShortfallTime }, func(r *LinkResult) *Summary { return &r.ShortfallTime }},
	{"held", inAssets, func(o *LinkOutcome) float64 { return o.Held }, func(r *LinkResult) *Summary { return &r.Held }},
	{"bytes.seed", inBytes, func(o *LinkOutcome) float64 { return o.Bytes.Seed }, func(r *LinkResult) *Summary { return &r.Bytes.Seed }},
	{"bytes.sync", inBytes, func(o *LinkOutcome) float64 { return o.Bytes.Sync }, func(r *LinkResult) *Summary { return &r.Bytes.Sync }},
	{"bytes.final", inBytes, func(o *LinkOutcome) float64 { return o.Bytes.Final }, func(r *LinkResult) *Summary { return &r.Bytes.Final }},
	{"bytes.secondary", inBytes, func(o *LinkOutcome) float64 { return o.Bytes.Secondary }, func(r *LinkResult) *Summary { return &r.Bytes.Secondary }},
	{"bytes.reverse", inBytes, func(o *LinkOutcome) float64 { return o.Bytes.Reverse }, func(r *LinkResult) *Summary { return &r.Bytes.Reverse }},
}

var subscriptionFields = []pairing[SubscriptionOutcome, SubscriptionResult]{
	{"staged", inSeconds, func(o *SubscriptionOutcome) float64 { return o.Staged }, func(r *SubscriptionResult) *Summary { return &r.Staged }},
	{"migrated", inSeconds, func(o *SubscriptionOutcome) float64 { return o.Migrated }, func(r *SubscriptionResult) *Summary { return &r.Migrated }},
	{"promoted", inSeconds, func(o *SubscriptionOutcome) float64 { return o.Promoted }, func(r *SubscriptionResult) *Summary { return &r.Promoted }},
	{"retired", inSeconds, func(o *SubscriptionOutcome) float64 { return o.Retired }, func(r *SubscriptionResult) *Summary { return &r.Retired }},
}

var workloadFields = []pairing[WorkloadOutcome, WorkloadResult]{
	{"staged", inSeconds, func(o *WorkloadOutcome) float64 { return o.Staged }, func(r *WorkloadResult) *Summary { return &r.Staged }},
	{"migrated", inSeconds, func(o *WorkloadOutcome) float64 { return o.Migrated }, func(r *WorkloadResult) *Summary { return &r.Migrated }},
	{"promoted", inSeconds, func(o *WorkloadOutcome) float64 { return o.Promoted }, func(r *WorkloadResult) *Summary { return &r.Promoted }},
	{"retired", inSeconds, func(o *WorkloadOutcome) float64 { return o.Retired }, func(r *WorkloadResult) *Summary { return &r.Retired }},
	{"lossWindow", inSeconds, func(o *WorkloadOutcome) float64 { return o.LossWindow }, func(r *WorkloadResult) *Summary { return &r.LossWindow }},
	{"lossBytes", inBytes, func(o *WorkloadOutcome) float64 { return o.LossBytes }, func(r *WorkloadResult) *Summary { return &r.LossBytes }},
	{"strayBytes", inBytes, func(o *WorkloadOutcome) float64 { return o.StrayBytes }, func(r *WorkloadResult) *Summary { return &r.StrayBytes }},
	{"rollbackBytes", inBytes, func(o *WorkloadOutcome) float64 { return o.RollbackBytes }, func(r *WorkloadResult) *Summary { return &r.RollbackBytes }},
	{"downtime", inSeconds, func(o *WorkloadOutcome) float64 { return o.Downtime }, func(r *WorkloadResult) *Summary { return &r.Downtime }},
	{"divergence", inSeconds, func(o *WorkloadOutcome) float64 { return o.Divergence }, func(r *WorkloadResult) *Summary { return &r.Divergence }},
	{"affected", inUserHours, func(o *WorkloadOutcome) float64 { return o.Affected }, func(r *WorkloadResult) *Summary { return &r.Affected }},
	{"lag.p50", inSeconds, func(o *WorkloadOutcome) float64 { return o.LagP50 }, func(r *WorkloadResult) *Summary { return &r.Lag.P50 }},
	{"lag.p95", inSeconds, func(o *WorkloadOutcome) float64 { return o.LagP95 }, func(r *WorkloadResult) *Summary { return &r.Lag.P95 }},
	{"lag.max", inSeconds, func(o *WorkloadOutcome) float64 { return o.LagMax }, func(r *WorkloadResult) *Summary { return &r.Lag.Max }},
	{"lag.violation", inShare, func(o *WorkloadOutcome) float64 { return o.LagViolation }, func(r *WorkloadResult) *Summary { return &r.Lag.Violation }},
}

var assetFields = []pairing[AssetOutcome, AssetResult]{
	{"seeded", inSeconds, func(o *AssetOutcome) float64 { return o.Seeded }, func(r *AssetResult) *Summary { return &r.Seeded }},
	{"inSync", inSeconds, func(o *AssetOutcome) float64 { return o.InSync }, func(r *AssetResult) *Summary { return &r.InSync }},
	{"severed", inSeconds, func(o *AssetOutcome) float64 { return o.Severed }, func(r *AssetResult) *Summary { return &r.Severed }},
	{"lossWindow", inSeconds, func(o *AssetOutcome) float64 { return o.LossWindow }, func(r *AssetResult) *Summary { return &r.LossWindow }},
	{"lossBytes", inBytes, func(o *AssetOutcome) float64 { return o.LossBytes }, func(r *AssetResult) *Summary { return &r.LossBytes }},
}

var teamFields = []pairing[TeamOutcome, TeamResult]{
	{"utilization", inShare, func(o *TeamOutcome) float64 { return o.Utilization }, func(r *TeamResult) *Summary { return &r.Utilization }},
	{"effort", inPersonHours, func(o *TeamOutcome) float64 { return o.Effort }, func(r *TeamResult) *Summary { return &r.Effort }},
}

var limitFields = []pairing[LimitOutcome, LimitResult]{
	{"utilization", inShare, func(o *LimitOutcome) float64 { return o.Utilization }, func(r *LimitResult) *Summary { return &r.Utilization }},
}

func appendFields[O, R any](row []float64, table []pairing[O, R], o *O) []float64 {
	for _, f := range table {
		row = append(row, f.value(o))
	}
	return row
}

// numbers appends all numbers of an outcome, in the order of [ModelResult.each].
func (o *Outcome) numbers(row []float64) []float64 {
	row = appendFields(row, portfolioFields, &o.Portfolio)
	for i := range o.Links {
		row = appendFields(row, linkFields, &o.Links[i])
	}
	for i := range o.Subscriptions {
		row = appendFields(row, subscriptionFields, &o.Subscriptions[i])
	}
	for i := range o.Workloads {
		w := &o.Workloads[i]
		row = appendFields(row, workloadFields, w)
		for j := range w.Assets {
			row = appendFields(row, assetFields, &w.Assets[j])
		}
	}
	for i := range o.Teams {
		row = appendFields(row, teamFields, &o.Teams[i])
	}
	for i := range o.Limits {
		row = appendFields(row, limitFields, &o.Limits[i])
	}
	return row
}

// Path says where in a [ModelResult] a summary stands.
type Path struct {
	List   string // portfolio, links, subscriptions, workloads, assets, teams or limits
	Name   string // of the element; empty for the portfolio
	Metric string // a key; a dot for each level below the element, as in bytes.seed
}

// String is the path as the result document spells it, links[dc1].bytes.seed.
func (p Path) String() string {
	if p.Name == "" {
		return p.List + "." + p.Metric
	}
	return p.List + "[" + p.Name + "]." + p.Metric
}

// Summaries yields every summary of one model in the order of the document.
func (m *ModelResult) Summaries() iter.Seq2[Path, Summary] {
	return func(yield func(Path, Summary) bool) {
		m.each(func(at Path, _ string, s *Summary) bool { return yield(at, *s) })
	}
}

type visitor func(at Path, unit string, s *Summary) bool

func visitFields[O, R any](visit visitor, list, name string, table []pairing[O, R], r *R) bool {
	for _, f := range table {
		if !visit(Path{list, name, f.name}, f.unit, f.summary(r)) {
			return false
		}
	}
	return true
}

// each visits every summary of a model until visit says no.
func (m *ModelResult) each(visit visitor) bool {
	if !visitFields(visit, "portfolio", "", portfolioFields, &m.Portfolio) {
		return false
	}
	for i := range m.Links {
		if !visitFields(visit, "links", m.Links[i].Name, linkFields, &m.Links[i]) {
			return false
		}
	}
	for i := range m.Subscriptions {
		if !visitFields(visit, "subscriptions", m.Subscriptions[i].Name, subscriptionFields, &m.Subscriptions[i]) {
			return false
		}
	}
	for i := range m.Workloads {
		if !m.Workloads[i].each(visit) {
			return false
		}
	}
	for i := range m.Teams {
		if !visitFields(visit, "teams", m.Teams[i].Name, teamFields, &m.Teams[i]) {
			return false
		}
	}
	for i := range m.Limits {
		if !visitFields(visit, "limits", m.Limits[i].Name, limitFields, &m.Limits[i]) {
			return false
		}
	}
	return true
}

func (w *WorkloadResult) each(visit visitor) bool {
	if !visitFields(visit, "workloads", w.Name, workloadFields, w) {
		return false
	}
	for i := range w.Assets {
		if !visitFields(visit, "assets", w.Assets[i].Name, assetFields, &w.Assets[i]) {
			return false
		}
	}
	return true
}
