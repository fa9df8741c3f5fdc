package promotion

import (
	"fmt"
	"hash/fnv"
	"slices"
	"testing"
)

// mutant is a model with one thing changed.
type mutant struct {
	name  string
	model *Model
	minor bool // neither a rule nor a guard was removed or negated
}

// mutants yields every model that differs from m by one rule removed, one guard
// removed or negated, one update or one event of the release dropped.
func mutants(m *Model) func(func(mutant) bool) {
	return func(yield func(mutant) bool) {
		for i, r := range m.spec.Rules {
			name := fmt.Sprintf("%v in %v: ", r.On, r.From)
			change := func(what string, minor bool, f func(*Rule)) bool {
				spec := m.spec
				spec.Rules = slices.Clone(spec.Rules)
				f(&spec.Rules[i])
				return yield(mutant{name + what, compile(spec), minor})
			}
			spec := m.spec
			spec.Rules = slices.Delete(slices.Clone(spec.Rules), i, i+1)
			if !yield(mutant{name + "removed", compile(spec), false}) {
				return
			}
			for j, g := range r.Guards {
				change(g.String()+" removed", false, func(r *Rule) { r.Guards = slices.Delete(slices.Clone(r.Guards), j, j+1) })
				change(g.String()+" negated", false, func(r *Rule) { r.Guards = slices.Clone(r.Guards); r.Guards[j] += not })
			}
			for bit := range updateNames {
				if u := Update(1 << bit); r.Update&u != 0 {
					change(u.String()+" dropped", true, func(r *Rule) { r.Update &^= u })
				}
			}
			for j, k := range r.Also {
				change("also "+k.String()+" dropped", true, func(r *Rule) { r.Also = slices.Delete(slices.Clone(r.Also), j, j+1) })
			}
		}
		releaseMutants(m, yield)
	}
}

func releaseMutants(m *Model, yield func(mutant) bool) {
	for i, r := range m.spec.ReleaseRules {
		name := fmt.Sprintf("release %v in %v: ", r.On, r.From)
		change := func(what string, minor bool, f func(*ReleaseRule)) bool {
			spec := m.spec
			spec.ReleaseRules = slices.Clone(spec.ReleaseRules)
			f(&spec.ReleaseRules[i])
			return yield(mutant{name + what, compile(spec), minor})
		}
		spec := m.spec
		spec.ReleaseRules = slices.Delete(slices.Clone(spec.ReleaseRules), i, i+1)
		yield(mutant{name + "removed", compile(spec), false})
		for j, g := range r.Guards {
			change(g.String()+" removed", false, func(r *ReleaseRule) { r.Guards = slices.Delete(slices.Clone(r.Guards), j, j+1) })
			change(g.String()+" negated", false, func(r *ReleaseRule) { r.Guards = slices.Clone(r.Guards); r.Guards[j] += not })
		}
		for bit := range updateNames {
			if u := Update(1 << bit); r.Update&u != 0 {
				change(u.String()+" dropped", true, func(r *ReleaseRule) { r.Update &^= u })
			}
		}
	}
}

// signature is a number for all that a model does: every step of the spaces.
func signature(m *Model) uint64 {
	v, err := m.view(2)
	if err != nil {
		return 0 // a mutant whose counters run away
	}
	h := fnv.New64a()
	for i, s := range v.assets.All() {
		for e, next := range v.assets.From(i) {
			fmt.Fprintln(h, s, e, next)
		}
	}
	for i, r := range v.releases.All() {
		for e, next := range v.releases.From(i) {
			fmt.Fprintln(h, r, e, next)
		}
	}
	for _, g := range v.units {
		fmt.Fprintln(h, g.Len(), g.Edges())
	}
	return h.Sum64()
}

// TestMutants takes every rule and every guard of every model away in turn,
// negates each guard, and drops what rules do besides: a law must notice. What a
// law does not notice must at least change the steps, or it would be dead.
func TestMutants(t *testing.T) {
	for m := range Models() {
		original, noticed := signature(m), 0
		for mut := range mutants(m) {
			switch {
			case mut.model.check(2) != nil:
				noticed++
			case !mut.minor:
				t.Errorf("%s: %s: no law notices", m.Name(), mut.name)
			case signature(mut.model) == original:
				t.Errorf("%s: %s: nothing changes", m.Name(), mut.name)
			default:
				t.Logf("%s: %s: only the steps differ", m.Name(), mut.name)
			}
		}
		if noticed < 90 {
			t.Errorf("%s: only %d mutants", m.Name(), noticed)
		}
	}
}
