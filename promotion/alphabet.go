package promotion

import (
	"iter"
	"slices"

	"github.com/landfall-sim/landfall/internal/explore"
	"github.com/landfall-sim/landfall/staging"
)

// Events yields the events of assets that the model has rules for, in the order
// of the kinds. Of events with a parameter it yields one for every value that
// a guard can tell from the others: each deliverable on its own for record,
// none and all for stage, each coverage for deploy.
func (m *Model) Events() iter.Seq[Event] { return slices.Values(m.events) }

// ReleaseEvents yields the events of releases that the model has rules for, in
// the order of the kinds: none, one and three members for decide, and for route
// shares of none, a quarter, a half and the whole.
func (m *Model) ReleaseEvents() iter.Seq[Event] { return slices.Values(m.releaseEvents) }

// releaseProbes yields those events, and the route of more than the whole, which
// has no text form and is there for the laws to try.
func (m *Model) releaseProbes() iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for _, e := range m.releaseEvents {
			if !yield(e) || e == Route(Whole) && !yield(Route(Whole+1)) {
				return
			}
		}
	}
}

// listEvents prepares what Events and ReleaseEvents yield.
func (m *Model) listEvents() {
	for k := range Kind(kinds) {
		if m.hasRule(k) {
			m.events = append(m.events, variants(k)...)
		}
		if m.hasReleaseRule(k) {
			m.releaseEvents = append(m.releaseEvents, variants(k)...)
		}
	}
}

// variants returns the events of a kind, one for every value of its parameter
// that matters.
func variants(k Kind) []Event {
	switch k {
	case KindRecord:
		return []Event{Record(staging.Of(staging.AutomatedTesting)), Record(staging.Of(staging.MigrationDocumentation)),
			Record(staging.Of(staging.ConfigurationDocumentation)), Record(staging.Of(staging.BacklogDocumentation))}
	case KindStage:
		return []Event{Stage(0), Stage(staging.All)}
	case KindDeploy:
		return []Event{Deploy(Undeclared), Deploy(Stateless), Deploy(Covered), Deploy(Uncovered)}
	case KindDecide:
		return []Event{Decide(0), Decide(1), Decide(3)}
	case KindRoute:
		return []Event{Route(0), Route(Percent(25)), Route(Percent(50)), Route(Whole)}
	}
	return []Event{{Kind: k}}
}

func (m *Model) hasRule(k Kind) bool {
	for _, r := range m.spec.Rules {
		if r.On == k {
			return true
		}
	}
	return false
}

func (m *Model) hasReleaseRule(k Kind) bool {
	for _, r := range m.spec.ReleaseRules {
		if r.On == k {
			return true
		}
	}
	return false
}

// Enabled yields those of [Model.Events] that the model allows in s.
func (m *Model) Enabled(s State) iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for e := range m.Events() {
			if _, _, refused := m.Step(s, e); refused == nil && !yield(e) {
				return
			}
		}
	}
}

// EnabledRelease yields those of [Model.ReleaseEvents] that the model allows
// in r.
func (m *Model) EnabledRelease(r Release) iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for e := range m.ReleaseEvents() {
			if m.allowsRelease(&r, &e) && !yield(e) {
				return
			}
		}
	}
}

// Reachable yields the states that an asset can come to by [Model.Events], in
// the order of their distance from the backlog, which comes first.
func (m *Model) Reachable() iter.Seq[State] {
	return func(yield func(State) bool) {
		g, err := m.assetSpace()
		if err != nil {
			return // a space of a few bytes and no counters cannot be too large
		}
		for _, s := range g.All() {
			if !yield(s) {
				return
			}
		}
	}
}

// spaceLimit is far above the number of states of any sensible model: the
// largest of the built-in ones has about 15,000.
const spaceLimit = 100_000

// assetSpace explores the asset machine.
func (m *Model) assetSpace() (*explore.Graph[State, Event], error) {
	return explore.Search(State{}, spaceLimit, func(s State, yield func(Event, State)) {
		for e := range m.Events() {
			if next, _, err := m.Step(s, e); err == nil {
				yield(e, next)
			}
		}
	})
}

// releaseSpace explores the release machine.
func (m *Model) releaseSpace() (*explore.Graph[Release, Event], error) {
	return explore.Search(Release{}, spaceLimit, func(r Release, yield func(Event, Release)) {
		for e := range m.releaseProbes() {
			if next, _, err := m.StepRelease(r, e); err == nil {
				yield(e, next)
			}
		}
	})
}
