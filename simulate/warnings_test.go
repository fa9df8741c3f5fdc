package simulate

import (
	"strings"
	"testing"
)

func TestWarnings(t *testing.T) {
	fill := func(s *Scenario, churn ByteRate) {
		for _, a := range s.assets() {
			a.Churn = new(Const(churn))
		}
	}
	for _, c := range []struct {
		name   string
		change func(s *Scenario)
		want   string
	}{
		{"nothing", func(*Scenario) {}, ""},
		{"invalid", func(s *Scenario) { s.Landfall = 2 }, ""},
		{"ring of subscriptions", func(s *Scenario) {
			s.Portfolio[0].Workloads[0].After = []string{"workload-3"}
			s.Portfolio[1].Workloads[0].After = []string{"identity"}
		}, ""},
		{"ring of subscriptions only", func(s *Scenario) {
			s.Portfolio[1].Workloads = append(s.Portfolio[1].Workloads, Workload{Assets: []Asset{{Name: "x", Site: "dc1", Used: new(Const(GB))}}})
			s.Portfolio[0].Workloads[0].After = []string{"workload-4"}
		}, "portfolio[0].workloads[0].after[0]: retail → subscription-2 → retail is a ring of subscriptions; none of them can be promoted as a whole (staged, flight, single-step with scope subscription): each waits for the next"},
		{"secondary of nothing", func(s *Scenario) { s.Secondary = nil; s.Portfolio[0].Workloads[0].Assets[0].Secondary = new(true) },
			"portfolio[0].workloads[0].assets[0].secondary: is true, but there is no secondary replication; give secondary at the top of the file"},
		{"secondary of a stateless asset", func(s *Scenario) {
			a := &s.Portfolio[0].Workloads[0].Assets[0]
			a.Stateful, a.Secondary = false, new(true)
		}, "portfolio[0].workloads[0].assets[0].secondary: is true, but the asset is not stateful; a secondary covers stateful assets only"},
		{"asset limit", func(s *Scenario) {
			s.Tool.AssetLimit = new(8 * Mbps)
			s.Portfolio[0].Workloads[0].Assets[0].Churn = new(Const(ByteRate(1e6)))
		},
			"portfolio[0].workloads[0].assets[0].churn: takes 8 Mbps, and tool.assetLimit is 8Mbps; such an asset never comes in sync; it takes a higher limit, a smaller tool.wire, or mode cycle with a workingSet"},
		{"more than the link", func(s *Scenario) {
			s.Portfolio[1].Workloads[0].Assets[0].Site = "dc2"
			s.Portfolio[1].Workloads[0].Assets[0].Churn = new(Const(ByteRate(250e6)))
			s.Tool.Wire = new(2.0)
		},
			"portfolio[1].workloads[0].assets[0].churn: takes 4000 Mbps, and the link wan never has more than 2000 Mbps for migration on average; such an asset never comes in sync; it takes a larger link, a smaller tool.wire, or mode cycle with a workingSet"},
		{"working sets fold", func(s *Scenario) {
			a := &s.Portfolio[1].Workloads[0].Assets[0]
			a.Churn, a.WorkingSet, s.Tool.Mode = new(Const(ByteRate(1e12))), new(GB), CycleMode
		}, ""},
		{"assets together", func(s *Scenario) { fill(s, 75e6) },
			"network.links[1]: 4 assets write 2400 Mbps across wan, which never has more than 2000 Mbps for migration on average; it keeps about 3 of them in sync at once, and single-step keeps each in sync until its promotion"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := estate()
			if c.name == "assets together" {
				s.Sites[0].Route = []string{"wan"}
			}
			c.change(s)
			var lines []string
			for _, p := range s.Warnings() {
				lines = append(lines, p.Error())
			}
			if got := strings.Join(lines, "\n"); got != c.want {
				t.Errorf(" got %s\nwant %s", got, c.want)
			}
		})
	}
}

// By hand: 2 Gbps later, 70.5 % of it carries payload, production takes 250 Mbps on
// average; 100 Mbps of the rest are left in 50 of 168 hours.
func TestOffer(t *testing.T) {
	s := estate().WithDefaults()
	office := 250 * 168 / 61.8
	free := 0.705*2000 - office/10
	want := (50*100 + 118*free) / 168
	if got := average(s.weeklyOffer(&s.Network.Links[0])) / float64(Mbps); !near(got, want, 1e-9) {
		t.Errorf("got %v Mbps, want %v", got, want)
	}
	s.Network.Sharing = FairSharing
	want = (50*100 + 118*0.705*2000) / 168
	if got := average(s.weeklyOffer(&s.Network.Links[0])) / float64(Mbps); !near(got, want, 1e-9) {
		t.Errorf("got %v Mbps, want %v", got, want)
	}
	s.Network.Links[1].Limit = new(500 * Mbps)
	s.Network.Links[1].Throttle = []Throttle{{Window{Days: Sunday, From: ClockAt(12, 0), To: ClockAt(12, 0)}, 0}}
	if got := average(s.weeklyOffer(&s.Network.Links[1])) / float64(Mbps); !near(got, 500.0*6/7, 1e-9) {
		t.Errorf("got %v Mbps, want %v", got, 500.0*6/7)
	}
}
