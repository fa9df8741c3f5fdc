package simulate

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// mostFlipProbes is how many simulations a search for a break-even takes at
// most: those over the range, and on the two sides those of the bisection.
const mostFlipProbes = 8 + 10 + 6

// rungs are the values of an input that may be tried, numbered in rising order.
type rungs struct {
	from, base, to int
	grid           []int // those that are tried first, over the whole range
	factor         func(step int) float64
}

// Factors are numbered so that neighbors are 1 % of the scenario's value apart,
// or about 1 % of their own where that is more than twice as large.
const (
	tenth    = 10
	asIs     = 100
	twice    = 200 // steps of 2 % from here
	fivefold = 350 // steps of 5 % from here
	tenfold  = 450
)

// manifold is the factor of a step.
func manifold(step int) float64 {
	switch {
	case step <= twice:
		return float64(step) / 100
	case step <= fivefold:
		return 2 + float64(step-twice)/50
	}
	return 5 + float64(step-fivefold)/20
}

// scales are the rungs of an input of quantities, up to where a share can grow
// no more.
func (t *study) scales(in *input) rungs {
	r := rungs{from: tenth, base: asIs, to: tenfold, factor: manifold, grid: []int{25, 50, 80, 120, 160, 225}}
	if in.unit == inShare {
		most := in.value(in.times(t.scenario, manifold(tenfold)))
		for r.to > asIs && in.value(in.times(t.scenario, manifold(r.to-1))) == most {
			r.to--
		}
	}
	return r
}

// fewCounts is the largest count of which all whole numbers are rungs.
const fewCounts = 100

// wholeNumbers are the rungs of a count that is not large: the whole numbers.
func wholeNumbers(n int) rungs {
	r := rungs{from: max(1, n/10), base: n, to: 10 * n, factor: func(step int) float64 { return float64(step) / float64(n) }}
	for _, percent := range []int{25, 50, 80, 120, 160, 250} {
		r.grid = append(r.grid, (percent*n+50)/100)
	}
	return r
}

// within are the rungs to try first: the ends, the scenario as it is, and those
// between.
func (r rungs) within() []int {
	list := []int{r.from, r.base, r.to}
	for _, step := range r.grid {
		if step > r.from && step < r.to {
			list = append(list, step)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// flipSearch is a search for a break-even under way.
type flipSearch struct {
	*study
	in    *input
	rungs rungs
	tried map[int]BreakEvenPoint
}

// chosen are the inputs whose break-even is searched for.
func (t *study) chosen(r *SensitivityResult) []input {
	if t.options.BreakEven != nil {
		return t.named(t.options.BreakEven)
	}
	var names []string
	for i, in := range r.Inputs {
		changes := in.Low.Recommended != t.base.Recommended || in.High.Recommended != t.base.Recommended
		if t.options.Top > 0 && (i < t.options.Top || changes) {
			names = append(names, in.Input)
		}
	}
	return t.named(names)
}

// breakEvens searches for each. Progress takes the same share for each, however
// many simulations it takes.
func (t *study) breakEvens(ctx context.Context, chosen []input) ([]BreakEven, error) {
	list := []BreakEven{}
	whole := t.meter
	defer func() { t.meter = whole }()
	begun, cost := whole.done, t.cost(mostFlipProbes)
	for i := range chosen {
		from := begun + (whole.total-begun)*i/len(chosen)
		to := begun + (whole.total-begun)*(i+1)/len(chosen)
		t.meter = meter{total: cost, tell: func(done, _ int) { whole.reach(from + (to-from)*done/cost) }}
		b, err := t.breakEven(ctx, &chosen[i])
		if err != nil {
			return nil, err
		}
		whole.reach(to)
		list = append(list, *b)
	}
	return list, nil
}

func (t *study) breakEven(ctx context.Context, in *input) (*BreakEven, error) {
	f := &flipSearch{study: t, in: in, tried: map[int]BreakEvenPoint{}}
	f.rungs = t.scales(in)
	if n, ok := in.numbers(t.scenario)[0].movable.(counted); ok && *n.at <= fewCounts {
		f.rungs = wholeNumbers(*n.at)
	}
	f.remember()
	b := &BreakEven{Input: in.name, Label: in.label, Unit: in.unit, Value: in.value(t.scenario), Recommended: t.base.Recommended}
	for _, step := range f.rungs.within() {
		if _, err := f.recommended(ctx, step); err != nil {
			return nil, err
		}
	}
	var err error
	if b.Below, err = f.nearest(ctx, -1); err != nil {
		return nil, err
	}
	if b.Above, err = f.nearest(ctx, 1); err != nil {
		return nil, err
	}
	for _, step := range f.steps() {
		b.Tried = append(b.Tried, f.tried[step])
	}
	b.From, b.To = b.Tried[0].Value, b.Tried[len(b.Tried)-1].Value
	b.Sentences = b.sentences(len(goals(t.scenario)) > 0)
	return b, nil
}

// remember takes over what has been simulated: the scenario as it is and, where
// it was moved by a factor that is a rung, the ends of the tornado.
func (f *flipSearch) remember() {
	value := f.in.value(f.scenario)
	f.tried[f.rungs.base] = BreakEvenPoint{value, f.base.Recommended}
	if f.in.moved(f.scenario) != BySwing {
		return
	}
	for _, end := range f.ends[f.in.name] {
		for step := f.rungs.from; step <= f.rungs.to; step++ {
			if math.Abs(value*f.rungs.factor(step)-end.Value) <= rounding*value && step != f.rungs.base {
				f.tried[step] = end
			}
		}
	}
}

// steps are those that were tried, in rising order.
func (f *flipSearch) steps() []int {
	var list []int
	for step := range f.tried {
		list = append(list, step)
	}
	slices.Sort(list)
	return list
}

// recommended is the model that is recommended at a rung.
func (f *flipSearch) recommended(ctx context.Context, step int) (ModelName, error) {
	if known, ok := f.tried[step]; ok {
		return known.Recommended, nil
	}
	candidate := f.in.times(f.scenario, f.rungs.factor(step))
	value := f.in.value(candidate)
	r, err := f.simulate(ctx, candidate)
	if err != nil {
		return "", fmt.Errorf("%s at %s: %w", f.in.name, f.in.unit.Format(value), err)
	}
	f.tried[step] = BreakEvenPoint{value, r.Comparison.Recommended}
	return r.Comparison.Recommended, nil
}

// nearest finds the change that is nearest to the scenario as it is, of those
// between rungs that were tried: by bisection between the last with the same
// recommendation and the first with another.
func (f *flipSearch) nearest(ctx context.Context, direction int) (*Flip, error) {
	same, other := f.rungs.base, f.rungs.base
	steps := f.steps()
	for i := slices.Index(steps, f.rungs.base); i >= 0 && i < len(steps); i += direction {
		if other = steps[i]; f.tried[other].Recommended != f.base.Recommended {
			break
		}
		same = other
	}
	if same == other {
		return nil, nil
	}
	for (other-same)*direction > 1 {
		middle := same + (other-same)/2
		model, err := f.recommended(ctx, middle)
		if err != nil {
			return nil, err
		}
		if model == f.base.Recommended {
			same = middle
		} else {
			other = middle
		}
	}
	out := &Flip{
		Value: f.tried[other].Value, Last: f.tried[same].Value,
		Recommended: f.tried[other].Recommended, Throughout: true,
	}
	for _, step := range f.steps() {
		if (step-other)*direction > 0 && f.tried[step].Recommended != out.Recommended {
			out.Throughout = false
		}
	}
	return out, nil
}
