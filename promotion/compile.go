package promotion

import (
	"slices"
	"strings"

	"github.com/landfall-sim/landfall/staging"
)

// maxGuards is the largest number of guards that a rule can have.
const maxGuards = 3

// assetStep is what a model knows about an event of an asset in a phase: a
// rule, or only why there is none.
type assetStep struct {
	rule    bool
	to      Phase
	count   uint8
	guards  [maxGuards]Guard
	by      Roles
	effects Effects
	while   ReleasePhases
	update  Update
	also    []Kind
	none    *Refusal            // no rule
	role    *Refusal            // the role may not
	broken  [maxGuards]*Refusal // a guard does not hold
	missing []*Refusal          // GuardDeliverables, by what is missing
	outside []*Refusal          // the release is in the wrong phase, by phase
}

// releaseStep is what a model knows about an event of a release in a phase.
type releaseStep struct {
	rule    bool
	to      ReleasePhase
	count   uint8
	guards  [maxGuards]Guard
	by      Roles
	effects Effects
	update  Update
	none    *Refusal
	role    *Refusal
	other   *Refusal // another model was chosen, or none
	broken  [maxGuards]*Refusal
}

// compile makes a model from a spec that validate has accepted.
func compile(spec Spec) *Model {
	m := &Model{spec: spec, id: idOf(spec.Name)}
	m.unknown = &Refusal{Model: spec.Name, Phase: "a phase that no model has", Reason: "no such event or phase"}
	for p := range phases {
		for k := range kinds {
			m.assets[p][k].none = m.noRule(Kind(k), Phase(p))
		}
	}
	for p := range releasePhases {
		for k := range kinds {
			cell := &m.releases[p][k]
			cell.none = m.noReleaseRule(Kind(k), ReleasePhase(p))
			cell.other = m.otherModel(Kind(k), ReleasePhase(p))
		}
	}
	for _, r := range spec.Rules {
		m.compileRule(r)
	}
	for _, r := range spec.ReleaseRules {
		m.compileReleaseRule(r)
	}
	m.listEvents()
	return m
}

func (m *Model) compileRule(r Rule) {
	refusal := Refusal{Model: m.spec.Name, Event: r.On, Phase: r.From.String()}
	cell := &m.assets[r.From][r.On]
	*cell = assetStep{
		rule: true, to: r.To, count: uint8(len(r.Guards)), by: r.By | By(Unattributed),
		effects: r.Effects, while: r.While, update: r.Update, also: r.Also, none: cell.none,
		role: refusal.because(GuardRole, roleReason(r.By), SourceImpact),
	}
	copy(cell.guards[:], r.Guards)
	for i, g := range r.Guards {
		cell.broken[i] = refusal.because(g, g.Reason(), g.Source())
		if g == GuardDeliverables {
			cell.missing = refusal.perMissing()
		}
	}
	for p := range releasePhases {
		reason := "its release is " + ReleasePhase(p).String() + "; expected " + r.While.String()
		if frozen.Has(ReleasePhase(p)) && !r.While.Has(ReleasePhase(p)) {
			reason = "its release is being promoted (" + ReleasePhase(p).String() + "): nothing about its assets changes"
		}
		cell.outside = append(cell.outside, refusal.because(GuardRelease, reason, SourceStaged))
	}
}

func (m *Model) compileReleaseRule(r ReleaseRule) {
	refusal := Refusal{Model: m.spec.Name, Release: true, Event: r.On, Phase: r.From.String()}
	cell := &m.releases[r.From][r.On]
	*cell = releaseStep{
		rule: true, to: r.To, count: uint8(len(r.Guards)), by: r.By | By(Unattributed),
		effects: r.Effects, update: r.Update, none: cell.none, other: cell.other,
		role: refusal.because(GuardRole, roleReason(r.By), SourceImpact),
	}
	copy(cell.guards[:], r.Guards)
	for i, g := range r.Guards {
		cell.broken[i] = refusal.because(g, g.Reason(), g.Source())
	}
}

// because returns a copy of r with its ground.
func (r Refusal) because(g Guard, reason string, src Source) *Refusal {
	r.Guard, r.Reason, r.Source = g, reason, src
	return &r
}

// perMissing returns a refusal for every set of missing deliverables.
func (r Refusal) perMissing() []*Refusal {
	all := make([]*Refusal, staging.All+1)
	for missing := staging.Set(1); missing <= staging.All; missing++ {
		r.Missing = missing
		all[missing] = r.because(GuardDeliverables, missingReason(missing), SourceDeliverable)
	}
	return all
}

func roleReason(by Roles) string {
	return "only " + strings.ReplaceAll(by.String(), ",", " or ") + " may"
}

// noRule prepares the refusal of an event for which a phase has no rule.
func (m *Model) noRule(k Kind, p Phase) *Refusal {
	refusal := Refusal{Model: m.spec.Name, Event: k, Phase: p.String()}
	for _, f := range m.spec.Forbidden {
		if f.On == k && slices.Contains(f.In, p) {
			return refusal.because(GuardRule, f.Why, f.Source)
		}
	}
	var allowed []string
	for _, r := range m.spec.Rules {
		if r.From == p {
			allowed = append(allowed, r.On.String())
		}
	}
	return refusal.because(GuardRule, allowedReason(allowed), m.spec.Source)
}

func (m *Model) noReleaseRule(k Kind, p ReleasePhase) *Refusal {
	refusal := Refusal{Model: m.spec.Name, Release: true, Event: k, Phase: p.String()}
	for _, f := range m.spec.ReleaseForbidden {
		if f.On == k && slices.Contains(f.In, p) {
			return refusal.because(GuardRule, f.Why, f.Source)
		}
	}
	var allowed []string
	for _, r := range m.spec.ReleaseRules {
		if r.From == p {
			allowed = append(allowed, r.On.String())
		}
	}
	return refusal.because(GuardRule, allowedReason(allowed), m.spec.Source)
}

func (m *Model) otherModel(k Kind, p ReleasePhase) *Refusal {
	refusal := Refusal{Model: m.spec.Name, Release: true, Event: k, Phase: p.String()}
	return refusal.because(GuardModel, "the release has not chosen this model: a release decides it before its first asset replicates", SourceImpact)
}

func allowedReason(allowed []string) string {
	if len(allowed) == 0 {
		return "nothing happens there any more"
	}
	return "possible there: " + strings.Join(allowed, ", ")
}
