package promotion

import (
	"slices"
	"strings"

	"github.com/landfall-sim/landfall/staging"
)

// grounds are the refusals that are prepared for an event in a phase.
type grounds struct {
	none    *Refusal   // there is no rule
	other   *Refusal   // of a release: it has chosen another model, or none
	role    *Refusal   // the role may not
	guards  []Guard    // of the rule, in the order in which they are tried
	broken  []*Refusal // a guard does not hold
	missing []*Refusal // GuardDeliverables does not, by what is missing
	outside []*Refusal // of an asset: its release is in the wrong phase, by phase
}

// noRule prepares the refusal of an event of an asset for which a phase has no
// rule.
func noRule(spec Spec, k Kind, p Phase) grounds {
	refusal := Refusal{Model: spec.Name, Event: k, Phase: p.String()}
	for _, f := range spec.Forbidden {
		if f.On == k && slices.Contains(f.In, p) {
			return grounds{none: refusal.because(GuardRule, f.Why, f.Source)}
		}
	}
	var allowed []string
	for _, r := range spec.Rules {
		if r.From == p {
			allowed = append(allowed, r.On.String())
		}
	}
	return grounds{none: refusal.because(GuardRule, allowedReason(allowed), spec.Source)}
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

// ofRule prepares the refusals of a rule of assets.
func (g *grounds) ofRule(model string, r *Rule) {
	refusal := Refusal{Model: model, Event: r.On, Phase: r.From.String()}
	g.conditions(refusal, r.By, r.Guards)
	for p := range ReleasePhase(releasePhases) {
		reason := "its release is " + p.String() + "; expected " + r.While.String()
		if frozen.Has(p) && !r.While.Has(p) {
			reason = "its release is being promoted (" + p.String() + "): nothing about its assets changes"
		}
		g.outside = append(g.outside, refusal.because(GuardRelease, reason, SourceStaged))
	}
}

// ofReleaseRule prepares the refusals of a rule of releases.
func (g *grounds) ofReleaseRule(model string, r *ReleaseRule) {
	g.conditions(Refusal{Model: model, Release: true, Event: r.On, Phase: r.From.String()}, r.By, r.Guards)
}

// conditions prepares what a rule of either may refuse by.
func (g *grounds) conditions(refusal Refusal, by Roles, guards []Guard) {
	g.role = refusal.because(GuardRole, "only "+strings.ReplaceAll(by.String(), ",", " or ")+" may", SourceImpact)
	g.guards, g.broken = guards, make([]*Refusal, len(guards))
	for i, guard := range guards {
		g.broken[i] = refusal.because(guard, guard.Reason(), guard.Source())
		if guard == GuardDeliverables {
			g.missing = refusal.perMissing()
		}
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

func allowedReason(allowed []string) string {
	if len(allowed) == 0 {
		return "nothing happens there any more"
	}
	return "possible there: " + strings.Join(allowed, ", ")
}
