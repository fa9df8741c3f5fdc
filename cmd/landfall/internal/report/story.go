package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/landfall-sim/landfall/simulate"
)

// Story writes how a workload fared in one replication: what it waited for,
// when and why, from its beginning to its promotion.
func Story(w io.Writer, s *simulate.Scenario, story *simulate.Story) error {
	zone, err := time.LoadLocation(s.TimeZone)
	if err != nil {
		return err
	}
	t := storyteller{calendar{start: *s.Start, zone: zone, layout: "Mon 2 Jan 2006 15:04"}}
	var out strings.Builder
	out.WriteString(t.headline(story))
	for _, step := range story.Steps {
		sentence := t.sentence(step)
		if step.Open {
			sentence = t.openSentence(step, sentence)
		}
		fmt.Fprintf(&out, "  %-21s  %s\n", t.text(step.From.Seconds()), sentence)
	}
	if longest := t.longestWaits(story.Steps); longest != "" {
		fmt.Fprintf(&out, "Longest waits: %s.\n", longest)
	}
	_, err = io.WriteString(w, out.String())
	return err
}

type storyteller struct{ calendar }

func (t storyteller) headline(s *simulate.Story) string {
	if s.Reason != "" {
		return fmt.Sprintf("%s was not promoted by the horizon (%s). What happened to it, %s:\n", s.Workload, s.Reason, s.Model)
	}
	began := s.Promoted
	if len(s.Steps) > 0 {
		began = s.Steps[0].To
	}
	return fmt.Sprintf("%s was promoted on %s, %s after it began (%s, subscription %s).\n",
		s.Workload, t.text(s.Promoted.Seconds()), length(s.Promoted-began), s.Model, s.Subscription)
}

// sentence says what a step was, and how long it took.
func (t storyteller) sentence(s simulate.Step) string {
	took := length(s.To - s.From)
	switch s.Kind {
	case simulate.BeganStep:
		if s.To > s.From {
			return fmt.Sprintf("waited %s until the work in progress allowed it to begin", took)
		}
		return "began"
	case simulate.PromotedStep:
		return "promoted"
	case simulate.ReseedStep:
		return "a defect that cannot be mended in place: the workload goes back to its seeds"
	case simulate.TeamWaitStep:
		return fmt.Sprintf("%s waited %s for %s", s.Job, took, teamWait(s))
	case simulate.WorkStep:
		return fmt.Sprintf("%s by the %s team: %s of work, done %s later", s.Job, s.Team, length(s.Work), took)
	case simulate.SeedStep:
		return fmt.Sprintf("seeding %s, %s, in %s%s", counted(s.Assets, "asset"), exactly("B", s.Bytes), took, heldBack(s.Held))
	}
	return strings.NewReplacer("OTHER", s.Other, "SHARE", percent(s.Share), "TIME", took, "ASSETS", counted(s.Assets, "asset")).Replace(phrases[s.Kind])
}

// openSentence says what a step was that had not ended at the horizon.
func (t storyteller) openSentence(s simulate.Step, sentence string) string {
	took := length(s.To - s.From)
	switch s.Kind {
	case simulate.BeganStep:
		return "not begun: the work in progress did not allow it"
	case simulate.WorkStep:
		return fmt.Sprintf("%s by the %s team: %s of work, not done at the horizon", s.Job, s.Team, length(s.Work))
	case simulate.SeedStep:
		return fmt.Sprintf("seeding %s, %s, for %s, not done at the horizon%s", counted(s.Assets, "asset"), exactly("B", s.Bytes), took, heldBack(s.Held))
	case simulate.CatchUpStep:
		return fmt.Sprintf("seeded; %s of catching up with what is written, not in sync at the horizon", took)
	}
	return sentence + ", up to the horizon"
}

var phrases = map[simulate.StepKind]string{
	simulate.SlotWaitStep:   "ASSETS waited TIME until the last had a slot of the migration tool",
	simulate.CatchUpStep:    "seeded; caught up with what was written meanwhile in TIME",
	simulate.LaunchStep:     "in sync; copies of ASSETS up in the sandbox after TIME",
	simulate.UnitWaitStep:   "ready; waited TIME for OTHER, which is promoted together with it",
	simulate.DependencyStep: "ready; waited TIME for OTHER to be promoted, which it comes after",
	simulate.DateStep:       "ready; waited TIME for the business-test date",
	simulate.ApprovalStep:   "approval took TIME",
	simulate.WindowStep:     "waited TIME for a change window",
	simulate.DrainStep:      "writes stopped; the last ones were carried over in TIME",
	simulate.CutoverStep:    "cut over: drained, severed and launched in TIME",
	simulate.RouteStep:      "routing SHARE of the users to the target took TIME",
	simulate.BakeStep:       "SHARE of the users watched for TIME",
	simulate.RollbackStep:   "a defect of OTHER surfaced: all users back on the source after TIME",
	simulate.MendStep:       "the defect of OTHER was fixed after TIME",
}

// waits says what a wait was for.
var waits = map[simulate.StepKind]string{
	simulate.TeamWaitStep:   "for the TEAM team (JOB)",
	simulate.SlotWaitStep:   "for slots of the migration tool",
	simulate.UnitWaitStep:   "for OTHER",
	simulate.DependencyStep: "for OTHER to be promoted",
	simulate.DateStep:       "for the business-test date",
	simulate.ApprovalStep:   "for the approval",
	simulate.WindowStep:     "for a change window",
}

// longestWaits names the three longest waits, the longest first.
func (t storyteller) longestWaits(steps []simulate.Step) string {
	var found []simulate.Step
	for _, s := range steps {
		if _, ok := waits[s.Kind]; ok && s.To-s.From >= time.Minute {
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b simulate.Step) int { return int(min(1, max(-1, (b.To-b.From)-(a.To-a.From)))) })
	var parts []string
	for _, s := range found[:min(3, len(found))] {
		what := strings.NewReplacer("OTHER", s.Other, "TEAM", s.Team, "JOB", s.Job).Replace(waits[s.Kind])
		if onlyHours(s) {
			what = fmt.Sprintf("for the hours of the %s team (%s)", s.Team, s.Job)
		}
		parts = append(parts, length(s.To-s.From)+" "+what)
	}
	return strings.Join(parts, ", then ")
}

func heldBack(held []simulate.HeldBack) string {
	var parts []string
	for _, h := range held[:min(2, len(held))] {
		by := h.By
		if link, ok := strings.CutPrefix(by, "limit of "); ok {
			by = "the migration limit of " + link
		} else if by == "asset limit" {
			by = "the tool's limit per asset"
		}
		parts = append(parts, fmt.Sprintf("by %s for %s", by, length(h.Time)))
	}
	if parts == nil {
		return ""
	}
	return "; held back " + strings.Join(parts, ", ")
}

// onlyHours says whether a wait was for nothing but a team's hours.
func onlyHours(s simulate.Step) bool { return s.Kind == simulate.TeamWaitStep && s.Off == s.To-s.From }

// teamWait says what a job waited for.
func teamWait(s simulate.Step) string {
	if onlyHours(s) {
		return fmt.Sprintf("the hours of the %s team", s.Team)
	}
	off := ""
	if s.Off > 0 {
		off = fmt.Sprintf(", %s of it outside of its hours", length(s.Off))
	}
	return fmt.Sprintf("the %s team (%s, %s%s)", s.Team, slots(s.Slots), ahead(s.Ahead), off)
}

func slots(n int) string {
	if n == 0 {
		return "any number of slots"
	}
	return counted(n, "slot")
}

func ahead(n int) string {
	if n == 0 {
		return "nobody ahead"
	}
	return counted(n, "job") + " ahead"
}

// exactly writes one value in the unit that fits it.
func exactly(unit string, v float64) string { return newRuler(unit, []float64{v}).text(v) }

// length writes a length of time with its two largest units.
func length(d time.Duration) string {
	units := []struct {
		size  time.Duration
		label string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "min"}, {time.Second, "s"}}
	for i, u := range units {
		if d < u.size {
			continue
		}
		text := fmt.Sprintf("%d %s", d/u.size, u.label)
		if i+1 < len(units) {
			if rest := d % u.size / units[i+1].size; rest > 0 {
				text += fmt.Sprintf(" %d %s", rest, units[i+1].label)
			}
		}
		return text
	}
	if d == 0 {
		return "no time"
	}
	return "less than 1 s"
}
