package inventory

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/landfall-sim/landfall/simulate"
)

// yamlScenario is the part of the file format that an import writes.
type yamlScenario struct {
	Landfall int
	Name     string
	Network  struct {
		Links []struct{ Name, Capacity string }
	}
	Sites []struct {
		Name  string
		Route []string
	}
	Portfolio []struct {
		Subscription string
		Workloads    []struct {
			Name   string
			Assets []struct {
				Name, Site, Used, Churn string
				Stateful                bool
			}
		}
	}
}

// written writes an inventory and reads it back, strictly.
func written(t *testing.T, inv *Inventory) (string, yamlScenario) {
	t.Helper()
	var b bytes.Buffer
	must(t, inv.WriteScenario(&b))
	var y yamlScenario
	if err := yaml.UnmarshalWithOptions(b.Bytes(), &y, yaml.Strict()); err != nil {
		t.Fatalf("%v in\n%s", err, b.String())
	}
	return b.String(), y
}

func TestWrittenScenarioIsYAMLOfTheSameMeaning(t *testing.T) {
	inv := read(t, write(t, "estate of 2026.csv", estate), Options{Stateful: regexp.MustCompile("db")})
	text, y := written(t, inv)
	if y.Landfall != 1 || y.Name != "estate of 2026" || len(y.Network.Links) != 2 || y.Network.Links[1].Capacity != "1Gbps" || y.Sites[1].Route[0] != "DC2-uplink" {
		t.Errorf("%+v", y)
	}
	erp := y.Portfolio[0].Workloads[0]
	if erp.Name != "ERP" || len(erp.Assets) != 2 || !erp.Assets[0].Stateful || erp.Assets[1].Stateful {
		t.Errorf("%+v", erp)
	}
	if a := erp.Assets[0]; a.Used != "100MiB" || a.Churn != "5.24MB/d" || a.Site != "DC1" {
		t.Errorf("%+v", a)
	}
	expect(t, text, "# 4 of 4 machines imported\n", "capacity: 1Gbps}  # assumed\n", "# tool: {mode: continuous")
}

// The examples in the comments become keys when a planner removes the sign.
func TestCommentedSettingsAreYAML(t *testing.T) {
	var lines []string
	for _, l := range unknowns {
		if strings.HasPrefix(l, "  ") || regexp.MustCompile(`^[a-z]+:`).MatchString(l) {
			lines = append(lines, l)
		}
	}
	var v map[string]any
	if err := yaml.Unmarshal([]byte(strings.Join(lines, "\n")), &v); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"tool", "teams", "work", "tests", "defects", "promotion", "objectives"} {
		if v[key] == nil {
			t.Errorf("%s is missing", key)
		}
	}
}

// Whatever a machine or a folder is called, the name survives, and none of it
// becomes YAML.
func TestHostileNamesSurvive(t *testing.T) {
	for _, name := range []string{
		"plain", "with space", "a: b", "{x}", "[1, 2]", "# no comment", "'single'", `double " quote`, "true", "No", "null", "~", "1e3", "0x10", "12:30:45",
		"2026-01-05", "&a", "*a", "!tag", "%x", "@x", "`x`", "- x", "? x", "|", ">", `back\slash`, "Größe", "数据库", "emoji 🚢", "a#b", "a #b", "trailing:", "<<", ".5", "..", "-", "y",
	} {
		inv := read(t, build(t, sheet{"vInfo", [][]any{
			{"VM", "Powerstate", "In Use MiB", "Folder"}, {name, "poweredOff", 100, "x"}, {"other", "poweredOn", 100, "y"},
		}}), Options{Name: name, LinkName: name, Workload: "none"})
		_, y := written(t, inv)
		w := y.Portfolio[0].Workloads[0]
		if y.Name != name || y.Network.Links[0].Name != name || y.Sites[0].Route[0] != name || w.Name != name || w.Assets[0].Name != name {
			t.Errorf("%q is read as %+v", name, y)
		}
	}
}

func TestCommentsStayOnTheirLine(t *testing.T) {
	s := &simulate.Scenario{Landfall: 1, Name: "x"}
	var b bytes.Buffer
	must(t, WriteScenario(&b, s, Notes{Head: []string{"one\nlandfall: 2", "two\u2028three: 4"}}))
	expect(t, b.String(), "# one landfall: 2\n# two three: 4\nlandfall: 1\n")
}

func TestWriteRefusesWhatItWouldLose(t *testing.T) {
	limit := simulate.BitRate(1)
	for name, s := range map[string]*simulate.Scenario{
		"horizon":  {Horizon: new(simulate.Duration)},
		"limit":    {Network: simulate.Network{Links: []simulate.Link{{Name: "a", Limit: &limit}}}},
		"users":    {Portfolio: []simulate.Subscription{{Workloads: []simulate.Workload{{Users: new(float64)}}}}},
		"profiles": {Portfolio: []simulate.Subscription{{Workloads: []simulate.Workload{{Assets: []simulate.Asset{{WorkingSet: new(simulate.Bytes)}}}}}}},
		"varying": {Portfolio: []simulate.Subscription{{Workloads: []simulate.Workload{{Assets: []simulate.Asset{
			{Used: &simulate.Dist[simulate.Bytes]{Shape: simulate.Uniform, Params: []simulate.Bytes{1, 2}}},
		}}}}}},
	} {
		var b bytes.Buffer
		if err := WriteScenario(&b, s, Notes{}); !errors.Is(err, ErrSource) || b.Len() > 0 {
			t.Errorf("%s: %v, wrote %q", name, err, b.String())
		}
	}
}
