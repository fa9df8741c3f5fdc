package promotion

import (
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/landfall-sim/landfall/internal/explore"
)

// Violation is a law that a model breaks, with a shortest way to see it.
type Violation struct {
	Model string
	Law   Law
	What  string   // what is wrong
	Path  []string // the steps that lead there from the beginning
}

// Error says which law is broken and how.
func (v *Violation) Error() string {
	text := fmt.Sprintf("promotion: model %s breaks law %d (%s): %s", v.Model, v.Law.Number, v.Law.Name, v.What)
	if len(v.Path) == 0 {
		return text
	}
	return text + "\n\t" + strings.Join(v.Path, "\n\t")
}

// Check explores every state that an asset, a release, and a release with up
// to three assets can come to under the model, guards evaluated, and returns
// nil if all its [Laws] hold in all of them. Otherwise the error joins one
// [*Violation] for every law that is broken, each with a shortest
// counterexample.
//
// The events are those of [Model.Events] and [Model.ReleaseEvents], and the
// route of more than the whole. Of the assets of a release the first is covered
// by a secondary replication, the second does without one and the third is
// stateless; in releases of several, deliverables are not recorded one by one, as
// they are in a release of one.
func (m *Model) Check() error { return m.check(maxAssets) }

// check is Check with releases of up to n assets.
func (m *Model) check(n int) error {
	v, err := m.view(n)
	if err != nil {
		return err
	}
	var broken []error
	for _, l := range Laws(m) {
		if found := v.find(l); found != nil {
			found.Model, found.Law = m.Name(), l
			broken = append(broken, found)
		}
	}
	return errors.Join(broken...)
}

// view is a model with all that it can come to.
type view struct {
	m        *Model
	assets   *explore.Graph[State, Event]
	releases *explore.Graph[Release, Event]
	units    []*explore.Graph[unitState, unitEvent] // of 1, 2, … assets
}

func (m *Model) view(n int) (*view, error) {
	v := &view{m: m}
	var errAsset, errRelease error
	v.assets, errAsset = m.assetSpace()
	v.releases, errRelease = m.releaseSpace()
	if err := errors.Join(errAsset, errRelease); err != nil {
		return nil, err
	}
	for i := 1; i <= n; i++ {
		g, err := m.unitSpace(i)
		if err != nil {
			return nil, err
		}
		v.units = append(v.units, g)
	}
	return v, nil
}

// find returns the first violation of a law: smallest machine first, then
// shortest path.
func (v *view) find(l Law) *Violation {
	if found := inspect(v.m, v.assets, l.asset, l.assetStep); found != nil {
		return found
	}
	if found := inspect(v.m, v.releases, l.release, l.releaseStep); found != nil {
		return found
	}
	for _, g := range v.units {
		if found := inspect(v.m, g, l.unit, l.unitStep); found != nil {
			return found
		}
	}
	if l.whole != nil {
		return l.whole(v)
	}
	return nil
}

// inspect looks at every state and step of a space.
func inspect[S comparable, E any](m *Model, g *explore.Graph[S, E], state func(*Model, S) string, step func(*Model, S, E, S) string) *Violation {
	if state == nil && step == nil {
		return nil
	}
	for i, s := range g.All() {
		if state != nil {
			if what := state(m, s); what != "" {
				return &Violation{What: what, Path: describe(g.Path(s))}
			}
		}
		if step == nil {
			continue
		}
		for e, next := range g.From(i) {
			if what := step(m, s, e, next); what != "" {
				return &Violation{What: what, Path: append(describe(g.Path(s)), fmt.Sprint(e))}
			}
		}
	}
	return nil
}

// describe returns the steps of a path as text.
func describe[S comparable, E any](path []explore.Step[S, E]) []string {
	var steps []string
	for _, step := range path {
		steps = append(steps, fmt.Sprint(step.Label))
	}
	return steps
}

// values drops the indices of a sequence.
func values[S any](all iter.Seq2[int, S]) iter.Seq[S] {
	return func(yield func(S) bool) {
		for _, s := range all {
			if !yield(s) {
				return
			}
		}
	}
}

func (v *view) assetViolation(s State, what string) *Violation {
	return &Violation{What: what, Path: describe(v.assets.Path(s))}
}

func (v *view) releaseViolation(r Release, what string) *Violation {
	return &Violation{What: what, Path: describe(v.releases.Path(r))}
}

func (v *view) unitViolation(g *explore.Graph[unitState, unitEvent], u unitState, what string) *Violation {
	return &Violation{What: what, Path: describe(g.Path(u))}
}
