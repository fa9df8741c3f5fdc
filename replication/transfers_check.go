package replication

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// ErrTransfers is wrapped by every error of [Transfers].
var ErrTransfers = errors.New("replication: bad transfers")

// TransferError is a fault in what [Transfers] was given.
type TransferError struct {
	Path    string // where, like transfers[3].route[0]
	Problem string // what is wrong and what was expected
}

// Error returns the path and the problem.
func (e *TransferError) Error() string {
	return "replication: " + e.Path + ": " + e.Problem
}

// Unwrap returns [ErrTransfers].
func (e *TransferError) Unwrap() error { return ErrTransfers }

// transferCheck collects faults of the item that is being looked at. Paths are
// put together only for faults, of which there are few.
type transferCheck struct {
	list   string // links or transfers
	item   int
	faults []error
}

func (c *transferCheck) fault(field, format string, args ...any) {
	path := fmt.Sprintf("%s[%d]%s", c.list, c.item, field)
	c.faults = append(c.faults, &TransferError{path, fmt.Sprintf(format, args...)})
}

// amount demands a finite number of at least 0.
func (c *transferCheck) amount(field string, x float64) {
	if !amounts(x) {
		c.fault(field, "is %v, want a finite number of at least 0", x)
	}
}

// named demands a name that is not yet taken, and takes it.
func (c *transferCheck) named(name string, taken map[string]int) {
	if name == "" {
		c.fault(".name", "is empty, want a name")
		return
	}
	if first, used := taken[name]; used {
		c.fault(".name", "%q is already the name of %s[%d], want a name of its own", name, c.list, first)
		return
	}
	taken[name] = c.item
}

// checkTransfers returns the routes as numbers of links, or all faults joined.
func checkTransfers(links []Link, transfers []Transfer) ([][]int, error) {
	c := transferCheck{list: "links"}
	number := make(map[string]int, len(links))
	for i := range links {
		c.item = i
		c.link(&links[i], number)
	}
	hops := 0
	for i := range transfers {
		hops += len(transfers[i].Route)
	}
	taken := make(map[string]int, len(transfers))
	routes, all := make([][]int, len(transfers)), make([]int, 0, hops)
	c.list = "transfers"
	for i := range transfers {
		c.item = i
		c.named(transfers[i].Name, taken)
		c.transfer(&transfers[i])
		begin := len(all)
		all = c.route(all, transfers[i].Route, number)
		routes[i] = all[begin:]
	}
	c.weights(transfers)
	return routes, errors.Join(c.faults...)
}

func (c *transferCheck) link(l *Link, number map[string]int) {
	c.named(l.Name, number)
	c.amount(".capacity", l.Capacity)
	if len(l.Steps) == 0 {
		return
	}
	seen := make(map[float64]bool, len(l.Steps))
	for k, s := range l.Steps {
		if !amounts(s.At, s.Capacity) || seen[s.At] {
			at := fmt.Sprintf(".steps[%d]", k)
			c.amount(at+".at", s.At)
			c.amount(at+".capacity", s.Capacity)
			if seen[s.At] {
				c.fault(at+".at", "%v has a step already, want one at a moment", s.At)
			}
		}
		seen[s.At] = true
	}
}

func (c *transferCheck) transfer(t *Transfer) {
	c.amount(".start", t.Start)
	c.amount(".size", t.Size)
	if limit := t.limit(); !(limit >= 0) {
		c.fault(".limit", "is %v, want a number of at least 0", limit)
	}
	switch weight := t.weight(); {
	case !(weight > 0) || math.IsInf(weight, 1):
		c.fault(".weight", "is %v, want a finite number above 0", weight)
	case !weighs(weight):
		c.fault(".weight", "is %v, want a number from %v to %v", weight, leastWeight, mostWeight)
	}
}

// The range of weights keeps sums of them finite, and rates per weight. Package
// fluid tells rates apart to 1e-12 of a link, which leaves a light transfer
// three digits.
const (
	leastWeight  = 1e-100
	mostWeight   = 1e100
	weightsRatio = 1e9
)

func weighs(weight float64) bool { return weight >= leastWeight && weight <= mostWeight }

// weights demands that those of a class can be told apart in a sum.
func (c *transferCheck) weights(transfers []Transfer) {
	least := map[int]float64{}
	for i := range transfers {
		t := &transfers[i]
		if first, found := least[t.Class]; weighs(t.weight()) && (!found || t.weight() < first) {
			least[t.Class] = t.weight()
		}
	}
	for i := range transfers {
		t := &transfers[i]
		if first := least[t.Class]; weighs(t.weight()) && t.weight()/first > weightsRatio*(1+rounding) {
			c.item = i
			c.fault(".weight", "is %v, want at most %v times the least weight of its class, %v", t.weight(), weightsRatio, first)
		}
	}
}

// route appends a route to all of them.
func (c *transferCheck) route(all []int, names []string, number map[string]int) []int {
	if len(names) == 0 {
		c.fault(".route", "is empty, want the name of at least one link")
	}
	begin := len(all)
	for i, name := range names {
		link, known := number[name]
		switch {
		case !known:
			c.fault(fmt.Sprintf(".route[%d]", i), "%q is unknown, want the name of a link", name)
			link = -1
		case slices.Contains(all[begin:], link):
			c.fault(fmt.Sprintf(".route[%d]", i), "%q is crossed already, want each link once", name)
		}
		all = append(all, link)
	}
	return all
}
