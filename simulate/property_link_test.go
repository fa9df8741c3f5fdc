package simulate

import "math"

// resource is what one link offers to some traffic, and who takes of it.
type resource struct {
	name  string
	offer float64
	load  float64
	flows []int // of takers
}

// taker is a flow with what it may take and gets, bytes per second.
type taker struct {
	name         string
	class        int
	weight       float64
	demand, rate float64
	over         []int // resources
}

// resources lists capacities and migration caps, and production and migration
// flows, all from the scenario but for the rates.
func (w *watch) resources() ([]resource, []taker) {
	r := w.r
	list := make([]resource, 2*len(r.links))
	var takers []taker
	add := func(t taker) {
		for _, i := range t.over {
			list[i].load += t.rate
			list[i].flows = append(list[i].flows, len(takers))
		}
		takers = append(takers, t)
	}
	for i, l := range w.s.Network.Links {
		list[capacityLink(i)] = resource{name: l.Name + " (capacity)", offer: w.capacity(&l)}
		list[capLink(i)] = resource{name: l.Name + " (migration cap)", offer: w.cap(&l)}
	}
	for i, l := range w.s.Network.Links {
		if p := l.Production; p != nil {
			t := taker{name: "production", weight: *p.Weight, over: []int{capacityLink(i)}}
			if w.s.Network.Sharing == FairSharing {
				t.class = 2
			}
			t.demand = float64(p.Demand.Quantile(0.5)) / 8 * w.factor(p.Profile)
			t.rate = r.net.Rate(r.links[i].production)
			add(t)
		}
	}
	for f := range r.flows {
		if r.active(int32(f)) {
			add(w.migration(f, &r.flows[f]))
		}
	}
	return list, takers
}

func (w *watch) migration(f int, x *flow) taker {
	asset := w.r.p.assets[assetOf(int32(f))]
	t := taker{name: asset.name, class: 2, weight: 1, demand: math.Inf(1)}
	if x.id != noFlow {
		t.rate = w.r.net.Rate(x.id)
	}
	limit := math.Inf(1)
	if l := w.s.Tool.AssetLimit; l != nil && kindOf(int32(f)) == toolFlow {
		limit = float64(*l) / 8
	}
	switch {
	case x.loaded || x.behind:
		t.demand = limit
	case x.cycles:
		t.demand = 0
	default:
		t.demand = min(limit, x.base*w.r.patterns[asset.pattern].factor*x.wire)
	}
	if x.class == finalClass {
		t.class = 1
	}
	for _, l := range w.r.p.sites[asset.site].links {
		t.over = append(t.over, capacityLink(l), capLink(l))
	}
	return t
}

// capacity is what a link offers now: the last step holds.
func (w *watch) capacity(l *Link) float64 {
	rate, since := *l.Capacity, Duration(-1)
	for _, step := range l.Steps {
		if at := step.At.Offset; at <= Duration(seconds(w.r.now)) && at >= since {
			rate, since = step.Capacity, at
		}
	}
	return float64(rate) / 8 * float64(l.Efficiency.Quantile(0.5))
}

// cap is what all migration traffic of a link may take now.
func (w *watch) cap(l *Link) float64 {
	limit := math.Inf(1)
	if l.Limit != nil {
		limit = float64(*l.Limit) / 8
	}
	for _, t := range l.Throttle {
		if insideWindow(t.Window, w.local()) {
			limit = min(limit, float64(t.Limit)/8)
		}
	}
	return limit
}

// factor is a profile's value now.
func (w *watch) factor(p Profile) float64 {
	factors := p.factors()
	sum := 0.0
	for _, f := range factors {
		sum += f
	}
	at := w.local()
	hour := (int(at.Weekday()+6)%7*24 + at.Hour()) % len(factors)
	return factors[hour] * float64(len(factors)) / sum
}

const tight = 1e-9

// offers: no link carries more than it offers, nor migration more than its cap.
func (w *watch) offers() {
	list, _ := w.resources()
	for _, x := range list {
		if x.load > x.offer*(1+tight)+1e-3 {
			w.t.Fatalf("at %v s: %s carries %v B/s of %v", seconds(w.r.now), x.name, x.load, x.offer)
		}
	}
}

// certificate: every flow runs at its demand, or crosses a full resource on
// which nobody of its class has more a weight and no lower class has anything.
// Rates with this property are the max-min fair ones, and the only ones.
func (w *watch) certificate() {
	list, takers := w.resources()
	for _, t := range takers {
		if t.rate > t.demand*(1+tight)+1e-3 {
			w.t.Fatalf("at %v s: %s takes %v B/s and asks for %v", seconds(w.r.now), t.name, t.rate, t.demand)
		}
		if t.rate >= t.demand*(1-tight)-1e-3 {
			continue
		}
		held := false
		for _, i := range t.over {
			held = held || bottleneck(&list[i], takers, t)
		}
		if !held {
			w.t.Fatalf("at %v s: %s gets %v of %v B/s and nothing holds it", seconds(w.r.now), t.name, t.rate, t.demand)
		}
	}
}

func bottleneck(x *resource, takers []taker, t taker) bool {
	if x.load < x.offer*(1-tight)-1e-3 {
		return false
	}
	for _, i := range x.flows {
		other := takers[i]
		if other.class > t.class && other.rate > 1e-3 {
			return false
		}
		if other.class == t.class && other.rate/other.weight > t.rate/t.weight*(1+tight)+1e-3 {
			return false
		}
	}
	return true
}

func capacityLink(l int) int { return 2 * l }
func capLink(l int) int      { return 2*l + 1 }
