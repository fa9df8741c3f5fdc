package simulate

import (
	"math"
	"slices"

	"github.com/landfall-sim/landfall/internal/tally"
)

// How sure a difference must be: in the search, where hundreds are looked at,
// and at the end, where it is one.
const (
	raceLevel  = 0.99
	finalLevel = 0.95
)

// What can decide besides a criterion.
const (
	byMet = "met" // the mean number of objectives met, of choices that fall short
)

// settled is how many common replications it takes to believe that a choice is
// no worse in one thing and to look at the next: what is rare is not seen in a
// few.
const settled = 32

// order says which of two choices is better.
type order struct {
	confidence float64
	settled    int
	criteria   []Criterion
	columns    []int // of the criteria, in portfolioFields
}

func newOrder(s *Scenario, first Criterion) *order {
	o := &order{confidence: confidence(s), settled: settled}
	list := criteria
	if s.Objectives.LossWindow != nil {
		list = criteria[1:]
	}
	if first != "" {
		o.criteria = append(o.criteria, first)
	}
	for _, name := range list {
		if Criterion(name) != first {
			o.criteria = append(o.criteria, Criterion(name))
		}
	}
	for _, c := range o.criteria {
		o.columns = append(o.columns, fieldOf(string(c)))
	}
	return o
}

// fieldOf is the place of a quantity in portfolioFields.
func fieldOf(name string) int {
	return slices.IndexFunc(portfolioFields, func(f pairing[PortfolioOutcome, PortfolioResult]) bool { return f.name == name })
}

// gap is how much more of something one choice has than another, on average
// over the same replications, with its interval.
type gap struct {
	mean, low, high float64 // NaN where there is none
	scale           float64 // what the difference is held against
}

// newGap compares the first n replications at a level of confidence.
func newGap(a, b []float64, n int, level float64) gap {
	d := tally.Paired(a[:n], b[:n])
	g := gap{mean: d.Mean, low: d.Low, high: d.High, scale: max(math.Abs(meanOf(a, n)), math.Abs(meanOf(b, n)))}
	if d.N >= 2 && level != finalLevel {
		half := (d.High - d.Mean) * tally.Critical(d.N-1, level) / tally.Critical(d.N-1, finalLevel)
		g.low, g.high = d.Mean-half, d.Mean+half
	}
	return g
}

// ofShares is a gap of probabilities, which are held against 1.
func ofShares(a, b []float64, n int, level float64) gap {
	g := newGap(a, b, n, level)
	g.scale = 1
	return g
}

// less says whether the first has distinctly less, more the contrary.
func (g gap) less() bool { return g.high < 0 && g.mean <= -indifference*g.scale }
func (g gap) more() bool { return g.low > 0 && g.mean >= indifference*g.scale }

// atMost says whether the first surely has no more, at least the contrary.
func (g gap) atMost() bool  { return g.high <= indifference*g.scale }
func (g gap) atLeast() bool { return g.low >= -indifference*g.scale }

// relation is what is known of two choices.
type relation uint8

const (
	undecided relation = iota
	noBetter           // the second is surely not better by what anybody cares for
	beaten             // the second is surely worse
)

// held tells what the common replications of two choices say of the second. It
// is not beaten where it may yet turn out to be better in what counts more.
func (o *order) held(a, b *record) relation {
	n := min(a.len(), b.len())
	lowA, highA := seen(a.joint, n, raceLevel)
	_, highB := seen(b.joint, n, raceLevel)
	joint := ofShares(a.joint, b.joint, n, raceLevel)
	if joint.more() && highB < o.confidence {
		return beaten
	}
	if n < o.settled || lowA < o.confidence && !joint.atLeast() {
		return undecided
	}
	if lowA < o.confidence {
		met := newGap(a.count, b.count, n, raceLevel)
		if met.more() && highA < o.confidence {
			return beaten
		}
		if !met.atLeast() {
			return undecided
		}
	}
	for _, column := range o.columns {
		g := newGap(a.values[column], b.values[column], n, raceLevel)
		if g.less() {
			return beaten
		}
		if !g.atMost() {
			return undecided
		}
	}
	return noBetter
}

// oneError is the level of an interval of one standard error to each side.
const oneError = 0.6827

// ahead says whether a choice looks better than another. Of one that is close
// to the confidence it expects a little less than was seen: of many that are,
// the luckiest is looked at.
func (o *order) ahead(a, b *record) bool {
	n := min(a.len(), b.len())
	lowA, _ := seen(a.joint, n, oneError)
	lowB, _ := seen(b.joint, n, oneError)
	shortA, shortB := max(0, o.confidence-lowA), max(0, o.confidence-lowB)
	if math.Abs(shortA-shortB) >= indifference || (shortA == 0) != (shortB == 0) {
		return shortA < shortB
	}
	if shortA > 0 {
		if g := newGap(a.count, b.count, n, finalLevel); math.Abs(g.mean) >= indifference*g.scale {
			return g.mean > 0
		}
	}
	for _, column := range o.columns {
		if g := newGap(a.values[column], b.values[column], n, finalLevel); math.Abs(g.mean) >= indifference*g.scale && g.mean != 0 {
			return g.mean < 0
		}
	}
	return false
}

// decides says whether a choice is distinctly better than another over the
// same replications, and in what: "joint", "met" or a criterion. One that falls
// short of the confidence is never better than one that reaches it.
func (o *order) decides(a, b *record) (better bool, by string) {
	n := min(a.len(), b.len())
	reachesA, reachesB := reaches(meanOf(a.joint, n), o.confidence), reaches(meanOf(b.joint, n), o.confidence)
	if !reachesA && reachesB {
		return false, byJoint
	}
	if !reachesB {
		if g := ofShares(a.joint, b.joint, n, finalLevel); g.more() || g.less() {
			return g.more(), byJoint
		}
	}
	if !reachesA {
		if g := newGap(a.count, b.count, n, finalLevel); g.more() || g.less() {
			return g.more(), byMet
		}
	}
	for i, column := range o.columns {
		if g := newGap(a.values[column], b.values[column], n, finalLevel); g.more() || g.less() {
			return g.less(), string(o.criteria[i])
		}
	}
	return false, ""
}

// seen are the bounds of the probability of something that is 1 where it
// happened in the first n replications, and 0 elsewhere.
func seen(list []float64, n int, level float64) (low, high float64) {
	count := 0
	for _, x := range list[:n] {
		if x > 0 {
			count++
		}
	}
	i, _ := tally.Wilson(count, n, level)
	return i.Low, i.High
}
