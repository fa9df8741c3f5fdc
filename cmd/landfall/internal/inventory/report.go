package inventory

import (
	"fmt"
	"strings"
)

// Report tells what was imported, skipped, assumed and doubted: a line each,
// every line ended by a newline.
func (inv *Inventory) Report() string {
	return strings.Join(inv.lines(), "\n") + "\n"
}

// PortfolioReport is the report for a scenario that names the inventory, and
// that has sites and links of its own.
func (inv *Inventory) PortfolioReport() string {
	head := inv.Path + ", read as by landfall import, whose flags are named here:\n"
	return head + strings.Join(inv.account(inv.groups()+" (--subscription)"), "\n") + "\n"
}

// lines are the lines of the report.
func (inv *Inventory) lines() []string {
	return inv.account(inv.groups() + " (--subscription), " + inv.places())
}

// account is the lines of a report with what was made of the machines.
func (inv *Inventory) account(made string) []string {
	lines := []string{inv.imported(), "used bytes " + inv.usedFrom(), "write rates: " + inv.rates()}
	lines = append(lines, made, inv.statefulness())
	for _, d := range inv.Doubts {
		lines = append(lines, "note: "+d)
	}
	if inv.alone {
		lines = append(lines, "note: only vInfo was read; the folder of the export also has vDisk and vPartition, with better sizes")
	}
	return lines
}

// imported counts machines and rows.
func (inv *Inventory) imported() string {
	total := len(inv.Machines) + len(inv.Skipped)
	s := fmt.Sprintf("%s of %s imported", grouped(len(inv.Machines)), count(total, "machine", "machines"))
	off := 0
	for _, m := range inv.Machines {
		if m.Power == PoweredOff || m.Power == Suspended {
			off++
		}
	}
	if off > 0 {
		s += fmt.Sprintf(" (%s powered off: --powered-on leaves them out)", grouped(off))
	}
	if n := len(inv.Skipped); n > 0 {
		s += fmt.Sprintf(", %s skipped: %s", grouped(n), inv.skips())
	}
	if inv.Blank > 0 {
		s += "; " + count(inv.Blank, "blank "+inv.unit, "blank "+inv.unit+"s")
	}
	return s
}

// manyReasons is Reason's text for several rows.
var manyReasons = [...]string{
	"are templates", "are placeholders of Site Recovery Manager", "are vSphere cluster services", "repeat another row",
	"are not powered on", "have no name", "have no disks", "have no capacity",
	"have more than a scenario can hold",
}

// skips tells what was skipped, reason by reason.
func (inv *Inventory) skips() string {
	byReason := map[Reason][]string{}
	var order []Reason
	for _, s := range inv.Skipped {
		if byReason[s.Reason] == nil {
			order = append(order, s.Reason)
		}
		where := inv.place(s.Row)
		if s.Name != "" {
			where = fmt.Sprintf("%s (%s)", clip(s.Name), where)
		}
		byReason[s.Reason] = append(byReason[s.Reason], where)
	}
	parts := make([]string, len(order))
	for i, r := range order {
		if rows := byReason[r]; len(rows) == 1 {
			parts[i] = rows[0] + " " + r.String()
		} else {
			parts[i] = fmt.Sprintf("%s %s: %s", grouped(len(rows)), manyReasons[r], list(rows, 3))
		}
	}
	return strings.Join(parts, "; ")
}

// usedFrom tells what the used bytes rest on.
func (inv *Inventory) usedFrom() string {
	n := [len(basisNames)]int{}
	for _, m := range inv.Machines {
		n[m.UsedFrom]++
	}
	words := map[Basis]string{
		FromPartitions: "from vPartition for %s",
		FromInUse:      "from " + inv.inUseName() + " for %s",
		FromCapacity:   "from capacity for %s (nothing better in the source)",
		FromOption:     sizeText(inv.options.Used) + " assumed for %s (no size in the source, set with --used)",
	}
	var parts []string
	for b := FromPartitions; int(b) < len(n); b++ {
		if n[b] > 0 {
			parts = append(parts, fmt.Sprintf(words[b], grouped(n[b])))
		}
	}
	return strings.ReplaceAll(strings.Join(parts, ", "), ", from ", ", ")
}

// inUseName names the source's column of what is in use.
func (inv *Inventory) inUseName() string {
	header := func(names ...string) string { return fmt.Sprintf("%q", inv.table.header[inv.table.column(names...)]) }
	switch {
	case inv.Source == rvtools && inv.table.has("In Use"):
		return "vInfo " + header("In Use")
	case inv.Source == azureMigrate && inv.table.has("Storage in use (In GB)", "Storage in use"):
		return header("Storage in use (In GB)", "Storage in use")
	}
	return "disk size less free space"
}

// rates tells where the write rates are from.
func (inv *Inventory) rates() string {
	assumed := len(inv.Machines) - inv.measured
	set := " (set with --churn)"
	switch {
	case inv.measured == 0:
		return fmt.Sprintf("none in %s; %s assumed for all %s%s", inv.Source, inv.options.Churn.words(), grouped(assumed), set)
	case assumed == 0:
		return fmt.Sprintf("from %s for all %s", inv.Source, grouped(inv.measured))
	}
	return fmt.Sprintf("from %s for %s; %s assumed for the other %s%s", inv.Source, grouped(inv.measured), inv.options.Churn.words(), grouped(assumed), set)
}

// groups tells what workloads and subscriptions were made.
func (inv *Inventory) groups() string {
	workloads := 0
	subscriptions := inv.portfolio(false)
	for _, s := range subscriptions {
		workloads += len(s.Workloads)
	}
	by := "by " + string(inv.workloads)
	if inv.workloads == ByNone {
		by = "one for each machine"
	}
	return fmt.Sprintf("%s, %s (set with --workload); %s",
		count(workloads, "workload", "workloads"), by, count(len(subscriptions), "subscription", "subscriptions"))
}

// places tells what sites and links were made.
func (inv *Inventory) places() string {
	capacity, assumed := inv.options.LinkCapacity, ""
	if capacity <= 0 {
		capacity, assumed = defaultLink, " assumed"
	}
	sites := inv.siteNames()
	links := map[string]bool{}
	for _, s := range sites {
		links[inv.linkOf(s)] = true
	}
	return fmt.Sprintf("%s (--site), %s of %s%s (--link)",
		count(len(sites), "site", "sites"), count(len(links), "link", "links"), bitText(capacity), assumed)
}

// statefulness tells how many machines hold data that users change.
func (inv *Inventory) statefulness() string {
	n := 0
	for _, m := range inv.Machines {
		if m.Stateful {
			n++
		}
	}
	switch {
	case inv.options.Stateful == nil:
		return "stateful: none is marked, and losses are counted for stateful machines only (mark them with --stateful REGEXP)"
	case n == 0:
		return "stateful: no machine's name or operating system matches --stateful"
	}
	return fmt.Sprintf("stateful: %s of %s by --stateful", grouped(n), grouped(len(inv.Machines)))
}
