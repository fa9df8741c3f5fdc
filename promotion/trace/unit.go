package trace

import (
	"fmt"

	"github.com/landfall-sim/landfall/promotion"
)

// unit is a release with its assets, as far as the log tells.
type unit struct {
	releases []promotion.Release // that are possible
	assets   map[string]*asset
	order    []string          // the names of assets as they came
	fresh    []promotion.State // of an asset that was not mentioned yet
	members  int               // assets that certainly belong to the release
}

// asset is one of them.
type asset struct {
	states []promotion.State // that are possible
	begun  bool              // it has certainly left the backlog, be it to come back
	member bool              // it certainly belongs to the release
}

func newUnit() *unit {
	return &unit{releases: []promotion.Release{{}}, assets: map[string]*asset{}, fresh: []promotion.State{{}}}
}

// asset returns the asset of a name, a new one where it was not mentioned yet.
func (u *unit) asset(name string) *asset {
	a, known := u.assets[name]
	if !known {
		a = &asset{states: u.fresh}
		u.assets[name] = a
		u.order = append(u.order, name)
	}
	return a
}

// move notes what is possible of an asset now.
func (u *unit) move(a *asset, states []promotion.State) {
	member, begun := true, true
	for _, s := range states {
		member = member && a.belongs(s)
		begun = begun && s.Phase != promotion.PhaseBacklog
	}
	u.members = u.with(a, member)
	a.states, a.member, a.begun = states, member, a.begun || begun
}

// belongs reports whether the asset, in state s, belongs to its release. Before
// it has begun the release may still be decided for others.
func (a *asset) belongs(s promotion.State) bool {
	return (a.begun || s.Phase != promotion.PhaseBacklog) && s.Phase != promotion.PhaseAbandoned
}

// with returns how many assets certainly belong to the release if this one does,
// or does not.
func (u *unit) with(a *asset, belongs bool) int {
	n := u.members
	if a.member {
		n--
	}
	if belongs {
		n++
	}
	return n
}

// crowded returns what is wrong with a release that was decided for fewer than
// n assets: the model counts them, and only the log tells them apart.
func crowded(r promotion.Release, n int) error {
	if r.Model == 0 || n <= int(r.Members) {
		return nil
	}
	return fmt.Errorf("%d of its assets have begun and were not abandoned, expected at most %d", n, r.Members)
}
