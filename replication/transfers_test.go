package replication_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/replication"
)

const never = -1.0

// finishes runs transfers that must be valid; one that never ends is at never.
func finishes(t testing.TB, links []replication.Link, transfers []replication.Transfer) []float64 {
	t.Helper()
	out, err := replication.Transfers(links, transfers)
	if err != nil {
		t.Fatal(err)
	}
	if len(out) != len(transfers) {
		t.Fatalf("%d results for %d transfers", len(out), len(transfers))
	}
	seconds := make([]float64, len(out))
	for i, f := range out {
		if f.Name != transfers[i].Name {
			t.Fatalf("result %d is %q, want %q", i, f.Name, transfers[i].Name)
		}
		seconds[i] = f.Seconds
		if f.Never {
			seconds[i] = never
		}
	}
	return seconds
}

func compare(t testing.TB, got, want []float64) {
	t.Helper()
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= 1e-9*math.Abs(want[i])) {
			t.Errorf("transfer %d finishes at %.17g, want %.17g", i, got[i], want[i])
		}
	}
}

// caseFile is one of the cases with a known result that come with the design.
type caseFile struct {
	Links []struct {
		ID       string
		Capacity float64
		Profile  [][2]float64
	}
	Flows []struct {
		ID       string
		Start    float64
		Size     float64
		Route    []string
		Cap      *float64
		Weight   *float64
		Priority int
	}
	Expected struct{ Exact []*float64 }
}

func (c *caseFile) input() (links []replication.Link, transfers []replication.Transfer) {
	for _, l := range c.Links {
		link := replication.Link{Name: l.ID, Capacity: l.Capacity}
		for _, p := range l.Profile {
			link.Steps = append(link.Steps, replication.CapacityStep{At: p[0], Capacity: p[1]})
		}
		links = append(links, link)
	}
	for _, f := range c.Flows {
		transfers = append(transfers, replication.Transfer{
			Name: f.ID, Start: f.Start, Size: f.Size, Route: f.Route, Limit: f.Cap, Weight: f.Weight, Class: f.Priority,
		})
	}
	return links, transfers
}

func TestTransferCases(t *testing.T) {
	files, _ := filepath.Glob("../../shared/cases/fluid/*.json")
	if len(files) == 0 {
		t.Skip("the cases of the design (shared/cases/fluid) are not beside the repository")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var c caseFile
			if err := json.Unmarshal(text, &c); err != nil {
				t.Fatal(err)
			}
			want := make([]float64, len(c.Expected.Exact))
			for i, x := range c.Expected.Exact {
				want[i] = never
				if x != nil {
					want[i] = *x
				}
			}
			links, transfers := c.input()
			if len(want) != len(transfers) || len(want) == 0 {
				t.Fatalf("%d results for %d transfers", len(want), len(transfers))
			}
			compare(t, finishes(t, links, transfers), want)
		})
	}
}

// job is a transfer in a table; what is 0 is the default.
type job struct {
	start, size   float64
	route         string // links by letter
	limit, weight float64
	class         int
}

func (j job) transfer(i int) replication.Transfer {
	t := replication.Transfer{Name: fmt.Sprint("t", i), Start: j.start, Size: j.size, Class: j.class}
	for _, l := range j.route {
		t.Route = append(t.Route, string(l))
	}
	if j.limit > 0 {
		t.Limit = new(j.limit)
	}
	if j.weight > 0 {
		t.Weight = new(j.weight)
	}
	return t
}

func link(name string, capacity float64, steps ...float64) replication.Link {
	l := replication.Link{Name: name, Capacity: capacity}
	for i := 0; i < len(steps); i += 2 {
		l.Steps = append(l.Steps, replication.CapacityStep{At: steps[i], Capacity: steps[i+1]})
	}
	return l
}

func TestTransfersByHand(t *testing.T) {
	type links = []replication.Link
	ten := links{link("a", 10)}
	for _, c := range []struct {
		name  string
		links links
		jobs  []job
		want  []float64
	}{
		{"one alone", ten, []job{{size: 100, route: "a"}}, []float64{10}},
		{"two on one link", ten, []job{{size: 10, route: "a"}, {size: 20, route: "a"}}, []float64{2, 3}},
		{"a late arrival", ten, []job{{size: 100, route: "a"}, {start: 5, size: 25, route: "a"}}, []float64{12.5, 10}},
		{"an idle gap", ten, []job{{size: 10, route: "a"}, {start: 100, size: 10, route: "a"}}, []float64{1, 101}},
		{"limits above the share", ten, []job{{size: 50, route: "a", limit: 9}, {size: 50, route: "a", limit: 9}}, []float64{10, 10}},
		{"a limit at the share", ten, []job{{size: 50, route: "a", limit: 5}, {size: 50, route: "a"}}, []float64{10, 10}},
		{"a limit frees capacity", ten, []job{{size: 20, route: "a", limit: 2}, {size: 80, route: "a"}}, []float64{10, 10}},
		{"weights", links{link("a", 8)}, []job{{size: 20, route: "a"}, {size: 60, route: "a", weight: 3}}, []float64{10, 10}},
		{"weight and limit", ten, []job{{size: 30, route: "a", weight: 4, limit: 3}, {size: 70, route: "a"}}, []float64{10, 10}},
		{"parking lot", links{link("a", 10), link("b", 10)}, []job{{size: 50, route: "ab"}, {size: 50, route: "a"}, {size: 50, route: "b"}}, []float64{10, 10, 10}},
		{"unequal parking lot", links{link("a", 4), link("b", 10)}, []job{{size: 20, route: "ab"}, {size: 20, route: "a"}, {size: 80, route: "b"}}, []float64{10, 10, 10}},
		{"strict classes", ten, []job{{size: 100, route: "a", class: 1}, {start: 2, size: 30, route: "a"}}, []float64{13, 5}},
		{"classes and a limit", ten, []job{{size: 70, route: "a", class: 1}, {size: 30, route: "a", limit: 3}}, []float64{10, 10}},
		{"capacity rises", links{link("a", 10, 5, 50)}, []job{{size: 300, route: "a"}}, []float64{10}},
		{"capacity falls", links{link("a", 50, 4, 10)}, []job{{size: 220, route: "a"}}, []float64{6}},
		{"outage", links{link("a", 10, 2, 0, 5, 10)}, []job{{size: 40, route: "a"}}, []float64{7}},
		{"steps in any order", links{link("a", 10, 5, 10, 2, 0)}, []job{{size: 40, route: "a"}}, []float64{7}},
		{"done as the outage begins", links{link("a", 0.3, 3, 0)}, []job{{size: 0.9, route: "a"}, {size: 0.1, route: "a", class: 1}}, []float64{3, never}},
		{"outage for good", links{link("a", 10, 2, 0)}, []job{{size: 40, route: "a"}, {size: 5, route: "a", class: -1}}, []float64{never, 0.5}},
		{"a dead link", links{link("a", 0), link("b", 1)}, []job{{size: 1, route: "ab"}, {size: 1, route: "b"}}, []float64{never, 1}},
		{"nothing to carry", links{link("a", 0)}, []job{{start: 3, route: "a"}}, []float64{3}},
		{"a step before the start", links{link("a", 1, 2, 10)}, []job{{start: 4, size: 10, route: "a"}}, []float64{5}},
		// At 5 each until the second is through at 4; the first, alone, is back at its limit of 8.
		{"held back, then at its limit", ten, []job{{size: 60, route: "a", limit: 8}, {size: 20, route: "a"}}, []float64{9, 4}},
		// At its limit of 8 until 2, then at 5 with the other until 4, then at 8 for the last 14.
		{"at its limit, held back, at its limit", ten, []job{{size: 40, route: "a", limit: 8}, {start: 2, size: 10, route: "a", limit: 6}}, []float64{5.75, 4}},
	} {
		t.Run(c.name, func(t *testing.T) {
			transfers := make([]replication.Transfer, len(c.jobs))
			for i, j := range c.jobs {
				transfers[i] = j.transfer(i)
			}
			compare(t, finishes(t, c.links, transfers), c.want)
		})
	}
}

func TestLimitOfNothingNeverEnds(t *testing.T) {
	got := finishes(t, []replication.Link{link("a", 10, 3, 20)}, []replication.Transfer{
		{Name: "stuck", Size: 1, Route: []string{"a"}, Limit: new(0.0)},
		{Name: "empty", Size: 0, Route: []string{"a"}, Limit: new(0.0), Start: 2},
		{Name: "free", Size: 50, Route: []string{"a"}, Limit: new(math.Inf(1))},
	})
	compare(t, got, []float64{never, 2, 4})
}

func TestTransfersReportAllFaults(t *testing.T) {
	_, err := replication.Transfers(
		[]replication.Link{{Name: "wan", Capacity: -1}, {Name: "wan", Capacity: math.Inf(1)}, link("lan", 1, 2, math.NaN(), 2, 1, -1, 1), {}},
		[]replication.Transfer{
			{Name: "a", Size: -1, Start: math.NaN(), Route: []string{"wan", "man", "wan"}},
			{Name: "a", Route: nil, Limit: new(-1.0), Weight: new(0.0)},
			{Name: "c", Size: math.Inf(1), Route: []string{"lan"}, Limit: new(math.NaN()), Weight: new(math.Inf(1))},
		})
	if !errors.Is(err, replication.ErrTransfers) {
		t.Fatalf("%v does not wrap ErrTransfers", err)
	}
	want := []string{
		"links[0].capacity: is -1, want", "links[1].name: \"wan\" is already", "links[1].capacity: is +Inf",
		"links[2].steps[0].capacity: is NaN", "links[2].steps[1].at: 2 has a step", "links[2].steps[2].at: is -1", "links[3].name: is empty",
		"transfers[0].start: is NaN", "transfers[0].size: is -1", "transfers[0].route[1]: \"man\" is unknown", "transfers[0].route[2]: \"wan\" is crossed",
		"transfers[1].name: \"a\" is already", "transfers[1].limit: is -1", "transfers[1].weight: is 0", "transfers[1].route: is empty",
		"transfers[2].size: is +Inf", "transfers[2].limit: is NaN", "transfers[2].weight: is +Inf",
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != len(want) {
		t.Errorf("%d faults, want %d:\n%v", len(lines), len(want), err)
	}
	for _, w := range want {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%q is missing in\n%v", w, err)
		}
	}
	if fault, ok := errors.AsType[*replication.TransferError](err); !ok || fault.Path != "links[0].capacity" {
		t.Errorf("the first fault is %v", fault)
	}
}

// TestWeightsAreComparable: at the ends of their range weights are exact, and
// beyond it they are refused, as nobody's share of a link can be 0.
func TestWeightsAreComparable(t *testing.T) {
	for _, c := range []struct {
		a, b float64
		want string // the fault
	}{
		{1e-100, 1e-91, ""}, {1e91, 1e100, ""}, {1, 1e9, ""},
		{1e-10, 1e300, "transfers[1].weight: is 1e+300, want a number from 1e-100 to 1e+100"},
		{1, 1e-101, "transfers[1].weight: is 1e-101, want a number from"},
		{1, 2e9, "transfers[1].weight: is 2e+09, want at most 1e+09 times the least weight of its class, 1"},
		{1e10, 1, "transfers[0].weight: is 1e+10, want at most"},
	} {
		transfers := []replication.Transfer{job{size: 10, route: "a", weight: c.a}.transfer(0), job{size: 10, route: "a", weight: c.b}.transfer(1)}
		links := []replication.Link{link("a", 1)}
		if c.want == "" {
			compare(t, finishes(t, links, transfers), []float64{20, 10 * (1 + c.a/c.b)})
		} else if _, err := replication.Transfers(links, transfers); err == nil || !errors.Is(err, replication.ErrTransfers) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("weights %v and %v: %v, want %s", c.a, c.b, err, c.want)
		}
	}
	// Those of other classes do not share.
	compare(t, finishes(t, []replication.Link{link("a", 1)}, []replication.Transfer{
		job{size: 10, route: "a", weight: 1e-50}.transfer(0), job{size: 10, route: "a", weight: 1e50, class: 1}.transfer(1),
	}), []float64{10, 20})
}

func TestFinishAsJSON(t *testing.T) {
	finishes := []replication.Finish{{Name: "a", Seconds: 36000}, {Name: "b", Never: true}, {Name: "c"}}
	text, err := json.Marshal(finishes)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"name":"a","finish":36000},{"name":"b","finish":null,"reason":"never"},{"name":"c","finish":0}]`
	if string(text) != want {
		t.Errorf("%s, want %s", text, want)
	}
	back := []replication.Finish{{Seconds: 1, Never: true}} // nothing of it may be left
	if err := json.Unmarshal(text, &back); err != nil || !slices.Equal(back, finishes) {
		t.Errorf("read back as %+v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"finish":"soon"}`), &back[0]); err == nil || back[0] != finishes[0] {
		t.Errorf("%+v, %v, want an error and what was there", back[0], err)
	}
}

func ExampleTransfers() {
	limit := 25e6 // bytes per second: 200 Mbit/s
	out, err := replication.Transfers(
		[]replication.Link{{Name: "wan", Capacity: 125e6, Steps: []replication.CapacityStep{{At: 7200, Capacity: 0}, {At: 10800, Capacity: 125e6}}}},
		[]replication.Transfer{
			{Name: "db-01", Size: 900e9, Route: []string{"wan"}, Limit: &limit},
			{Name: "files", Size: 500e9, Route: []string{"wan"}},
		})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range out {
		fmt.Printf("%s after %.0f s\n", f.Name, f.Seconds)
	}
	// Output:
	// db-01 after 39600 s
	// files after 5000 s
}
