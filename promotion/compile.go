package promotion

// maxGuards is the largest number of guards that a rule can have.
const maxGuards = 3

// compile makes a model from a spec that validate has accepted: for every event
// in every phase a cell to step it, and apart from these, since they are
// seldom read, the grounds on which it is refused.
func compile(spec Spec) *Model {
	m := &Model{spec: spec, id: idOf(spec.Name)}
	m.unknown = &Refusal{Model: spec.Name, Phase: "a phase that no model has", Reason: "no such event or phase"}
	for p := range phases {
		for k := range kinds {
			m.assetGrounds[p][k] = noRule(spec, Kind(k), Phase(p))
		}
	}
	for p := range releasePhases {
		for k := range kinds {
			m.releaseGrounds[p][k] = noReleaseRule(spec, Kind(k), ReleasePhase(p))
		}
	}
	for i := range spec.Rules {
		r := &spec.Rules[i]
		m.assets[r.From][r.On] = newAssetCell(r)
		m.also[r.From][r.On] = r.Also
		m.assetGrounds[r.From][r.On].ofRule(spec.Name, r)
	}
	for i := range spec.ReleaseRules {
		r := &spec.ReleaseRules[i]
		m.releases[r.From][r.On] = newReleaseCell(r)
		m.releaseGrounds[r.From][r.On].ofReleaseRule(spec.Name, r)
	}
	m.listEvents()
	return m
}
