package promotiontest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/landfall-sim/landfall/promotion"
)

const (
	lives  = 20  // of every kind
	length = 150 // events of a life, accepted or not
	crowd  = 3   // assets
)

// check is one of the tests.
type check struct {
	name string
	run  func(*promotion.Model, Open) error
}

func checks() []check {
	return []check{
		{"tour", tour},
		{"crowd", live(func(p *pair, h happening, _ *rand.Rand) error { return p.handle(h.asset, h.event) })},
		{"forgetful", live(func(p *pair, h happening, rng *rand.Rand) error {
			if rng.IntN(5) == 0 {
				return nil // the event never arrives
			}
			return p.handle(h.asset, h.event)
		})},
		{"doubled", live(func(p *pair, h happening, _ *rand.Rand) error {
			return errors.Join(p.handle(h.asset, h.event), p.handle(h.asset, h.event))
		})},
		{"restarted", live(func(p *pair, h happening, _ *rand.Rand) error {
			if r, ok := p.subject.(Restarter); ok {
				if err := r.Restart(); err != nil {
					return fmt.Errorf("promotiontest: restart: %w", err)
				}
				p.path = append(p.path, "restart")
			}
			return p.handle(h.asset, h.event)
		})},
	}
}

// Test tests what open opens against the model. It returns the first difference
// of every test, joined, or nil.
func Test(m *promotion.Model, open Open) error {
	var found []error
	for _, c := range checks() {
		if err := c.run(m, open); err != nil {
			found = append(found, fmt.Errorf("%s: %w", c.name, err))
		}
	}
	return errors.Join(found...)
}

// Run is [Test] with a subtest for each of the tests.
func Run(t *testing.T, m *promotion.Model, open Open) {
	t.Helper()
	for _, c := range checks() {
		t.Run(c.name, func(t *testing.T) {
			if err := c.run(m, open); err != nil {
				t.Error(err)
			}
		})
	}
}

// live makes a test of random lives: deliver is how events reach the subject.
// The lives are the same in every run.
func live(deliver func(*pair, happening, *rand.Rand) error) func(*promotion.Model, Open) error {
	return func(m *promotion.Model, open Open) error {
		all := happenings(m, crowd)
		for seed := range uint64(lives) {
			p, err := newPair(m, open, crowd)
			if err != nil {
				return err
			}
			rng := rand.New(rand.NewPCG(seed, 1))
			for range length {
				if err := deliver(p, next(p, all, rng), rng); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

// next chooses what happens: mostly something that the model allows, and rather
// onward than back or out.
func next(p *pair, all []happening, rng *rand.Rand) happening {
	if rng.IntN(5) == 0 {
		return all[rng.IntN(len(all))]
	}
	var allowed []happening
	for _, h := range all {
		back := h.event.Kind == promotion.KindAbandon || h.event.Kind == promotion.KindRedeploy || h.event.Kind == promotion.KindDiscard
		if _, _, _, err := p.expect(h.asset, h.event); err == nil && (!back || rng.IntN(20) == 0) {
			allowed = append(allowed, h)
		}
	}
	if len(allowed) == 0 {
		return all[rng.IntN(len(all))]
	}
	return allowed[rng.IntN(len(allowed))]
}

// Actions returns actions for [rapid.T.Repeat] on a new subject with the given
// number of assets: one for every kind of event, and a check after each.
func Actions(t *rapid.T, m *promotion.Model, open Open, assets int) map[string]func(*rapid.T) {
	p, err := newPair(m, open, assets)
	if err != nil {
		t.Fatal(err)
	}
	byKind := map[string][]happening{}
	for _, h := range happenings(m, assets) {
		key := h.event.Kind.String()
		if h.asset == Release {
			key = "release " + key
		}
		byKind[key] = append(byKind[key], h)
	}
	actions := map[string]func(*rapid.T){"": func(t *rapid.T) {
		if err := p.compare(); err != nil {
			t.Fatal(err)
		}
	}}
	for key, some := range byKind {
		actions[key] = func(t *rapid.T) {
			h := rapid.SampledFrom(some).Draw(t, "event")
			if err := p.handle(h.asset, h.event); err != nil {
				t.Fatal(err)
			}
		}
	}
	return actions
}
