package promotion

// Process is the part of a migration to which an activity belongs.
type Process uint8

// The processes.
const (
	ProcessMigrate  Process = iota // get the assets into the cloud
	ProcessOptimize                // make them ready for production, and promote them
)

var processNames = []string{"migrate", "optimize"}

// String returns the name.
func (p Process) String() string { return enumName("process", processNames, uint8(p)) }

// MarshalText returns the name.
func (p Process) MarshalText() ([]byte, error) { return enumText("process", processNames, uint8(p)) }

// UnmarshalText reads a name.
func (p *Process) UnmarshalText(text []byte) error {
	v, err := enumParse("process", processNames, text)
	if err == nil {
		*p = Process(v)
	}
	return err
}

// Activity is a piece of the work that a model asks for.
type Activity struct {
	Name    string  `json:"name"`
	Process Process `json:"process"`
	By      Role    `json:"by"`               // who answers for it
	Events  []Kind  `json:"events,omitempty"` // by which it shows, of the asset or the release; none where it leaves no trace
	Source  Source  `json:"source"`
}

// firstActivities are the same in every model.
func firstActivities() []Activity {
	return []Activity{
		{"choose the promotion model", ProcessMigrate, Adoption, []Kind{KindDecide}, SourceImpact},
		{"remediate the workload", ProcessMigrate, Adoption, nil, SourceNextSteps},
		{"replicate the assets", ProcessMigrate, Adoption, []Kind{KindReplicate, KindInSync}, SourceImpact},
		{"launch staged copies in the tool's sandbox", ProcessMigrate, Adoption, []Kind{KindLaunch, KindDiscard}, SourceSingleStep},
		{"run the automated tests", ProcessMigrate, Adoption, []Kind{KindRecord}, SourceDeliverable},
		{"document assets and configuration", ProcessMigrate, Adoption, []Kind{KindRecord}, SourceDeliverable},
		{"update the backlog and end staging", ProcessMigrate, Adoption, []Kind{KindStage}, SourceDeliverable},
	}
}

// lastActivities follow the promotion in every model.
func lastActivities(p Process) []Activity {
	return []Activity{
		{"retire the source", p, Operations, []Kind{KindRetire}, SourceOwn},
	}
}
