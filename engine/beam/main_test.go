package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/ptest"
)

func TestMain(m *testing.M) { ptest.Main(m) }

const plan = `
landfall: 1
name: two-workloads
network: {links: [{name: wan, capacity: 1Gbps}]}
sites: [{name: dc, route: [wan]}]
tool: {launch: {uniform: [15m, 2h]}}
promotion: {flights: [{share: 10%, bake: 1d}, {share: 100%, bake: {exponential: 1d}}]}
portfolio:
  - subscription: retail
    workloads:
      - {name: shop, users: 100, assets: [{name: db, used: {triangular: [100GB, 200GB, 400GB]}, churn: 10GB/d, stateful: true}]}
      - {name: crm, users: 10, assets: [{name: crm-01, used: 100GB, churn: 1GB/d}]}
`

// set sets the program's flags for a test.
func set(t *testing.T, scenario, result, sum string, replications int) {
	t.Helper()
	before, b, c, o := *file, *output, *summary, options
	t.Cleanup(func() { *file, *output, *summary, options = before, b, c, o })
	*file, *output, *summary = scenario, result, sum
	options.Replications, options.ShardSize, options.Lanes = replications, 7, 2
}

// The program writes what the command writes, result and summary.
func TestSameBytesAsTheCommand(t *testing.T) {
	folder := t.TempDir()
	in := func(name string) string { return filepath.Join(folder, name) }
	build := exec.Command("go", "build", "-o", in("landfall.exe"), ".")
	build.Dir = "../../cmd/landfall"
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	landfall := func(args ...string) {
		t.Helper()
		if out, err := exec.Command(in("landfall.exe"), args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	if err := os.WriteFile(in("plan.yaml"), []byte(plan), 0o666); err != nil {
		t.Fatal(err)
	}
	landfall("check", in("plan.yaml"), "--explain", "--format", "json", "-o", in("plan.json"))
	landfall("compare", in("plan.yaml"), "-n", "60", "--format", "json", "-o", in("want.json"))
	set(t, in("plan.json"), in("got.json"), in("all.sum"), 60)
	if err := run(t.Context()); err != nil {
		t.Fatal(err)
	}
	landfall("merge", in("all.sum"), "--format", "json", "-o", in("merged.json"))
	want, err := os.ReadFile(in("want.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"got.json", "merged.json"} {
		if got, err := os.ReadFile(in(name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %v, %d bytes; want the %d bytes of the command", name, err, len(got), len(want))
		}
	}
}

func TestWrongUse(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	out := filepath.Join(folder, "result.json")
	for want, c := range map[string]struct{ scenario, output string }{
		"want --scenario":         {"", out},
		"want --output":           {write("a.json", "{}"), ""},
		"no such file":            {filepath.Join(folder, "none.json"), out},
		"want a scenario as":      {write("b.yaml", plan), out},
		"unknown field":           {write("c.json", `{"teems": {}}`), out},
		"text after":              {write("d.json", "{} {}"), out},
		"network.links: is empty": {write("e.json", `{"landfall": 1}`), out},
	} {
		set(t, c.scenario, c.output, "", 1)
		if err := run(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}
