package promotion

// Rule is one row of a model's table for assets: in phase From, the event On
// leads to phase To if every guard holds.
type Rule struct {
	On      Kind          `json:"on"`
	From    Phase         `json:"from"`
	To      Phase         `json:"to"`
	Guards  []Guard       `json:"guards,omitempty"` // all must hold; the first that does not is the ground of the refusal
	Update  Update        `json:"update,omitzero"`  // what changes besides the phase
	Effects Effects       `json:"effects,omitzero"` // what the host carries out, as far as there is something to carry out
	By      Roles         `json:"by,omitzero"`      // who may
	While   ReleasePhases `json:"while,omitzero"`   // phases of the release in which a member may; see [Model.StepMember]
	Also    []Kind        `json:"also,omitempty"`   // what happens to the release with it, in this order
	Why     string        `json:"why,omitzero"`     // what the rule rests on
	Source  Source        `json:"source,omitzero"`
}

// ReleaseRule is one row of a model's table for releases.
type ReleaseRule struct {
	On      Kind         `json:"on"`
	From    ReleasePhase `json:"from"`
	To      ReleasePhase `json:"to"`
	Guards  []Guard      `json:"guards,omitempty"`
	Update  Update       `json:"update,omitzero"`
	Effects Effects      `json:"effects,omitzero"`
	By      Roles        `json:"by,omitzero"`
	Why     string       `json:"why,omitzero"`
	Source  Source       `json:"source,omitzero"`
}

// Forbidden explains why a model has no rule for an event of an asset in a
// phase, where a reader may expect one.
type Forbidden struct {
	On     Kind    `json:"on"`
	In     []Phase `json:"in"`
	Why    string  `json:"why,omitzero"`
	Source Source  `json:"source,omitzero"`
}

// ReleaseForbidden explains why a model has no rule for an event of a release.
type ReleaseForbidden struct {
	On     Kind           `json:"on"`
	In     []ReleasePhase `json:"in"`
	Why    string         `json:"why,omitzero"`
	Source Source         `json:"source,omitzero"`
}
