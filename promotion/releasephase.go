package promotion

// ReleasePhase is how far a release unit has come. The zero value is
// [ReleaseOpen], where every release begins.
type ReleasePhase uint8

// The phases of a release unit. No model has all of them.
const (
	ReleaseOpen      ReleasePhase = iota // no asset replicates yet: the model may still be chosen
	ReleaseGathering                     // its members are on their way
	ReleaseApproved                      // all members are ready and the business has agreed
	ReleasePromoting                     // the promotion, or a flight, has begun: the members are frozen
	ReleaseBaking                        // flight: part of the users have moved and are watched
	ReleaseArrived                       // all users are on the target
	ReleaseProven                        // flight: the last flight has baked; there is no way back
	ReleaseFailed                        // flight: something surfaced; what to do is not decided yet
	ReleaseHeld                          // flight: the share stays where it is
	ReleaseMending                       // flight: the defect is fixed under the users who have moved
	ReleaseReturning                     // flight: users are on their way back to the source
	ReleaseGrounded                      // flight: rolled back; the members may change again
	ReleasePromoted                      // it is production
	ReleaseAbandoned                     // it is not going to be promoted
)

var releasePhaseNames = []string{
	"open", "gathering", "approved", "promoting", "baking", "arrived", "proven", "failed",
	"held", "mending", "returning", "grounded", "promoted", "abandoned",
}

const releasePhases = int(ReleaseAbandoned) + 1

// String returns the name, such as grounded.
func (p ReleasePhase) String() string { return enumName("release phase", releasePhaseNames, uint8(p)) }

// MarshalText returns the name.
func (p ReleasePhase) MarshalText() ([]byte, error) {
	return enumText("release phase", releasePhaseNames, uint8(p))
}

// UnmarshalText reads a name.
func (p *ReleasePhase) UnmarshalText(text []byte) error {
	v, err := enumParse("release phase", releasePhaseNames, text)
	if err == nil {
		*p = ReleasePhase(v)
	}
	return err
}

// ReleasePhases is a set of release phases. The zero value is empty.
type ReleasePhases uint16

// During returns the set of the given phases.
func During(ps ...ReleasePhase) ReleasePhases {
	var set ReleasePhases
	for _, p := range ps {
		set |= 1 << p
	}
	return set
}

// Has reports whether p is in the set.
func (set ReleasePhases) Has(p ReleasePhase) bool { return set&(1<<p) != 0 }

// String returns the names joined by commas.
func (set ReleasePhases) String() string { return joinBits(uint64(set), releasePhaseNames) }

// MarshalText returns the form of [ReleasePhases.String].
func (set ReleasePhases) MarshalText() ([]byte, error) { return []byte(set.String()), nil }

// UnmarshalText reads the form of [ReleasePhases.String].
func (set *ReleasePhases) UnmarshalText(text []byte) error {
	v, err := parseBits("release phase", releasePhaseNames, text)
	if err == nil {
		*set = ReleasePhases(v)
	}
	return err
}
