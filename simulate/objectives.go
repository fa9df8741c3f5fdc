package simulate

import "math"

// defaultConfidence is the share of all replications that must meet an
// objective where the scenario does not say.
const defaultConfidence = 0.8

// rounding is the relative error that float64 arithmetic may have added to a
// value which is exactly at its target.
const rounding = 1e-9

// goal is one objective made ready to be judged.
type goal struct {
	name, link string
	target     float64
	unit       string
	value      func(row []float64) float64 // NaN where the quantity does not exist
}

// met says whether a value is as the goal wants it.
func (g goal) met(value float64) bool {
	return math.IsNaN(value) || value <= g.target+rounding*math.Abs(g.target)
}

// goals lists the objectives of a scenario in the order of their keys.
func goals(s *Scenario) []goal {
	var list []goal
	at := columns(s)
	o := s.Objectives
	portfolio := func(name string, target float64, metric string) {
		column := at["portfolio."+metric]
		list = append(list, goal{
			name: name, target: target, unit: inSeconds,
			value: func(row []float64) float64 { return row[column] },
		})
	}
	if o.RPO != nil {
		list = append(list, goal{name: "rpo", target: float64(*o.RPO), unit: inSeconds, value: largestLag(s, at)})
	}
	if o.LossWindow != nil {
		portfolio("lossWindow", float64(*o.LossWindow), "lossWindow")
	}
	if o.Downtime != nil {
		portfolio("downtime", float64(*o.Downtime), "downtime")
	}
	if o.LinkShare != nil {
		for _, l := range s.Network.Links {
			value := linkShare(float64(*l.Capacity), at["links["+l.Name+"].p95"])
			list = append(list, goal{name: "linkShare", link: l.Name, target: float64(*o.LinkShare), unit: inShare, value: value})
		}
	}
	if o.Finish != nil {
		portfolio("finish", float64(o.Finish.Since(*s.Start)), "promoted")
	}
	return list
}

// columns says in which column of [Outcome.numbers] a path is.
func columns(s *Scenario) map[string]int {
	at := map[string]int{}
	m := blankResult(s, "")
	m.each(func(p Path, _ string, _ *Summary) bool {
		at[p.String()] = len(at)
		return true
	})
	return at
}

// largestLag is the largest p95 of a workload's lag.
func largestLag(s *Scenario, at map[string]int) func([]float64) float64 {
	var lags []int
	for _, sub := range s.Portfolio {
		for _, w := range sub.Workloads {
			lags = append(lags, at["workloads["+w.Name+"].lag.p95"])
		}
	}
	return func(row []float64) float64 {
		largest := math.NaN()
		for _, column := range lags {
			if lag := row[column]; math.IsNaN(largest) || lag > largest {
				largest = lag
			}
		}
		return largest
	}
}

// linkShare is the p95 of the migration rate over the link's first capacity. On
// a link that begins without capacity any traffic is infinitely much, which no
// target allows and no summary can hold.
func linkShare(capacity float64, column int) func([]float64) float64 {
	return func(row []float64) float64 {
		if row[column] == 0 {
			return 0
		}
		return row[column] / capacity
	}
}

// confidence is the share of all replications that must meet an objective.
func confidence(s *Scenario) float64 {
	if s.Objectives.Confidence == nil {
		return defaultConfidence
	}
	return float64(*s.Objectives.Confidence)
}

// reaches says whether a share of the replications is enough, a share that is
// exactly at the confidence included.
func reaches(share, confidence float64) bool { return share >= confidence-rounding }

// verdict says how often the objectives were met.
func (t *modelTally) verdict(m *ModelResult, replications int) {
	n := float64(replications)
	m.Joint, m.JointInterval = float64(t.joint)/n, shareBounds(t.joint, replications)
	m.Objectives = make([]ObjectiveResult, len(t.goals))
	for i, g := range t.shape.goals {
		probability := float64(t.goals[i].met) / n
		m.Objectives[i] = ObjectiveResult{
			Name: g.name, Link: g.link, Target: g.target, Probability: probability, Interval: shareBounds(t.goals[i].met, replications),
			Met: reaches(probability, confidence(t.shape.scenario)), Value: t.goals[i].values.summary(g.unit),
			Needed: t.goals[i].needed(t.finished, replications, confidence(t.shape.scenario)),
		}
	}
}

// MeetsObjectives says whether each objective of the scenario is met by itself
// with the wanted confidence. It is true where there are none.
func (m *ModelResult) MeetsObjectives() bool {
	for _, o := range m.Objectives {
		if !o.Met {
			return false
		}
	}
	return true
}

// ObjectivesMet says whether some model meets the scenario's objectives. It is
// true where there are none.
func (r *Result) ObjectivesMet() bool {
	for i := range r.Models {
		if r.Models[i].MeetsObjectives() {
			return true
		}
	}
	return false
}
