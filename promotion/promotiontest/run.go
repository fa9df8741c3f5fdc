package promotiontest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
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
		{"forgetful", live(forget)},
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

// forget loses an event now and then, on its way to the subject. The next
// few come all the same, from hosts that believe it has arrived.
func forget(p *pair, h happening, rng *rand.Rand) error {
	if rng.IntN(10) > 0 {
		return p.handle(h.asset, h.event)
	}
	belief, all := p.clone(), happenings(p.model, len(p.assets))
	for range 4 {
		if _, err := belief.step(h.asset, h.event); err != nil {
			return nil // there was nothing to lose
		}
		h = belief.next(all, rng)
		if err := p.handle(h.asset, h.event); err != nil {
			return err
		}
	}
	return nil
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
				if err := deliver(p, p.next(all, rng), rng); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

// Actions returns actions for [rapid.T.Repeat] on a new subject with the given
// number of assets: onward is something that the model allows and that does not
// lead back or out, anything is what comes. After each the subject is compared
// with the model.
func Actions(t *rapid.T, m *promotion.Model, open Open, assets int) map[string]func(*rapid.T) {
	p, err := newPair(m, open, assets)
	if err != nil {
		t.Fatal(err)
	}
	all := happenings(m, assets)
	handle := func(t *rapid.T, some []happening) {
		if len(some) == 0 {
			t.Skip("the release is at its end")
		}
		h := rapid.SampledFrom(some).Draw(t, "event")
		if err := p.handle(h.asset, h.event); err != nil {
			t.Fatal(err)
		}
	}
	return map[string]func(*rapid.T){
		"": func(t *rapid.T) {
			if err := p.compare(); err != nil {
				t.Fatal(err)
			}
		},
		"onward":   func(t *rapid.T) { handle(t, slices.DeleteFunc(p.allowed(all), happening.back)) },
		"anything": func(t *rapid.T) { handle(t, all) },
	}
}
