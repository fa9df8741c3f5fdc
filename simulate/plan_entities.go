package simulate

import "github.com/landfall-sim/landfall/internal/stream"

// nameEntities gives everything that has luck of its own its name among the
// random streams.
func (p *Plan) nameEntities() {
	name := func(kind, name string) entity {
		p.entities = append(p.entities, stream.EntityOf(kind, name))
		return entity(len(p.entities) - 1)
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
