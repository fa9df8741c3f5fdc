package simulate

import (
	"fmt"
	"math"
)

// change says what would change the choice: targets with which another model
// would meet the objectives, and what a planner may count for more.
func (d *decision) change() []string {
	var list []string
	for i := range d.result.Models {
		m := &d.result.Models[i]
		if m == d.winner {
			continue
		}
		if sentence := d.relaxed(m); sentence != "" {
			list = append(list, sentence)
		}
	}
	if d.winner == nil {
		return list
	}
	for _, criterion := range criteria {
		if criterion == d.decidedBy {
			continue
		}
		if m := d.leader(criterion); m != nil {
			list = append(list, fmt.Sprintf("What would change this: to put %s first, which speaks for %s.", guaranteed[criterion], m.Model))
		}
	}
	return list
}

// relaxed says with which targets a model would meet each objective, and
// whether it then would be the choice.
func (d *decision) relaxed(m *ModelResult) string {
	if !reaches(d.finishedShare(m), d.confidence) {
		return ""
	}
	var targets []string
	for _, o := range m.Objectives {
		switch {
		case o.Met:
		case o.Needed == nil:
			return ""
		default:
			relaxed := o
			relaxed.Target = d.roundedUp(o)
			targets = append(targets, d.title(relaxed)+" instead of "+d.goal(o))
		}
	}
	switch {
	case len(targets) == 0:
		return ""
	case d.wouldWin(m):
		return fmt.Sprintf("What would change this: with %s, %s would meet each objective.", enumerate(targets), m.Model)
	}
	return fmt.Sprintf("With %s, %s would meet each objective, too; that alone need not change the choice.", enumerate(targets), m.Model)
}

// roundedUp is a target in the digits of a sentence with which an objective is
// met: no less than what is needed.
func (d *decision) roundedUp(o ObjectiveResult) float64 {
	switch {
	case o.Name == "finish":
		return d.sameTimeLater(o.Target, *o.Needed)
	case o.Link != "":
		return math.Ceil(*o.Needed*100*(1-rounding)) / 100
	}
	size := wordingFor(inSeconds, *o.Needed).size
	return ceiling(*o.Needed/size) * size
}

// sameTimeLater is the first moment from another one on, in seconds since the
// scenario's start, at which its clock shows the same time as at a moment.
func (d *decision) sameTimeLater(moment, least float64) float64 {
	at := d.at(moment)
	for days := int((least - moment) / 86400); ; days++ {
		if later := moment + float64(at.AddDate(0, 0, days).Unix()-at.Unix()); later >= least {
			return later
		}
	}
}

// ceiling rounds up where [number] rounds.
func ceiling(v float64) float64 {
	step := 1.0
	switch {
	case v == 0:
		return 0
	case v < 0.095:
		step = math.Pow(10, math.Floor(math.Log10(v)))
	case v < 9.95:
		step = 0.1
	}
	return math.Ceil(v/step*(1-rounding)) * step
}

// wouldWin says whether a model that meets each objective with other targets
// would surely be chosen instead of the winner: whatever of its objectives are
// missed together, all are met at once in enough replications, and the criteria
// speak for it.
func (d *decision) wouldWin(m *ModelResult) bool {
	if d.winner == nil {
		return true
	}
	finished := d.finishedShare(m)
	joint := finished
	for _, o := range m.Objectives {
		joint -= finished - max(o.Probability, min(d.confidence, finished))
	}
	if !reaches(joint, d.confidence) {
		return false
	}
	with := *d
	var left []*ModelResult
	for i := range d.result.Models {
		if other := &d.result.Models[i]; other == m || other == d.winner {
			left = append(left, other)
		}
	}
	for _, criterion := range with.criteria() {
		left = with.keepBest(left, criterion)
	}
	return left[0] == m
}

// goal is the target of an objective without its name.
func (d *decision) goal(o ObjectiveResult) string {
	switch {
	case o.Name == "finish":
		return d.date(o.Target)
	case o.Link != "":
		return percent(o.Target)
	}
	return amount(inSeconds, o.Target)
}

// leader is a model that qualifies, too, and is distinctly better than the
// winner by a criterion, and than all others that are.
func (d *decision) leader(criterion string) *ModelResult {
	best := d.winner
	for i := range d.result.Models {
		if m := &d.result.Models[i]; d.qualifies(m) && m != best && d.worse(best, m, criterion) {
			best = m
		}
	}
	if best == d.winner {
		return nil
	}
	return best
}

// needed is the target with which an objective would be met: what enough of
// all replications are at or below. It is nil where there is none, since too
// few finish or the value is beyond all bounds.
func (t *goalTally) needed(finished, replications int, confidence float64) *float64 {
	unvalued := finished - t.values.spread.N() - t.beyond // these meet it
	rank := int(math.Ceil(confidence*float64(replications)*(1-rounding))) - unvalued
	if rank < 1 || rank > t.values.spread.N() {
		return nil
	}
	value := t.values.spread.AtRank(rank)
	return &value
}
