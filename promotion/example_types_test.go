package promotion_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"strings"

	"github.com/landfall-sim/landfall/promotion"
	"github.com/landfall-sim/landfall/staging"
)

// What the package's page begins with.
func ExampleModel() {
	m := promotion.Staged()
	var s promotion.State // in the backlog, where every asset begins
	for _, e := range []promotion.Event{promotion.Replicate(), promotion.InSync(), promotion.Migrate()} {
		next, effects, err := m.Step(s, e)
		if err != nil {
			fmt.Println(err)
			break
		}
		s = next
		fmt.Printf("%v: %v, to do: [%v]\n", e, s.Phase, effects)
	}
	// Output:
	// replicate: replicating, to do: [start-replication]
	// in-sync: in-sync, to do: []
	// promotion: migrate refused in in-sync: possible there: launch, abandon (staged; Promotion models: Staged promotion)
}

// States are compared with ==, kept as JSON, and read by later versions.
func ExampleState() {
	s := promotion.State{Phase: promotion.PhaseLaunched, Sync: promotion.Sync{Link: promotion.LinkLive}}
	text, err := json.Marshal(s)
	if err != nil {
		log.Fatal(err)
	}
	var read promotion.State
	if err := json.Unmarshal(text, &read); err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(text))
	fmt.Println(read == s, read == promotion.State{}, read.Link)
	// Output:
	// {"phase":"launched","link":"live"}
	// true false live
}

func ExampleParseState() {
	s, err := promotion.ParseState("tested link=severed coverage=covered secondary=running deliverables=all")
	fmt.Println(s.Phase, s.Coverage, s.Deliverables.Complete(), err)
	_, err = promotion.ParseState("tested link=up")
	fmt.Println(err)
	// Output:
	// tested covered true <nil>
	// promotion: state "tested link=up": promotion: unknown link "up", expected one of none, live, severed
}

// An event may say who brings it. Who may not is refused.
func ExampleEvent() {
	m := promotion.Staged()
	r := promotion.Release{Phase: promotion.ReleaseGathering, Model: m.ID(), Members: 1, Ready: 1}
	_, _, err := m.StepRelease(r, promotion.Approve().As(promotion.Adoption))
	fmt.Println(err)
	r, _, err = m.StepRelease(r, promotion.Approve().As(promotion.Business))
	fmt.Println(r.Phase, err)
	// Output:
	// promotion: approve refused in gathering release: only business may (staged; Promotion models: Impact)
	// approved <nil>
}

// A release chooses its model before its first asset replicates, and keeps it.
func ExampleRelease() {
	staged, flight := promotion.Staged(), promotion.Flight()
	var r promotion.Release
	r, _, _ = staged.StepRelease(r, promotion.Decide(1))
	r, _, _ = flight.StepRelease(r, promotion.Decide(1)) // still free
	r, s, effects, err := flight.StepMember(r, promotion.State{}, promotion.Replicate())
	fmt.Println(r.Model, r.Phase, s.Phase, effects, err)
	_, _, err = staged.StepRelease(r, promotion.Decide(1))
	fmt.Println(err)
	// Output:
	// flight gathering replicating start-replication <nil>
	// promotion: decide refused in gathering release: assets replicate already: the model decides what is done with them and by whom (staged; Promotion models: Impact)
}

// Effects are carried out in their order: what ends before what starts.
func ExampleEffects() {
	m := promotion.Flight()
	s := promotion.State{Phase: promotion.PhaseStaged, Sync: promotion.Sync{Link: promotion.LinkLive}, Deliverables: staging.All}
	_, effects, err := m.Step(s, promotion.Deploy(promotion.Covered))
	for effect := range effects.All() {
		fmt.Println(effect)
	}
	fmt.Println(effects.Has(promotion.EffectSever), err)
	// Output:
	// sever
	// start-secondary
	// deploy
	// true <nil>
}

// A refusal says what was refused, where, by which condition, why, and what
// that rests on.
func ExampleRefusal() {
	s := promotion.State{Phase: promotion.PhaseStaged, Sync: promotion.Sync{Link: promotion.LinkLive}, Deliverables: staging.All}
	_, _, err := promotion.Staged().Step(s, promotion.Deploy(promotion.Uncovered))
	var refused *promotion.Refusal
	if errors.As(err, &refused) {
		fmt.Println(refused.Event, refused.Phase, refused.Guard)
		fmt.Println(refused.Reason)
		fmt.Println(refused.Source)
	}
	// Output:
	// deploy staged waiver
	// users change its data, nothing replicates it from here on, and the business owner has not waived that
	// Promotion models: Staged promotion
}

func ExampleShareOf() {
	fmt.Println(promotion.ShareOf(0.125), promotion.Percent(5), promotion.Whole, promotion.ShareOf(1e-12))
	// Output: 12.5% 5% 100% 0.0000001%
}

// Three ways out of a failed flight: back to the source, nobody else, or on.
func ExampleModel_EnabledRelease() {
	m := promotion.Flight()
	r := promotion.Release{Phase: promotion.ReleaseFailed, Model: m.ID(), Members: 1, Ready: 1, Desired: promotion.Percent(50), Effective: promotion.Percent(5)}
	for e := range m.EnabledRelease(r) {
		next, _, _ := m.StepRelease(r, e)
		fmt.Println(e, "→", next.Phase, "wanted", next.Desired, "moved", next.Effective)
	}
	// Output:
	// hold → held wanted 5% moved 5%
	// fix-forward → mending wanted 5% moved 5%
	// rollback → returning wanted 0% moved 5%
}

// Promotion belongs to migrate in single-step, else to optimize.
func ExampleModel_Activities() {
	for m := range promotion.Models() {
		for a := range m.Activities() {
			if strings.Contains(a.Name, "promote") {
				fmt.Printf("%s: %s (%v, %v)\n", m.Name(), a.Name, a.Process, a.By)
			}
		}
	}
	// Output:
	// single-step: drain, sever and launch the promoted copies (migrate, adoption)
	// single-step: route all users and promote (migrate, adoption)
	// staged: route all users and promote the subscription (optimize, operations)
	// flight: promote the subscription (optimize, operations)
}

func ExampleModel_Rules() {
	for r := range promotion.SingleStep().Rules() {
		if r.Update&promotion.SetLinkSevered != 0 && r.On != promotion.KindAbandon {
			fmt.Println(r.From, "–", r.On, "→", r.To)
			fmt.Println(r.Why)
		}
	}
	// Output:
	// cutting-over – sever → severed
	// promotion severs the link between source and copy; later writes to the source are lost
}

func ExampleLaws() {
	for _, l := range promotion.Laws(promotion.Flight())[:2] {
		fmt.Printf("%d. %s (%v)\n", l.Number, l.Name, l.Source)
	}
	// Output:
	// 1. staging is complete (Staging activities: Deliverables)
	// 3. promotion severs (Promotion models: Single-step promotion)
}

func ExampleModel_Render() {
	mermaid, _, _ := strings.Cut(promotion.Staged().Render(promotion.FormatMermaid), "  }")
	fmt.Println(strings.Contains(mermaid, "asset_staged --> asset_deploying : deploy [coverage, waiver]"))
	// Output: true
}
