package simulate

import (
	"slices"

	"github.com/landfall-sim/landfall/promotion"
)

// layout says what is promoted together under a model.
type layout struct {
	units  []unitPlan
	unitOf []int // by workload
}

// unitPlan is what is promoted together.
type unitPlan struct {
	model        ModelName
	machine      *promotion.Model
	workloads    []int // in backlog order
	assets       []int // theirs, in backlog order
	blockers     []int // workloads outside the unit that it comes after
	followers    []int // units that come after one of its workloads
	entity       entity
	rank         int32
	businessTest int64 // 0 where it does not count
}

// layOut finds the units of every model.
func (p *Plan) layOut() {
	p.layouts = map[ModelName]*layout{}
	for _, model := range []ModelName{SingleStep, Staged, Flight} {
		p.layouts[model] = p.layoutOf(model)
	}
}

func (p *Plan) layoutOf(model ModelName) *layout {
	l := &layout{unitOf: make([]int, len(p.workloads))}
	byKey := map[[2]int]int{}
	for _, w := range p.order {
		own, key := p.unitKey(model, w)
		i, ok := byKey[key]
		if !ok {
			i = len(l.units)
			byKey[key] = i
			l.units = append(l.units, p.newUnit(own, w))
		}
		u := &l.units[i]
		u.workloads = append(u.workloads, w)
		u.assets = append(u.assets, p.workloads[w].assets...)
		l.unitOf[w] = i
	}
	for i := range l.units {
		p.orderUnit(l, i)
	}
	return l
}

// unitKey says which unit a workload belongs to.
func (p *Plan) unitKey(model ModelName, w int) (ModelName, [2]int) {
	sub := p.workloads[w].subscription
	if pinned := p.subscriptions[sub].pinned; pinned != "" {
		model = pinned
	}
	if model != SingleStep {
		return model, [2]int{1, sub}
	}
	switch p.promotion.scope {
	case PortfolioScope:
		return model, [2]int{0, 0}
	case SubscriptionScope:
		return model, [2]int{1, sub}
	}
	return model, [2]int{2, w}
}

// newUnit returns a unit whose first workload is w.
func (p *Plan) newUnit(model ModelName, w int) unitPlan {
	sub := &p.subscriptions[p.workloads[w].subscription]
	u := unitPlan{model: model, machine: p.machines[model], entity: p.workloads[w].entity, rank: p.workloads[w].rank}
	if model != SingleStep {
		u.entity = sub.entity
	}
	if model == Staged {
		u.businessTest = max(0, sub.businessTest)
	}
	return u
}

// orderUnit finds what a unit comes after.
func (p *Plan) orderUnit(l *layout, i int) {
	u := &l.units[i]
	for _, w := range u.workloads {
		for _, before := range p.workloads[w].after {
			if l.unitOf[before] == i || slices.Contains(u.blockers, before) {
				continue
			}
			u.blockers = append(u.blockers, before)
			if other := &l.units[l.unitOf[before]]; !slices.Contains(other.followers, i) {
				other.followers = append(other.followers, i)
			}
		}
	}
}
