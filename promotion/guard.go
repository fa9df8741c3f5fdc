package promotion

// Guard is a condition on a rule. The guards are the whole vocabulary: models
// of one's own are made from the same ones. GuardRule to GuardModel are not
// put on rules; they name the other grounds of a [Refusal].
type Guard uint8

// The guards.
const (
	GuardRule    Guard = iota // the model has no rule for the event in this phase
	GuardRole                 // the role may
	GuardRelease              // the phase of the release allows it
	GuardModel                // the release has chosen this model

	GuardDeliverables // asset: all four staging deliverables are complete
	GuardCoverage     // asset: the coverage is declared
	GuardWaiver       // asset: it is not uncovered, or waived

	GuardMembers   // release: it has at least one member
	GuardUnready   // release: a member is not ready
	GuardReady     // release: a member is ready
	GuardAllReady  // release: every member is ready
	GuardNotLast   // release: it has more than one member
	GuardUnlanded  // release: a member has not landed
	GuardLanded    // release: a member has landed
	GuardAllLanded // release: every member has landed
	GuardNoLanded  // release: no member has landed
	GuardSettled   // release: no routing change is under way
	GuardGrows     // release: the wanted share is not less than the effective one, above none, at most the whole
	GuardWholeStep // release: the wanted share is the whole
	GuardPending   // release: the desired share has not been configured
	GuardPartial   // release: part of the users are wanted on the target
	GuardWhole     // release: all users are wanted on the target
)

var guardNames = []string{
	"rule", "role", "release", "model", "deliverables", "coverage", "waiver", "members", "unready", "ready",
	"all-ready", "not-last", "unlanded", "landed", "all-landed", "no-landed", "settled", "grows", "whole-step", "pending",
	"partial", "whole",
}

// guardReasons says what is wrong where a guard does not hold.
var guardReasons = [...]string{
	GuardDeliverables: "is missing", // completed by missingReason
	GuardCoverage:     "nobody has said whether the asset holds data that users change and what replicates it from here on",
	GuardWaiver:       "users change its data, nothing replicates it from here on, and the business owner has not waived that",
	GuardMembers:      "a release needs at least one asset",
	GuardUnready:      "every member is ready already",
	GuardReady:        "no member is ready",
	GuardAllReady:     "not every member is ready",
	GuardNotLast:      "the last member leaves only with its release: abandon the release",
	GuardUnlanded:     "every member has landed already",
	GuardLanded:       "no member has landed",
	GuardAllLanded:    "not every member has landed",
	GuardNoLanded:     "members that landed have not returned yet",
	GuardSettled:      "the routing change before it is still under way",
	GuardGrows:        "the share of the users never falls, up to 100%; less is a rollback, to none",
	GuardWholeStep:    "all users move at once: the share is 100%",
	GuardPending:      "there is no routing change that waits for it",
	GuardPartial:      "it is not a part of the users that was routed",
	GuardWhole:        "not all users were routed",
}

// guardSources says where a guard comes from.
var guardSources = [...]Source{
	GuardDeliverables: SourceDeliverable,
	GuardCoverage:     SourceStaged,
	GuardWaiver:       SourceStaged,
	GuardAllReady:     SourceImpact,
	GuardAllLanded:    SourceImpact,
	GuardSettled:      SourceFlight,
	GuardGrows:        SourceFlight,
	GuardWholeStep:    SourceImpact,
	GuardWhole:        SourceImpact,
}

// String returns the name, such as all-ready.
func (g Guard) String() string { return enumName("guard", guardNames, uint8(g)) }

// MarshalText returns the name.
func (g Guard) MarshalText() ([]byte, error) { return enumText("guard", guardNames, uint8(g)) }

// UnmarshalText reads a name.
func (g *Guard) UnmarshalText(text []byte) error {
	v, err := enumParse("guard", guardNames, text)
	if err == nil {
		*g = Guard(v)
	}
	return err
}

// Reason returns what is wrong where the guard does not hold.
func (g Guard) Reason() string {
	if int(g) < len(guardReasons) {
		return guardReasons[g]
	}
	return ""
}

// Source returns where the guard comes from.
func (g Guard) Source() Source {
	if int(g) < len(guardSources) {
		return guardSources[g]
	}
	return SourceOwn
}

// ofAsset reports whether the guard looks at an asset.
func (g Guard) ofAsset() bool { return g >= GuardDeliverables && g <= GuardWaiver }

// ofRelease reports whether the guard looks at a release.
func (g Guard) ofRelease() bool { return g >= GuardMembers && g <= GuardWhole }
