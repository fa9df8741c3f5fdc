package promotion

import (
	"fmt"
	"slices"

	"github.com/landfall-sim/landfall/internal/explore"
	"github.com/landfall-sim/landfall/staging"
)

// maxAssets is the number of assets of the largest unit that is explored.
const maxAssets = 3

// unitState is a release with the assets that belong to it.
type unitState struct {
	release Release
	assets  [maxAssets]State
	size    uint8 // assets with which the release began
}

// unitEvent is an event of the release (asset −1) or of one of its assets.
type unitEvent struct {
	asset int
	event Event
}

func (e unitEvent) String() string {
	if e.asset < 0 {
		return "release: " + e.event.String()
	}
	return fmt.Sprintf("asset %d: %s", e.asset+1, e.event)
}

// unitSpace explores a release with n assets, 1 to maxAssets: the first has a
// secondary replication, the second does without one, the third is stateless.
// An asset's events come with its release's, so those that only follow from
// them are left out.
func (m *Model) unitSpace(n int) (*explore.Graph[unitState, unitEvent], error) {
	ours := slices.Collect(m.unitEvents(n))
	return explore.Search(unitState{size: uint8(n)}, spaceLimit, func(u unitState, yield func(unitEvent, unitState)) {
		for _, e := range ours {
			if next, ok := m.stepUnit(u, e); ok {
				yield(e, next)
			}
		}
	})
}

// stepUnit carries out one event of a unit. A model is decided for as many
// assets as there are.
func (m *Model) stepUnit(u unitState, e unitEvent) (unitState, bool) {
	if e.asset < 0 {
		if e.event.Kind == KindDecide {
			for range u.members {
				e.event.Members++
			}
		}
		release, _, err := m.StepRelease(u.release, e.event)
		u.release = release
		return u, err == nil
	}
	release, asset, _, err := m.StepMember(u.release, u.assets[e.asset], e.event)
	u.release, u.assets[e.asset] = release, asset
	return u, err == nil
}

// unitEvents yields the events of a unit of n assets: release first.
func (m *Model) unitEvents(n int) func(func(unitEvent) bool) {
	follows := map[Kind]bool{}
	for _, r := range m.spec.Rules {
		for _, k := range r.Also {
			follows[k] = true
		}
	}
	return func(yield func(unitEvent) bool) {
		for e := range m.releaseProbes() {
			switch {
			case follows[e.Kind], e.Kind == KindDecide && e.Members != 0, e.Kind == KindRoute && e.Share == Percent(25):
				continue
			}
			if !yield(unitEvent{-1, e}) {
				return
			}
		}
		for i := range n {
			for e := range m.Events() {
				if inUnit(e, i, n) && !yield(unitEvent{i, e}) {
					return
				}
			}
		}
	}
}

// inUnit reports whether the event happens to asset i of a unit of n: what the
// asset machine alone has explored is not multiplied in large units.
func inUnit(e Event, i, n int) bool {
	switch e.Kind {
	case KindRecord:
		return n == 1
	case KindStage:
		return n == 1 || e.Deliverables == staging.All
	case KindDeploy:
		return e.Coverage == [maxAssets]Coverage{Covered, Uncovered, Stateless}[i]
	case KindWaive:
		return i == 1
	}
	return true
}
