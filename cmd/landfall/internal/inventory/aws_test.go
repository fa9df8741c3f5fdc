package inventory

import (
	"errors"
	"testing"
)

const discovery = "ExternalId,SMBiosId,IPAddress,MACAddress,HostName,VMware.MoRefId,VMware.VCenterId,OS.Name,VMware.VMName,DiskWritesPerSecondInKB.Avg,Applications,ApplicationWave\n" +
	"inv-1,,10.0.0.1,,pay-app01.corp,vm-1,vc1,Linux,pay-app01,199,\"Payments, Ledger\",Wave 2\n" +
	"inv-2,,10.0.0.2,,,,,Windows,pay-db01,6197,Payments,Wave 2\n" +
	"inv-3,,\"10.0.0.3, 10.0.0.4\",,,,,Linux,,,Ledger,Wave 3\n"

func TestApplicationDiscovery(t *testing.T) {
	inv := read(t, write(t, "import.csv", discovery), Options{Used: 50e9})
	if got := names(inv); got != "pay-app01.corp pay-db01 inv-3" {
		t.Errorf("names %s", got)
	}
	if m := inv.Machines[1]; float64(m.Churn) != 6.197e6 || float64(m.Used) != 50e9 || m.UsedFrom != FromOption {
		t.Errorf("%+v", m)
	}
	subs := inv.portfolio(false)
	if w := subs[0].Workloads; len(w) != 2 || w[0].Name != "Payments" || len(w[0].Assets) != 2 || w[1].Name != "Ledger" {
		t.Errorf("workloads %+v", w)
	}
	expect(t, inv.Report(), "50GB assumed for 3 (no size in the source, set with --used)",
		"from AWS Application Discovery Service for 2;", "2 workloads, by application")
}

func TestSourceWithoutSizesSaysWhatHelps(t *testing.T) {
	_, err := Read(write(t, "import.csv", discovery), Options{})
	if !errors.Is(err, ErrSource) {
		t.Fatal(err)
	}
	expect(t, err.Error(), "3 have no capacity: pay-app01.corp (line 2)", "--used 100GB")
}

func TestAgentSizes(t *testing.T) {
	inv := read(t, write(t, "agents.csv", "HostName,OS.Name,totalDiskSize (GB),totalDiskFreeSize (GB)\na,Linux,100,30\nb,Linux,100,\n"), Options{})
	a, b := inv.Machines[0], inv.Machines[1]
	if float64(a.Used) != 70e9 || float64(b.Used) != 100e9 || a.UsedFrom != FromInUse || b.UsedFrom != FromCapacity {
		t.Errorf("%s from %v and %s from %v", sizeText(a.Used), a.UsedFrom, sizeText(b.Used), b.UsedFrom)
	}
}

func TestApplicationMigration(t *testing.T) {
	inv := read(t, write(t, "mgn.csv", "mgn:account-id,mgn:region,mgn:wave:name,mgn:app:name,mgn:server:user-provided-id,mgn:server:platform,mgn:server:tag:Name\n"+
		"111111111111,eu-central-1,Wave 1,Shop,srv-1,LINUX,shop-web01\n"+
		"222222222222,eu-central-1,Wave 2,ERP,srv-2,WINDOWS,\n"+
		"222222222222,eu-central-1,Wave 2,ERP,,,\n"+
		"111111111111,eu-central-1,Wave 1,Shop,srv-3,LINUX,shop-db01\n"), Options{Used: 100e9})
	if names(inv) != "shop-web01 srv-2 shop-db01" || skipped(inv) != " has no name" {
		t.Errorf("imported %s, skipped %s", names(inv), skipped(inv))
	}
	subs := inv.portfolio(false)
	if len(subs) != 2 || subs[0].Name != "111111111111" || subs[0].Workloads[0].Name != "Shop" || len(subs[0].Workloads[0].Assets) != 2 || subs[1].Workloads[0].Name != "ERP" {
		t.Errorf("%+v", subs)
	}
}

func TestOnlyAccountIsTheSubscription(t *testing.T) {
	inv := read(t, write(t, "mgn.csv", "mgn:account-id,mgn:server:user-provided-id\n111111111111,srv-1\n111111111111,srv-2\n,srv-3\n"), Options{Used: 100e9})
	subs := inv.portfolio(false)
	if got := layout(subs); got != "111111111111(srv-1[srv-1] srv-2[srv-2]) landing-zone(srv-3[srv-3])" {
		t.Error(got)
	}
}
