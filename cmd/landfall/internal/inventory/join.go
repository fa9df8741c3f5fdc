package inventory

import (
	"strings"

	"github.com/landfall-sim/landfall/simulate"
)

// identity is what a row of RVTools says about which machine it is about.
type identity struct {
	name, id, uuid, server string // the VM's; the id is unique in a vCenter server
	power                  Power
	configured, reported   string // operating system by configuration and by VMware Tools
}

// identityOf reads the identity of a row of any RVTools table.
func identityOf(t *table, r row) identity {
	return identity{
		name:   t.text(r, "VM"),
		id:     strings.ToLower(t.text(r, "VM ID", "Object ID")),
		uuid:   strings.ToLower(t.text(r, "VM UUID")),
		server: strings.ToLower(t.text(r, "VI SDK UUID", "VI SDK Server")),
		power:  powerOf(t.text(r, "Powerstate")),

		configured: t.text(r, "OS according to the configuration file", "OS"),
		reported:   t.text(r, "OS according to the VMware Tools"),
	}
}

// os is the operating system, as the guest reports it if it does.
func (d identity) os() string {
	if d.reported != "" {
		return d.reported
	}
	return d.configured
}

// key is the same for rows about the same machine; empty where the row does
// not say.
func (d identity) key() string {
	if d.uuid != "" {
		return d.uuid
	}
	if d.id != "" {
		return d.id + "@" + d.server
	}
	return ""
}

// agrees reports whether two rows can be about the same machine.
func (d identity) agrees(m identity) bool {
	differ := func(a, b string) bool { return a != "" && b != "" && !strings.EqualFold(a, b) }
	return !differ(d.id, m.id) && !differ(d.uuid, m.uuid) && !differ(d.server, m.server) &&
		!differ(d.configured, m.configured) &&
		(d.power == m.power || d.power == PowerUnknown || m.power == PowerUnknown)
}

// info is a row of vInfo with what other tables say about its machine.
type info struct {
	identity
	disks    simulate.Bytes // capacity in vDisk
	consumed simulate.Bytes // in vPartition
	shown    simulate.Bytes // capacity in vPartition
	mounts   map[mount]bool
}

// mount is a file system as vPartition shows it.
type mount struct {
	key                      string
	capacity, consumed, free float64
}

// addPartition adds a row of vPartition. A file system that is mounted in
// several places of a Unix guest has a row for each and counts once.
func (at *info) addPartition(t *table, r row, c *collector) {
	m := mount{
		key:      t.text(r, "Disk Key"),
		capacity: c.number(t, r, "Capacity MiB", "Capacity"),
		consumed: c.number(t, r, "Consumed MiB", "Consumed"),
		free:     c.number(t, r, "Free MiB", "Free"),
	}
	if strings.HasPrefix(t.text(r, "Disk"), "/") {
		if at.mounts[m] {
			return
		}
		if at.mounts == nil {
			at.mounts = map[mount]bool{}
		}
		at.mounts[m] = true
	}
	if !t.has("Consumed MiB", "Consumed") {
		m.consumed = max(0, m.capacity-m.free)
	}
	at.consumed += mebibyte * simulate.Bytes(m.consumed)
	at.shown += mebibyte * simulate.Bytes(m.capacity)
}

// finder finds the row of vInfo that a row of another table is about.
type finder struct {
	infos               []info
	byKey, byID, byName map[string]int // -1 where several rows have it
}

// lookup indexes vInfo.
func lookup(infos []info) *finder {
	f := &finder{infos, map[string]int{}, map[string]int{}, map[string]int{}}
	for i := range infos {
		put(f.byKey, infos[i].uuid, i)
		put(f.byID, infos[i].id, i)
		put(f.byKey, infos[i].id+"@"+infos[i].server, i)
		put(f.byName, infos[i].name, i)
	}
	return f
}

// put remembers where a key is, and that it is in several places.
func put(m map[string]int, key string, i int) {
	if _, again := m[key]; again {
		i = -1
	}
	if key != "" && key != "@" {
		m[key] = i
	}
}

// find is the row of vInfo, or -1. A row that says which machine it is about
// by an identity is not joined by name to a machine that has another one. A
// row joined by name alone must not contradict vInfo: sheets that were edited
// or anonymized one by one still have names, but no longer the same machines.
func (f *finder) find(d identity) (i int, contradicts bool) {
	for _, key := range []string{d.uuid, d.id + "@" + d.server} {
		if i, ok := f.byKey[key]; ok && i >= 0 {
			return i, false
		}
	}
	if i, ok := f.byID[d.id]; ok && i >= 0 && f.infos[i].agrees(identity{server: d.server}) {
		return i, false
	}
	i, ok := f.byName[d.name]
	if !ok || i < 0 {
		return -1, false
	}
	if !d.agrees(f.infos[i].identity) {
		return -1, true
	}
	return i, false
}

// join adds the rows of another table to those of vInfo.
func (c *collector) join(t *table, what string, f *finder, infos []info, add func(*table, row, *info)) {
	if t == nil {
		return
	}
	strangers, contradictions := 0, 0
	for _, r := range t.rows {
		i, contradicts := f.find(identityOf(t, r))
		switch {
		case i >= 0:
			add(t, r, &infos[i])
		case contradicts:
			contradictions++
		default:
			strangers++
		}
	}
	if contradictions > 0 {
		c.doubt("%s: %d of %s not used, vInfo has another power state or operating system for the machine of that name", what, contradictions, count(len(t.rows), "row", "rows"))
	}
	if strangers > 0 {
		c.doubt("%s: %d of %s not used, vInfo has no machine or several of that name", what, strangers, count(len(t.rows), "row", "rows"))
	}
}
