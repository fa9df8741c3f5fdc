package promotion_test

import (
	"errors"
	"fmt"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/staging"
)

// host is a program that migrates the assets of one release.
type host struct {
	model   *promotion.Model
	release promotion.Release
	assets  map[string]promotion.State
}

// asset lets something happen to an asset, and carries out what follows.
func (h *host) asset(name string, e promotion.Event) error {
	release, state, effects, err := h.model.StepMember(h.release, h.assets[name], e)
	if err != nil {
		return err
	}
	h.release, h.assets[name] = release, state
	for effect := range effects.All() {
		fmt.Printf("%s: %v\n", name, effect)
	}
	return nil
}

// unit lets something happen to the release.
func (h *host) unit(e promotion.Event) error {
	release, effects, err := h.model.StepRelease(h.release, e)
	if err != nil {
		return err
	}
	h.release = release
	for effect := range effects.All() {
		fmt.Printf("release: %v\n", effect)
	}
	return nil
}

// A whole host: it keeps the values, steps them, and carries out the effects.
func Example() {
	h := &host{model: promotion.Staged(), assets: map[string]promotion.State{}}
	err := errors.Join(
		h.unit(promotion.Decide(1)),
		h.asset("db-01", promotion.Replicate()),
		h.asset("db-01", promotion.InSync()),
		h.asset("db-01", promotion.Launch()),
		h.asset("db-01", promotion.Stage(staging.All)),
		h.asset("db-01", promotion.Deploy(promotion.Covered)),
		h.asset("db-01", promotion.Migrate()),
		h.asset("db-01", promotion.Pass()),
		h.unit(promotion.Approve().As(promotion.Business)),
		h.unit(promotion.Begin()),
		h.unit(promotion.Route(promotion.Whole)),
		h.asset("db-01", promotion.Redeploy()), // too late
		h.unit(promotion.Arrive()),
		h.asset("db-01", promotion.Land()),
		h.unit(promotion.Promote()),
		h.asset("db-01", promotion.Promote()),
	)
	fmt.Println(err)
	fmt.Println(h.assets["db-01"].Phase, h.release.Phase)
	// Output:
	// db-01: start-replication
	// db-01: launch
	// db-01: update-backlog
	// db-01: sever
	// db-01: start-secondary
	// db-01: deploy
	// db-01: update-backlog
	// release: route
	// db-01: stop-secondary
	// release: revoke-access
	// release: hand-over
	// release: update-backlog
	// db-01: update-backlog
	// promotion: redeploy refused in tested: its release is being promoted (promoting): nothing about its assets changes (staged; Promotion models: Staged promotion)
	// promoted promoted
}

func ExampleModel_Step() {
	m := promotion.SingleStep()
	s := promotion.State{Phase: promotion.PhaseLaunched, Link: promotion.LinkLive}
	s, _, err := m.Step(s, promotion.Stage(staging.All.Without(staging.ConfigurationDocumentation)))
	fmt.Println(s.Phase)
	fmt.Println(err)
	var refused *promotion.Refusal
	if errors.As(err, &refused) {
		fmt.Println("missing:", refused.Missing)
	}
	// Output:
	// launched
	// promotion: stage refused in launched: configuration documentation is missing (single-step; Staging activities: Deliverables)
	// missing: configuration-documentation
}

func ExampleModel_StepRelease() {
	m := promotion.Flight()
	r := promotion.Release{Model: m.ID(), Phase: promotion.ReleaseApproved, Members: 1, Ready: 1}
	for _, e := range []promotion.Event{
		promotion.Begin(), promotion.Route(promotion.Percent(5)), promotion.Moved(), promotion.Fail(), promotion.Rollback(),
	} {
		r, _, _ = m.StepRelease(r, e)
		fmt.Println(r.Phase, r.Desired, r.Effective)
	}
	// Output:
	// promoting 0% 0%
	// promoting 5% 0%
	// baking 5% 5%
	// failed 5% 5%
	// returning 0% 5%
}

func ExampleModel_Enabled() {
	m := promotion.Staged()
	for e := range m.Enabled(promotion.State{Phase: promotion.PhaseStaged, Link: promotion.LinkLive}) {
		fmt.Println(e)
	}
	// Output:
	// discard
	// waive
	// deploy coverage=stateless
	// deploy coverage=covered
	// abandon
}

func ExampleModel_Findings() {
	for m := range promotion.Models() {
		for _, f := range m.Findings() {
			fmt.Println(m.Name(), f.Kind, f.Role)
		}
	}
	// Output: single-step separation-of-duty adoption
}

// A model of one's own: staged promotion in a company where the business, not
// operations, begins the promotion.
func ExampleDefine() {
	spec := promotion.Staged().Spec()
	spec.Name = "staged-by-business"
	for i, r := range spec.ReleaseRules {
		if r.On == promotion.KindBegin {
			spec.ReleaseRules[i].By = promotion.By(promotion.Business)
		}
	}
	m, err := promotion.Define(spec)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m.Check())
	// Output: <nil>
}

// A model that forgets a rule of the framework breaks a law, and says how.
func ExampleModel_Check() {
	spec := promotion.SingleStep().Spec()
	spec.Name = "hasty"
	for i, r := range spec.Rules {
		if r.On == promotion.KindStage {
			spec.Rules[i].Guards = nil
		}
	}
	m, err := promotion.Define(spec)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m.Check())
	// Output:
	// promotion: model hasty breaks law 1 (staging is complete): automated testing, migration documentation, configuration documentation and backlog documentation are missing
	// 	replicate
	// 	in-sync
	// 	launch
	// 	stage
}
