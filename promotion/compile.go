package promotion

// maxGuards is the largest number of guards that a rule can have.
const maxGuards = 3

// compile makes a model from a spec that validate has accepted: for every event
// in every phase cells to step it, and the grounds on which it is refused.
func compile(spec Spec) *Model {
	m := &Model{spec: spec, id: idOf(spec.Name)}
	m.noAsset, m.noRelease = newNowhere(spec.Name, false, phaseNames), newNowhere(spec.Name, true, releasePhaseNames)
	for p := range phases {
		for k := range kinds {
			m.assets[k][p].barred = noRule(spec, Kind(k), Phase(p))
		}
	}
	for p := range releasePhases {
		for k := range kinds {
			m.grounds[p][k] = noReleaseRule(spec, Kind(k), ReleasePhase(p))
		}
	}
	for i := range spec.Rules {
		r := &spec.Rules[i]
		m.assets[r.On][r.From] = newAssetCell(spec.Name, r)
		m.members[r.On][r.From] = newMemberCell(spec.Name, r)
	}
	for i := range spec.ReleaseRules {
		r := &spec.ReleaseRules[i]
		m.releases[r.From][r.On] = newReleaseCell(r)
		m.grounds[r.From][r.On].ofReleaseRule(spec.Name, r)
	}
	m.listEvents()
	return m
}
