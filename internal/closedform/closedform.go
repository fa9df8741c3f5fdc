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
	missing := maps.Clone(checks)
	for _, c := range Load(t, family) {
		check, ok := checks[c.ID]
		delete(missing, c.ID)
		t.Run(c.ID, func(t *testing.T) {
			if !ok {
				t.Fatal("nothing checks this case")
			}
			check(t, &c)
			if rest := c.Unused(); !t.Failed() && len(rest) > 0 {
				t.Errorf("nothing looked at %s", strings.Join(rest, ", "))
			}
		})
	}
	for _, id := range slices.Sorted(maps.Keys(missing)) {
		t.Errorf("there is no case %s", id)
	}
}

// Load returns the cases of a family, of which there is at least one. The test is
// skipped where the folder of the cases is not beside the repository.
func Load(t *testing.T, family string) []Case {
	t.Helper()
	dir, err := os.Getwd() // in a test that of its package
	if err != nil {
		t.Fatal(err)
	}
	folder, ok := find(dir)
	if !ok {
		t.Skipf("the cases of %s are not beside the repository: no %s above %s", family, beside, dir)
	}
	file, err := os.Open(filepath.Join(folder, family+".json"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	cases, err := decode(json.NewDecoder(file))
	if err != nil {
		t.Fatalf("%s: %v", file.Name(), err)
	}
	return cases
}

// beside is the folder of the cases, in one that has the repository in it.
var beside = filepath.Join("shared", "cases", "closed-forms")

// find looks for the folder of the cases from a directory upwards.
func find(dir string) (string, bool) {
	for {
		folder := filepath.Join(dir, beside)
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			return folder, true
		}
		if dir == filepath.Dir(dir) {
			return "", false
		}
		dir = filepath.Dir(dir)
	}
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
	return file.Cases, nil
}

// Unused lists inputs and results that were not asked for.
func (c *Case) Unused() []string {
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

// Has reports whether the input gives something.
func (c *Case) Has(name string) bool { return c.Inputs[name] != nil }

// Input returns a part of the input as it is in the file, nil where there is none.
func (c *Case) Input(name string) any { return c.take(c.Inputs, name) }

// Output returns one of the results as it is in the file, nil where there is none.
func (c *Case) Output(name string) any { return c.take(c.Expected, name) }

// Number returns a number of the input, 0 where there is none.
func (c *Case) Number(name string) float64 {
	x, _ := c.Input(name).(float64)
	return x
}

// In returns a number of the input.
func (c *Case) In(t *testing.T, name string) float64 {
	t.Helper()
	return number(t, name, c.Input(name))
}

// List returns a list of numbers of the input.
func (c *Case) List(t *testing.T, name string) []float64 {
	t.Helper()
	return list(t, name, c.Input(name))
}

// Pairs returns a list of pairs of numbers of the input.
func (c *Case) Pairs(t *testing.T, name string) [][2]float64 {
	t.Helper()
	rows, ok := c.Input(name).([]any)
	if !ok {
		t.Fatalf("%s is %v, not a list", name, c.Inputs[name])
	}
	var pairs [][2]float64
	for _, row := range rows {
		pair := list(t, name, row)
		if len(pair) != 2 {
			t.Fatalf("%s has %v, not a pair", name, row)
		}
		pairs = append(pairs, [2]float64(pair))
	}
	return pairs
}

// Text returns a text of the input or the results.
func (c *Case) Text(t *testing.T, name string) string {
	t.Helper()
	value := c.Input(name)
	if value == nil {
		value = c.Output(name)
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
	return number(t, name, c.Output(name))
}

// Results returns a list of results as it is in the file.
func (c *Case) Results(t *testing.T, name string) []any {
	t.Helper()
	values, ok := c.Output(name).([]any)
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
	want := list(t, name, c.Output(name))
	if len(got) != len(want) {
		t.Fatalf("%s are %v, want %v", name, got, want)
	}
	for i := range got {
		c.within(t, fmt.Sprintf("%s[%d]", name, i), got[i], want[i])
	}
}

func (c *Case) within(t *testing.T, name string, got, want float64) {
	t.Helper()
	bound, ok := c.Bound(want)
	if !ok {
		t.Fatalf("a tolerance of %q, want one that begins like rel 1e-9", c.Tolerance)
	}
	if !(math.Abs(got-want) <= bound) {
		t.Errorf("%s is %.12g, want %.12g within %.3g", name, got, want, bound)
	}
}

// Bound returns the case's tolerance in the unit of a result, if it begins with rel
// or abs and a number.
func (c *Case) Bound(want float64) (bound float64, ok bool) {
	var kind string
	_, err := fmt.Sscanf(c.Tolerance, "%s %g", &kind, &bound)
	switch {
	case err == nil && kind == "abs":
		return bound, true
	case err == nil && kind == "rel":
		return bound * math.Abs(want), true
	}
	return 0, false
}

func (c *Case) take(from map[string]any, name string) any {
	if c.used == nil {
		c.used = map[string]bool{}
	}
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
