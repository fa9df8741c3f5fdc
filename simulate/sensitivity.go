package simulate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/landfall-sim/landfall/internal/nearest"
)

// The defaults of [SensitivityOptions].
const (
	DefaultSensitivityReplications = 200
	DefaultSwing                   = 0.2
	DefaultBreakEvens              = 3
)

// SensitivityOptions say how the inputs of a scenario are moved. The zero value
// works.
type SensitivityOptions struct {
	Options            // Replications, per simulation, Seed, Parallel and Progress count, the others must fit as for [Size]; 0 replications mean DefaultSensitivityReplications
	Swing     float64  // the share by which a constant is moved down and up, in (0, 1); 0 means DefaultSwing
	Metric    string   // by which inputs are ranked: duration, lossWindow, lossBytes, downtime, affected or links[NAME].p95; empty means duration
	Inputs    []string // that are moved; nil: all
	BreakEven []string // inputs whose break-even is searched for; nil: the Top widest and those that change the recommendation
	Top       int      // 0 means DefaultBreakEvens; negative: no break-even unless BreakEven names one
}

// ErrSensitivity is what every error about a [SensitivityOptions] is, by
// [errors.Is]; each is an [ErrOptions], too.
var ErrSensitivity = wrongOptions(errors.New("simulate: sensitivity"))

// Sensitivity tells which inputs of a scenario move the answer: it moves each
// alone, down and up, and simulates both under every model of promotion.models;
// it correlates what was drawn in each replication with what came out; and it
// searches for the values of inputs at which another model is recommended. All
// simulations have the same luck, and the result is the same whatever Parallel
// is. docs/sensitivity.md says which inputs there are and how each is moved.
//
// It takes two simulations for each input and up to 24 for each
// break-even. Progress counts replications, of all that there may be. Errors
// are those of [Compile], wrap ErrSensitivity, or are the cause for which ctx
// ended.
func Sensitivity(ctx context.Context, s *Scenario, o SensitivityOptions) (*SensitivityResult, error) {
	t, err := newStudy(s, o)
	if err != nil {
		return nil, err
	}
	return t.run(ctx)
}

// AddBreakEvens adds to the result of a comparison what [BreakEvens] has found,
// and its sentences to the reasons. A result of [Simulate], which compares
// nothing, stays as it is.
func (r *Result) AddBreakEvens(list []BreakEven) {
	if r.Comparison == nil {
		return
	}
	r.Comparison.BreakEvens = list
	for _, b := range list {
		for _, sentence := range b.Sentences {
			r.Comparison.Reasons = append(r.Comparison.Reasons, "What would change this: "+strings.ToLower(sentence[:1])+sentence[1:])
		}
	}
}

// BreakEvens searches only for the values of inputs at which another model is
// recommended, for those that BreakEven names, or else for the capacity of each
// link. Errors are those of [Sensitivity].
func BreakEvens(ctx context.Context, s *Scenario, o SensitivityOptions) ([]BreakEven, error) {
	t, err := newStudy(s, o)
	if err != nil {
		return nil, err
	}
	chosen := t.named(o.BreakEven)
	if o.BreakEven == nil {
		for _, in := range t.all {
			if in.capacity {
				chosen = append(chosen, in)
			}
		}
	}
	t.meter.total = t.cost(1 + len(chosen)*mostFlipProbes)
	if err := t.simulateBase(ctx); err != nil {
		return nil, err
	}
	return t.breakEvens(ctx, chosen)
}

// study moves the inputs of a scenario with its defaults.
type study struct {
	scenario *Scenario
	options  SensitivityOptions
	all      []input
	inputs   []input // those that are moved
	metrics  []sensitivityMetric
	compare  func(context.Context, *Scenario, Options) (*Result, error)
	meter    meter
	base     SensitivityPoint
	ends     map[string][]BreakEvenPoint // of the inputs that were moved
}

func newStudy(s *Scenario, o SensitivityOptions) (*study, error) {
	if o.Replications == 0 {
		o.Replications = DefaultSensitivityReplications
	}
	if o.Swing == 0 {
		o.Swing = DefaultSwing
	}
	if o.Top == 0 {
		o.Top = DefaultBreakEvens
	}
	if o.Metric == "" {
		o.Metric = "duration"
	}
	var err error
	if o.Options, err = o.withDefaults(); err != nil {
		return nil, ofKind{err, ErrSensitivity}
	}
	if !(o.Swing > 0 && o.Swing < 1) {
		return nil, fmt.Errorf("%w: a swing of %v: want a share above 0 and below 1", ErrSensitivity, o.Swing)
	}
	if err := s.Validate(); err != nil {
		return nil, err
	}
	t := &study{scenario: s.WithDefaults(), options: o, compare: Compare, ends: map[string][]BreakEvenPoint{}}
	t.meter.tell = o.Progress
	t.all, t.metrics = inputsOf(t.scenario), sensitivityMetrics(t.scenario)
	t.inputs = t.all
	if o.Inputs != nil {
		t.inputs = t.named(o.Inputs)
	}
	return t, t.checkNames()
}

// checkNames demands known metrics and inputs.
func (t *study) checkNames() error {
	var metrics []string
	for _, m := range t.metrics {
		metrics = append(metrics, m.name)
	}
	if !slices.Contains(metrics, t.options.Metric) {
		return fmt.Errorf("%w: %w", ErrSensitivity, missing("metric", t.options.Metric, metrics))
	}
	inputs := InputNames(t.scenario)
	for _, name := range slices.Concat(t.options.Inputs, t.options.BreakEven) {
		if !slices.Contains(inputs, name) {
			return fmt.Errorf("%w: %w", ErrSensitivity, missing("input", name, inputs))
		}
	}
	return nil
}

// missing says that there is no such thing, and what there is.
func missing(what, name string, known []string) error {
	there := "there are "
	if near := nearest.Word(name, known); near != "" {
		there = "did you mean " + near + "? There are "
	}
	return fmt.Errorf("unknown %s %s; %s%s", what, quote(name), there, listing(known))
}

// named are the inputs of some names, in the order of the scenario.
func (t *study) named(names []string) []input {
	var list []input
	for _, in := range t.all {
		if slices.Contains(names, in.name) {
			list = append(list, in)
		}
	}
	return list
}

// cost is how many replications so many simulations take.
func (t *study) cost(simulations int) int {
	return simulations * len(t.scenario.Promotion.Models) * t.options.Replications
}

func (t *study) run(ctx context.Context) (*SensitivityResult, error) {
	reserve := max(len(t.options.BreakEven), t.options.Top, 0)
	t.meter.total = t.cost(2 + 2*len(t.inputs) + reserve*mostFlipProbes)
	if err := t.simulateBase(ctx); err != nil {
		return nil, err
	}
	r := &SensitivityResult{
		Landfall: 1, Scenario: t.scenario.Name, Seed: t.options.Seed, Replications: t.options.Replications,
		Swing: t.options.Swing, Metric: t.options.Metric, Inputs: []InputSensitivity{}, BreakEvens: []BreakEven{}, Changes: []string{},
	}
	for _, in := range t.inputs {
		one, err := t.tornado(ctx, in)
		if err != nil {
			return nil, err
		}
		r.Inputs = append(r.Inputs, *one)
	}
	slices.SortStableFunc(r.Inputs, func(a, b InputSensitivity) int {
		return cmp.Or(
			compareWidths(t.widest(&b, levelP80), t.widest(&a, levelP80)),
			compareWidths(t.widest(&b, levelMean), t.widest(&a, levelMean)),
		)
	})
	t.keepTelling(r)
	var err error
	if r.Correlations, err = t.correlations(ctx); err != nil {
		return nil, err
	}
	if r.BreakEvens, err = t.breakEvens(ctx, t.chosen(r)); err != nil {
		return nil, err
	}
	for i := range r.BreakEvens {
		r.Changes = append(r.Changes, r.BreakEvens[i].Sentences...)
	}
	r.Base = t.base
	t.meter.reach(t.meter.total)
	return r, nil
}

// keepTelling drops the metrics that are zero or absent under every model
// wherever an input was moved, but not the one that is ranked by.
func (t *study) keepTelling(r *SensitivityResult) {
	points := []*SensitivityPoint{&t.base}
	for i := range r.Inputs {
		points = append(points, &r.Inputs[i].Low, &r.Inputs[i].High)
	}
	keep := map[string]bool{t.options.Metric: true}
	for _, p := range points {
		for _, m := range p.Models {
			for _, v := range m.Metrics {
				keep[v.Metric] = keep[v.Metric] || v.P80 != nil && *v.P80 != 0 || v.Mean != nil && *v.Mean != 0
			}
		}
	}
	dropped := func(v MetricLevels) bool { return !keep[v.Metric] }
	for _, p := range points {
		for i := range p.Models {
			p.Models[i].Metrics = slices.DeleteFunc(p.Models[i].Metrics, dropped)
		}
	}
	t.metrics = slices.DeleteFunc(t.metrics, func(m sensitivityMetric) bool { return !keep[m.name] })
}

// compareWidths orders widths, NaN being wider than any.
func compareWidths(a, b float64) int {
	if math.IsNaN(a) || math.IsNaN(b) {
		return cmp.Compare(b, a) // which takes NaN for the least
	}
	return cmp.Compare(a, b)
}
