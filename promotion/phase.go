package promotion

// Phase is how far an asset has come. The zero value is [PhaseBacklog], where
// every asset begins in every model.
type Phase uint8

// The phases of an asset. No model has all of them.
const (
	PhaseBacklog     Phase = iota // nothing has begun, or everything begins again
	PhaseReplicating              // the tool copies it; not in sync yet
	PhaseInSync                   // the copy has caught up with the source
	PhaseLaunched                 // a copy runs in the tool's sandbox and is staged
	PhaseStaged                   // staging is complete: all four deliverables are there
	PhaseCuttingOver              // single-step: the final drain; the link is live
	PhaseSevered                  // single-step: the link is severed, the promoted copy starts
	PhaseDeploying                // staged and flight: the staged copy moves into the landing zone
	PhaseMigrated                 // staged and flight: it runs in the cloud without users
	PhaseTested                   // staged and flight: it has passed its tests
	PhaseLanded                   // its copy is up (single-step) or has all users (staged and flight)
	PhasePromoted                 // it is production
	PhaseRetired                  // the source is gone
	PhaseAbandoned                // it is not going to be migrated
)

var phaseNames = []string{
	"backlog", "replicating", "in-sync", "launched", "staged", "cutting-over", "severed",
	"deploying", "migrated", "tested", "landed", "promoted", "retired", "abandoned",
}

const phases = int(PhaseAbandoned) + 1

// String returns the name, such as in-sync.
func (p Phase) String() string { return enumName("phase", phaseNames, uint8(p)) }

// MarshalText returns the name.
func (p Phase) MarshalText() ([]byte, error) { return enumText("phase", phaseNames, uint8(p)) }

// UnmarshalText reads a name.
func (p *Phase) UnmarshalText(text []byte) error {
	v, err := enumParse("phase", phaseNames, text)
	if err == nil {
		*p = Phase(v)
	}
	return err
}
