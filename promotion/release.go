package promotion

// Release is all that a model knows of one release unit: the assets that are
// promoted together. Releases are compared with ==; the zero value is a release
// that has chosen no model yet.
type Release struct {
	Phase   ReleasePhase `json:"phase"`
	Revoked bool         `json:"revoked,omitzero"` // the adoption team has no access any more
	Model   ModelID      `json:"model,omitzero"`   // the model that was chosen
	Members uint32       `json:"members,omitzero"` // assets of the unit
	Ready   uint32       `json:"ready,omitzero"`   // members that could be promoted
	Landed  uint32       `json:"landed,omitzero"`  // members that are up (single-step) or have all users

	// Routing takes time: a share is first wanted, then set in name servers,
	// gateways or load balancers, then true of the users.
	Desired    Share `json:"desired,omitzero"`
	Configured Share `json:"configured,omitzero"`
	Effective  Share `json:"effective,omitzero"`
}

// Frozen reports whether the unit is being promoted, so that nothing about its
// members may change.
func (r Release) Frozen() bool { return frozen.Has(r.Phase) }

// Reversible reports whether users that have moved can still be sent back: with
// [SingleStep] and [Staged], where all move in one step, they never can. A model
// of one's own is taken to go back where [Flight] does.
func (r Release) Reversible() bool {
	return reversible.Has(r.Phase) && r.Model != SingleStep().ID() && r.Model != Staged().ID()
}

var (
	reversible = During(ReleasePromoting, ReleaseBaking, ReleaseArrived, ReleaseFailed, ReleaseHeld,
		ReleaseMending, ReleaseReturning)
	frozen = reversible | During(ReleaseProven)
)
