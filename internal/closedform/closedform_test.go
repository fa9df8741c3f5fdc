package closedform

import (
	"encoding/json"
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
	if rest := c.unused(); !slices.Equal(rest, []string{"x", "v"}) {
		t.Errorf("not looked at: %v, want x and v", rest)
	}
}
