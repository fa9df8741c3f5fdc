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
// of an asset, then those of each asset. It has a route of more than the whole,
// which every model refuses.
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
		if e == promotion.Route(promotion.Whole) {
			all = append(all, happening{Release, promotion.Route(promotion.Whole + 1)})
		}
	}
	for i := range assets {
		for e := range m.Events() {
			all = append(all, happening{i, e})
		}
	}
	return all
}

// foreign returns what can happen in other models, to an asset or the release.
func foreign(m *promotion.Model) []happening {
	known := map[promotion.Kind]bool{}
	for r := range m.Rules() {
		known[r.On] = true
	}
	for r := range m.ReleaseRules() {
		known[r.On] = true
	}
	var all []happening
	for k := promotion.KindReplicate; k <= promotion.KindRolledBack; k++ {
		h := happening{event: promotion.Event{Kind: k}}
		switch {
		case known[k]:
			continue
		case k == promotion.KindDeploy:
			h.event.Coverage = promotion.Stateless
		case k >= promotion.KindDecide:
			h.asset = Release
		}
		all = append(all, h)
	}
	return all
}

// place is where a release of one asset can be.
type place struct {
	release promotion.Release
	asset   promotion.State
}

// after returns where something that the model allows leads.
func (p *pair) after(h happening) place {
	w := p.clone()
	_, _ = w.step(h.asset, h.event)
	return w.place()
}

// place returns where the release and its only asset are.
func (w *world) place() place { return place{w.release, w.assets[0]} }

// tour takes every step of a release with one asset, and tries every other.
// Every place is come to by a shortest way, with a new subject for each step.
// An asset that was led back goes all the way once more, for every state that
// it was led back from: the subject may remember what it had to forget.
func tour(m *promotion.Model, open Open) error {
	all := append(happenings(m, 1), foreign(m)...)
	ways := map[place][]happening{{}: nil}
	led := map[happening]map[promotion.State]bool{}
	for queue := []place{{}}; len(queue) > 0; queue = queue[1:] {
		here, way := queue[0], ways[queue[0]]
		p, err := follow(m, open, way)
		if err != nil {
			return err
		}
		if err := p.refuses(all); err != nil {
			return err
		}
		for _, h := range p.allowed(all) {
			there, on := p.after(h), append(slices.Clone(way), h)
			if _, known := ways[there]; !known {
				ways[there] = on
				queue = append(queue, there)
				continue // it is taken when the tour comes there
			}
			back, err := follow(m, open, on)
			if err != nil {
				return err
			}
			if !h.back() || led[h][here.asset] {
				continue
			}
			if led[h] == nil {
				led[h] = map[promotion.State]bool{}
			}
			led[h][here.asset] = true
			if err := back.onward(all); err != nil {
				return err
			}
		}
	}
	return nil
}

// onward goes on to the end, and tries on the way what the model refuses.
func (p *pair) onward(all []happening) error {
	for been := map[place]bool{}; ; {
		been[p.place()] = true
		if err := p.refuses(all); err != nil {
			return err
		}
		next := slices.IndexFunc(all, func(h happening) bool {
			_, _, _, refused := p.expect(h.asset, h.event)
			return refused == nil && !h.back() && !been[p.after(h)]
		})
		if next < 0 {
			return nil
		}
		if err := p.handle(all[next].asset, all[next].event); err != nil {
			return err
		}
	}
}

// refuses tries what the model refuses: what cannot happen now, and what can,
// done by a role that may not.
func (p *pair) refuses(all []happening) error {
	for _, h := range all {
		for by := promotion.Unattributed; by <= promotion.Automation; by++ {
			e := h.event.As(by)
			_, _, _, refused := p.expect(h.asset, e)
			if refused == nil {
				continue
			}
			if err := p.handle(h.asset, e); err != nil {
				return err
			}
			if by == promotion.Unattributed {
				break // nobody may
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
