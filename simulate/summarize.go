package simulate

// summarizeModel describes all replications of one model.
func summarizeModel(model ModelName, t *modelTally, replications int) ModelResult {
	t.fold()
	s := t.shape.scenario
	m := blankResult(s, model)
	m.Finished = t.finished
	m.Unfinished = t.countUnfinished()
	at := 0
	m.each(func(_ Path, unit string, summary *Summary) bool {
		*summary = t.columns[at].summary(unit)
		m.QuantileError = max(m.QuantileError, t.columns[at].spread.Error())
		at++
		return true
	})
	for i := range m.Workloads {
		m.Workloads[i].Criticality = float64(t.critical[i]) / float64(t.finished)
	}
	m.Findings, m.Intervals = findings(s, model), t.intervals()
	t.verdict(&m, replications)
	return m
}

// blankResult names everything that a model's result describes.
func blankResult(s *Scenario, model ModelName) ModelResult {
	m := ModelResult{
		Model:  model,
		Teams:  []TeamResult{{Name: "adoption"}, {Name: "operations"}, {Name: "business"}},
		Limits: []LimitResult{{Name: "seeding"}, {Name: "replicating"}},
	}
	for _, l := range s.Network.Links {
		m.Links = append(m.Links, LinkResult{Name: l.Name})
	}
	for _, sub := range s.Portfolio {
		m.Subscriptions = append(m.Subscriptions, SubscriptionResult{Name: sub.Name})
		for _, w := range sub.Workloads {
			result := WorkloadResult{Name: w.Name, Subscription: sub.Name}
			for _, a := range w.Assets {
				result.Assets = append(result.Assets, AssetResult{Name: a.Name})
			}
			m.Workloads = append(m.Workloads, result)
		}
	}
	return m
}

// countUnfinished counts by workload, in the order of the scenario, and by
// reason, in the order in which they apply.
func (t *modelTally) countUnfinished() []UnfinishedCount {
	list := []UnfinishedCount{}
	i := 0
	for _, sub := range t.shape.scenario.Portfolio {
		for _, w := range sub.Workloads {
			for j, n := range t.stuck[i] {
				if n > 0 {
					list = append(list, UnfinishedCount{w.Name, reasons[j], n})
				}
			}
			i++
		}
	}
	return list
}
