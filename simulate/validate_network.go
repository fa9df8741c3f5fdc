package simulate

import (
	"fmt"
	"math"
)

func (r *review) reviewNetwork() {
	links := r.scenario.Network.Links
	if len(links) == 0 {
		r.add("network.links", "is empty", "at least one link")
	}
	for i := range links {
		r.reviewLink(element("network.links", i), &links[i])
	}
}

func (r *review) reviewLink(path string, l *Link) {
	if l.Capacity == nil {
		r.add(join(path, "capacity"), "is required", "a network rate such as 1Gbps")
	}
	if l.Efficiency != nil && len(l.Efficiency.check()) == 0 {
		low, high := l.Efficiency.Support()
		if math.IsInf(float64(high), 1) {
			// A draw is cut to what a link can carry; its middle must be possible.
			low = l.Efficiency.Params[0]
		}
		if low <= 0 {
			r.add(join(path, "efficiency"), "can be 0", "a share above 0% and at most 100%, or a distribution within these")
		}
	}
	for i, step := range l.Steps {
		r.instant(join(element(join(path, "steps"), i), "at"), step.At)
	}
	if l.Production != nil {
		r.positive(join(path, "production.weight"), l.Production.Weight)
	}
}

func (r *review) reviewSites() {
	links := newRegistry("link")
	for i, l := range r.scenario.Network.Links {
		r.register(links, l.Name, element("network.links", i), "name")
	}
	links.broken = links.broken || len(links.order) == 0
	sites := newRegistry("site")
	if len(r.scenario.Sites) == 0 {
		r.add("sites", "is empty", "at least one site with its route over links")
	}
	for i, site := range r.scenario.Sites {
		path := element("sites", i)
		r.register(sites, site.Name, path, "name")
		r.reviewRoute(links, join(path, "route"), site.Route)
	}
	sites.broken = sites.broken || len(sites.order) == 0
	r.reviewAssets(sites)
}

func (r *review) reviewRoute(links *registry, path string, route []string) {
	if len(route) == 0 {
		r.add(path, "is empty", "the links that the site's traffic crosses")
	}
	seen := map[string]int{}
	for i, name := range route {
		at := element(path, i)
		if first, ok := seen[name]; ok {
			r.add(at, fmt.Sprintf("names the link %s a second time, after %s", quote(name), element(path, first)), "each link of a route once")
			continue
		}
		seen[name] = i
		r.refer(links, at, name)
	}
}

func (r *review) reviewTool() {
	t := r.scenario.Tool
	r.atLeastOne("tool.seeding", t.Seeding)
	r.atLeastOne("tool.replicating", t.Replicating)
	r.positive("tool.wire", t.Wire)
	if t.Cycle != nil && t.Cycle.Interval != nil && *t.Cycle.Interval == 0 {
		r.add("tool.cycle.interval", "is 0", "a duration above 0")
	}
	if s := r.scenario.Secondary; s != nil {
		r.positive("secondary.wire", s.Wire)
	}
}
