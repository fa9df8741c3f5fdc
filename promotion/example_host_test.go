package promotion_test

import (
	"cmp"
	"fmt"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/staging"
)

// happening is an event of an asset, or without one of the release.
type happening struct {
	asset string
	event promotion.Event
}

// host is a program that migrates the assets of one release: it keeps the
// values, steps them, and carries out what follows. A real one saves release and
// assets after every step; both have a JSON form that later versions read.
type host struct {
	model   *promotion.Model
	release promotion.Release
	assets  map[string]promotion.State
	queue   []happening
}

// run takes what happens in its order until nothing is left.
func (h *host) run() {
	for len(h.queue) > 0 {
		now := h.queue[0]
		h.queue = h.queue[1:]
		effects, err := h.step(now)
		if err != nil {
			fmt.Println(err)
			continue // nothing has changed
		}
		for effect := range effects.All() {
			h.carryOut(now.asset, effect)
		}
	}
}

// step moves the release, or an asset and its release with it.
func (h *host) step(now happening) (effects promotion.Effects, err error) {
	if now.asset == "" {
		h.release, effects, err = h.model.StepRelease(h.release, now.event)
		return effects, err
	}
	state := h.assets[now.asset]
	h.release, state, effects, err = h.model.StepMember(h.release, state, now.event)
	h.assets[now.asset] = state
	return effects, err
}

// carryOut does what a step asks for. Here it is done at once, and what a tool
// or a monitor would report later comes next.
func (h *host) carryOut(asset string, effect promotion.Effect) {
	reports := map[promotion.Effect]promotion.Event{
		promotion.EffectStartReplication: promotion.InSync().As(promotion.Tool),
		promotion.EffectDeploy:           promotion.Migrate().As(promotion.Tool),
		promotion.EffectRoute:            promotion.Arrive().As(promotion.Automation),
	}
	fmt.Printf("%s: %v\n", cmp.Or(asset, "release"), effect)
	if report, reported := reports[effect]; reported {
		h.queue = append(h.queue, happening{asset, report})
	}
}

// decide lets people do something.
func (h *host) decide(asset string, events ...promotion.Event) {
	for _, e := range events {
		h.queue = append(h.queue, happening{asset, e})
		h.run()
	}
}

// A whole host. The migration tool, the monitors and the people are played.
func Example() {
	h := &host{model: promotion.Staged(), assets: map[string]promotion.State{}}
	h.decide("", promotion.Decide(1).As(promotion.Adoption))
	h.decide("db", promotion.Replicate(), promotion.Launch(), promotion.Stage(staging.All), promotion.Deploy(promotion.Covered))
	h.decide("db", promotion.Pass().As(promotion.Business))
	h.decide("", promotion.Approve().As(promotion.Business), promotion.Begin())
	h.decide("db", promotion.Redeploy()) // too late
	h.decide("", promotion.Route(promotion.Whole))
	h.decide("db", promotion.Land())
	h.decide("", promotion.Promote().As(promotion.Operations))
	h.decide("db", promotion.Promote())
	fmt.Println(h.assets["db"])
	fmt.Println(h.release)
	// Output:
	// db: start-replication
	// db: launch
	// db: update-backlog
	// db: sever
	// db: start-secondary
	// db: deploy
	// db: update-backlog
	// promotion: redeploy refused in tested: its release is being promoted (promoting): nothing about its assets changes (staged; Promotion models: Staged promotion)
	// release: route
	// db: stop-secondary
	// release: revoke-access
	// release: hand-over
	// release: update-backlog
	// db: update-backlog
	// promoted link=severed coverage=covered secondary=stopped deliverables=all
	// promoted model=staged members=1 ready=1 landed=1 desired=100% configured=100% effective=100% revoked
}
