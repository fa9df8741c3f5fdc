package simulate

import "github.com/landfall-sim/landfall/promotion"

// findings are what package promotion has to say about the models that a
// scenario uses when it is run under one: the pinned ones of its subscriptions
// and, unless all are pinned, the one that is run.
func findings(s *Scenario, model ModelName) []Finding {
	list := []Finding{}
	seen := map[ModelName]bool{}
	for _, sub := range s.Portfolio {
		used := pinned(sub)
		if used == "" {
			used = model
		}
		if seen[used] {
			continue
		}
		seen[used] = true
		for _, f := range promotionModel(used).Findings() {
			list = append(list, Finding{Kind: string(f.Kind), Text: f.Text})
		}
	}
	return list
}

// pinned is the model to which a subscription is pinned, empty if to none.
func pinned(sub Subscription) ModelName {
	for _, w := range sub.Workloads {
		if w.Model != "" {
			return w.Model
		}
	}
	return ""
}

func promotionModel(name ModelName) *promotion.Model {
	switch name {
	case SingleStep:
		return promotion.SingleStep()
	case Staged:
		return promotion.Staged()
	}
	return promotion.Flight()
}
