package simulate_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// TestCasesAreComplete: each of the repository's cases is a valid scenario of its
// folder's name, expects something, and says why.
func TestCasesAreComplete(t *testing.T) {
	folders, err := os.ReadDir(filepath.Join("testdata", "cases"))
	if err != nil || len(folders) < 40 {
		t.Fatalf("%d cases, %v", len(folders), err)
	}
	for _, folder := range folders {
		dir := filepath.Join("testdata", "cases", folder.Name())
		var expected []expectation
		readJSON(t, filepath.Join(dir, "expected.json"), &expected)
		if len(expected) == 0 {
			t.Errorf("%s expects nothing", folder.Name())
		}
		var s simulate.Scenario
		readJSON(t, filepath.Join(dir, "scenario.json"), &s)
		if s.Name != folder.Name() {
			t.Errorf("%s: its scenario is called %s", folder.Name(), s.Name)
		}
		if err := s.Validate(); err != nil {
			t.Errorf("%s: %v", folder.Name(), err)
		}
		why, err := os.ReadFile(filepath.Join(dir, "why.md"))
		if err != nil || !strings.HasPrefix(string(why), "# "+folder.Name()+"\n\n") || len(why) < 60 {
			t.Errorf("%s: no derivation in why.md (%v)", folder.Name(), err)
		}
	}
}

func TestAgreement(t *testing.T) {
	for _, c := range []struct {
		got  any
		want expectation
		ok   bool
	}{
		{100.0, expectation{Value: 100.1, Abs: 0.2}, true},
		{100.0, expectation{Value: 100.1, Abs: 0.05}, false},
		{100.0, expectation{Value: 100.1, Rel: 0.002}, true},
		{nil, expectation{Value: 0.0, Abs: 1}, false},
		{nil, expectation{Value: nil}, true},
		{0.0, expectation{Value: nil, Abs: 1}, false},
		{"wip", expectation{Value: "wip"}, true},
		{"wip", expectation{Value: "horizon"}, false},
		{1.0, expectation{Value: "wip", Abs: 9}, false},
	} {
		if agrees(c.got, c.want) != c.ok {
			t.Errorf("%v against %+v: agrees = %v", c.got, c.want, !c.ok)
		}
	}
}
