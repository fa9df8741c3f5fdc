package simulate

// Stopping says why no more replications were computed.
type Stopping struct {
	Reason StopReason `json:"reason"`
	Wanted int        `json:"wanted"` // replications, or the most that were allowed
}

// StopReason is a reason to compute no more replications.
type StopReason string

// The reasons to stop.
const (
	AllComputed StopReason = "replications" // all that were asked for
	Interrupted StopReason = "interrupted"  // the context ended
)
