package staging

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// ErrIncomplete is what the error of [Readiness.Err] is in the sense of
// [errors.Is].
var ErrIncomplete = errors.New("staging: incomplete")

// Gap is one thing that is missing.
type Gap struct {
	Deliverable Deliverable `json:"deliverable"`
	Asset       string      `json:"asset,omitzero"` // empty: the workload as a whole
	Reason      string      `json:"reason"`
}

// String says what is missing, of what and why.
func (g Gap) String() string {
	if g.Asset == "" {
		return g.Deliverable.Title() + ": " + g.Reason
	}
	return g.Deliverable.Title() + ": " + g.Asset + ": " + g.Reason
}

// Readiness is what a check has found. The zero value is that of no check:
// nothing is complete.
type Readiness struct {
	Workload string `json:"workload"`
	Checked  Set    `json:"checked"`        // the deliverables that were looked at
	Gaps     []Gap  `json:"gaps,omitempty"` // by deliverable, then in the order of the assets
}

// Complete returns the deliverables that were checked and have no gaps.
func (r Readiness) Complete() Set {
	complete := r.Checked & All
	for _, g := range r.Gaps {
		complete = complete.Without(g.Deliverable)
	}
	return complete
}

// Err returns nil if all was checked and nothing is missing, else an error that
// is [ErrIncomplete] and lists all gaps and all that was not checked.
func (r Readiness) Err() error {
	missing := r.missing()
	if len(missing) == 0 {
		return nil
	}
	lines := make([]string, len(missing))
	for i, g := range missing {
		lines[i] = g.String()
	}
	return fmt.Errorf("%w: %s: %s", ErrIncomplete, r.Workload, strings.Join(lines, "; "))
}

// missing returns the gaps, those of what was not checked among them.
func (r Readiness) missing() []Gap {
	missing := slices.Clone(r.Gaps)
	for d := range r.Checked.Missing().Deliverables() {
		missing = append(missing, Gap{d, "", "was not checked"})
	}
	return byDeliverable(missing)
}

// byDeliverable sorts gaps by deliverable and leaves their order otherwise.
func byDeliverable(gaps []Gap) []Gap {
	slices.SortStableFunc(gaps, func(a, b Gap) int { return int(a.Deliverable) - int(b.Deliverable) })
	return gaps
}

// Item is one item of a checklist: it looks at the facts and yields what is
// missing for its deliverable. It must not change them.
type Item struct {
	Deliverable Deliverable
	Missing     func(Facts) []Gap // the deliverable of the gaps is filled in; nil: the item itself is a gap
}

// gaps returns what is missing; where nothing looks, that.
func (i Item) gaps(f Facts) []Gap {
	if i.Missing == nil {
		return []Gap{{Reason: "an item of the checklist has no check"}}
	}
	return i.Missing(f)
}

// Checklist returns the items that are always checked, in the order of the
// deliverables.
func Checklist() []Item {
	return []Item{
		{AutomatedTesting, Facts.testGaps},
		{MigrationDocumentation, Facts.reportGaps},
		{ConfigurationDocumentation, Facts.changeGaps},
		{BacklogDocumentation, Facts.backlogGaps},
	}
}

// Check says, per deliverable, what is missing and why: of the items of
// [Checklist], of more items of one's own, and of the results in [Facts.Checks].
// It never changes f.
func Check(f Facts, more ...Item) Readiness {
	var gaps []Gap
	for _, item := range append(Checklist(), more...) {
		for _, g := range item.gaps(f) {
			g.Deliverable = item.Deliverable
			gaps = append(gaps, g)
		}
	}
	for _, e := range f.Checks {
		if e.Fault != "" {
			gaps = append(gaps, Gap{e.Deliverable, e.Asset, e.Name + ": " + e.Fault})
		}
	}
	return Readiness{Workload: f.Workload, Checked: All, Gaps: byDeliverable(gaps)}
}

// testGaps looks for tests that did not run, failed, or ran before a change.
func (f Facts) testGaps() []Gap {
	var gaps []Gap
	for _, asset := range f.Assets {
		last, changed := f.lastChange(asset)
		for _, test := range f.testsOf(asset) {
			run, ran := f.lastRun(test, asset)
			name := "test " + test
			switch {
			case !ran && test == "":
				gaps = append(gaps, Gap{AutomatedTesting, asset, "no automated test has run"})
			case !ran:
				gaps = append(gaps, Gap{AutomatedTesting, asset, name + " has not run"})
			case !run.Passed:
				gaps = append(gaps, Gap{AutomatedTesting, asset, name + " failed in its last run, " + stamp(run.Began)})
			case changed && run.Began.Before(last.Made):
				gaps = append(gaps, Gap{AutomatedTesting, asset, fmt.Sprintf("%s ran %s, before the change of %s (%s)",
					name, stamp(run.Began), stamp(last.Made), last.What)})
			}
		}
	}
	return gaps
}

// testsOf returns the tests that are due on an asset: those that are asked for,
// or those that have run, or a nameless one where none has.
func (f Facts) testsOf(asset string) []string {
	if len(f.Tests) > 0 {
		return f.Tests
	}
	var ran []string
	for _, r := range f.Runs {
		if r.Asset == asset && !slices.Contains(ran, r.Test) {
			ran = append(ran, r.Test)
		}
	}
	if len(ran) == 0 {
		return []string{""}
	}
	return ran
}

// lastRun returns the run that began last; of several one that failed, if there
// is one.
func (f Facts) lastRun(test, asset string) (last TestRun, ran bool) {
	for _, r := range f.Runs {
		if r.Test == test && r.Asset == asset && (!ran || r.after(last)) {
			last, ran = r, true
		}
	}
	return last, ran
}

// after reports whether r counts rather than other: it began later, or at the
// same time and failed.
func (r TestRun) after(other TestRun) bool {
	return r.Began.After(other.Began) || r.Began.Equal(other.Began) && !r.Passed
}

func (f Facts) lastChange(asset string) (last Change, changed bool) {
	for _, c := range f.Changes {
		if c.Asset == asset && (!changed || c.Made.After(last.Made)) {
			last, changed = c, true
		}
	}
	return last, changed
}

// reportGaps looks for assets that the migration report does not name.
func (f Facts) reportGaps() []Gap {
	var gaps []Gap
	for _, asset := range f.Assets {
		at := slices.IndexFunc(f.Report, func(e ReportEntry) bool { return e.Asset == asset })
		switch {
		case at < 0:
			gaps = append(gaps, Gap{MigrationDocumentation, asset, "is not in the migration report"})
		case f.Report[at].Source == "" || f.Report[at].Target == "":
			gaps = append(gaps, Gap{MigrationDocumentation, asset, "the migration report does not say from where to where it was moved"})
		}
	}
	return gaps
}

// changeGaps looks for changes that nobody has written down.
func (f Facts) changeGaps() []Gap {
	var gaps []Gap
	for _, c := range f.Changes {
		switch {
		case c.What == "":
			gaps = append(gaps, Gap{ConfigurationDocumentation, c.Asset, "the change of " + stamp(c.Made) + " is not described"})
		case c.Document == "":
			gaps = append(gaps, Gap{ConfigurationDocumentation, c.Asset, fmt.Sprintf("the change of %s (%s) has no document", stamp(c.Made), c.What)})
		}
	}
	return gaps
}

// backlogGaps looks for a backlog that does not know the workload's standing.
func (f Facts) backlogGaps() []Gap {
	if f.Backlog.Updated.IsZero() {
		return []Gap{{BacklogDocumentation, "", "the backlog has not been updated"}}
	}
	var gaps []Gap
	for _, asset := range f.Assets {
		if c, changed := f.lastChange(asset); changed && f.Backlog.Updated.Before(c.Made) {
			gaps = append(gaps, Gap{BacklogDocumentation, asset,
				"the backlog was updated " + stamp(f.Backlog.Updated) + ", before the change of " + stamp(c.Made)})
		}
	}
	return gaps
}

// stamp returns a time to the second in RFC 3339.
func stamp(t time.Time) string { return t.Format(time.RFC3339) }
