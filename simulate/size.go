package simulate

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// DefaultSizingReplications is how many replications each simulation of
// [Size] computes when [Options] does not say: it runs a hundred of them.
const DefaultSizingReplications = 100

// Sizing answers what a plan needs, instead of what it gives. Every number is
// an answer with its unit or a nil pointer with the reason why there is none;
// none is infinite. Its JSON form is described in docs/sizing.md.
type Sizing struct {
	Landfall     int           `json:"landfall"` // format version, 1
	Scenario     string        `json:"scenario"`
	Seed         uint64        `json:"seed"`
	Replications int           `json:"replications"` // per simulation
	Confidence   float64       `json:"confidence"`   // share of the replications that must meet an objective
	Held         []HeldSize    `json:"held"`         // by link, from closed forms
	Models       []ModelSizing `json:"models"`
}

// ModelSizing is one model's share of a [Sizing]. Current is the scenario as
// it is.
type ModelSizing struct {
	Model       ModelName    `json:"model"`
	Current     Probe        `json:"current"`
	Uplinks     []UplinkSize `json:"uplinks"`
	LatestStart StartSize    `json:"latestStart"`
	WIP         WIPSize      `json:"wip"`
	Simulations int          `json:"simulations"` // how many were run
}

// Probe is what a simulation says about one candidate: a scenario in which one
// thing is changed.
type Probe struct {
	Value      float64          `json:"value"` // of what is changed; 0 for the scenario as it is
	Meets      bool             `json:"meets"` // each objective that is asked about, with the confidence
	Finished   float64          `json:"finished"`
	Joint      float64          `json:"joint"`  // share of all replications that finish and meet every objective at once
	Finish     *float64         `json:"finish"` // seconds from the candidate's start until all is promoted in the wanted share of the replications
	Objectives []ObjectiveShare `json:"objectives"`
}

// ObjectiveShare says in which share of the replications an objective is met.
type ObjectiveShare struct {
	Name        string  `json:"name"`
	Link        string  `json:"link,omitempty"`
	Probability float64 `json:"probability"`
	Met         bool    `json:"met"`
}

// Search tells how far an answer found by simulation can be trusted. It is
// found by bisection, which takes for granted that of two candidates the easier
// one meets the objectives if the harder one does. Answer and Next have been
// simulated in full: the answer meets them, the next harder candidate does not.
// Some others have been tried on both sides; those that contradict the
// assumption are Exceptions, and then Monotone is false.
type Search struct {
	Answer     *Probe    `json:"answer"`
	Next       *Probe    `json:"next"` // nil where the answer is the last candidate, too
	Monotone   bool      `json:"monotone"`
	Exceptions []float64 `json:"exceptions"` // values of candidates that do not fit
}

// errSizing is wrapped by errors about what [Size] is asked.
var errSizing = wrongOptions(errors.New("simulate: size"))

// Size answers the inverse questions about a scenario under each model that it
// names in promotion.models: the least capacity of each link with which it
// meets its objectives, the number of assets that its links keep in sync at
// once, the latest start with which it still meets its finish, and the limit on
// work in progress with which it ends first. All simulations have the same
// luck, so that candidates differ by nothing else, and the result is the same
// whatever [Options] says of parallel runs. A model takes at most 30
// simulations for each link and 65 for the rest; most end as soon as their
// verdict is certain. Of the options Replications, Seed, Parallel and Progress
// count; Progress counts replications, of all that there may be. The others
// change nothing, but must fit: a Precision is refused, since the number of
// replications is given, and of antithetic ones that must be even. Errors are
// those of [Compile], wrap [ErrOptions], or are the cause for which ctx ended.
func Size(ctx context.Context, s *Scenario, o Options) (*Sizing, error) {
	if o.Replications == 0 {
		o.Replications = DefaultSizingReplications
	}
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	if err := s.Validate(); err != nil {
		return nil, err
	}
	z := &sizer{scenario: s.WithDefaults(), options: o, compile: compileReplicator}
	return z.size(ctx)
}

// SizeModel is [Size] for one model, whether or not promotion.models has it.
func SizeModel(ctx context.Context, s *Scenario, model ModelName, o Options) (*Sizing, error) {
	if !slices.Contains([]ModelName{SingleStep, Staged, Flight}, model) {
		return nil, fmt.Errorf("%w: unknown model %q: want %s, %s or %s", errSizing, model, SingleStep, Staged, Flight)
	}
	if err := s.Validate(); err != nil {
		return nil, err
	}
	one := s.WithDefaults()
	one.Promotion.Models = []ModelName{model}
	return Size(ctx, one, o)
}

// compileReplicator makes a scenario ready to be replicated.
func compileReplicator(s *Scenario) (replicator, error) {
	plan, err := Compile(s)
	if err != nil {
		return nil, err
	}
	return plan.Replicate, nil
}

// sizer answers the questions about a scenario with its defaults.
type sizer struct {
	scenario *Scenario
	options  Options
	compile  func(*Scenario) (replicator, error)
	meter    meter
	model    ModelName
	runs     int
}

func (z *sizer) size(ctx context.Context) (*Sizing, error) {
	s, o := z.scenario, z.options
	z.meter = meter{tell: o.Progress, total: len(s.Promotion.Models) * o.Replications * z.mostSimulations()}
	out := &Sizing{
		Landfall: 1, Scenario: s.Name, Seed: o.Seed, Replications: o.Replications, Confidence: confidence(s),
		Held: s.heldSizes(),
	}
	for i, model := range s.Promotion.Models {
		m, err := z.sizeModel(ctx, model)
		if err != nil {
			return nil, err
		}
		z.meter.reach((i + 1) * o.Replications * z.mostSimulations())
		out.Models = append(out.Models, *m)
	}
	return out, nil
}

// mostSimulations is how many each model takes at most.
func (z *sizer) mostSimulations() int {
	return 1 + mostProbes*len(z.scenario.Network.Links) + mostStarts + mostWIPs
}

func (z *sizer) sizeModel(ctx context.Context, model ModelName) (*ModelSizing, error) {
	z.model, z.runs = model, 0
	m := &ModelSizing{Model: model, Uplinks: []UplinkSize{}}
	current, err := z.probe(ctx, z.scenario, all, true)
	if err != nil {
		return nil, err
	}
	m.Current = *current
	for i := range z.scenario.Network.Links {
		up, err := z.uplink(ctx, i)
		if err != nil {
			return nil, err
		}
		m.Uplinks = append(m.Uplinks, *up)
	}
	if m.LatestStart, err = z.latestStart(ctx); err != nil {
		return nil, err
	}
	if m.WIP, err = z.wip(ctx, current); err != nil {
		return nil, err
	}
	m.Simulations = z.runs
	return m, nil
}

// meter tells progress: done never falls.
type meter struct {
	tell        func(done, total int)
	done, total int
}

func (m *meter) reach(done int) {
	if done = min(done, m.total); done > m.done {
		m.done = done
		if m.tell != nil {
			m.tell(m.done, m.total)
		}
	}
}
