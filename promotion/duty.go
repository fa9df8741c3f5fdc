package promotion

// FindingKind says what a finding is about.
type FindingKind string

// SeparationOfDuty is the kind of finding that one role holds two keys which
// should be in different hands.
const SeparationOfDuty FindingKind = "separation-of-duty"

// Finding is something about a model that its users should know.
type Finding struct {
	Kind FindingKind `json:"kind"`
	Role Role        `json:"role"`
	Text string      `json:"text"` // one or two sentences
}

// Findings returns what its users should know about the model, in the order of
// the roles. A role of people that may both stage assets and move users holds
// both keys: to staging and to production. Automation acts for the role
// that runs it and is not counted.
func (m *Model) Findings() []Finding {
	both := m.holders(KindLaunch, KindStage, KindDiscard, KindDeploy) & m.holders(KindBegin, KindRoute)
	var found []Finding
	for _, role := range []Role{Adoption, Operations, Business} {
		if both.Has(role) {
			found = append(found, Finding{Kind: SeparationOfDuty, Role: role,
				Text: "The " + roleTitles[role] + " stages the assets and promotes them: it holds access to staging and to production. " +
					"Where duties must be separate, another role has to promote, or another model is needed."})
		}
	}
	return found
}

var roleTitles = [...]string{
	Adoption: "cloud adoption team", Operations: "cloud operations team", Business: "business owner",
}

// holders returns the roles that may do any of the given things.
func (m *Model) holders(ks ...Kind) Roles {
	var held Roles
	for _, k := range ks {
		for _, r := range m.spec.Rules {
			if r.On == k {
				held |= r.By
			}
		}
		for _, r := range m.spec.ReleaseRules {
			if r.On == k {
				held |= r.By
			}
		}
	}
	return held
}
