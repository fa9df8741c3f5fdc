package trace

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/landfall-sim/landfall/promotion"
)

// Options say what a log leaves out. The zero value: nothing.
type Options struct {
	Hidden     []promotion.Kind // events that are not logged, or not always
	AssetsOnly bool             // the log knows nothing of releases: assets are checked by themselves
	Limit      int              // of the states carried per asset or release; default 4096
}

// Checker follows a log, one record after the other. It is made by [NewChecker];
// the zero value follows none, and its verdict is inconclusive.
type Checker struct {
	model    *promotion.Model
	options  Options
	hidden   map[promotion.Kind]bool
	releases map[string]*unit
	order    []string // the names of releases as they came
	last     time.Time
	verdict  Verdict
	done     bool
}

var errNoModel = errors.New("trace: the model is nil, expected one of package promotion")

// NewChecker returns a checker of logs that follow the model. The error is of
// a model that is nil, and of hidden events that cannot be guessed: the share of
// a route and the number of members must be logged.
func NewChecker(m *promotion.Model, o Options) (*Checker, error) {
	c := &Checker{model: m, options: o, hidden: map[promotion.Kind]bool{}, releases: map[string]*unit{}}
	if m == nil {
		return nil, errNoModel
	}
	for _, k := range o.Hidden {
		if k == promotion.KindRoute || k == promotion.KindDecide {
			return nil, fmt.Errorf("trace: %v cannot be hidden: its number could not be known", k)
		}
		c.hidden[k] = true
	}
	if c.options.Limit <= 0 {
		c.options.Limit = 4096
	}
	return c, nil
}

// Check checks a whole log against a model. The error is of the options, or
// that of the records, which ends the check.
func Check(m *promotion.Model, log iter.Seq2[Record, error], o Options) (Verdict, error) {
	c, err := NewChecker(m, o)
	if err != nil {
		return Verdict{}, err
	}
	for r, err := range log {
		if err != nil {
			return c.Verdict(), err
		}
		if !c.Add(r) {
			break
		}
	}
	return c.Verdict(), nil
}

// Add takes the next record and reports whether the log can still be followed.
// A record that [Read] would refuse diverges: one with both an event and
// something seen, for instance, or one that is earlier than the record before it.
// Only the time may be missing. Records of the same time, and those without one,
// count in the order in which they are added.
func (c *Checker) Add(r Record) bool {
	if c.done || c.model == nil {
		return false
	}
	c.verdict.Records++
	if err := cmp.Or(r.fault(), r.after(c.last)); err != nil {
		c.end(r, "no record: "+err.Error(), nil)
		return false
	}
	if !r.At.IsZero() {
		c.last = r.At
	}
	if r.Measured != nil {
		return true
	}
	u := c.unit(r.Release)
	switch {
	case r.Asset == "" && c.options.AssetsOnly:
		return true // what is said of releases is not checked
	case r.Asset == "":
		c.addRelease(u, r)
	default:
		c.addAsset(u, r)
	}
	if !c.done {
		c.close(u)
	}
	return !c.done
}

// unit returns the release of a name, a new one where it was not mentioned yet.
func (c *Checker) unit(name string) *unit {
	if u, known := c.releases[name]; known {
		return u
	}
	u := newUnit()
	c.releases[name] = u
	c.order = append(c.order, name)
	c.close(u)
	return u
}

// addRelease follows a record of a release.
func (c *Checker) addRelease(u *unit, r Record) {
	var after []promotion.Release
	var refuted []Candidate
	for _, release := range u.releases {
		next, err := release, error(nil)
		if r.Saw == nil {
			next, _, err = c.model.StepRelease(release, r.Event)
		} else if !r.Saw.fitsRelease(release) {
			err = fmt.Errorf("seen: %v", r.Saw)
		}
		if err == nil {
			err = crowded(next, u.members)
		}
		if err != nil {
			refuted = append(refuted, Candidate{Release: release, Why: err.Error()})
			continue
		}
		after = include(after, next)
	}
	if len(after) == 0 {
		c.diverge(r, refuted)
		return
	}
	u.releases = after
}

// addAsset follows a record of an asset.
func (c *Checker) addAsset(u *unit, r Record) {
	a := u.asset(r.Asset)
	a.begun = a.begun || r.Saw == nil // an event that is refused ends the check
	var after []promotion.State
	var releases []promotion.Release
	var refuted []Candidate
	for _, release := range u.releases {
		for _, s := range a.states {
			unit, next, err := c.stepAsset(release, s, r)
			if err == nil {
				err = crowded(unit, u.with(a, a.belongs(next)))
			}
			if err != nil {
				refuted = append(refuted, Candidate{Release: release, State: s, Why: err.Error()})
				continue
			}
			after, releases = include(after, next), include(releases, unit)
		}
	}
	if len(after) == 0 {
		c.diverge(r, refuted)
		return
	}
	u.releases = releases
	u.move(a, after)
}

// stepAsset carries out a record on one possible state of an asset.
func (c *Checker) stepAsset(release promotion.Release, s promotion.State, r Record) (promotion.Release, promotion.State, error) {
	if r.Saw != nil {
		if !r.Saw.fits(s) {
			return release, s, fmt.Errorf("seen: %v", r.Saw)
		}
		return release, s, nil
	}
	return c.step(release, s, r.Event)
}

// step carries out an event on an asset, with its release where there is one.
func (c *Checker) step(release promotion.Release, s promotion.State, e promotion.Event) (promotion.Release, promotion.State, error) {
	if c.options.AssetsOnly {
		next, _, err := c.model.Step(s, e)
		return release, next, err
	}
	unit, next, _, err := c.model.StepMember(release, s, e)
	return unit, next, err
}

// diverge ends the check with what was possible and why it is not any more.
func (c *Checker) diverge(r Record, refuted []Candidate) {
	what := r.Event.String()
	if r.Saw != nil {
		what = "seeing " + r.Saw.String()
	}
	who := "release " + r.Release
	if r.Asset != "" {
		who = "asset " + r.Asset
	}
	c.end(r, what+" is impossible for "+who, refuted)
}

// end ends the check at a record that cannot be.
func (c *Checker) end(r Record, reason string, refuted []Candidate) {
	c.done = true
	c.verdict.Outcome, c.verdict.Line, c.verdict.Possible = Diverges, r.Line, refuted
	c.verdict.Release, c.verdict.Asset, c.verdict.Reason = r.Release, r.Asset, reason
}

// Verdict returns what can be said so far.
func (c *Checker) Verdict() Verdict {
	v := c.verdict
	switch {
	case c.done:
		return v
	case c.model == nil:
		v.Reason = errNoModel.Error()
		return v
	case v.Records == 0:
		v.Reason = "nothing was recorded"
		return v
	}
	for _, name := range c.order {
		u := c.releases[name]
		if len(u.releases) > 1 && !c.options.AssetsOnly {
			v.Reason = fmt.Sprintf("release %s: %d phases and counts are possible", name, len(u.releases))
			v.Release = name
			for _, r := range u.releases {
				v.Possible = append(v.Possible, Candidate{Release: r})
			}
			return v
		}
		for _, asset := range u.order {
			if states := u.assets[asset].states; len(states) > 1 {
				v.Reason = fmt.Sprintf("asset %s: %d states are possible", asset, len(states))
				v.Release, v.Asset = name, asset
				for _, s := range states {
					v.Possible = append(v.Possible, Candidate{State: s, Release: u.releases[0]})
				}
				return v
			}
		}
	}
	v.Outcome = Conforms
	return v
}

// include adds v to a set that is kept in the order in which it was met.
func include[T comparable](set []T, v T) []T {
	if slices.Contains(set, v) {
		return set
	}
	return append(set, v)
}
