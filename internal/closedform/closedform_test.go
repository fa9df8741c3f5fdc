package closedform

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestDecodeRefusesWhatNobodyReads(t *testing.T) {
	for text, want := range map[string]string{
		`{"family":"f","cases":[]}`:                      "no cases",
		`{"family":"f","cases":[{"id":"a","weight":1}]}`: "weight",
		`{"family":"f","more":1,"cases":[{"id":"a"}]}`:   "more",
		`{"family":"f","cases":[{"id":7}]}`:              "number",
	} {
		_, err := decode(json.NewDecoder(strings.NewReader(text)))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want an error about %q", text, err, want)
		}
	}
}

func TestUnusedNamesTheRest(t *testing.T) {
	text := `{"family":"f","cases":[{"id":"a","tolerance":"rel 1e-9; else","inputs":{"x":1,"y":2},"expected":{"z":[3,4],"v":5,"w":"no"}}]}`
	cases, err := decode(json.NewDecoder(strings.NewReader(text)))
	if err != nil {
		t.Fatal(err)
	}
	c := &cases[0]
	if c.In(t, "y") != 2 || c.Text(t, "w") != "no" {
		t.Errorf("y is %v, w is %v", c.In(t, "y"), c.Text(t, "w"))
	}
	c.Are(t, "z", []float64{3, 4 * (1 + 5e-10)})
	if rest := c.Unused(); !slices.Equal(rest, []string{"x", "v"}) {
		t.Errorf("not looked at: %v, want x and v", rest)
	}
}

func TestPartsOfACase(t *testing.T) {
	c := Case{Inputs: map[string]any{"x": 1.5, "steps": []any{[]any{1.0, 2.0}, []any{3.0, 4.0}}}, Expected: map[string]any{"z": "no"}}
	if !c.Has("x") || c.Has("y") || c.Has("z") {
		t.Error("of x, y and z the input has x")
	}
	if c.Number("x") != 1.5 || c.Number("y") != 0 || c.Number("steps") != 0 {
		t.Error("of x, y and steps only x is a number")
	}
	if got := c.Pairs(t, "steps"); !slices.Equal(got, [][2]float64{{1, 2}, {3, 4}}) {
		t.Errorf("steps are %v", got)
	}
	if c.Input("z") != nil || c.Output("z") != "no" || c.Output("x") != nil {
		t.Error("z is a result, x is not")
	}
}

func TestBound(t *testing.T) {
	for _, c := range []struct {
		tolerance string
		want      float64
		ok        bool
	}{
		{"rel 0.01 (formula)", 0.05, true},
		{"abs 0.25; simulation 3 standard errors", 0.25, true},
		{"exact", 0, false},
		{"ranks +-1", 0, false},
		{"within 0.1", 0, false},
		{"rel", 0, false},
		{"", 0, false},
	} {
		if got, ok := (&Case{Tolerance: c.tolerance}).Bound(-5); got != c.want || ok != c.ok {
			t.Errorf("%q: %v, %v", c.tolerance, got, ok)
		}
	}
}

func TestFindLooksUpwards(t *testing.T) {
	root := t.TempDir()
	want, from := filepath.Join(root, "shared", "cases", "closed-forms"), filepath.Join(root, "landfall", "internal", "tally")
	for _, dir := range []string{want, from} {
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if got, ok := find(from); got != want || !ok {
		t.Errorf("found %s, %v, want %s", got, ok, want)
	}
}
