package simulate

import (
	"fmt"
	"math"

	"github.com/landfall-sim/landfall/internal/tally"
)

// Stopping says why no more replications were computed.
type Stopping struct {
	Reason StopReason `json:"reason"`
	Wanted int        `json:"wanted"` // replications, or the most that were allowed

	// With a wanted precision: which quantity is the least precise, as MODEL
	// and its metric, and its error as a multiple of what is allowed.
	Precision float64 `json:"precision,omitempty"` // wanted relative error
	Widest    string  `json:"widest,omitempty"`
	Ratio     float64 `json:"ratio,omitempty"`
}

// StopReason is a reason to compute no more replications.
type StopReason string

// The reasons to stop.
const (
	AllComputed   StopReason = "replications"     // all that were asked for
	PreciseEnough StopReason = "precision"        // every deciding quantity is as precise as was wanted
	NeverPrecise  StopReason = "no value"         // a quantity has no value in any replication; all others are precise
	MostComputed  StopReason = "max-replications" // as many as were allowed, and something is not precise
	Interrupted   StopReason = "interrupted"      // the context ended, or a checkpoint failed
)

const (
	// firstStage is how many replications are computed before their precision
	// is looked at for the first time.
	firstStage = 64
	// stageGrowth is what part of the replications so far is computed before
	// the next look: few looks leave little to chance.
	stageGrowth = 4
	// DefaultMaxReplications is the most replications that are computed for a
	// precision when [Options] does not say.
	DefaultMaxReplications = 20 * DefaultReplications
)

// nextStage is how many replications there shall be at the next look.
func nextStage(n, most int) int {
	if n < firstStage {
		return min(firstStage, most)
	}
	return min(n+max(firstStage/2, n/stageGrowth/batchSize*batchSize), most)
}

// stage is the look at which a run arrives next: one that goes on from a
// checkpoint looks when an uninterrupted one does.
func (d *Shard) stage(most int) int {
	n := nextStage(0, most)
	for len(d.done) > 0 && n < d.done[len(d.done)-1].To {
		n = nextStage(n, most)
	}
	return n
}

// standing judges how precise the deciding quantities are: of each model the
// mean and the P80 of the duration, the means of the other criteria, and the
// probability of each objective.
func (d *Shard) standing(relative float64) (tally.Progress, string) {
	var list []tally.Estimate
	var names []string
	for i, model := range d.models {
		for _, q := range d.tallies[i].deciding(d.done.count(), relative) {
			list = append(list, q.Estimate)
			names = append(names, string(model)+" "+q.name)
		}
	}
	progress := tally.Precision{Relative: relative, Least: firstStage}.Judge(d.done.count(), list)
	if progress.Widest < 0 {
		return progress, ""
	}
	return progress, names[progress.Widest]
}

// estimate is a named quantity that has to become precise.
type estimate struct {
	tally.Estimate
	name string
}

func (t *modelTally) deciding(replications int, relative float64) []estimate {
	t.fold()
	var list []estimate
	add := func(name string, n int, value float64, b Bounds, enough float64) {
		list = append(list, estimate{tally.Estimate{
			N: n, Value: value, Interval: tally.Interval{Low: b.Low, High: b.High, Coverage: intervalConfidence},
			Known: !math.IsNaN(b.Low), Enough: enough,
		}, name})
	}
	for i, name := range criteria {
		c := &t.columns[t.shape.criteria[i]]
		add("mean of "+name, c.moments.N(), c.moments.Mean(), c.meanBounds(), 0)
		if name == "duration" {
			add("P80 of "+name, c.spread.N(), c.spread.Quantile(0.8), c.quantileBounds(0.8), 0)
		}
	}
	for i, g := range t.shape.goals {
		// A probability is a share already: its error is not relative.
		add("probability of "+g.String(), replications, float64(t.goals[i].met)/float64(replications),
			shareBounds(t.goals[i].met, replications), relative)
	}
	return list
}

// String names an objective, and its link if there are several.
func (g goal) String() string {
	if g.link == "" {
		return g.name
	}
	return fmt.Sprintf("%s on %s", g.name, g.link)
}
