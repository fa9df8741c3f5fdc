package simulate

// Result is what many replications give; its JSON form is described in
// docs/result.md.
type Result struct {
	Landfall     int           `json:"landfall"` // format version, 1
	Scenario     string        `json:"scenario"`
	Seed         uint64        `json:"seed"`
	Replications int           `json:"replications"`         // computed
	Antithetic   bool          `json:"antithetic,omitempty"` // replications 2i and 2i+1 had opposite luck
	Stopped      Stopping      `json:"stopped"`
	Models       []ModelResult `json:"models"`
	Comparison   *Comparison   `json:"comparison,omitempty"` // by Compare only
}

// Summary describes one scalar over the replications that finished and in
// which it exists. A percentile is the smallest value that at least this share
// of them is at or below. Numbers that do not exist are NaN here and null in
// JSON: all of them for a summary of nothing, the standard error for a summary
// of one value.
type Summary struct {
	Unit                        string
	Mean, SE                    float64
	P5, P50, P80, P95, Min, Max float64
}

// ModelResult is one model's share of a [Result].
type ModelResult struct {
	Model         ModelName            `json:"model"`
	Finished      int                  `json:"finished"` // replications
	Unfinished    []UnfinishedCount    `json:"unfinished"`
	Portfolio     PortfolioResult      `json:"portfolio"`
	Links         []LinkResult         `json:"links"`
	Subscriptions []SubscriptionResult `json:"subscriptions"`
	Workloads     []WorkloadResult     `json:"workloads"`
	Teams         []TeamResult         `json:"teams"`
	Limits        []LimitResult        `json:"limits"`
	Findings      []Finding            `json:"findings"`
	Objectives    []ObjectiveResult    `json:"objectives"` // rpo, lossWindow, downtime, linkShare, finish; those that are given
	Joint         float64              `json:"joint"`      // share of all replications that finish and meet every objective at once
	JointInterval Bounds               `json:"jointInterval"`
	Intervals     []IntervalResult     `json:"intervals"` // of the metrics by which models are compared

	// QuantileError is the largest relative error of a percentile; 0 if all are
	// exact, as they are unless there are thousands of different values.
	QuantileError float64 `json:"quantileError"`
}

// UnfinishedCount counts the replications in which a workload was not promoted.
type UnfinishedCount struct {
	Workload     string `json:"workload"`
	Reason       Reason `json:"reason"`
	Replications int    `json:"replications"`
}

// PortfolioResult summarizes [PortfolioOutcome].
type PortfolioResult struct {
	Duration      Summary `json:"duration"`
	Staged        Summary `json:"staged"`
	Migrated      Summary `json:"migrated"`
	Promoted      Summary `json:"promoted"`
	Retired       Summary `json:"retired"`
	LossBytes     Summary `json:"lossBytes"`
	LossWindow    Summary `json:"lossWindow"`
	StrayBytes    Summary `json:"strayBytes"`
	RollbackBytes Summary `json:"rollbackBytes"`
	Downtime      Summary `json:"downtime"`
	Divergence    Summary `json:"divergence"`
	Affected      Summary `json:"affected"`
	Incidents     Summary `json:"incidents"`
	Rollbacks     Summary `json:"rollbacks"`
	Reseeds       Summary `json:"reseeds"`
	ObservedLoad  Summary `json:"observedLoad"`
	DualRunning   Summary `json:"dualRunning"`
	Transfer      Summary `json:"transfer"`
	Effort        Summary `json:"effort"`
}

// LinkResult summarizes [LinkOutcome].
type LinkResult struct {
	Name          string           `json:"name"`
	Mean          Summary          `json:"mean"`
	P95           Summary          `json:"p95"`
	Peak          Summary          `json:"peak"`
	Saturated     Summary          `json:"saturated"`
	Shortfall     Summary          `json:"shortfall"`
	ShortfallTime Summary          `json:"shortfallTime"`
	Held          Summary          `json:"held"`
	Bytes         ClassBytesResult `json:"bytes"`
}

// ClassBytesResult summarizes [ClassBytes].
type ClassBytesResult struct {
	Seed      Summary `json:"seed"`
	Sync      Summary `json:"sync"`
	Final     Summary `json:"final"`
	Secondary Summary `json:"secondary"`
	Reverse   Summary `json:"reverse"`
}

// SubscriptionResult summarizes [SubscriptionOutcome].
type SubscriptionResult struct {
	Name     string  `json:"name"`
	Staged   Summary `json:"staged"`
	Migrated Summary `json:"migrated"`
	Promoted Summary `json:"promoted"`
	Retired  Summary `json:"retired"`
}

// WorkloadResult summarizes [WorkloadOutcome].
type WorkloadResult struct {
	Name          string        `json:"name"`
	Subscription  string        `json:"subscription"`
	Staged        Summary       `json:"staged"`
	Migrated      Summary       `json:"migrated"`
	Promoted      Summary       `json:"promoted"`
	Retired       Summary       `json:"retired"`
	LossWindow    Summary       `json:"lossWindow"`
	LossBytes     Summary       `json:"lossBytes"`
	StrayBytes    Summary       `json:"strayBytes"`
	RollbackBytes Summary       `json:"rollbackBytes"`
	Downtime      Summary       `json:"downtime"`
	Divergence    Summary       `json:"divergence"`
	Affected      Summary       `json:"affected"`
	Criticality   float64       `json:"criticality"` // share of the replications that finished; NaN, in JSON null, if none did
	Lag           LagResult     `json:"lag"`
	Assets        []AssetResult `json:"assets"`
}

// LagResult summarizes the lag of a workload's assets.
type LagResult struct {
	P50       Summary `json:"p50"`
	P95       Summary `json:"p95"`
	Max       Summary `json:"max"`
	Violation Summary `json:"violation"`
}

// AssetResult summarizes [AssetOutcome].
type AssetResult struct {
	Name       string  `json:"name"`
	Seeded     Summary `json:"seeded"`
	InSync     Summary `json:"inSync"`
	Severed    Summary `json:"severed"`
	LossWindow Summary `json:"lossWindow"`
	LossBytes  Summary `json:"lossBytes"`
}

// TeamResult summarizes [TeamOutcome].
type TeamResult struct {
	Name        string  `json:"name"`
	Utilization Summary `json:"utilization"`
	Effort      Summary `json:"effort"`
}

// LimitResult summarizes [LimitOutcome].
type LimitResult struct {
	Name        string  `json:"name"` // seeding or replicating
	Utilization Summary `json:"utilization"`
}

// Finding is something that a reviewer of the plan should know.
type Finding struct {
	Kind string `json:"kind"` // separation-of-duty
	Text string `json:"text"`
}

// ObjectiveResult says how often an objective was met. A replication that did
// not finish meets none; a quantity that does not exist (the lag of an estate
// that has none, the rate on a link without migration) meets its objective.
type ObjectiveResult struct {
	Name        string  `json:"name"`           // of the key in the scenario
	Link        string  `json:"link,omitempty"` // for linkShare, which has an entry for each link
	Target      float64 `json:"target"`         // seconds (since the start for finish), or a share
	Probability float64 `json:"probability"`    // share of all replications
	Interval    Bounds  `json:"interval"`       // of the probability
	Met         bool    `json:"met"`            // Probability is at least the confidence
	Value       Summary `json:"value"`          // what is held against the target

	// Needed is the least target that is met with the confidence; nil where too
	// few replications finish, or have a finite value.
	Needed *float64 `json:"needed"`
}

// Comparison sets the models against each other under common random numbers.
type Comparison struct {
	Recommended ModelName    `json:"recommended"` // empty where no model qualifies
	Reasons     []string     `json:"reasons"`     // sentences, the deciding one first
	Pairs       []PairResult `json:"pairs"`
	Best        []BestResult `json:"best"`

	// Selections say by each criterion of the recommendation which model Kim and
	// Nelson's procedure selects.
	Selections []SelectionResult `json:"selections"`
	// Pareto are the models that no other dominates: is distinctly better than,
	// in a metric of the portfolio, and distinctly worse in none.
	Pareto    []ModelName       `json:"pareto"`
	Dominated []DominatedResult `json:"dominated"`
	// BreakEvens are there if they were searched for, see [Result.AddBreakEvens].
	BreakEvens []BreakEven `json:"breakEvens,omitempty"`
}

// DominatedResult is a model that another dominates.
type DominatedResult struct {
	Model ModelName `json:"model"`
	By    ModelName `json:"by"`
}

// SelectionResult is what Kim and Nelson's procedure ("A fully sequential
// procedure for indifference-zone selection in simulation", ACM TOMACS 11, 2001)
// says by one criterion, of which less is better. Its observations are means over
// batches of replications that all models finished. If the best model is better
// than all others by Indifference or more, it is selected with the probability
// Confidence, at least.
type SelectionResult struct {
	Metric       string           `json:"metric"`
	Indifference float64          `json:"indifference"` // a difference that does not matter, in the metric's unit
	Confidence   float64          `json:"confidence"`
	Outcome      SelectionOutcome `json:"outcome"`
	Selected     ModelName        `json:"selected"` // empty while undecided
	Near         []ModelName      `json:"near"`     // once decided: others that came within Indifference of it
	In           []ModelName      `json:"in"`       // neither selected nor dropped while undecided
	Out          []DroppedResult  `json:"out"`      // in the order in which they were dropped
	Replications int              `json:"replications"`
	Needed       int              `json:"needed"` // replications after which it is decided at the latest; 0 if it is, or if that is not yet known
}

// DroppedResult is a model that a selection has dropped.
type DroppedResult struct {
	Model        ModelName `json:"model"`
	By           ModelName `json:"by"`           // the model that it was farthest behind
	Replications int       `json:"replications"` // by then
}

// SelectionOutcome says how a selection ended.
type SelectionOutcome string

// The outcomes of a selection.
const (
	Selected           SelectionOutcome = "selected"            // one model is the best
	NotDistinguishable SelectionOutcome = "not distinguishable" // one is selected, but others came within the indifference zone
	Undecided          SelectionOutcome = "undecided"           // it takes more replications
)

// PairResult is the mean paired difference A − B of a metric, in the metric's
// unit, with its 95 % t interval, over the replications that both finished.
// Numbers that do not exist are NaN here and null in JSON: all three where no
// replication was finished by both, the interval where only one was.
type PairResult struct {
	A          ModelName `json:"a"`
	B          ModelName `json:"b"`
	Metric     string    `json:"metric"` // a key of the portfolio, or links[NAME].KEY
	Difference float64   `json:"difference"`
	Low        float64   `json:"low"`
	High       float64   `json:"high"`
}

// BestResult is the model that most often has the best value of a metric, and
// in which share of the replications. Least is best, of observedLoad most. A
// replication that a model did not finish is lost to those that finished it;
// models that are equal share it in equal parts.
type BestResult struct {
	Metric      string      `json:"metric"`
	Model       ModelName   `json:"model"`          // of equals, the first that is compared
	Tied        []ModelName `json:"tied,omitempty"` // the other models with this probability
	Probability float64     `json:"probability"`    // of the replications that any model finished
}
