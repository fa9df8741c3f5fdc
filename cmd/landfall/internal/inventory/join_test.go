package inventory

import (
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// A row finds its machine by UUID, by the vCenter server's id, then by name.
func TestFind(t *testing.T) {
	machines := []identity{
		{name: "a", id: "vm-1", uuid: "u-1", server: "vc1", power: PoweredOn, configured: "Linux"},
		{name: "b", id: "vm-1", uuid: "u-2", server: "vc2", power: PoweredOff, configured: "Windows"},
		{name: "c", power: PoweredOn},
		{name: "twin", id: "vm-8"},
		{name: "twin", id: "vm-9"},
	}
	infos := make([]info, len(machines))
	for i, m := range machines {
		infos[i].identity = m
	}
	f := lookup(infos)
	for name, c := range map[string]struct {
		row         identity
		want        int
		contradicts bool
	}{
		"uuid before name":                {identity{name: "c", uuid: "u-2"}, 1, false},
		"id with its server":              {identity{name: "x", id: "vm-1", server: "vc2"}, 1, false},
		"id in two servers":               {identity{name: "x", id: "vm-1"}, -1, false},
		"id in two servers, name decides": {identity{name: "a", id: "vm-1"}, 0, false},
		"id without its server":           {identity{name: "x", id: "vm-9", server: "vc1"}, 4, false},
		"id of another machine":           {identity{name: "b", id: "vm-7"}, -1, true},
		"name alone":                      {identity{name: "a"}, 0, false},
		"name, machine without id":        {identity{name: "c", id: "vm-5"}, 2, false},
		"name, other power":               {identity{name: "b", power: PoweredOn}, -1, true},
		"name, same power":                {identity{name: "b", power: PoweredOff}, 1, false},
		"name, other system":              {identity{name: "a", power: PoweredOn, configured: "Solaris"}, -1, true},
		"name of two":                     {identity{name: "twin"}, -1, false},
		"nobody":                          {identity{name: "z"}, -1, false},
		"nothing":                         {identity{}, -1, false},
	} {
		if i, contradicts := f.find(c.row); i != c.want || contradicts != c.contradicts {
			t.Errorf("%s: %d %v, want %d %v", name, i, contradicts, c.want, c.contradicts)
		}
	}
}

// Sheets that were anonymized one by one: the ids still tell the truth.
func TestSheetsThatContradictEachOther(t *testing.T) {
	inv := read(t, build(t, vInfo(
		[]any{"vm-a", "poweredOff", "False", "False", 1, 500, 600, 0, "Linux", "vm-1"},
		[]any{"vm-b", "poweredOn", "False", "False", 1, 500, 600, 0, "Linux", "vm-2"},
	), sheet{"vDisk", [][]any{
		{"VM", "Powerstate", "Capacity MiB", "VM ID"},
		{"vm-a", "poweredOn", 800, "vm-2"}, {"vm-b", "poweredOff", 700, "vm-1"}, {"vm-c", "poweredOn", 1, "vm-9"},
	}}, sheet{"vPartition", [][]any{
		{"VM", "Powerstate", "Disk", "Capacity MiB", "Consumed MiB"},
		{"vm-a", "poweredOn", `C:\`, 450, 10}, {"vm-b", "poweredOn", `C:\`, 450, 20},
	}}), Options{})
	for name, want := range map[string][2]simulate.Bytes{"vm-a": {700, 700}, "vm-b": {800, 20}} {
		if m := machine(t, inv, name); m.Capacity != want[0]*mebibyte || m.Used != want[1]*mebibyte {
			t.Errorf("%s has %s, uses %s", name, sizeText(m.Capacity), sizeText(m.Used))
		}
	}
	expect(t, inv.Report(), "vPartition: 1 of 2 rows not used, vInfo has another power state", "vDisk: 1 of 3 rows not used, vInfo has no machine or several of that name")
}

func TestDetailsOfSkippedMachinesAreNoStrangers(t *testing.T) {
	inv := read(t, build(t, vInfo(
		[]any{"a", "poweredOn", "False", "False", 1, 500, 600, 300, "Linux", "vm-1"},
		[]any{"tpl", "poweredOff", "True", "False", 1, 500, 600, 300, "Linux", "vm-2"},
	), sheet{"vDisk", [][]any{{"VM", "Capacity MiB", "VM ID"}, {"a", 500, "vm-1"}, {"tpl", 500, "vm-2"}}}), Options{})
	if len(inv.Doubts) > 0 {
		t.Errorf("doubts %q", inv.Doubts)
	}
}
