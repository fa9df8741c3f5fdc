package report

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/landfall-sim/landfall/simulate"
)

// sizePage is made up: an answer in doubt, one that is none, and a limit that
// ends first but breaks an objective.
func sizePage() *SizePage {
	s := (&simulate.Scenario{
		Start: new(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)),
		Network: simulate.Network{Links: []simulate.Link{
			{Name: "wan", Capacity: new(simulate.Gbps)}, {Name: "core", Capacity: new(2 * simulate.Gbps)},
		}},
		Objectives: simulate.Objectives{Finish: new(simulate.After(100 * simulate.Day))},
	}).WithDefaults()
	probe := func(value float64, meets bool) *simulate.Probe {
		return &simulate.Probe{Value: value, Meets: meets, Finish: new(50.0 * 86400)}
	}
	return &SizePage{Scenario: s, File: "plan.yaml", Sizing: &simulate.Sizing{
		Scenario: "wave", Seed: 1, Replications: 1, Confidence: 0.8,
		Held: []simulate.HeldSize{
			{Link: "wan", Offer: 700e6, Writes: 1400e6, Assets: 40, Any: 9, Most: 31, Limited: "link"},
			{Link: "core", Offer: 2e9, Writes: 1400e6, Assets: 40, Any: 40, Most: 40},
		},
		Models: []simulate.ModelSizing{{
			Model: simulate.Staged, Current: *probe(0, true),
			Uplinks: []simulate.UplinkSize{
				{Link: "wan", Current: 1e9, Least: new(1.6e9), Search: simulate.Search{Answer: probe(1.6e9, true), Next: probe(1.5e9, false), Exceptions: []float64{3e9}}},
				{Link: "core", Current: 2e9, Reason: "rpo is met in none of the replications", Search: simulate.Search{Monotone: true}},
			},
			LatestStart: simulate.StartSize{Step: 86400, Search: simulate.Search{Answer: probe(20*86400, true), Monotone: true}},
			WIP:         simulate.WIPSize{Current: new(3), Best: new(12), Answer: probe(12, false)},
		}},
	}}
}

func TestSizePage(t *testing.T) {
	var b bytes.Buffer
	if err := sizePage().Text(&b); err != nil {
		t.Fatal(err)
	}
	want := `wave · 1 replication per simulation, seed 1

                                staged
LEAST UPLINK  that meets the objectives in 80 % of the replications
  wan, now 1 Gbps           1.6 Gbps ?
  core, now 2 Gbps                none
LATEST START  that still ends by 15 Apr 2026
  now 5 Jan 2026           25 Jan 2026
WORK IN PROGRESS  that ends first
  workloads, now 3                  12
  then all promoted, 80 %  24 Feb 2026
  as it is now             24 Feb 2026

KEPT IN SYNC AT ONCE     offered     written  assets  any  most  held back by
  wan                   700 Mbps  1,400 Mbps      40    9    31          link
  core                2,000 Mbps  1,400 Mbps      40   40    40       nothing
Means, without a simulation. offered: to migration; written: by all assets; any:
whichever assets they are; most: those that write least.

▸ staged, wan: more is not always better here. The answer meets the objectives
  and the next candidate does not, but these do not fit: 3 Gbps.

▸ staged, core: rpo is met in none of the replications.

▸ staged, work in progress: with 12 the objectives are no longer met.

Next: landfall compare plan.yaml
`
	if got := b.String(); got != want {
		t.Errorf("got:\n%s", got)
	}
	for line := range strings.Lines(b.String()) {
		if len([]rune(line)) > width+1 {
			t.Errorf("wide: %s", line)
		}
	}
}

// Dates have times of the day if some model's start is told to the hour.
// Nothing has been tried below the lowest candidate.
func TestSizePageOfTheLowestCandidate(t *testing.T) {
	p := sizePage()
	p.File, p.Scenario.Objectives = "-", simulate.Objectives{}
	p.Sizing.Models[0].Uplinks[0].Search.Next = nil
	var b bytes.Buffer
	if err := p.Text(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"≤ 1.6 Gbps", "LEAST UPLINK  that finishes by the horizon in 80 %"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing in\n%s", want, &b)
		}
	}
	if strings.Contains(b.String(), "Next:") {
		t.Errorf("a hint to read standard input again:\n%s", &b)
	}
}

func TestShellWord(t *testing.T) {
	for name, want := range map[string]string{
		"plan.yaml": "plan.yaml", "a/b-c_1.json": "a/b-c_1.json", "my plan.yaml": "'my plan.yaml'", "O'Brien.yaml": `'O'\''Brien.yaml'`, "$x": "'$x'",
	} {
		if got := shellWord(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestSizePageOfHours(t *testing.T) {
	p := sizePage()
	more := p.Sizing.Models[0]
	more.Model = simulate.Flight
	more.LatestStart.Step, more.LatestStart.Answer = 3600, &simulate.Probe{Value: 22 * 3600}
	p.Sizing.Models = append(p.Sizing.Models, more)
	var b bytes.Buffer
	if err := p.Text(&b); err != nil {
		t.Fatal(err)
	}
	if want := "25 Jan 00:00  5 Jan 22:00"; !strings.Contains(b.String(), want) {
		t.Errorf("want %s, got:\n%s", want, b.String())
	}
}
