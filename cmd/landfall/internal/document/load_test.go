package document

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// load reads a file without options.
func load(path string) (*simulate.Scenario, error) { return Options{}.Load(path) }

// parse reads the text of a file without options.
func parse(name string, data []byte) (*simulate.Scenario, error) {
	return Options{}.parseFile(name, data)
}

// parseFile reads text as if it were that of a file.
func (o Options) parseFile(name string, data []byte) (*simulate.Scenario, error) {
	return o.parse(name, filepath.Dir(name), data)
}

func TestLoadTheWholeFormat(t *testing.T) {
	s, err := load("testdata/contoso.yaml")
	if err != nil {
		t.Fatal(err)
	}
	l, w := s.Network.Links[0], s.Portfolio[0].Workloads[1]
	for _, c := range []struct{ got, want any }{
		{s.Name, "contoso-wave-1"}, {*s.Horizon, 104 * simulate.Week}, {*l.Capacity, simulate.Gbps},
		{*l.Efficiency, simulate.UniformDist[simulate.Share](0.67, 0.74)}, {l.Steps[0].At, simulate.After(8 * simulate.Week)},
		{l.Production.Demand, simulate.NormalDist(300*simulate.Mbps, 20*simulate.Mbps)}, {l.Production.Profile.Name, "office-hours"},
		{l.Throttle[0], simulate.Throttle{Window: simulate.Window{Days: simulate.Weekdays, From: 480, To: 1080}, Limit: 100 * simulate.Mbps}},
		{*s.Tool.Seeding, 20}, {*s.Tool.Wire, 0.7}, {s.Secondary.Reverse, true}, {*s.Teams.Adoption.Size, 4},
		{s.Teams.Operations.Hours.Windows[0], simulate.Window{Days: 15, From: 600, To: 990}}, {s.Teams.Operations.Hours.Windows[1].To, simulate.ClockAt(24, 0)},
		{*s.Work.Document, simulate.LognormalDist(4*simulate.Hour, 12*simulate.Hour)}, {*s.Tests.Sandbox.Finds, simulate.Share(0.3)},
		{*s.Tests.Business.Takes, simulate.EmpiricalDist(16*simulate.Hour, 12*simulate.Hour, 20*simulate.Hour)},
		{*s.Promotion.Quiesce, true}, {s.Promotion.Flights[1].Share, simulate.Share(0.25)}, {*s.Backlog.WIP, 10},
		{s.Promotion.Freezes[0].From.String(), "2026-03-28T00:00:00Z"}, {*s.Objectives.LinkShare, simulate.Share(0.8)},
		{w.After, []string{"identity"}}, {*w.Users, 12000.0}, {w.Model, simulate.Flight}, {*w.Tests.Sandbox.Takes, simulate.Const(6 * simulate.Hour)},
		{*w.Assets[1].WorkingSet, 40 * simulate.GB}, {w.Assets[1].Stateful, true}, {*w.Assets[0].Used, simulate.Const(120 * simulate.GiB)},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
}

// The same scenario in JSON, and in JSON under a YAML name, is the same.
func TestJSONAndYAMLMeanTheSame(t *testing.T) {
	s, err := load("testdata/contoso.yaml")
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.json", "a.yaml", "stdin"} {
		back, err := parse(name, data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(back, s) {
			t.Errorf("%s: got %+v, want %+v", name, back, s)
		}
	}
	tree, problem := parseYAML(data)
	if problem != nil {
		t.Fatal(problem)
	}
	other, problem := parseJSON(data)
	if problem != nil {
		t.Fatal(problem)
	}
	if !reflect.DeepEqual(tree, other) {
		t.Error("the trees of YAML and JSON differ")
	}
}

func TestAnchorsAndMergeKeys(t *testing.T) {
	s, err := parse("a.yaml", []byte(`
landfall: 1
network: {links: [{name: &link wan, capacity: 1Gbps}]}
sites: [{name: dc, route: [*link]}]
portfolio:
  - workloads:
    - assets:
      - &vm {name: a, used: 1GB, churn: 1MB/s}
      - {<<: *vm, name: b}
      - <<: [*vm, {stateful: true, churn: 9MB/s}]
        name: c
`))
	if err != nil {
		t.Fatal(err)
	}
	a := s.Portfolio[0].Workloads[0].Assets
	if len(a) != 3 || a[1].Name != "b" || !a[2].Stateful || a[2].Churn.Mean() != 1e6 || a[1].Used.Mean() != 1e9 || s.Sites[0].Route[0] != "wan" {
		t.Errorf("got %+v", a)
	}
}

func TestStdin(t *testing.T) {
	o := Options{Stdin: strings.NewReader("landfall: 2\n")}
	_, err := o.Load("-")
	if err == nil || !strings.HasPrefix(err.Error(), "stdin:1:1: network: is required") {
		t.Error(err)
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	large := filepath.Join(dir, "noise.yaml")
	if err := os.WriteFile(large, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, 100<<20); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "none.yaml"): "none.yaml: no such file or directory",
		dir:                             ": is a directory, not a scenario file",
		large:                           "noise.yaml: is larger than 64 MiB; a scenario of 100,000 assets stays far below",
	} {
		_, err := load(path)
		if !errors.Is(err, ErrInvalid) || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", path, err, want)
		}
	}
	o := Options{Stdin: strings.NewReader(strings.Repeat("x", mostBytes+1))}
	if _, err := o.Load("-"); err == nil || err.Error() != "stdin: is larger than 64 MiB; a scenario of 100,000 assets stays far below" {
		t.Error(err)
	}
}

func TestInventory(t *testing.T) {
	const file = `
landfall: 1
network: {links: [{name: wan, capacity: 1Gbps}]}
inventory: lists/estate.csv
`
	asset := simulate.Asset{Name: "vm", Site: "dc", Used: new(simulate.Const(simulate.GB))}
	var asked string
	o := Options{Inventory: func(path string) ([]simulate.Subscription, []simulate.Site, error) {
		asked = path
		return []simulate.Subscription{{Workloads: []simulate.Workload{{Assets: []simulate.Asset{asset}}}}}, []simulate.Site{{Name: "dc"}}, nil
	}}
	s, err := o.parseFile("plans/a.yaml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join("plans", "lists", "estate.csv"); asked != want {
		t.Errorf("asked for %s, want %s", asked, want)
	}
	if s.Inventory != "" || s.Portfolio[0].Workloads[0].Assets[0].Name != "vm" || s.Sites[0].Route[0] != "wan" {
		t.Errorf("got %+v", s)
	}
	two := strings.Replace(file, "[{", "[{name: lan, capacity: 1Gbps}, {", 1)
	if _, err := o.parseFile("a.yaml", []byte(two)); err == nil || err.Error() != `a.yaml:4:12: inventory: has machines at site "dc", which sites does not have; its route there, since there are several links` {
		t.Errorf("two links: %v", err)
	}
	if _, err := o.parseFile("a.yaml", []byte(two+"sites: [{name: dc, route: [lan, wan]}]\n")); err != nil {
		t.Errorf("two links, with the site: %v", err)
	}
	asset.Site = "elsewhere"
	for _, c := range []struct {
		o    Options
		file string
		want string
	}{
		{Options{}, file, "a.yaml:4:12: inventory: is not read here"},
		{Options{Inventory: func(string) ([]simulate.Subscription, []simulate.Site, error) {
			return nil, nil, errors.New("no such file")
		}}, file,
			"a.yaml:4:12: inventory: no such file"},
		{o, file, `a.yaml:4:12: portfolio[0].workloads[0].assets[0].site: unknown site "elsewhere"; sites are dc`},
	} {
		_, err := c.o.parseFile("a.yaml", []byte(c.file))
		if err == nil || err.Error() != c.want {
			t.Errorf(" got %v\nwant %s", err, c.want)
		}
	}
}

// Every example scenario of the cases loads.
func TestCases(t *testing.T) {
	for _, path := range cases(t) {
		if _, err := load(path); err != nil {
			t.Error(err)
		}
	}
}

// cases lists the scenarios with known results, which live beside the
// repository.
func cases(t *testing.T) []string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.work")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Skip("no workspace around the package")
		}
	}
	found, err := filepath.Glob(filepath.Join(dir, "..", "shared", "cases", "estates", "*", "scenario.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Skip("no cases beside the repository")
	}
	return found
}
