package promotion_test

import (
	"errors"
	"fmt"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/staging"
)

func ExampleModel_Step() {
	m := promotion.SingleStep()
	s := promotion.State{Phase: promotion.PhaseLaunched, Sync: promotion.Sync{Link: promotion.LinkLive}}
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
	for e := range m.Enabled(promotion.State{Phase: promotion.PhaseStaged, Sync: promotion.Sync{Link: promotion.LinkLive}}) {
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
