package simulate

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// reasons tells the decision in sentences: first the choice with what decided
// it, the runner-up and by how much, then what each other model would give and
// where it falls short, then what the chosen one leaves without protection.
func (d *decision) reasons() []string {
	if d.winner == nil {
		return d.whyNone()
	}
	sentences := []string{d.whyWinner()}
	for i := range d.result.Models {
		if m := &d.result.Models[i]; m != d.winner {
			if sentence := d.whyNot(m); sentence != "" {
				sentences = append(sentences, sentence)
			}
		}
	}
	if sentence := d.uncovered(); sentence != "" {
		sentences = append(sentences, sentence)
	}
	return slices.Concat(sentences, d.change(), d.trust())
}

func (d *decision) hasObjectives() bool { return len(d.result.Models[0].Objectives) > 0 }

func (d *decision) whyNone() []string {
	first := fmt.Sprintf("No model meets every objective in at least %s of the replications.", percent(d.confidence))
	if !d.hasObjectives() {
		first = fmt.Sprintf("No model finishes by the horizon in at least %s of the replications.", percent(d.confidence))
	} else if m := d.runnerUp; m.Joint > 0 {
		first = fmt.Sprintf("No model meets every objective in at least %s of the replications; %s comes closest, with all at once in %s.",
			percent(d.confidence), m.Model, percent(m.Joint))
	}
	sentences := []string{first}
	for i := range d.result.Models {
		m := &d.result.Models[i]
		sentences = append(sentences, fmt.Sprintf("%s %s.", m.Model, d.misses(m)))
	}
	if sentence := d.uncovered(); sentence != "" {
		sentences = append(sentences, sentence)
	}
	return slices.Concat(sentences, d.change(), d.trust())
}

// whyWinner is the sentence of the choice.
func (d *decision) whyWinner() string {
	w, r := d.winner, d.runnerUp
	head, and := d.credit(w), " and "
	if !d.hasObjectives() {
		head, and = fmt.Sprintf("No objectives are given; lost data, end, affected users and dual running decide, in this order: %s", w.Model), " "
	}
	switch d.decidedBy {
	case byBeingAlone:
		return head + ", the only model that was compared."
	case byObjectives:
		if !d.hasObjectives() {
			return fmt.Sprintf("No objectives are given, and %s is the only model that finishes by the horizon in at least %s of the replications.",
				w.Model, percent(d.confidence))
		}
		return fmt.Sprintf("%s, and no other model meets each of them; %s, the runner-up, meets all at once in %s.", head, r.Model, only(r.Joint))
	case byJoint:
		return fmt.Sprintf("%s; %s, the runner-up, meets each of them, but all at once in %s.", head, r.Model, only(r.Joint))
	case byPlaceInFile:
		return fmt.Sprintf("%s%scomes first in the scenario; %s, the runner-up, cannot be told from it by lost data, end, affected users or dual running.",
			head, and, r.Model)
	}
	return head + and + d.lead() + "."
}

// credit says how well a model meets the objectives.
func (d *decision) credit(m *ModelResult) string {
	if !reaches(m.Joint, d.confidence) {
		return fmt.Sprintf("%s meets each objective in at least %s of the replications, but all at once in %s",
			m.Model, percent(d.confidence), only(m.Joint))
	}
	return fmt.Sprintf("%s meets every objective at once in %s of the replications (wanted: %s)", m.Model, percent(m.Joint), percent(d.confidence))
}

// verbs say what less of a criterion means; %s is by how much.
var verbs = map[string]string{
	"lossBytes":   "loses %s less than",
	"duration":    "ends %s before",
	"affected":    "costs users %s less than",
	"dualRunning": "keeps both copies running for %s less than",
}

// lead says by how much the winner leads the runner-up in what decided.
func (d *decision) lead() string {
	pair := d.comparison.pair(d.runnerUp.Model, d.winner.Model, d.decidedBy)
	unit := d.winner.portfolio(d.decidedBy).Unit
	text := fmt.Sprintf(verbs[d.decidedBy], amount(unit, pair.Difference)) + fmt.Sprintf(" %s, the runner-up", d.runnerUp.Model)
	if pair.High > pair.Low {
		s := wordingFor(unit, pair.Difference)
		text += fmt.Sprintf(" (mean; 95 %% interval %s to %s)", number(pair.Low/s.size), s.amount(pair.High))
	}
	return text
}

// whyNot says what a model that was not chosen would give and where it falls
// short; empty if the choice has already said all.
func (d *decision) whyNot(m *ModelResult) string {
	gains := enumerate(atMost(2, d.gains(m)))
	drawback := ""
	switch {
	case !d.qualifies(m):
		drawback = d.misses(m)
	case m != d.runnerUp:
		drawback = d.drawback(m)
	}
	switch {
	case gains == "" && drawback == "":
		return ""
	case gains == "":
		return fmt.Sprintf("%s %s.", m.Model, drawback)
	case drawback == "":
		return fmt.Sprintf("%s, in turn, %s.", m.Model, gains)
	}
	return fmt.Sprintf("%s %s, but %s.", m.Model, gains, drawback)
}

// worthMentioning is the least relative difference that a reader should hear
// of.
const worthMentioning = 0.05

// gainWords say what less of a metric means; %s is by how much. The end is
// told in days and not in percent.
var gainWords = []struct{ metric, less, none string }{
	{"duration", "ends %s earlier", ""},
	{"lossBytes", "loses %s less", "loses nothing"},
	{"affected", "affects users %s less", "affects no users"},
	{"downtime", "has %s less downtime", "has no downtime"},
	{"dualRunning", "keeps both copies running %s less", "never keeps both copies running"},
}

// gains lists in what a model is distinctly better than the winner.
func (d *decision) gains(m *ModelResult) []string {
	var list []string
	for _, words := range gainWords {
		has, would := d.winner.portfolio(words.metric), m.portfolio(words.metric)
		if !d.worse(d.winner, m, words.metric) || has.Mean-would.Mean < worthMentioning*has.Mean {
			continue
		}
		w := wordingFor(has.Unit, has.Mean)
		switch {
		case words.metric == "duration":
			earlier := d.comparison.pair(d.winner.Model, m.Model, words.metric).Difference
			list = append(list, fmt.Sprintf(words.less, amount(has.Unit, earlier)))
		case would.Mean == 0:
			list = append(list, fmt.Sprintf("%s (instead of mean %s)", words.none, w.amount(has.Mean)))
		default:
			less := fmt.Sprintf(words.less, percent(1-would.Mean/has.Mean))
			list = append(list, fmt.Sprintf("%s (mean %s instead of %s)", less, number(would.Mean/w.size), w.amount(has.Mean)))
		}
	}
	return list
}

// drawback is the first criterion by which a model is distinctly worse than
// the winner.
func (d *decision) drawback(m *ModelResult) string {
	for _, criterion := range d.criteria() {
		if !d.worse(m, d.winner, criterion) {
			continue
		}
		unit := m.portfolio(criterion).Unit
		by := amount(unit, d.comparison.pair(m.Model, d.winner.Model, criterion).Difference)
		switch criterion {
		case "lossBytes":
			return "loses " + by + " more"
		case "duration":
			return "ends " + by + " later"
		case "affected":
			return "costs users " + by + " more"
		}
		return "keeps both copies running for " + by + " more"
	}
	return ""
}

// misses says which objectives a model misses, or that it does not finish.
func (d *decision) misses(m *ModelResult) string {
	if share := d.finishedShare(m); !reaches(share, d.confidence) {
		text := fmt.Sprintf("is finished by the horizon in %s of the replications", only(share))
		if most := mostUnfinished(m); most.Workload != "" {
			text += fmt.Sprintf(" (most often missing: %s, %s)", most.Workload, most.Reason)
		}
		return text
	}
	var list []string
	for _, o := range m.Objectives {
		if !o.Met {
			list = append(list, d.title(o)+" in "+only(o.Probability))
		}
	}
	if len(list) > 0 {
		list[0] += " of the replications"
	}
	return "meets " + enumerate(list)
}

// title names an objective with its target.
func (d *decision) title(o ObjectiveResult) string {
	switch {
	case o.Name == "finish":
		return "finish by " + d.date(o.Target)
	case o.Link != "":
		return fmt.Sprintf("%s %s on %s", o.Name, percent(o.Target), o.Link)
	}
	return o.Name + " " + amount(inSeconds, o.Target)
}

// date is the day in the scenario's time zone on which so many seconds have
// passed since its start.
func (d *decision) date(since float64) string { return d.at(since).Format("2 January 2006") }

// at is the moment in the scenario's time zone at which so many seconds have
// passed since its start.
func (d *decision) at(since float64) time.Time {
	zone, err := time.LoadLocation(d.scenario.TimeZone)
	if err != nil {
		zone = time.UTC
	}
	const day = 86400
	whole, rest := math.Floor(since/day), math.Mod(since, day)
	return d.scenario.Start.UTC().AddDate(0, 0, int(whole)).Add(time.Duration(rest * float64(time.Second))).In(zone)
}

// mostUnfinished is what most often kept a model from finishing; of equally
// frequent ones what a workload suffered from itself, not while it waited for
// others.
func mostUnfinished(m *ModelResult) UnfinishedCount {
	var most UnfinishedCount
	for _, u := range m.Unfinished {
		if u.Replications > most.Replications || u.Replications == most.Replications && most.Reason == HorizonReached && u.Reason != HorizonReached {
			most = u
		}
	}
	return most
}

// uncovered names the stateful assets that lose what users write once the
// tool's replication has ended: under the chosen model or, if it has none, under
// the first that has.
func (d *decision) uncovered() string {
	if d.winner != nil {
		if sentence := d.uncoveredUnder(d.winner); sentence != "" {
			return sentence
		}
	}
	for i := range d.result.Models {
		if sentence := d.uncoveredUnder(&d.result.Models[i]); sentence != "" {
			return sentence
		}
	}
	return ""
}

func (d *decision) uncoveredUnder(m *ModelResult) string {
	window := m.Portfolio.Divergence.P95
	if m.Model == SingleStep || math.IsNaN(window) || window <= 0 {
		return ""
	}
	var names []string
	workload := 0
	for _, sub := range d.scenario.Portfolio {
		for _, w := range sub.Workloads {
			if m.Workloads[workload].Divergence.P95 > 0 {
				names = append(names, uncoveredAssets(d.scenario, w)...)
			}
			workload++
		}
	}
	if len(names) == 0 {
		return ""
	}
	verb, noun := "have", "assets"
	if len(names) == 1 {
		verb, noun = "has", "asset"
	}
	return fmt.Sprintf("Under %s, %d stateful %s %s no secondary replication and would lose what users write for up to %s (P95): %s.",
		m.Model, len(names), noun, verb, amount(inSeconds, window), enumerate(atMost(5, names)))
}

func uncoveredAssets(s *Scenario, w Workload) []string {
	var names []string
	for _, a := range w.Assets {
		covered := s.Secondary != nil && (a.Secondary == nil || *a.Secondary)
		if a.Stateful && !covered {
			names = append(names, a.Name)
		}
	}
	return names
}
