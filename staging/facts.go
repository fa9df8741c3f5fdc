package staging

import "time"

// Facts are what has been recorded about a workload in staging. The zero value
// is a workload of no assets about which nothing is known: nothing is missing
// for its assets, but its backlog entry is.
type Facts struct {
	Workload string        `json:"workload"`
	Assets   []string      `json:"assets"`            // that are staged
	Tests    []string      `json:"tests,omitempty"`   // that must run on every asset; none: one run of any test is asked for
	Runs     []TestRun     `json:"runs,omitempty"`    // in any order; of several that began together one that failed counts
	Report   []ReportEntry `json:"report,omitempty"`  // the migration tool's report
	Changes  []Change      `json:"changes,omitempty"` // in any order
	Backlog  BacklogUpdate `json:"backlog,omitzero"`
	Checks   []ExtraResult `json:"checks,omitempty"` // results of checks of one's own
}

// TestRun is one run of an automated test.
type TestRun struct {
	Test   string    `json:"test"`
	Asset  string    `json:"asset"`
	Began  time.Time `json:"began"`
	Passed bool      `json:"passed"`
	Detail string    `json:"detail,omitzero"` // such as a link to its log
}

// ReportEntry is what the migration tool's report says of one asset.
type ReportEntry struct {
	Asset  string `json:"asset"`
	Source string `json:"source"`          // where it ran
	Target string `json:"target"`          // where its copy runs
	Detail string `json:"detail,omitzero"` // size, tool, agent
}

// Occasion is when a change to an asset's configuration was made.
type Occasion string

// The occasions.
const (
	Remediation Occasion = "remediation" // before it was replicated
	Replication Occasion = "replication" // while it was replicated
	Staging     Occasion = "staging"     // while it was staged
)

// Change is one change to an asset's configuration.
type Change struct {
	Asset    string    `json:"asset"`
	Made     time.Time `json:"made"`
	Occasion Occasion  `json:"occasion"`
	What     string    `json:"what"`              // such as "disk driver replaced"
	Document string    `json:"document,omitzero"` // where it is written down for operations; empty: nowhere yet
}

// BacklogUpdate says when the migration backlog was brought up to date.
type BacklogUpdate struct {
	Updated time.Time `json:"updated,omitzero"` // zero: never
	Entry   string    `json:"entry,omitzero"`   // what it says of the workload
}

// ExtraResult is the result of a check that the host adds to the checklist.
type ExtraResult struct {
	Deliverable Deliverable `json:"deliverable"` // that it counts for
	Name        string      `json:"name"`
	Asset       string      `json:"asset,omitzero"` // empty: the workload
	Fault       string      `json:"fault,omitzero"` // what is wrong; empty: nothing
}
