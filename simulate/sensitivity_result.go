package simulate

// SensitivityResult is what [Sensitivity] finds. A number that does not exist
// is nil here and null in JSON. docs/sensitivity.md describes the document.
type SensitivityResult struct {
	Landfall     int                `json:"landfall"` // format version, 1
	Scenario     string             `json:"scenario"`
	Seed         uint64             `json:"seed"`
	Replications int                `json:"replications"` // per model and simulation
	Swing        float64            `json:"swing"`        // the share by which constants are moved
	Metric       string             `json:"metric"`       // by which inputs are ranked
	Base         SensitivityPoint   `json:"base"`         // the scenario as it is
	Inputs       []InputSensitivity `json:"inputs"`       // widest first, by the P80, of equals by the mean
	Correlations []RankCorrelation  `json:"correlations"`
	BreakEvens   []BreakEven        `json:"breakEvens"`
	Changes      []string           `json:"changes"` // sentences: what would change the recommendation
}

// InputSensitivity is what comes of moving one input.
type InputSensitivity struct {
	Input string           `json:"input"` // such as links[dc1].capacity
	Label string           `json:"label"` // the input in words
	Unit  InputUnit        `json:"unit"`
	Value float64          `json:"value"` // as it is; of a distribution the mean
	Moved Moved            `json:"moved"`
	Low   SensitivityPoint `json:"low"`
	High  SensitivityPoint `json:"high"`
	Width *float64         `json:"width"` // how far the P80 of the ranking metric moves, at most of any model; nil where it exists at some points only
}

// Moved says how an input was moved down and up.
type Moved string

// The ways of moving an input.
const (
	BySwing     Moved = "swing"     // a constant, times 1 ∓ swing
	ByQuantiles Moved = "quantiles" // a distribution, fixed at its own P10 and P90
	ByBoth      Moved = "both"      // several numbers, constants and distributions
)

// SensitivityPoint is a simulation with one input at one value.
type SensitivityPoint struct {
	Value       *float64           `json:"value"`       // of the input; nil for the scenario as it is
	Recommended ModelName          `json:"recommended"` // empty where no model qualifies
	Models      []SensitivityModel `json:"models"`
}

// SensitivityModel is one model's share of a [SensitivityPoint].
type SensitivityModel struct {
	Model    ModelName      `json:"model"`
	Finished float64        `json:"finished"` // share of the replications
	Joint    float64        `json:"joint"`    // share of the replications that finish and meet every objective at once
	Metrics  []MetricLevels `json:"metrics"`
}

// MetricLevels are the P80 and the mean of a metric over the replications that
// finished.
type MetricLevels struct {
	Metric string   `json:"metric"`
	Unit   string   `json:"unit"`
	P80    *float64 `json:"p80"`
	Mean   *float64 `json:"mean"`
}

// RankCorrelation is Spearman's rank correlation, over the replications that
// finished, between what was drawn for an input and what came out, with its 95 %
// interval. Without one of the three numbers the Reason says why.
type RankCorrelation struct {
	Input        string    `json:"input"`
	Label        string    `json:"label"`
	Model        ModelName `json:"model"`
	Metric       string    `json:"metric"`
	Rho          *float64  `json:"rho"`
	Low          *float64  `json:"low"`
	High         *float64  `json:"high"`
	Distinct     bool      `json:"distinct"` // the interval leaves zero out
	Replications int       `json:"replications"`
	Reason       string    `json:"reason,omitempty"`
}

// BreakEven tells where, as one input is scaled and all else stays, another
// model is recommended than in the scenario as it is. Only values between From
// and To were tried: some over the whole range, then more around the change that
// is nearest to the scenario as it is. Changes that hide between two values tried
// are not seen.
type BreakEven struct {
	Input       string           `json:"input"`
	Label       string           `json:"label"`
	Unit        InputUnit        `json:"unit"`
	Value       float64          `json:"value"` // as it is; of a distribution the mean
	From        float64          `json:"from"`
	To          float64          `json:"to"`
	Recommended ModelName        `json:"recommended"` // as it is
	Below       *Flip            `json:"below"`       // nil: no change was found
	Above       *Flip            `json:"above"`
	Tried       []BreakEvenPoint `json:"tried"`     // in rising order
	Sentences   []string         `json:"sentences"` // what would change the recommendation; empty where no change was found
}

// Flip is a change of the recommendation between two neighbors: values that are
// one step apart, of 1 % of the value that the input has in the scenario, or of
// about 1 % of the value itself where it is more than twice as large.
type Flip struct {
	Value       float64   `json:"value"`       // the nearest at which another model is recommended
	Last        float64   `json:"last"`        // its neighbor, at which nothing has changed yet
	Recommended ModelName `json:"recommended"` // empty: no model qualifies
	Throughout  bool      `json:"throughout"`  // every value tried beyond it gives the same
}

// BreakEvenPoint is a value that was tried.
type BreakEvenPoint struct {
	Value       float64   `json:"value"`
	Recommended ModelName `json:"recommended"`
}
