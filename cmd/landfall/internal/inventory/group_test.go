package inventory

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// estate is an RVTools CSV with everything to group by.
const estate = "VM,Powerstate,In Use MiB,Folder,Resource pool,vApp,Datacenter,Cluster,Annotation,Owner,OS according to the VMware Tools\n" +
	"erp-db01,poweredOn,100,/DC1/vm/ERP,/DC1/C1/Resources/Gold,,DC1,C1,,Ann,Microsoft SQL Server\n" +
	"erp-app01,poweredOn,100,/DC1/vm/ERP,/DC1/C1/Resources/Gold,,DC1,C1,,Ann,Linux\n" +
	"shop-web01,poweredOn,100,/DC2/vm/Shop,/DC2/C2/Resources,,DC2,C2,front,Ben,Linux\n" +
	"lone,poweredOn,100,/DC2/vm,/DC2/C2/Resources,,DC2,C3,,,Windows\n"

// layout is a portfolio in one line: sub(workload[asset@site …] …).
func layout(subs []simulate.Subscription) string {
	var b strings.Builder
	for _, s := range subs {
		fmt.Fprintf(&b, "%s(", s.Name)
		for _, w := range s.Workloads {
			fmt.Fprintf(&b, "%s[", w.Name)
			for _, a := range w.Assets {
				b.WriteString(strings.TrimSuffix(a.Name+"@"+a.Site, "@") + " ")
			}
			b.WriteString("] ")
		}
		b.WriteString(") ")
	}
	return strings.NewReplacer(" ]", "]", " )", ")").Replace(strings.TrimSpace(b.String()))
}

func TestGrouping(t *testing.T) {
	path := write(t, "estate.csv", estate)
	for name, c := range map[string]struct {
		o    Options
		want string
	}{
		"default": {Options{}, "landing-zone(ERP[erp-db01@DC1 erp-app01@DC1] Shop[shop-web01@DC2] lone[lone@DC2])"},
		"alone":   {Options{Workload: "none", Site: "none"}, "landing-zone(erp-db01[erp-db01] erp-app01[erp-app01] shop-web01[shop-web01] lone[lone])"},
		"prefix":  {Options{Workload: "name-prefix", Site: "none"}, "landing-zone(erp[erp-db01 erp-app01] shop[shop-web01] lone[lone])"},
		"pool":    {Options{Workload: "Resource-Pool", Site: "none"}, "landing-zone(Gold[erp-db01 erp-app01] shop-web01[shop-web01] lone[lone])"},
		"column, subscriptions": {Options{Workload: "folder", Subscription: "owner", Site: "cluster"},
			"Ann(ERP[erp-db01@C1 erp-app01@C1]) Ben(Shop[shop-web01@C2]) landing-zone(lone[lone@C3])"},
		"one name in two subscriptions": {Options{Workload: "datacenter", Subscription: "cluster", Site: "none"},
			"C1(DC1[erp-db01 erp-app01]) C2(DC2[shop-web01]) C3(DC2-2[lone])"},
	} {
		s, err := read(t, path, c.o).Scenario()
		must(t, err)
		if got := layout(s.Portfolio); got != c.want {
			t.Errorf("%s:\n%s, want\n%s", name, got, c.want)
		}
	}
}

func TestUnknownGroupingNamesWhatThereIs(t *testing.T) {
	for _, o := range []Options{{Workload: "team"}, {Site: "team"}, {Subscription: "team"}} {
		_, err := Read(write(t, "estate.csv", estate), o)
		if !errors.Is(err, ErrSource) {
			t.Fatalf("%+v: %v", o, err)
		}
		expect(t, err.Error(), "no column team", "resource-pool", "Annotation, Owner")
		if n := strings.Count(err.Error(), "estate.csv"); n != 1 {
			t.Errorf("the file is named %d times: %v", n, err)
		}
	}
}

func TestFolderThatTellsNothingApartIsNoGroup(t *testing.T) {
	inv := read(t, write(t, "a.csv", "VM,Powerstate,In Use MiB,Folder\na,on,1,/DC/vm/All\nb,on,1,/DC/vm/All\nc,on,1,/DC/vm\n"), Options{})
	expect(t, inv.Report(), "3 workloads, one for each machine (set with --workload); 1 subscription")
}

func TestSitesAndLinks(t *testing.T) {
	path := write(t, "estate.csv", estate)
	for name, c := range map[string]struct {
		o    Options
		want string
	}{
		"each its own": {Options{}, "DC1-uplink 1Gbps, DC2-uplink 1Gbps; DC1 by DC1-uplink, DC2 by DC2-uplink"},
		"one for all":  {Options{LinkName: "wan", LinkCapacity: 400e6}, "wan 400Mbps; DC1 by wan, DC2 by wan"},
		"one site":     {Options{Site: "none"}, "uplink 1Gbps; on-premises by uplink"},
	} {
		s, err := read(t, path, c.o).Scenario()
		must(t, err)
		var links, sites []string
		for _, l := range s.Network.Links {
			links = append(links, l.Name+" "+bitText(*l.Capacity))
		}
		for _, site := range s.Sites {
			sites = append(sites, site.Name+" by "+strings.Join(site.Route, " "))
		}
		if got := strings.Join(links, ", ") + "; " + strings.Join(sites, ", "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestStatefulOnlyWhereAsked(t *testing.T) {
	path := write(t, "estate.csv", estate)
	expect(t, read(t, path, Options{}).Report(), "stateful: none is marked")
	inv := read(t, path, Options{Stateful: regexp.MustCompile(`-db\d|Windows`)})
	for _, m := range inv.Machines {
		if want := m.Name == "erp-db01" || m.Name == "lone"; m.Stateful != want {
			t.Errorf("%s: %v", m.Name, m.Stateful)
		}
	}
	expect(t, inv.Report(), "stateful: 2 of 4 by --stateful")
	expect(t, read(t, path, Options{Stateful: regexp.MustCompile(`oracle`)}).Report(), "no machine's name or operating system matches")
}
