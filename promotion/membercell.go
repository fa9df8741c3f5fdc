package promotion

// memberCell is what a rule of assets has to do with the release. The zero
// value stands for no rule.
type memberCell struct {
	while   ReleasePhases // in which a member may
	also    []Kind        // what happens to the release
	outside []*Refusal    // by the phase in which it may not
}

// newMemberCell prepares a rule of the named model.
func newMemberCell(model string, r *Rule) memberCell {
	refusal := Refusal{Model: model, Event: r.On, Phase: r.From.String()}
	return memberCell{while: r.While, also: r.Also, outside: refusal.perPhase(r.While)}
}
