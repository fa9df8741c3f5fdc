package promotion

import (
	"slices"
	"strings"

	"github.com/landfall-sim/landfall/staging"
)

// grounds are the refusals that are prepared for an event of a release in a
// phase.
type grounds struct {
	none   *Refusal   // there is no rule
	other  *Refusal   // it has chosen another model, or none
	role   *Refusal   // the role may not
	guards []Guard    // of the rule, in the order in which they are tried
	broken []*Refusal // a guard does not hold
}

// noRule prepares the refusal of an event of an asset for which a phase has no
// rule.
func noRule(spec Spec, k Kind, p Phase) *Refusal {
	refusal := Refusal{Model: spec.Name, Event: k, Phase: p.String()}
	for _, f := range spec.Forbidden {
		if f.On == k && slices.Contains(f.In, p) {
			return refusal.because(GuardRule, f.Why, f.Source)
		}
	}
	var allowed []string
	for _, r := range spec.Rules {
		if r.From == p {
			allowed = append(allowed, r.On.String())
		}
	}
	return refusal.because(GuardRule, allowedReason(allowed), spec.Source)
}

// noReleaseRule does the same for an event of a release.
func noReleaseRule(spec Spec, k Kind, p ReleasePhase) grounds {
	refusal := Refusal{Model: spec.Name, Release: true, Event: k, Phase: p.String()}
	found := grounds{other: refusal.because(GuardModel,
		"the release has not chosen this model: a release decides it before its first asset replicates", SourceImpact)}
	for _, f := range spec.ReleaseForbidden {
		if f.On == k && slices.Contains(f.In, p) {
			found.none = refusal.because(GuardRule, f.Why, f.Source)
			return found
		}
	}
	var allowed []string
	for _, r := range spec.ReleaseRules {
		if r.From == p {
			allowed = append(allowed, r.On.String())
		}
	}
	found.none = refusal.because(GuardRule, allowedReason(allowed), spec.Source)
	return found
}

// ofReleaseRule prepares the refusals of a rule of releases.
func (g *grounds) ofReleaseRule(model string, r *ReleaseRule) {
	refusal := Refusal{Model: model, Release: true, Event: r.On, Phase: r.From.String()}
	g.role, g.guards, g.broken = refusal.ofRole(r.By), r.Guards, refusal.perGuard(r.Guards)
}

// ofRole returns the refusal of a role that may not.
func (r Refusal) ofRole(by Roles) *Refusal {
	return r.because(GuardRole, "only "+strings.ReplaceAll(by.String(), ",", " or ")+" may", SourceImpact)
}

// perGuard returns a refusal for every guard of a list.
func (r Refusal) perGuard(list []Guard) []*Refusal {
	all := make([]*Refusal, len(list))
	for i, g := range list {
		all[i] = r.because(g, g.Reason(), g.Source())
	}
	return all
}

// perPhase returns a refusal for every phase of a release in which a member may
// not.
func (r Refusal) perPhase(while ReleasePhases) []*Refusal {
	all := make([]*Refusal, releasePhases)
	for p := range ReleasePhase(releasePhases) {
		reason := "its release is " + p.String() + "; expected " + while.String()
		if frozen.Has(p) && !while.Has(p) {
			reason = "its release is being promoted (" + p.String() + "): nothing about its assets changes"
		}
		all[p] = r.because(GuardRelease, reason, SourceStaged)
	}
	return all
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

func allowedReason(allowed []string) string {
	if len(allowed) == 0 {
		return "nothing happens there any more"
	}
	return "possible there: " + strings.Join(allowed, ", ")
}
