package simulate

// criteria decide between models that meet the objectives, in this order; a
// later one decides only between models that the earlier ones cannot tell
// apart. Lost data comes first unless the planner has said, by a lossWindow,
// how much of it is acceptable.
var criteria = []string{"lossBytes", "duration", "affected", "dualRunning"}

// decision is how a model was chosen.
type decision struct {
	scenario   *Scenario
	result     *Result
	comparison *Comparison
	confidence float64

	winner    *ModelResult // nil if no model qualifies
	runnerUp  *ModelResult // nil if there is only one model
	decidedBy string       // the criterion between the two, or one of the words below
}

// What can decide besides a criterion.
const (
	byBeingAlone  = "alone"      // only one model was compared
	byObjectives  = "objectives" // only one model meets them
	byJoint       = "joint"      // only one model meets them all at once
	byPlaceInFile = "place"      // nothing tells them apart
)

// recommend chooses a model. Those that finish and meet each objective in
// enough replications qualify; if some of these also meet all objectives at
// once in enough replications, the others drop out. Of the rest the criteria
// choose, and if they cannot, the order of the scenario.
func recommend(s *Scenario, r *Result, c *Comparison) {
	d := decision{scenario: s, result: r, comparison: c, confidence: confidence(s)}
	d.decide()
	if d.winner != nil {
		c.Recommended = d.winner.Model
	}
	c.Reasons = d.reasons()
}

func (d *decision) decide() {
	var left []*ModelResult
	for i := range d.result.Models {
		if m := &d.result.Models[i]; d.qualifies(m) {
			left = append(left, m)
		}
	}
	if len(left) == 0 {
		d.runnerUp = d.likeliest(nil)
		return
	}
	d.decidedBy = byObjectives
	if len(d.result.Models) == 1 {
		d.decidedBy = byBeingAlone
	}
	left = d.keepSure(left)
	for _, criterion := range d.criteria() {
		left = d.keepBest(left, criterion)
	}
	d.winner = left[0]
	if len(left) > 1 {
		d.decidedBy, d.runnerUp = byPlaceInFile, left[1]
	}
	if d.decidedBy == byObjectives {
		d.runnerUp = d.likeliest(d.winner)
	}
}

// qualifies says whether a model finishes in enough replications and meets
// each objective.
func (d *decision) qualifies(m *ModelResult) bool {
	return reaches(d.finishedShare(m), d.confidence) && m.MeetsObjectives()
}

func (d *decision) finishedShare(m *ModelResult) float64 {
	return float64(m.Finished) / float64(d.result.Replications)
}

// likeliest is the model, other than one, that most often meets everything.
func (d *decision) likeliest(other *ModelResult) *ModelResult {
	var best *ModelResult
	for i := range d.result.Models {
		if m := &d.result.Models[i]; m != other && (best == nil || m.Joint > best.Joint) {
			best = m
		}
	}
	return best
}

// keepSure keeps the models that meet all objectives at once in enough
// replications, or all models if none does.
func (d *decision) keepSure(left []*ModelResult) []*ModelResult {
	var sure []*ModelResult
	var next *ModelResult
	for _, m := range left {
		switch {
		case reaches(m.Joint, d.confidence):
			sure = append(sure, m)
		case next == nil || m.Joint > next.Joint:
			next = m
		}
	}
	if len(sure) == 0 {
		return left
	}
	if next != nil {
		d.decidedBy, d.runnerUp = byJoint, next
	}
	return sure
}

// criteria are those that matter for the scenario.
func (d *decision) criteria() []string {
	if d.scenario.Objectives.LossWindow != nil {
		return criteria[1:]
	}
	return criteria
}

// keepBest keeps the models that cannot be told from the best by a criterion.
func (d *decision) keepBest(left []*ModelResult, criterion string) []*ModelResult {
	best := left[0]
	for _, m := range left[1:] {
		if d.comparison.pair(m.Model, best.Model, criterion).Difference < 0 {
			best = m
		}
	}
	var kept []*ModelResult
	var next *ModelResult
	for _, m := range left {
		switch {
		case m == best || !d.worse(m, best, criterion):
			kept = append(kept, m)
		case next == nil || d.comparison.pair(m.Model, next.Model, criterion).Difference < 0:
			next = m
		}
	}
	if next != nil {
		d.decidedBy, d.runnerUp = criterion, next
	}
	return kept
}

// worse says whether a model has distinctly more of a metric than another.
func (d *decision) worse(m, other *ModelResult, metric string) bool {
	pair := d.comparison.pair(m.Model, other.Model, metric)
	return pair.Difference > 0 && pair.distinct(m.portfolio(metric).Mean)
}

// portfolio is a summary of the portfolio by its key.
func (m *ModelResult) portfolio(key string) Summary {
	for _, f := range portfolioFields {
		if f.name == key {
			return *f.summary(&m.Portfolio)
		}
	}
	return Summary{}
}
