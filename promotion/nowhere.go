package promotion

// nowhere are the refusals of events and phases that do not exist.
type nowhere struct {
	noEvent []*Refusal // by the phase
	noPhase []*Refusal // by the event; the last is of one that does not exist either
}

// newNowhere prepares them, for assets or for releases in the named phases.
func newNowhere(model string, release bool, phases []string) nowhere {
	refusal := Refusal{Model: model, Release: release}
	var n nowhere
	for _, refusal.Phase = range phases {
		n.noEvent = append(n.noEvent, refusal.because(GuardRule, "there is no such event", SourceOwn))
	}
	refusal.Phase = "unknown"
	for k := range kinds {
		refusal.Event = Kind(k)
		n.noPhase = append(n.noPhase, refusal.because(GuardRule, "there is no such phase", SourceOwn))
	}
	refusal.Event = KindNone
	n.noPhase = append(n.noPhase, refusal.because(GuardRule, "there is no such event and no such phase", SourceOwn))
	return n
}

// refusal returns that of an event in a phase one of which does not exist.
func (n *nowhere) refusal(k Kind, phase int) *Refusal {
	if phase < len(n.noEvent) {
		return n.noEvent[phase]
	}
	return n.noPhase[min(int(k), kinds)]
}
