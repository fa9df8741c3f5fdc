package simulate

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
)

// DefaultBudget is how many replications [Optimize] computes at most when
// [OptimizeOptions] does not say.
const DefaultBudget = 20000

// LeastBudget is the smallest budget that [Optimize] accepts.
const LeastBudget = 200

// Part is a part of a plan that [Optimize] chooses.
type Part string

// The parts.
const (
	ModelsPart  Part = "models"  // of the subscriptions that are not pinned
	WIPPart     Part = "wip"     // backlog.wip
	FlightsPart Part = "flights" // promotion.flights
)

// Names lists the parts.
func (Part) Names() []string { return names(ModelsPart, WIPPart, FlightsPart) }

// Criterion is a quantity of the portfolio of which less is better, named as
// in [PortfolioResult].
type Criterion string

// Names lists the criteria that [OptimizeOptions] can put first.
func (Criterion) Names() []string {
	var list []string
	for _, name := range portfolioMetrics {
		if name != "observedLoad" { // more of it is better
			list = append(list, name)
		}
	}
	return list
}

// OptimizeOptions say how a plan is searched for. The zero value works.
type OptimizeOptions struct {
	Budget   int       // replications in all, at least LeastBudget; 0 means DefaultBudget
	Seed     uint64    // of the random numbers; 0 means 1
	Parallel int       // replications computed at once; 0 means GOMAXPROCS. It never changes a result.
	Minimize Criterion // decides first between choices that meet the objectives; empty means as Compare decides
	Keep     []Part    // left as the scenario has them; without ModelsPart all free subscriptions may differ, with it they have one model

	// Progress, if not nil, is called with the number of replications done and
	// the budget. Calls do not overlap and done never falls; at the end it is
	// the budget, even if the search needed less.
	Progress func(done, total int)
}

// errOptimize is wrapped by errors about what [Optimize] is asked.
var errOptimize = wrongOptions(errors.New("simulate: optimize"))

func (o OptimizeOptions) withDefaults() (OptimizeOptions, error) {
	if o.Budget == 0 {
		o.Budget = DefaultBudget
	}
	if o.Seed == 0 {
		o.Seed = 1
	}
	if o.Parallel == 0 {
		o.Parallel = runtime.GOMAXPROCS(0)
	}
	switch {
	case o.Budget < LeastBudget:
		return o, fmt.Errorf("%w: a budget of %d replications: want at least %d", errOptimize, o.Budget, LeastBudget)
	case o.Parallel < 0:
		return o, fmt.Errorf("%w: %d replications at once: want at least 1", errOptimize, o.Parallel)
	case o.Minimize != "" && !slices.Contains(o.Minimize.Names(), string(o.Minimize)):
		return o, fmt.Errorf("%w: unknown criterion %q: want %s", errOptimize, o.Minimize, strings.Join(o.Minimize.Names(), ", "))
	}
	for _, part := range o.Keep {
		if !slices.Contains(part.Names(), string(part)) {
			return o, fmt.Errorf("%w: unknown part %q to keep: want %s", errOptimize, part, strings.Join(part.Names(), ", "))
		}
	}
	return o, nil
}

func (o OptimizeOptions) keeps(part Part) bool { return slices.Contains(o.Keep, part) }

// Optimum is the best choice that was found and how it compares with every
// uniform choice, that is, one model for all subscriptions that are not pinned
// and all else as the scenario has it. The choice was found with some
// replications and is compared on others, so that the differences owe nothing
// to the luck by which it was chosen. Its JSON form is described in
// docs/optimize.md.
type Optimum struct {
	Landfall    int          `json:"landfall"` // format version, 1
	Scenario    string       `json:"scenario"`
	Seed        uint64       `json:"seed"`
	Budget      int          `json:"budget"`
	Confidence  float64      `json:"confidence"` // share of the replications that must meet an objective
	Criteria    []Criterion  `json:"criteria"`   // that decide between choices which meet the objectives, in this order
	Best        Evaluation   `json:"best"`
	Uniform     []Contrast   `json:"uniform"`     // in the order of promotion.models; one if all subscriptions are pinned
	BestUniform int          `json:"bestUniform"` // its place in Uniform
	Better      bool         `json:"better"`      // Best is distinctly better than the best uniform choice; else it is that choice
	DecidedBy   string       `json:"decidedBy"`   // a criterion, "joint" or "met", in which it is better; empty if it is not
	Without     []Withdrawal `json:"without"`     // what each part of the change is worth; empty unless several parts change
	RunnerUp    *Contrast    `json:"runnerUp"`    // what the search found, where it is not distinctly better; else nil
	Tried       int          `json:"tried"`       // different choices that were simulated
	Searched    int          `json:"searched"`    // replications of the search
	Fresh       int          `json:"fresh"`       // replications of each choice that is compared: those of Compare with the same seed
	Spent       int          `json:"spent"`       // replications in all
	Reasons     []string     `json:"reasons"`     // in sentences

	// Plan is the scenario with the best choice written in: models as pins
	// where subscriptions differ, else as the only one of promotion.models.
	Plan *Scenario `json:"-"`
}

// Choice is a model for each subscription, a limit on work in progress and a
// flight plan.
type Choice struct {
	Models  []SubscriptionModel `json:"models"`            // in the order of the portfolio
	WIP     *int                `json:"wip"`               // nil without a limit
	Flights []FlightStep        `json:"flights,omitempty"` // empty where no subscription goes in flights
}

// SubscriptionModel is the model by which a subscription is promoted.
type SubscriptionModel struct {
	Subscription string    `json:"subscription"`
	Model        ModelName `json:"model"`
	Pinned       bool      `json:"pinned,omitempty"` // by the scenario
}

// Evaluation is what a choice gives over the replications of the comparison.
type Evaluation struct {
	Choice
	Finished   float64          `json:"finished"` // share of the replications
	Joint      float64          `json:"joint"`    // share of all replications that finish and meet every objective at once
	Meets      bool             `json:"meets"`    // finishes and meets each objective by itself with the confidence
	Objectives []ObjectiveShare `json:"objectives"`
	Portfolio  PortfolioResult  `json:"portfolio"`
}

// Contrast is a choice with what the best one has less or more of.
type Contrast struct {
	Model ModelName `json:"model,omitempty"` // of a uniform choice
	Evaluation
	Differences []QuantityDifference `json:"differences"` // best minus this: joint, met, then the portfolio's quantities
}

// Withdrawal is the best choice with one part as the best uniform choice has
// it.
type Withdrawal struct {
	Part Part `json:"part"`
	Contrast
}

// Optimize searches for the model of each subscription, the limit on work in
// progress and the flight plan that are best together, within a budget of
// replications, and sets what it found against every uniform choice on
// replications that the search has not seen. The answer is the best uniform
// choice unless another one is distinctly better there.
//
// A choice is better than another if it more probably meets all objectives at
// once, up to the scenario's confidence; of those that cannot be told apart so,
// if it has less of the first criterion in which they differ distinctly:
// Minimize if that is given, then those of [Compare]. A difference is distinct
// if the 95 % interval of its paired mean leaves zero out and it is at least
// 1 % of the larger value (of probabilities, one percentage point).
//
// Errors are those of [Compile], wrap [ErrOptions], or are the cause for which
// ctx ended.
func Optimize(ctx context.Context, s *Scenario, o OptimizeOptions) (*Optimum, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	if err := s.Validate(); err != nil {
		return nil, err
	}
	return newOptimizer(s, o, compileReplicator).optimize(ctx)
}
