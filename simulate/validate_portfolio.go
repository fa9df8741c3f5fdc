package simulate

import "fmt"

func (r *review) reviewPortfolio() {
	s := r.scenario
	switch {
	case s.Inventory != "" && s.Portfolio != nil:
		r.add("inventory", "is given beside a portfolio", "either inventory or portfolio")
	case s.Inventory != "":
		r.add("inventory", quote(s.Inventory)+" has not been read", "a portfolio, which the command reads from the inventory")
		return
	case len(s.Portfolio) == 0:
		r.add("portfolio", "is empty", "at least one subscription with a workload that has an asset")
	}
	subscriptions, workloads := newRegistry("subscription"), newRegistry("workload")
	number := 0
	for i, sub := range s.Portfolio {
		path := element("portfolio", i)
		r.register(subscriptions, nameOr(sub.Name, "subscription", i+1), path, "subscription")
		if sub.BusinessTest != nil {
			r.instant(join(path, "businessTest"), *sub.BusinessTest)
		}
		if len(sub.Workloads) == 0 {
			r.add(join(path, "workloads"), "is empty", "at least one workload")
		}
		for j := range sub.Workloads {
			number++
			at := element(join(path, "workloads"), j)
			r.register(workloads, nameOr(sub.Workloads[j].Name, "workload", number), at, "name")
			r.defects(join(at, "defects"), sub.Workloads[j].Defects)
		}
		r.reviewPins(path, sub.Workloads)
	}
	r.reviewAfter(workloads)
}

// nameOr is a name or the default that WithDefaults gives.
func nameOr(name, kind string, number int) string {
	if name == "" {
		return fmt.Sprintf("%s-%d", kind, number)
	}
	return name
}

func (r *review) reviewPins(path string, workloads []Workload) {
	first := -1
	for i, w := range workloads {
		switch {
		case w.Model == "":
		case first < 0:
			first = i
		case w.Model != workloads[first].Model:
			at := element(join(path, "workloads"), i)
			r.add(join(at, "model"), fmt.Sprintf("pins the subscription to %s, and %s pins it to %s",
				w.Model, element(join(path, "workloads"), first), workloads[first].Model), "one model for a subscription")
			return
		}
	}
}

// reviewAfter checks what the workloads come after, and then for rings.
func (r *review) reviewAfter(workloads *registry) {
	index := map[string]int{}
	for i, name := range workloads.order {
		index[name] = i
	}
	after := make([][]int, len(workloads.order))
	number := 0
	for i, sub := range r.scenario.Portfolio {
		for j, w := range sub.Workloads {
			number++
			path := element(fmt.Sprintf("portfolio[%d].workloads", i), j)
			name := nameOr(w.Name, "workload", number)
			unique := workloads.path[name] == path
			for k, other := range w.After {
				if r.refer(workloads, element(join(path, "after"), k), other) && unique {
					after[index[name]] = append(after[index[name]], index[other])
				}
			}
		}
	}
	for _, ring := range rings(after) {
		path := join(workloads.path[workloads.order[ring[0]]], "after")
		expected := "these can only be promoted together"
		if len(ring) == 1 {
			expected = "a workload cannot come after itself"
		}
		r.add(path, chain(ring, workloads.order)+" is a ring", expected)
	}
}

// reviewAssets checks the assets, whose sites are known.
func (r *review) reviewAssets(sites *registry) {
	assets := newRegistry("asset")
	for i, sub := range r.scenario.Portfolio {
		for j, w := range sub.Workloads {
			path := join(element(fmt.Sprintf("portfolio[%d].workloads", i), j), "assets")
			if len(w.Assets) == 0 {
				r.add(path, "is empty", "at least one asset")
			}
			for k, a := range w.Assets {
				r.reviewAsset(assets, sites, element(path, k), a)
			}
		}
	}
}

func (r *review) reviewAsset(assets, sites *registry, path string, a Asset) {
	r.register(assets, a.Name, path, "name")
	if a.Used == nil {
		r.add(join(path, "used"), "is required", "a size such as 120GB")
	}
	switch {
	case a.Site != "":
		r.refer(sites, join(path, "site"), a.Site)
	case len(sites.order) > 1:
		r.add(join(path, "site"), "is required where there is more than one site", r.suggest(sites, a.Site))
	}
}
