package promotion

import "github.com/landfall-sim/landfall/staging"

// Update says what a rule changes besides the phase. Updates add up with |; the
// zero value changes nothing.
type Update uint32

// The updates of an asset, then those of a release.
const (
	SetLinkLive       Update = 1 << iota // the tool replicates
	SetLinkSevered                       // it never does again; nothing changes where no link was
	SetDeliverables                      // the event's deliverables are on record
	ClearDeliverables                    // the evidence was about a copy that is gone
	SetWaiver                            // the loss is accepted
	SetCoverage                          // the event's coverage is on record
	SetSecondary                         // the secondary runs, where the asset is covered
	ClearSecondary                       // the secondary stops, where it runs
	ClearAsset                           // all but the phase is as in the beginning
	SetModel                             // the model and the number of members
	RaiseReady                           // one more member is ready
	LowerReady                           // one less
	LowerMembers                         // one member less
	RaiseLanded                          // one more member has landed
	LowerLanded                          // one less
	SetDesired                           // the event's share is wanted
	ClearDesired                         // nobody is wanted on the target
	FreezeDesired                        // wanted is what is effective
	SetConfigured                        // what is wanted is configured
	SetEffective                         // what is wanted is configured and effective
	SetRevoked                           // the adoption team's access is gone
)

var updateNames = []string{
	"link-live", "link-severed", "deliverables", "no-deliverables", "waiver", "coverage", "secondary", "no-secondary",
	"as-new", "model", "ready+1", "ready-1", "members-1", "landed+1", "landed-1", "desired", "desired=0",
	"desired=effective", "configured", "effective", "revoked",
}

const (
	assetUpdates  = SetModel - 1
	releaseCounts = SetModel | RaiseReady | LowerReady | LowerMembers | RaiseLanded | LowerLanded
	releaseShares = SetDesired | ClearDesired | FreezeDesired | SetConfigured | SetEffective
)

// String returns the names joined by commas.
func (u Update) String() string { return joinBits(uint64(u), updateNames) }

// after returns what becomes of s with e.
func (u Update) after(s State, e Event) State {
	u.asset(&s, &e)
	return s
}

// asset brings s up to date in place.
func (u Update) asset(s *State, e *Event) {
	if u&ClearAsset != 0 {
		*s = State{}
		return
	}
	if u&(SetLinkLive|SetLinkSevered) != 0 {
		if u&SetLinkLive != 0 {
			s.Link = LinkLive
		} else if s.Link == LinkLive {
			s.Link = LinkSevered
		}
	}
	if u&SetDeliverables != 0 {
		s.Deliverables = (s.Deliverables | e.Deliverables) & staging.All
	}
	if u&ClearDeliverables != 0 {
		s.Deliverables = 0
	}
	if u&(SetWaiver|SetCoverage|SetSecondary|ClearSecondary) != 0 {
		u.secondary(s, e)
	}
}

// secondary brings what follows the tool's replication up to date in place.
func (u Update) secondary(s *State, e *Event) {
	if u&SetWaiver != 0 {
		s.Waived = true
	}
	if u&SetCoverage != 0 {
		s.Coverage = e.Coverage
	}
	if u&SetSecondary != 0 && s.Coverage == Covered {
		s.Secondary = SecondaryRunning
	}
	if u&ClearSecondary != 0 && s.Secondary == SecondaryRunning {
		s.Secondary = SecondaryStopped
	}
}

// release brings r up to date in place.
func (u Update) release(r *Release, e *Event, id ModelID) {
	if u&releaseCounts != 0 {
		u.counts(r, e, id)
	}
	if u&releaseShares != 0 {
		u.routing(r, e)
	}
	if u&SetRevoked != 0 {
		r.Revoked = true
	}
}

// counts brings the model and the numbers of members of r up to date in place.
func (u Update) counts(r *Release, e *Event, id ModelID) {
	if u&SetModel != 0 {
		r.Model, r.Members = id, e.Members
	}
	if u&RaiseReady != 0 {
		r.Ready++
	}
	if u&LowerReady != 0 {
		r.Ready--
	}
	if u&LowerMembers != 0 {
		r.Members--
	}
	if u&RaiseLanded != 0 {
		r.Landed++
	}
	if u&LowerLanded != 0 {
		r.Landed--
	}
}

// routing brings the shares of r up to date in place.
func (u Update) routing(r *Release, e *Event) {
	if u&SetDesired != 0 {
		r.Desired = e.Share
	}
	if u&ClearDesired != 0 {
		r.Desired = 0
	}
	if u&FreezeDesired != 0 {
		r.Desired = r.Effective
	}
	if u&(SetConfigured|SetEffective) != 0 {
		r.Configured = r.Desired
	}
	if u&SetEffective != 0 {
		r.Effective = r.Desired
	}
}

// carried returns those of the planned effects that a step really asks for:
// nothing is severed, stopped or started that is not there.
func (planned Effects) carried(link Link, before, after Secondary) Effects {
	if link != LinkLive {
		planned &^= 1 << EffectSever
	}
	if before != SecondaryRunning {
		planned &^= 1 << EffectStopSecondary
	}
	if after != SecondaryRunning || before == SecondaryRunning {
		planned &^= 1 << EffectStartSecondary
	}
	return planned
}

// MarshalText returns the form of [Update.String].
func (u Update) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// UnmarshalText reads the form of [Update.String].
func (u *Update) UnmarshalText(text []byte) error {
	v, err := parseBits("update", updateNames, text)
	if err == nil {
		*u = Update(v)
	}
	return err
}
