package promotiontest

import (
	"slices"

	"github.com/landfall-sim/landfall/promotion"
)

// happening is an event and whom it is about.
type happening struct {
	asset int
	event promotion.Event
}

// String names both.
func (h happening) String() string { return name(h.asset) + ": " + h.event.String() }

// back reports whether it leads back or out.
func (h happening) back() bool {
	k := h.event.Kind
	return k == promotion.KindAbandon || k == promotion.KindRedeploy || k == promotion.KindDiscard
}

// happenings returns what can happen to a release with assets, in the order of
// the model: the events of the release, without those that only come with one
// of an asset, then those of each asset.
func happenings(m *promotion.Model, assets int) []happening {
	follows := map[promotion.Kind]bool{}
	for r := range m.Rules() {
		for _, k := range r.Also {
			follows[k] = true
		}
	}
	var all []happening
	for e := range m.ReleaseEvents() {
		if e.Kind == promotion.KindDecide && e.Members > 0 {
			e.Members = uint32(assets)
		}
		if h := (happening{Release, e}); !follows[e.Kind] && !slices.Contains(all, h) {
			all = append(all, h)
		}
	}
	for i := range assets {
		for e := range m.Events() {
			all = append(all, happening{i, e})
		}
	}
	return all
}

// place is where a release of one asset can be.
type place struct {
	release promotion.Release
	asset   promotion.State
}

// tour takes every step of a release with one asset, and tries every other.
// Every place is come to by a shortest way, with a new subject for each step.
func tour(m *promotion.Model, open Open) error {
	all := happenings(m, 1)
	ways := map[place][]happening{{}: nil}
	for queue := []place{{}}; len(queue) > 0; queue = queue[1:] {
		way := ways[queue[0]]
		p, err := follow(m, open, way)
		if err != nil {
			return err
		}
		here := queue[0]
		for _, h := range all {
			release, asset, _, refused := p.expect(h.asset, h.event)
			if refused != nil {
				if err := p.handle(h.asset, h.event); err != nil {
					return err
				}
				continue
			}
			there := place{release, asset}
			if h.asset == Release {
				there.asset = here.asset
			}
			on := append(slices.Clone(way), h)
			if _, known := ways[there]; !known {
				ways[there] = on
				queue = append(queue, there)
				continue // it is taken when the tour comes there
			}
			if _, err := follow(m, open, on); err != nil {
				return err
			}
		}
	}
	return nil
}

// follow opens a subject and goes a way with it.
func follow(m *promotion.Model, open Open, way []happening) (*pair, error) {
	p, err := newPair(m, open, 1)
	if err != nil {
		return nil, err
	}
	for _, h := range way {
		if err := p.handle(h.asset, h.event); err != nil {
			return nil, err
		}
	}
	return p, nil
}
