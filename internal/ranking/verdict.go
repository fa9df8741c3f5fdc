package ranking

import (
	"math"
	"slices"
)

// Elimination says why a model is out.
type Elimination struct {
	Model, By int     // By is the model that it was farthest behind, beyond what is allowed
	After     int     // observations
	Gap       float64 // difference of their means by then, above 0, in the unit of the observations
	Allowed   float64 // the gap up to which both would have stayed in
}

// Outcome is how a selection stands.
type Outcome uint8

// The outcomes.
const (
	Undecided Outcome = iota // several are in: more observations are needed
	Selected                 // one is in, and no other came within the indifference zone
	Alike                    // one or more are in, and others came within the indifference zone
)

// Verdict is where a selection stands.
type Verdict struct {
	Outcome      Outcome
	Winner       int           // the model that is selected; of equals the first; -1 if undecided
	In           []int         // models still in, in their order
	Near         []int         // once decided: others that were less than the indifference zone behind the winner when they left, and equals
	Out          []Elimination // in the order in which they left
	Observations int
	Most         int // observations after which only equals can still be in; 0 if decided or not yet known
}

// Done reports whether a single model is left, or several that were equal in every
// observation so far: those stay in for ever unless something rare happens to one
// of them, which a longer first stage may show.
func (p *KN) Done() bool { return len(p.in) == 1 || p.equal() }

// equal reports whether the models that are in never differed.
func (p *KN) equal() bool {
	return p.spread != nil && !slices.ContainsFunc(p.in, func(i int) bool {
		return p.sums[i] != p.sums[p.in[0]] || p.spread[i][p.in[0]] > 0
	})
}

// Verdict is what the observations so far say.
func (p *KN) Verdict() Verdict {
	v := Verdict{Winner: -1, In: slices.Clone(p.in), Out: slices.Clone(p.out), Observations: p.n}
	if !p.Done() {
		v.Most = p.most()
		return v
	}
	v.Outcome, v.Winner = Selected, p.in[0]
	v.Near = append(v.Near, p.in[1:]...)
	for i, e := range p.out {
		if gap := (p.leaving[i][e.Model] - p.leaving[i][v.Winner]) / float64(e.After); gap < p.options.Delta {
			v.Near = append(v.Near, e.Model)
		}
	}
	slices.Sort(v.Near)
	if len(v.Near) > 0 {
		v.Outcome = Alike
	}
	return v
}

// most is the first number of observations at which W is 0 for all that are in.
func (p *KN) most() int {
	if p.spread == nil {
		return 0
	}
	widest := 0.0
	for _, i := range p.in {
		for _, l := range p.in {
			widest = max(widest, p.spread[i][l])
		}
	}
	d := p.options.Delta
	return int(min(math.Ceil(p.h2*widest/(d*d)), math.MaxInt32))
}
