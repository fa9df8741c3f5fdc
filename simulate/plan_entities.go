package simulate

import "github.com/landfall-sim/landfall/internal/stream"

// nameEntities gives everything that has luck of its own its name among the
// random streams. Workloads and subscriptions, which are drawn for most often
// and for most purposes, have the lowest numbers.
func (p *Plan) nameEntities() {
	next := int32(0)
	name := func(kind, name string) entity {
		next++
		return entity{stream.EntityOf(kind, name), next - 1}
	}
	for i := range p.workloads {
		p.workloads[i].entity = name("workload", p.workloads[i].name)
	}
	for i := range p.subscriptions {
		p.subscriptions[i].entity = name("subscription", p.subscriptions[i].name)
	}
	for i := range p.links {
		p.links[i].entity = name("link", p.links[i].name)
	}
	for i := range p.assets {
		p.assets[i].entity = name("asset", p.assets[i].name)
	}
}
