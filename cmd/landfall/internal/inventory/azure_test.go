package inventory

import (
	"math"
	"testing"
)

func TestAzureMigrateTemplate(t *testing.T) {
	inv := read(t, write(t, "AzureMigrate.csv", "*Server name,IP addresses,*Cores,*Memory (In MB),*OS name,Number of disks,Storage in use (In GB),"+
		"Disk 1 size (In GB),Disk 1 write throughput (MB per second),Disk 2 size (In GB),Disk 2 write throughput (MB per second)\n"+
		"fin-db01,10.9.0.10,8,65536,Windows Server 2019,2,700,500,5,500,0.5\n"+
		"fin-app01,10.9.0.11,4,16384,Red Hat Enterprise Linux 8,1,,100,,,\n"+
		"fin-app02,10.9.0.12,4,16384,Red Hat Enterprise Linux 8,1,150,100,,,\n"+
		",10.9.0.13,2,4096,Windows,1,,40,,,\n"), Options{})
	for name, want := range map[string]struct {
		used, capacity, churn float64
		basis                 Basis
	}{
		"fin-db01":  {700e9, 1000e9, 5.5e6, FromInUse},
		"fin-app01": {100e9, 100e9, 0, FromCapacity},
		"fin-app02": {100e9, 100e9, 0, FromInUse},
	} {
		m := machine(t, inv, name)
		if float64(m.Used) != want.used || float64(m.Capacity) != want.capacity || float64(m.Churn) != want.churn || m.UsedFrom != want.basis {
			t.Errorf("%+v, want %+v", m, want)
		}
	}
	expect(t, inv.Report(), "3 of 4 machines imported, 1 skipped: line 5 has no name",
		`used bytes from "Storage in use (In GB)" for 2, capacity for 1`,
		"write rates: from Azure Migrate for 1; 5 % of used bytes a day assumed for the other 2 (set with --churn)")
}

func TestAzureMigrateAssessment(t *testing.T) {
	for _, path := range []string{
		write(t, "All_Assessed_Machines.csv", "Machine,VM host,Operating system,Cores,Memory(MB),Storage(GB),Disk write(MBPS)\nsap-1,esx1,SUSE 15,16,131072,\"1,024\",2.5\n"),
		build(t, sheet{"Assessment_Summary", [][]any{{"Name", "Value"}}}, sheet{"All_Assessed_Machines", [][]any{
			{"Machine", "Operating system", "Storage(GB)", "Disk write(MBPS)"}, {"sap-1", "SUSE 15", 1024, 2.5},
		}}),
	} {
		m := read(t, path, Options{}).Machines[0]
		if m.Name != "sap-1" || m.OS != "SUSE 15" || float64(m.Used) != 1024e9 || float64(m.Churn) != 2.5e6 {
			t.Errorf("%+v", m)
		}
	}
}

func TestTotalThroughputWhereNoDiskHasOne(t *testing.T) {
	inv := read(t, write(t, "a.csv", "Server name,Cores,Disk 1 size,Disk 1 write throughput,Total disks write throughput\nx,2,10,,4\ny,2,10,3,4\n"), Options{})
	if x, y := float64(inv.Machines[0].Churn), float64(inv.Machines[1].Churn); math.Abs(x-4e6) > 1e-6 || math.Abs(y-3e6) > 1e-6 {
		t.Errorf("%v and %v bytes a second", x, y)
	}
}

func TestMoreThanAScenarioHolds(t *testing.T) {
	inv := read(t, write(t, "a.csv", "Server name,Disk 1 size (In GB),Disk 2 size (In GB),Disk 1 write throughput (MB per second)\n"+
		"a,100,,1\nb,999999999999,2,1\nc,100,,1e15\nd,999999999999,,\n"), Options{})
	if names(inv) != "a d" || skipped(inv) != "b has more than a scenario can hold; c has more than a scenario can hold" {
		t.Errorf("imported %s, skipped %s", names(inv), skipped(inv))
	}
	expect(t, inv.Report(), "2 have more than a scenario can hold: b (line 3), c (line 4)")
}

func TestNegativeCellsAreTold(t *testing.T) {
	inv := read(t, write(t, "a.csv", "Server name,Disk 1 size (In GB),Storage in use (In GB)\na,100,-1\nb,100,-100\n"), Options{})
	expect(t, inv.Report(), `1 cell is not a number and taken as unknown: "-100" in a.csv, line 3`)
}
