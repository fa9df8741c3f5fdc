package replication

import (
	"errors"
	"fmt"
	"iter"
	"time"
)

// ErrPolicy is wrapped by the errors of [PolicyKind.MarshalText] and
// [PolicyKind.UnmarshalText].
var ErrPolicy = errors.New("replication: unknown cycle policy")

// PolicyKind names a rule for when a tool carries what was written.
type PolicyKind uint8

// The rules. The zero value is Continuous.
const (
	Continuous    PolicyKind = iota // at once: there are no cycles
	FixedInterval                   // a snapshot every interval, or at once if the cycle took longer
	AzureRule                       // the agentless rule of Azure Migrate, see [AzureWait]
)

var policyNames = [...]string{"continuous", "fixed", "azure"}

// policyChoice is what an error lists.
const policyChoice = "continuous, fixed or azure"

// String returns the name of the rule.
func (k PolicyKind) String() string {
	if int(k) < len(policyNames) {
		return policyNames[k]
	}
	return fmt.Sprintf("PolicyKind(%d)", uint8(k))
}

// MarshalText returns the name of a rule that there is.
func (k PolicyKind) MarshalText() ([]byte, error) {
	if int(k) < len(policyNames) {
		return []byte(k.String()), nil
	}
	return nil, fmt.Errorf("%w %v: want %s", ErrPolicy, k, policyChoice)
}

// UnmarshalText reads the name of a rule.
func (k *PolicyKind) UnmarshalText(text []byte) error {
	for i, name := range policyNames {
		if string(text) == name {
			*k = PolicyKind(i)
			return nil
		}
	}
	return fmt.Errorf("%w %q: want %s", ErrPolicy, text, policyChoice)
}

// Policy says when a tool carries what was written. The zero value does so
// continuously.
type Policy struct {
	Kind     PolicyKind
	Interval time.Duration // of FixedInterval, above 0
}

// Wait returns how long the tool waits after a cycle that took so long before
// it takes the next snapshot. A continuous one has no cycles.
func (p Policy) Wait(took time.Duration) (time.Duration, bool) {
	switch p.Kind {
	case FixedInterval:
		return FixedWait(p.Interval, took), p.Interval > 0
	case AzureRule:
		return AzureWait(took), true
	}
	return 0, false
}

// wait is Wait in seconds, of any length.
func (p Policy) wait(took float64) float64 {
	if p.Kind == AzureRule {
		return azureWait(took)
	}
	return max(0, p.Interval.Seconds()-took)
}

// Cycle is a snapshot that is carried. Times are seconds since the start.
type Cycle struct {
	Snapshot float64
	End      float64
	Bytes    float64
}

// CycleRun is a copy that is kept up to date in cycles.
type CycleRun struct {
	Policy     Policy
	Seed       float64 // bytes of cycle 0
	Bandwidth  float64 // bytes per second, above 0
	Overhead   float64 // seconds of each cycle beyond carrying its bytes
	WorkingSet float64 // most bytes that a cycle carries; 0 for no bound
	Written    Curve   // by the source since the snapshot of cycle 0
}

// Cycles gives the cycles one after the other for as long as the caller wants:
// cycle 0 is the seed, the next begins at once when it ends, and each carries
// what was written between its snapshot and that of the one before. There are
// none for a continuous policy, without bandwidth, or where a field is negative
// or not finite; they end where times grow beyond all numbers.
func (r CycleRun) Cycles() iter.Seq[Cycle] {
	return func(yield func(Cycle) bool) {
		if _, cycles := r.Policy.Wait(0); !cycles || !amounts(r.Seed, r.Bandwidth, r.Overhead, r.WorkingSet) || r.Bandwidth == 0 {
			return
		}
		c := Cycle{End: r.Seed/r.Bandwidth + r.Overhead, Bytes: r.Seed}
		for next := c.End; amounts(c.End, next, c.Bytes) && yield(c); {
			carried := r.Written.At(c.Snapshot)
			c = Cycle{Snapshot: next, Bytes: max(0, r.Written.At(next)-carried)}
			if r.WorkingSet > 0 {
				c.Bytes = min(c.Bytes, r.WorkingSet)
			}
			c.End = c.Snapshot
			if c.Bytes > 0 {
				c.End += c.Bytes/r.Bandwidth + r.Overhead
			}
			next = c.End + r.Policy.wait(c.End-c.Snapshot)
		}
	}
}
