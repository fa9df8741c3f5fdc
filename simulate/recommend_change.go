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

// relaxed says with which targets a model would meet each objective.
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
			relaxed.Target = *o.Needed
			targets = append(targets, d.title(relaxed)+" instead of "+d.goal(o))
		}
	}
	if len(targets) == 0 {
		return ""
	}
	return fmt.Sprintf("What would change this: with %s, %s would meet each objective.", enumerate(targets), m.Model)
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
