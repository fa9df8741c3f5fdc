package simulate

import (
	"fmt"
	"slices"
	"strconv"
)

// trust says how far the choice can be trusted: what the replications have not
// settled, what is selected with a guarantee, and which models are no choice.
func (d *decision) trust() []string {
	var sentences []string
	for i := range d.result.Models {
		if sentence := d.unsure(&d.result.Models[i]); sentence != "" {
			sentences = append(sentences, sentence)
		}
	}
	if sentence := d.guarantee(); sentence != "" {
		sentences = append(sentences, sentence)
	}
	for _, x := range d.comparison.Dominated {
		sentences = append(sentences, fmt.Sprintf("%s is not worth a choice: %s is distinctly better than it in some quantities and distinctly worse in none.", x.Model, x.By))
	}
	return sentences
}

// unsure names the objective of a model that more replications may turn, if
// the model's choice hangs on it.
func (d *decision) unsure(m *ModelResult) string {
	if slices.ContainsFunc(m.Objectives, func(o ObjectiveResult) bool { return o.Interval.High < d.confidence }) {
		return ""
	}
	for _, o := range m.Objectives {
		if o.Interval.Low < d.confidence && d.confidence < o.Interval.High {
			return fmt.Sprintf("Whether %s meets %s is not settled by %s: %s (95 %% interval %s to %s; wanted: %s).",
				m.Model, d.title(o), replications(d.result.Replications), percent(o.Probability),
				percent(o.Interval.Low), percent(o.Interval.High), percent(d.confidence))
		}
	}
	return ""
}

// guaranteed are what readers call the criteria.
var guaranteed = map[string]string{
	"lossBytes": "lost data", "duration": "end", "affected": "affected users", "dualRunning": "dual running",
}

// guarantee tells the selection by the criterion that decided.
func (d *decision) guarantee() string {
	at := slices.IndexFunc(d.comparison.Selections, func(s SelectionResult) bool { return s.Metric == d.decidedBy })
	if at < 0 || d.winner == nil {
		return ""
	}
	s := d.comparison.Selections[at]
	zone := amount(d.winner.portfolio(s.Metric).Unit, s.Indifference)
	switch s.Outcome {
	case Selected:
		return fmt.Sprintf("By mean %s alone, %s is selected with %s confidence (Kim and Nelson's procedure over %s; differences below %s do not matter).",
			guaranteed[s.Metric], s.Selected, percent(s.Confidence), replications(s.Replications), zone)
	case NotDistinguishable:
		return fmt.Sprintf("By mean %s, %s and %s are not distinguishable: they are within %s of each other (Kim and Nelson's procedure over %s).",
			guaranteed[s.Metric], s.Selected, enumerate(modelWords(s.Near)), zone, replications(s.Replications))
	}
	more := ""
	if s.Needed > 0 {
		more = fmt.Sprintf("; %s would, at most", thousands(strconv.Itoa(s.Needed)))
	}
	return fmt.Sprintf("By mean %s, %s %s not enough to select one of %s with a guarantee%s.",
		guaranteed[s.Metric], replications(d.result.Replications), are(d.result.Replications), enumerate(modelWords(s.In)), more)
}

// replications is a number of them.
func replications(n int) string {
	if n == 1 {
		return "1 replication"
	}
	return thousands(strconv.Itoa(n)) + " replications"
}

func are(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func modelWords(models []ModelName) []string {
	words := make([]string, len(models))
	for i, m := range models {
		words[i] = string(m)
	}
	return words
}
