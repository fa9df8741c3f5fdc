package simulate

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/landfall-sim/landfall/internal/nearest"
)

// Validate returns everything that is wrong with the scenario as one
// [*ScenarioError], or nil. Warnings are not errors: see [Scenario.Warnings].
func (s *Scenario) Validate() error {
	r := &review{scenario: s, start: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), patience: 1e6}
	if s.Start != nil {
		r.start = *s.Start
	}
	r.values(reflect.ValueOf(s).Elem(), "")
	r.reviewTop()
	r.reviewNetwork()
	r.reviewSites()
	r.reviewTool()
	r.reviewTeams()
	r.reviewPromotion()
	r.reviewPortfolio()
	if len(r.problems) > 0 {
		return &ScenarioError{r.problems}
	}
	return nil
}

// review gathers the problems of a scenario.
type review struct {
	scenario *Scenario
	start    time.Time
	problems []Problem
	patience int // comparisons with known names left for suggestions
}

func (r *review) add(path, wrong, expected string) {
	r.problems = append(r.problems, Problem{path, wrong, expected})
}

// values lets everything that can find fault with itself do so.
func (r *review) values(v reflect.Value, path string) {
	if c, ok := v.Interface().(checker); ok && v.Kind() != reflect.Pointer {
		r.problems = append(r.problems, within(path, c.check())...)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			r.values(v.Elem(), path)
		}
	case reflect.Float64:
		r.problems = append(r.problems, within(path, checkNumber(v.Float()))...)
	case reflect.Slice:
		for i := range v.Len() {
			r.values(v.Index(i), element(path, i))
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			key, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			r.values(v.Field(i), join(path, key))
		}
	}
}

func (r *review) reviewTop() {
	s := r.scenario
	switch s.Landfall {
	case FormatVersion:
	case 0:
		r.add("landfall", "is required", "the format version: write landfall: 1")
	default:
		r.add("landfall", fmt.Sprintf("%d is not a known format version", s.Landfall), "write landfall: 1")
	}
	if s.Name != "" {
		r.printable("name", s.Name)
	}
	if s.Start != nil {
		r.problems = append(r.problems, within("start", At(*s.Start).check())...)
	}
	if s.TimeZone != "" {
		if _, err := time.LoadLocation(s.TimeZone); err != nil || s.TimeZone == "Local" {
			r.add("timezone", "unknown time zone "+quote(s.TimeZone), "a name of the IANA database such as Europe/Berlin, or UTC")
		}
	}
	if s.Horizon != nil && *s.Horizon == 0 {
		r.add("horizon", "is 0", "a duration above 0")
	}
	if s.Objectives.Finish != nil {
		r.instant("objectives.finish", *s.Objectives.Finish)
	}
}

// instant refuses calendar times that are far from the start.
func (r *review) instant(path string, i Instant) {
	if since := float64(i.Since(r.start)); !i.Time.IsZero() && (since >= durationLimit || since <= -durationLimit) {
		r.add(path, i.String()+" is far from the start", "a time within 1000 years of "+r.start.Format(time.RFC3339))
	}
}

func (r *review) positive(path string, x *float64) {
	if x != nil && *x == 0 {
		r.add(path, "is 0", "a number above 0")
	}
}

func (r *review) atLeastOne(path string, n *int) {
	if n != nil && *n < 1 {
		r.add(path, fmt.Sprintf("is %d", *n), "at least 1; leave it out for no limit")
	}
}

// printable refuses names that would garble a report.
func (r *review) printable(path, name string) {
	if strings.TrimSpace(name) == "" {
		r.add(path, "is blank", "a name with letters or digits")
	} else if strings.ContainsFunc(name, func(c rune) bool { return !unicode.IsPrint(c) }) {
		r.add(path, quote(name)+" has characters that cannot be printed", "a name of letters, digits, signs and spaces")
	}
}

// registry holds the names of one kind of thing.
type registry struct {
	kind   string
	path   map[string]string // where each name was given
	order  []string
	broken bool // a name is missing, so that references cannot be judged
}

func newRegistry(kind string) *registry {
	return &registry{kind: kind, path: map[string]string{}}
}

// register notes a name that must be there and unique. The name stands at key
// of owner.
func (r *review) register(g *registry, name, owner, key string) {
	if name == "" {
		g.broken = true
		r.add(join(owner, key), "is required", "a name")
		return
	}
	if first, ok := g.path[name]; ok {
		r.add(join(owner, key), quote(name)+" is also the name of "+first, g.kind+"s have different names")
		return
	}
	r.printable(join(owner, key), name)
	g.path[name] = owner
	g.order = append(g.order, name)
}

// refer checks that a name is known.
func (r *review) refer(g *registry, path, name string) bool {
	if _, ok := g.path[name]; ok {
		return true
	}
	if !g.broken {
		r.add(path, "unknown "+g.kind+" "+quote(name), r.suggest(g, name))
	}
	return false
}

func (r *review) suggest(g *registry, name string) string {
	if r.patience >= len(g.order) {
		r.patience -= len(g.order)
		if near := nearest.Word(name, g.order); near != "" {
			return "did you mean " + near + "?"
		}
	}
	const most = 8
	known := slices.Clone(g.order[:min(len(g.order), most)])
	if len(g.order) > most {
		known = append(known, "…")
	}
	if len(known) == 0 {
		return "there is no " + g.kind
	}
	return g.kind + "s are " + listing(known)
}
