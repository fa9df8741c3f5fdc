package inventory

import (
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// Whatever is imported is valid and has no asset that never writes.
func TestImportedScenarioIsValid(t *testing.T) {
	for name, path := range map[string]string{
		"RVTools": write(t, "estate.csv", estate), "discovery": write(t, "a.csv", discovery),
		"zip": archive(t, "RVTools_tabvInfo.csv", infoCSV, "RVTools_tabvDisk.csv", disksCSV),
	} {
		for _, o := range []Options{{Used: 1e9}, {Used: 1e9, Workload: "name-prefix", LinkName: "wan", Subscription: "none"}} {
			s, err := read(t, path, o).Scenario()
			must(t, err)
			if err := s.Validate(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			for _, sub := range s.Portfolio {
				for _, load := range sub.Workloads {
					for _, a := range load.Assets {
						if a.Churn.Params[0] <= 0 || a.Used.Params[0] <= 0 {
							t.Errorf("%s: %s uses %v and writes %v", name, a.Name, a.Used, a.Churn)
						}
					}
				}
			}
		}
	}
}

func TestPortfolioHasNoSites(t *testing.T) {
	subs := read(t, write(t, "estate.csv", estate), Options{}).portfolio(false)
	for _, load := range subs[0].Workloads {
		for _, a := range load.Assets {
			if a.Site != "" {
				t.Errorf("%s is at %s", a.Name, a.Site)
			}
		}
	}
}

func TestScenarioKeepsTheOptions(t *testing.T) {
	churn, err := ParseChurn("2GB/d")
	must(t, err)
	s, err := read(t, write(t, "estate.csv", estate), Options{Name: "plan", Churn: churn, LinkCapacity: 2e9, Site: "none"}).Scenario()
	must(t, err)
	a := s.Portfolio[0].Workloads[0].Assets[0]
	if s.Name != "plan" || *s.Network.Links[0].Capacity != 2e9 || a.Churn.Params[0] != simulate.ByteRate(2e9)/day {
		t.Errorf("%s, %v, %v", s.Name, *s.Network.Links[0].Capacity, a.Churn.Params)
	}
}
