package simulate

import (
	"fmt"
	"slices"
	"time"
)

// Story tells how one workload fared in one replication, from its beginning to
// its promotion or to the horizon.
type Story struct {
	Workload     string
	Subscription string
	Model        ModelName // of its unit, which a pin may have chosen
	Promoted     time.Duration
	Reason       Reason // empty if it was promoted
	Steps        []Step // in the order in which they began
}

// Step is a stretch of a story: a piece of work, or a wait and for what.
type Step struct {
	Kind     StepKind
	From, To time.Duration // since the start; equal for a moment
	Open     bool          // it had not ended at the horizon, which is To

	Other  string        // the workload that is waited for, or whose defect surfaced
	Job    string        // what a team did or was waited for to do
	Team   string        // adoption, operations or business
	Slots  int           // of the team; 0 for no limit
	Ahead  int           // jobs that were in the team's queue already
	Off    time.Duration // part of a wait for a team outside of its hours
	Work   time.Duration // working time within the stretch
	Assets int           // that were seeded
	Bytes  float64       // that were seeded, on the source
	Share  float64       // of the users that a routing change brings to the target
	Held   []HeldBack    // what held the seeding back, longest first
}

// HeldBack is what kept an asset of the workload from being carried faster,
// and for how long.
type HeldBack struct {
	By   string // link NAME, limit of NAME (the migration's), or asset limit
	Time time.Duration
}

// StepKind says what a step is.
type StepKind uint8

// The kinds of steps.
const (
	BeganStep      StepKind = iota // the workload begins; From is the start of the plan
	TeamWaitStep                   // for a slot or for working hours
	WorkStep                       // Job
	SlotWaitStep                   // for the tool's limits
	SeedStep                       // the assets' volumes are carried
	CatchUpStep                    // what was written meanwhile is carried
	LaunchStep                     // copies start in the sandbox
	UnitWaitStep                   // for Other, a workload of the same unit
	DependencyStep                 // for Other, which it comes after
	DateStep                       // for the business-test date
	ApprovalStep                   // of the promotion
	WindowStep                     // for a change window outside of freezes
	DrainStep                      // the last writes are carried over
	CutoverStep                    // drain, severance and launch of a single step
	RouteStep                      // users are moved: Share
	BakeStep                       // users are watched: Share
	RollbackStep                   // users are moved back: a defect of Other has surfaced
	MendStep                       // that defect waits for operations and is fixed
	ReseedStep                     // the workload goes back to its seeds
	PromotedStep
)

var stepNames = [...]string{
	"began", "team wait", "work", "slot wait", "seed", "catch up", "launch", "unit wait", "dependency", "date",
	"approval", "window", "drain", "cutover", "route", "bake", "rollback", "mend", "reseed", "promoted",
}

// String returns the name of the kind, such as "team wait".
func (k StepKind) String() string {
	if int(k) < len(stepNames) {
		return stepNames[k]
	}
	return fmt.Sprintf("step %d", uint8(k))
}

// MarshalText writes the name of a kind that there is.
func (k StepKind) MarshalText() ([]byte, error) {
	if int(k) < len(stepNames) {
		return []byte(k.String()), nil
	}
	return nil, Problem{Wrong: k.String() + " is no kind of step", Expected: "one of " + listing(stepNames[:])}
}

// UnmarshalText reads what MarshalText writes.
func (k *StepKind) UnmarshalText(text []byte) error {
	i := slices.Index(stepNames[:], string(text))
	if i < 0 {
		return unknown("kind of step", string(text), stepNames[:])
	}
	*k = StepKind(i)
	return nil
}

// Explain runs one replication, with seed 0 as with seed 1, and tells how one
// workload fared in it. The error wraps [ErrOptions]: there is no such model, or
// the plan has no such workload.
func (p *Plan) Explain(model ModelName, seed uint64, replication int, name string) (*Story, error) {
	if err := known(model); err != nil {
		return nil, err
	}
	w := indexOf(p.workloads, func(w *workloadPlan) bool { return w.name == name })
	if w < 0 {
		return nil, p.unknownWorkload(name)
	}
	r := newRun(p).begin(model, seed, replication, false)
	r.story = &teller{workload: w, first: -1}
	r.loop()
	return r.story.tell(r), nil
}
