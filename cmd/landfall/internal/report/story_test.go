package report

import (
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// plan is one workload that is promoted and one that never comes in sync.
func plan() *simulate.Scenario {
	asset := func(name string, churn simulate.ByteRate) []simulate.Asset {
		return []simulate.Asset{{Name: name, Used: new(simulate.Const(45 * simulate.GB)), Churn: new(simulate.Const(churn))}}
	}
	return (&simulate.Scenario{
		Landfall: 1,
		Horizon:  new(4 * simulate.Week),
		Network:  simulate.Network{Links: []simulate.Link{{Name: "wan", Capacity: new(200 * simulate.Mbps)}}},
		Sites:    []simulate.Site{{Name: "dc", Route: []string{"wan"}}},
		Teams:    simulate.Teams{Adoption: simulate.Team{Size: new(1), Hours: simulate.Hours{Name: simulate.OfficeHours}}},
		Work:     simulate.Work{Remediate: new(simulate.Const(4 * simulate.Hour))},
		Promotion: simulate.Promotion{
			Windows: []simulate.Window{{Days: simulate.Saturday, From: simulate.ClockAt(20, 0), To: simulate.ClockAt(23, 0)}},
			Route:   new(simulate.Const(10 * simulate.Minute)),
		},
		Portfolio: []simulate.Subscription{{Workloads: []simulate.Workload{
			{Name: "shop", Assets: asset("web", 0)},
			{Name: "logs", Assets: asset("log", 100e6)},
		}}},
	}).WithDefaults()
}

func storyOf(t *testing.T, workload string) string {
	t.Helper()
	s := plan()
	compiled, err := simulate.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	story, err := compiled.Explain(simulate.SingleStep, 1, 0, workload)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := Story(&out, s, story); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// shop is remediated from 9 to 13 on Monday; 45 GB at 25 MB/s take half an
// hour; the first window opens on Saturday at 20.
func TestStoryOfAPromotion(t *testing.T) {
	want := `shop was promoted on Sat 10 Jan 2026 20:10, 5 d 20 h after it began (single-step, subscription subscription-1).
  Mon 5 Jan 2026 00:00   began
  Mon 5 Jan 2026 00:00   remediation waited 9 h for the hours of the adoption team
  Mon 5 Jan 2026 09:00   remediation by the adoption team: 4 h of work, done 4 h later
  Mon 5 Jan 2026 13:00   seeding 1 asset, 45 GB, in 30 min; held back by link wan for 30 min
  Mon 5 Jan 2026 13:30   waited 5 d 6 h for a change window
  Sat 10 Jan 2026 20:00  routing 100 % of the users to the target took 10 min
  Sat 10 Jan 2026 20:10  promoted
Longest waits: 5 d 6 h for a change window, then 9 h for the hours of the adoption team (remediation).
`
	if got := storyOf(t, "shop"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// logs writes four times what the link carries.
func TestStoryWithoutAnEnd(t *testing.T) {
	got := storyOf(t, "logs")
	for _, want := range []string{
		"logs was not promoted by the horizon (never in sync).",
		"(1 slot, 1 job ahead, 9 h of it outside of its hours)",
		"of catching up with what is written, not in sync at the horizon",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}
