package promotion

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrInvalid is what the error of [Define] is in the sense of [errors.Is].
var ErrInvalid = errors.New("promotion: invalid model")

// Define makes a model of one's own from the parts that the built-in models
// are made of; [Model.Spec] of one of those is a start. The error joins
// everything that is wrong with the tables. Whether the laws hold is what
// [Model.Check] says.
func Define(spec Spec) (*Model, error) {
	spec = spec.clone()
	if err := errors.Join(spec.faults()...); err != nil {
		return nil, fmt.Errorf("%w %q: %w", ErrInvalid, spec.Name, err)
	}
	return compile(spec), nil
}

// Spec returns the model as data; the caller may change it.
func (m *Model) Spec() Spec { return m.spec.clone() }

// clone returns a spec that shares no memory with this one.
func (s Spec) clone() Spec {
	s.Rules = slices.Clone(s.Rules)
	for i, r := range s.Rules {
		s.Rules[i].Guards, s.Rules[i].Also = slices.Clone(r.Guards), slices.Clone(r.Also)
	}
	s.ReleaseRules = slices.Clone(s.ReleaseRules)
	for i, r := range s.ReleaseRules {
		s.ReleaseRules[i].Guards = slices.Clone(r.Guards)
	}
	s.Forbidden = slices.Clone(s.Forbidden)
	for i, f := range s.Forbidden {
		s.Forbidden[i].In = slices.Clone(f.In)
	}
	s.ReleaseForbidden = slices.Clone(s.ReleaseForbidden)
	for i, f := range s.ReleaseForbidden {
		s.ReleaseForbidden[i].In = slices.Clone(f.In)
	}
	s.Activities = slices.Clone(s.Activities)
	for i, a := range s.Activities {
		s.Activities[i].Events = slices.Clone(a.Events)
	}
	return s
}

// faults returns everything that is wrong with the tables.
func (s Spec) faults() []error {
	var faults []error
	if s.Name == "" || s.Name == "none" || strings.Trim(s.Name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		faults = append(faults, fmt.Errorf("name %q: expected lower-case letters, digits and hyphens", s.Name))
	}
	for m := range Models() {
		if m.id == idOf(s.Name) {
			faults = append(faults, fmt.Errorf("name %q: a built-in model has it", s.Name))
		}
	}
	seen := map[[2]uint8]bool{}
	for i, r := range s.Rules {
		at := fmt.Sprintf("rules[%d] (%v in %v)", i, r.On, r.From)
		for _, what := range s.ruleFaults(r) {
			faults = append(faults, fmt.Errorf("%s: %s", at, what))
		}
		if key := [2]uint8{uint8(r.From), uint8(r.On)}; seen[key] {
			faults = append(faults, fmt.Errorf("%s: a rule before has the same event and phase", at))
		} else {
			seen[key] = true
		}
	}
	clear(seen)
	for i, r := range s.ReleaseRules {
		at := fmt.Sprintf("releaseRules[%d] (%v in %v)", i, r.On, r.From)
		for _, what := range r.faults() {
			faults = append(faults, fmt.Errorf("%s: %s", at, what))
		}
		if key := [2]uint8{uint8(r.From), uint8(r.On)}; seen[key] {
			faults = append(faults, fmt.Errorf("%s: a rule before has the same event and phase", at))
		} else {
			seen[key] = true
		}
	}
	return append(faults, s.startFaults()...)
}

// startFaults looks at what every model needs.
func (s Spec) startFaults() []error {
	var faults []error
	if !slices.ContainsFunc(s.Rules, func(r Rule) bool { return r.From == PhaseBacklog }) {
		faults = append(faults, errors.New("rules: none leaves the backlog, where every asset begins"))
	}
	if !slices.ContainsFunc(s.ReleaseRules, func(r ReleaseRule) bool { return r.On == KindDecide && r.From == ReleaseOpen && r.Update&SetModel != 0 }) {
		faults = append(faults, errors.New("releaseRules: none decides the model of an open release"))
	}
	return faults
}

func (s Spec) ruleFaults(r Rule) []string {
	faults := commonFaults(r.On, r.Guards, r.By, Guard.ofAsset)
	if int(r.From) >= phases || int(r.To) >= phases {
		faults = append(faults, "a phase that does not exist")
	}
	if r.Update&^assetUpdates != 0 {
		faults = append(faults, "an update of releases: "+(r.Update&^assetUpdates).String())
	}
	if r.While == 0 {
		faults = append(faults, "no phase of the release in which a member may")
	}
	for _, k := range r.Also {
		if !slices.ContainsFunc(s.ReleaseRules, func(rr ReleaseRule) bool { return rr.On == k }) {
			faults = append(faults, "also "+k.String()+": no rule of releases is about that")
		}
	}
	return faults
}

func (r ReleaseRule) faults() []string {
	faults := commonFaults(r.On, r.Guards, r.By, Guard.ofRelease)
	if int(r.From) >= releasePhases || int(r.To) >= releasePhases {
		faults = append(faults, "a phase that does not exist")
	}
	if r.Update&assetUpdates != 0 {
		faults = append(faults, "an update of assets: "+(r.Update&assetUpdates).String())
	}
	return faults
}

func commonFaults(k Kind, guards []Guard, by Roles, fits func(Guard) bool) []string {
	var faults []string
	if k == KindNone || int(k) >= kinds {
		faults = append(faults, "no such event")
	}
	if len(guards) > maxGuards {
		faults = append(faults, fmt.Sprintf("%d guards, expected at most %d", len(guards), maxGuards))
	}
	for _, g := range guards {
		if !fits(g) {
			faults = append(faults, "guard "+g.String()+" does not fit here")
		}
	}
	if by&^By(Unattributed) == 0 {
		faults = append(faults, "no role may")
	}
	return faults
}
