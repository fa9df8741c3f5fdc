package simulate

import (
	"fmt"
	"math"
	"strings"
)

// lessWords say what less of a quantity means; %s is by how much.
var lessWords = map[string]string{
	"duration":    "ends %s before",
	"lossWindow":  "has a loss window %s shorter than",
	"lossBytes":   "loses %s less than",
	"downtime":    "has %s less downtime than",
	"divergence":  "is without replication for %s less than",
	"affected":    "costs users %s less than",
	"incidents":   "has %s fewer incidents than",
	"rollbacks":   "has %s fewer rollbacks than",
	"reseeds":     "seeds %s fewer assets again than",
	"dualRunning": "keeps both copies running for %s less than",
	"transfer":    "carries %s less than",
	"effort":      "takes %s less work than",
}

// moreWords say what the answer would do more without a part; %s is by how much.
var moreWords = map[string]string{
	"duration":    "end %s later",
	"lossWindow":  "have a loss window %s longer",
	"lossBytes":   "lose %s more",
	"downtime":    "have %s more downtime",
	"divergence":  "be without replication for %s more",
	"affected":    "cost users %s more",
	"incidents":   "have %s more incidents",
	"rollbacks":   "have %s more rollbacks",
	"reseeds":     "seed %s more assets again",
	"dualRunning": "keep both copies running for %s more",
	"transfer":    "carry %s more",
	"effort":      "take %s more work",
}

// sideWords say what the choice has less and more of.
var sideWords = []struct{ quantity, less, more string }{
	{"duration", "ends earlier", "ends later"},
	{"lossBytes", "loses less", "loses more"},
	{"affected", "affects users less", "affects users more"},
	{"downtime", "has less downtime", "has more downtime"},
	{"dualRunning", "keeps both copies running less", "keeps both copies running longer"},
	{"effort", "takes less work", "takes more work"},
}

// reasons tell the answer in sentences: what it is and by how much it is
// better, what else it changes, what each part is worth, and what was spent.
func (o *optimizer) reasons(out *Optimum) []string {
	rival := &out.Uniform[out.BestUniform]
	var list []string
	if out.Better {
		list = append(list, "Best found: "+o.describe(out.Best.Choice)+".", "It "+o.margin(out, rival)+".")
		if text := o.aside(out, rival); text != "" {
			list = append(list, text)
		}
		for i := range out.Without {
			list = append(list, o.worth(out, &out.Without[i]))
		}
	} else {
		list = append(list, o.stays(out, rival))
	}
	if text := o.shortfall(out); text != "" {
		list = append(list, text)
	}
	if out.Tried == 0 {
		return append(list, "Nothing was left to be chosen.")
	}
	return append(list, fmt.Sprintf("%s choices were tried with %s replications; each that is compared here had %s of its own, which the search had not seen.",
		thousands(fmt.Sprint(out.Tried)), thousands(fmt.Sprint(out.Searched)), thousands(fmt.Sprint(out.Fresh))))
}

// describe tells a choice by model, then what differs from the scenario.
func (o *optimizer) describe(c Choice) string {
	var parts []string
	for _, model := range []ModelName{SingleStep, Staged, Flight} {
		var subs []string
		for _, m := range c.Models {
			if m.Model == model {
				subs = append(subs, m.Subscription)
			}
		}
		switch {
		case len(subs) == len(c.Models):
			parts = append(parts, string(model)+" for all")
		case len(subs) > 0:
			parts = append(parts, string(model)+" for "+enumerate(atMost(5, subs)))
		}
	}
	return strings.Join(append(parts, o.changes(c)...), "; ")
}

// changes tell what a choice changes besides models.
func (o *optimizer) changes(c Choice) []string {
	var parts []string
	if now, was := limitWords(c.WIP), limitWords(o.scenario.Backlog.WIP); now != was {
		parts = append(parts, fmt.Sprintf("work in progress %s instead of %s", now, was))
	}
	if len(c.Flights) > 0 && flightsKey(c.Flights) != flightsKey(o.given.flights) {
		parts = append(parts, "flights "+flightWords(c.Flights))
	}
	return parts
}

// limitWords write a limit on work in progress.
func limitWords(wip *int) string {
	if wip == nil {
		return "without limit"
	}
	return thousands(fmt.Sprint(*wip))
}

// flightWords write a flight plan, as 5 % for 1 day, 100 % for 3 days.
func flightWords(plan []FlightStep) string {
	var list []string
	for _, f := range plan {
		text := percent(float64(f.Share))
		if bake := float64(f.Bake.Mean()); bake > 0 {
			text += " for " + amount(inSeconds, bake)
		}
		list = append(list, text)
	}
	return strings.Join(list, ", ")
}

// name is how a sentence calls a uniform choice.
func (c *Contrast) name() string {
	if c.Model == "" {
		return "the scenario as it is"
	}
	return string(c.Model) + " for all"
}

// difference is that of a quantity.
func (c *Contrast) difference(quantity string) QuantityDifference {
	for _, d := range c.Differences {
		if d.Quantity == quantity {
			return d
		}
	}
	return QuantityDifference{}
}

// interval writes a difference's bounds after its size, in its unit.
func interval(d QuantityDifference, sign float64) string {
	low, high := min(sign*d.Low, sign*d.High), max(sign*d.Low, sign*d.High)
	if !(high > low) {
		return ""
	}
	if d.Unit == inShare {
		return fmt.Sprintf(" (95 %% interval of the difference %s to %s points)", number(100*low), number(100*high))
	}
	s := wordingFor(d.Unit, d.Difference)
	return fmt.Sprintf(" (mean; 95 %% interval %s to %s)", number(low/s.size), strings.TrimSuffix(s.amount(high), " "+inCounts))
}

// margin says by how much the answer is better than another choice.
func (o *optimizer) margin(out *Optimum, c *Contrast) string {
	rival := c.name() + ", the best uniform choice"
	d := c.difference(out.DecidedBy)
	switch out.DecidedBy {
	case byJoint:
		return fmt.Sprintf("meets every objective at once in %s of the replications, %s, in %s%s",
			percent(out.Best.Joint), rival, only(c.Joint), interval(d, 1))
	case byMet:
		return fmt.Sprintf("meets %s more objectives in a replication than %s%s", number(d.Difference), rival, interval(d, 1))
	}
	text := fmt.Sprintf(lessWords[out.DecidedBy], quantityText(d.Unit, -d.Difference)) + " " + rival + interval(d, -1)
	switch is, was := percent(out.Best.Joint), percent(c.Joint); {
	case len(o.goals) == 0:
	case is == was:
		text += fmt.Sprintf("; both meet every objective at once in %s of the replications", is)
	default:
		text += fmt.Sprintf("; it meets every objective at once in %s of the replications, the other in %s", is, was)
	}
	return text
}

// quantityText is an amount; what is counted has its unit in the sentence.
func quantityText(unit string, quantity float64) string {
	if unit == inCounts {
		return number(quantity)
	}
	return amount(unit, quantity)
}

// aside tells what else is distinctly different, good and bad.
func (o *optimizer) aside(out *Optimum, c *Contrast) string {
	var gains, costs []string
	for _, words := range sideWords {
		if words.quantity == out.DecidedBy {
			continue
		}
		d := c.difference(words.quantity)
		has, would := meanIn(&out.Best.Portfolio, words.quantity), meanIn(&c.Portfolio, words.quantity)
		g := gap{d.Difference, d.Low, d.High, max(has, would) * worthMentioning / indifference}
		switch w := wordingFor(d.Unit, max(has, would)); {
		case g.less():
			gains = append(gains, fmt.Sprintf("%s (mean %s instead of %s)", words.less, number(has/w.size), w.amount(would)))
		case g.more():
			costs = append(costs, fmt.Sprintf("%s (mean %s instead of %s)", words.more, number(has/w.size), w.amount(would)))
		}
	}
	switch {
	case len(gains)+len(costs) == 0:
		return ""
	case len(costs) == 0:
		return "It also " + enumerate(gains) + "."
	case len(gains) == 0:
		return "In turn it " + enumerate(costs) + "."
	}
	return "It also " + enumerate(gains) + ". In turn it " + enumerate(costs) + "."
}

// meanIn is the mean of a quantity of the portfolio.
func meanIn(p *PortfolioResult, quantity string) float64 {
	return portfolioFields[fieldOf(quantity)].summary(p).Mean
}

// worth says what a part of the change brings.
func (o *optimizer) worth(out *Optimum, w *Withdrawal) string {
	with := map[Part]string{
		ModelsPart:  out.Uniform[out.BestUniform].name(),
		WIPPart:     "work in progress " + limitWords(o.scenario.Backlog.WIP),
		FlightsPart: "the flights of the scenario",
	}[w.Part]
	with = "With " + with + " instead and the rest as found it would"
	d := w.difference(out.DecidedBy)
	g := gap{d.Difference, d.Low, d.High, 0}
	switch {
	case reaches(out.Best.Joint, o.confidence) && !reaches(w.Joint, o.confidence), out.DecidedBy == byJoint && g.more():
		return fmt.Sprintf("%s meet every objective at once in %s of the replications.", with, only(w.Joint))
	case out.DecidedBy == byMet && g.more():
		return fmt.Sprintf("%s meet %s objectives less.", with, number(d.Difference))
	}
	for _, criterion := range append([]Criterion{Criterion(out.DecidedBy)}, out.Criteria...) {
		words, d := moreWords[string(criterion)], w.difference(string(criterion))
		if words == "" {
			continue
		}
		scale := max(meanIn(&out.Best.Portfolio, d.Quantity), meanIn(&w.Portfolio, d.Quantity))
		if g := (gap{d.Difference, d.Low, d.High, scale}); g.less() {
			return fmt.Sprintf("%s %s%s.", with, fmt.Sprintf(words, quantityText(d.Unit, -d.Difference)), interval(d, -1))
		}
	}
	return with + " be as good in what decides."
}

// stays says that no other choice is distinctly better.
func (o *optimizer) stays(out *Optimum, rival *Contrast) string {
	text := fmt.Sprintf("Nothing that was tried is distinctly better than %s: it stays the best choice.", rival.name())
	if out.RunnerUp == nil {
		return text
	}
	text += " What the search found, " + o.describe(out.RunnerUp.Choice) + ","
	if !reaches(out.RunnerUp.Joint, o.confidence) && reaches(out.Best.Joint, o.confidence) {
		return text + fmt.Sprintf(" meets every objective at once in %s of the fresh replications.", only(out.RunnerUp.Joint))
	}
	d := out.RunnerUp.difference(string(o.criteria[0]))
	if math.IsNaN(d.Low) {
		return text + " does no better on fresh replications."
	}
	unit := wordingFor(d.Unit, d.Difference)
	return text + fmt.Sprintf(" has on fresh replications a difference in %s of %s (mean; 95 %% interval %s to %s).",
		d.Quantity, unit.amount(-d.Difference), number(-d.High/unit.size), unit.amount(-d.Low))
}

// shortfall says which objectives the answer misses.
func (o *optimizer) shortfall(out *Optimum) string {
	if out.Best.Meets {
		return ""
	}
	if !reaches(out.Best.Finished, o.confidence) {
		return fmt.Sprintf("No choice that was tried is known to finish by the horizon in at least %s of the replications; this one does in %s.",
			percent(o.confidence), only(out.Best.Finished))
	}
	var list []string
	for _, g := range out.Best.Objectives {
		if !g.Met {
			name := g.Name
			if g.Link != "" {
				name += " on " + g.Link
			}
			list = append(list, name+" in "+only(g.Probability))
		}
	}
	return fmt.Sprintf("It does not meet every objective in at least %s of the replications: %s.", percent(o.confidence), enumerate(list))
}
