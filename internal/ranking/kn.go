package ranking

import (
	"fmt"
	"iter"
	"math"
)

// Options say what [KN] promises.
type Options struct {
	Delta      float64 // the indifference zone, above 0, in the unit of the observations: a smaller difference does not matter
	Confidence float64 // of the promise, above 0.5 and below 1
	First      int     // observations of the first stage, at least 2; 10 to 20 are usual
}

func (o Options) check(models int) error {
	switch {
	case models < 1:
		return fmt.Errorf("ranking: %d models, want 1 or more", models)
	case !(o.Delta > 0) || math.IsInf(o.Delta, 1):
		return fmt.Errorf("ranking: an indifference zone of %v, want a number above 0", o.Delta)
	case !(o.Confidence > 0.5 && o.Confidence < 1):
		return fmt.Errorf("ranking: a confidence of %v, want a number above 0.5 and below 1", o.Confidence)
	case o.First < 2:
		return fmt.Errorf("ranking: a first stage of %d observations, want 2 or more", o.First)
	}
	return nil
}

// Constants returns η and h² of [KN] for so many models, 2 or more, with c = 1:
// η = ((2α/(k − 1))^(−2/(n₀ − 1)) − 1)/2 and h² = 2η(n₀ − 1), where α is 1 −
// confidence and n₀ the length of the first stage.
func (o Options) Constants(models int) (eta, h2 float64) {
	freedom := float64(o.First - 1)
	eta = (math.Pow(2*(1-o.Confidence)/float64(models-1), -2/freedom) - 1) / 2
	return eta, 2 * eta * freedom
}

// KN is the procedure of Kim and Nelson ("A fully sequential procedure for
// indifference-zone selection in simulation", ACM TOMACS 11, 2001) with c = 1, for
// models of which the smallest mean is the best. After a first stage, which gives
// the variances of the differences, it compares all models still in after every
// observation, and drops one that is behind another by more than
//
//	W(r) = max(0, δ/(2r)·(h²S²/δ² − r))
//
// where r is the number of observations and S² the variance of their difference.
// If the best is better than all others by δ or more it is selected with the
// promised confidence. If others are closer, one of those is selected as a rule.
//
// Observations are vectors, one number a model. They must be independent of each
// other and about normal; within a vector the numbers may depend on each other, and
// it is faster if they do (common random numbers). The mean of a batch of
// replications is more normal than one of them and as good an observation: the
// promise then is that of a simulation that takes a batch for one. Looking only
// at the end of batches does not weaken it: a random walk that is looked at
// seldom leaves a narrowing band on the wrong side no more often than one that is
// watched all the time (Jennison, Johnstone and Turnbull, "Asymptotically optimal
// procedures for sequential adaptive selection of the best of several normal
// means", 1982, on which Kim and Nelson's proof rests).
type KN struct {
	options Options
	h2      float64
	n       int
	sums    []float64
	first   [][]float64 // the vectors of the first stage
	spread  [][]float64 // S² of the difference of each two models
	in      []int
	out     []Elimination
	leaving [][]float64 // the sums by the time of each elimination
}

// NewKN is the procedure before its first observation, or an error that says which
// option is out of its range.
func NewKN(models int, o Options) (*KN, error) {
	if err := o.check(models); err != nil {
		return nil, err
	}
	p := &KN{options: o, sums: make([]float64, models)}
	for i := range models {
		p.in = append(p.in, i)
	}
	if models > 1 {
		_, p.h2 = o.Constants(models)
	}
	return p, nil
}

// Select runs the procedure over a sequence of observations until it ends, or
// they do. As it depends on nothing else, a verdict can be reached again from
// observations that were stored.
func Select(models int, observations iter.Seq[[]float64], o Options) (Verdict, error) {
	p, err := NewKN(models, o)
	if err != nil {
		return Verdict{}, err
	}
	for x := range observations {
		if p.Done() {
			break
		}
		if err := p.Observe(x); err != nil {
			return Verdict{}, err
		}
	}
	return p.Verdict(), nil
}

// Observe takes one number of each model, in the models' order. Those of models
// that are out are not looked at. It is an error if one that is still in has no
// finite number, or the vector has another length; nothing is changed then.
func (p *KN) Observe(x []float64) error {
	if len(x) != len(p.sums) {
		return fmt.Errorf("ranking: observation %d has %d numbers, want %d, one a model", p.n+1, len(x), len(p.sums))
	}
	for _, i := range p.in {
		if math.IsNaN(x[i] - x[i]) {
			return fmt.Errorf("ranking: observation %d of model %d is %v, want a finite number", p.n+1, i, x[i])
		}
	}
	p.n++
	for _, i := range p.in {
		p.sums[i] += x[i]
	}
	if p.n <= p.options.First {
		p.first = append(p.first, append([]float64(nil), x...))
	}
	if p.n == p.options.First {
		p.measure()
	}
	if p.n >= p.options.First {
		p.screen()
	}
	return nil
}

// measure finds the variances of the differences over the first stage.
func (p *KN) measure() {
	p.spread = make([][]float64, len(p.sums))
	for i := range p.spread {
		p.spread[i] = make([]float64, len(p.sums))
		for l := range p.spread[i] {
			p.spread[i][l] = p.differences(i, l)
		}
	}
	p.first = nil
}

func (p *KN) differences(i, l int) float64 {
	n := float64(len(p.first))
	mean, squares := 0.0, 0.0
	for _, x := range p.first {
		mean += (x[i] - x[l]) / n
	}
	for _, x := range p.first {
		squares += (x[i] - x[l] - mean) * (x[i] - x[l] - mean)
	}
	return squares / (n - 1)
}

// screen drops the models that are too far behind one that was still in.
func (p *KN) screen() {
	var left []int
	for _, i := range p.in {
		if e, out := p.behind(i); out {
			p.out = append(p.out, e)
			p.leaving = append(p.leaving, append([]float64(nil), p.sums...))
		} else {
			left = append(left, i)
		}
	}
	p.in = left
}

// behind finds the model that i is farthest behind, beyond what is allowed.
func (p *KN) behind(i int) (Elimination, bool) {
	worst, found := Elimination{}, false
	for _, l := range p.in {
		gap, allowed := (p.sums[i]-p.sums[l])/float64(p.n), p.allowed(i, l)
		if gap > allowed && (!found || gap-allowed > worst.Gap-worst.Allowed) {
			worst, found = Elimination{Model: i, By: l, After: p.n, Gap: gap, Allowed: allowed}, true
		}
	}
	return worst, found
}

// allowed is W.
func (p *KN) allowed(i, l int) float64 {
	d, r := p.options.Delta, float64(p.n)
	return max(0, d/(2*r)*(p.h2*p.spread[i][l]/(d*d)-r))
}
