// Package closedform gives tests the cases with known results that are kept
// beside the repository, and sees to it that a test leaves nothing of them out. It
// is for tests only.
package closedform

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Case is inputs and what theory makes of them.
type Case struct {
	ID, Provenance, Note string
	Inputs, Expected     map[string]any
	Tolerance            string // such as "rel 1e-9"

	used map[string]bool
}

// Run runs every case of a family as a subtest of its name. A case without a
// check, a check without a case, and an input or a result that no check asked for
// fail the test. Where there are no cases it is skipped.
func Run(t *testing.T, family string, checks map[string]func(*testing.T, *Case)) {
	t.Helper()
	cases, err := read(family)
	if os.IsNotExist(err) {
		t.Skipf("the cases of %s are not beside the repository: %v", family, err)
	}
	if err != nil {
		t.Fatal(err)
	}
	missing := maps.Clone(checks)
	for _, c := range cases {
		check, ok := checks[c.ID]
		delete(missing, c.ID)
		t.Run(c.ID, func(t *testing.T) {
			if !ok {
				t.Fatal("nothing checks this case")
			}
			check(t, &c)
			if rest := c.unused(); !t.Failed() && len(rest) > 0 {
				t.Errorf("nothing looked at %s", strings.Join(rest, ", "))
			}
		})
	}
	for _, id := range slices.Sorted(maps.Keys(missing)) {
		t.Errorf("there is no case %s", id)
	}
}

// read looks for the cases from the working directory, which in a test is that of
// the package, upwards.
func read(family string) ([]Case, error) {
	name := filepath.Join("shared", "cases", "closed-forms", family+".json")
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	file, err := os.Open(filepath.Join(dir, name))
	for os.IsNotExist(err) && dir != filepath.Dir(dir) {
		dir = filepath.Dir(dir)
		file, err = os.Open(filepath.Join(dir, name))
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return decode(json.NewDecoder(file))
}

func decode(d *json.Decoder) ([]Case, error) {
	var file struct {
		Family, Title, Units string
		SchemaVersion        int `json:"schema_version"`
		Formulas, References []string
		Cases                []Case
	}
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return nil, fmt.Errorf("cases of %s: %w", file.Family, err)
	}
	if len(file.Cases) == 0 {
		return nil, fmt.Errorf("%s has no cases", file.Family)
	}
	for i := range file.Cases {
		file.Cases[i].used = map[string]bool{}
	}
	return file.Cases, nil
}

// unused lists inputs and results that were not asked for.
func (c *Case) unused() []string {
	var rest []string
	for _, part := range []map[string]any{c.Inputs, c.Expected} {
		for _, name := range slices.Sorted(maps.Keys(part)) {
			if !c.used[name] {
				rest = append(rest, name)
			}
		}
	}
	return rest
}

// In returns a number of the input.
func (c *Case) In(t *testing.T, name string) float64 {
	t.Helper()
	return number(t, name, c.take(c.Inputs, name))
}

// List returns a list of numbers of the input.
func (c *Case) List(t *testing.T, name string) []float64 {
	t.Helper()
	return list(t, name, c.take(c.Inputs, name))
}

// Text returns a text of the input or the results.
func (c *Case) Text(t *testing.T, name string) string {
	t.Helper()
	value := c.take(c.Inputs, name)
	if value == nil {
		value = c.take(c.Expected, name)
	}
	text, ok := value.(string)
	if !ok {
		t.Fatalf("%s is %v, not a text", name, value)
	}
	return text
}

// Result returns one of the results.
func (c *Case) Result(t *testing.T, name string) float64 {
	t.Helper()
	return number(t, name, c.take(c.Expected, name))
}

// Results returns a list of results as it is in the file.
func (c *Case) Results(t *testing.T, name string) []any {
	t.Helper()
	values, ok := c.take(c.Expected, name).([]any)
	if !ok {
		t.Fatalf("%s is %v, not a list", name, c.Expected[name])
	}
	return values
}

// Is compares a value with the result of a name within the case's tolerance,
// which begins with rel or abs and a number.
func (c *Case) Is(t *testing.T, name string, got float64) {
	t.Helper()
	want := c.Result(t, name)
	c.within(t, name, got, want)
}

// Are compares a list of values with results of a name like [Case.Is].
func (c *Case) Are(t *testing.T, name string, got []float64) {
	t.Helper()
	want := list(t, name, c.take(c.Expected, name))
	if len(got) != len(want) {
		t.Fatalf("%s are %v, want %v", name, got, want)
	}
	for i := range got {
		c.within(t, fmt.Sprintf("%s[%d]", name, i), got[i], want[i])
	}
}

func (c *Case) within(t *testing.T, name string, got, want float64) {
	t.Helper()
	var kind string
	var bound float64
	if _, err := fmt.Sscanf(c.Tolerance, "%s %g", &kind, &bound); err != nil || kind != "rel" && kind != "abs" {
		t.Fatalf("a tolerance of %q, want one that begins like rel 1e-9", c.Tolerance)
	}
	if kind == "rel" {
		bound *= math.Abs(want)
	}
	if !(math.Abs(got-want) <= bound) {
		t.Errorf("%s is %.12g, want %.12g within %.3g", name, got, want, bound)
	}
}

func (c *Case) take(from map[string]any, name string) any {
	c.used[name] = true
	return from[name]
}

func number(t *testing.T, name string, value any) float64 {
	t.Helper()
	x, ok := value.(float64)
	if !ok {
		t.Fatalf("%s is %v, not a number", name, value)
	}
	return x
}

func list(t *testing.T, name string, value any) []float64 {
	t.Helper()
	values, ok := value.([]any)
	if !ok {
		t.Fatalf("%s is %v, not a list", name, value)
	}
	var numbers []float64
	for _, x := range values {
		numbers = append(numbers, number(t, name, x))
	}
	return numbers
}
