package replication

import (
	"errors"
	"fmt"
	"math"
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

// transferCheck collects faults.
type transferCheck struct{ faults []error }

func (c *transferCheck) fault(path, format string, args ...any) {
	c.faults = append(c.faults, &TransferError{path, fmt.Sprintf(format, args...)})
}

// amount demands a finite number of at least 0.
func (c *transferCheck) amount(path string, x float64) {
	if !(x >= 0) || math.IsInf(x, 1) {
		c.fault(path, "is %v, want a finite number of at least 0", x)
	}
}

// named demands a name that is not yet taken, and takes it.
func (c *transferCheck) named(path, name string, i int, taken map[string]int) {
	if name == "" {
		c.fault(path, "is empty, want a name")
		return
	}
	if first, used := taken[name]; used {
		c.fault(path, "%q is already the name of number %d, want a name of its own", name, first)
		return
	}
	taken[name] = i
}

// checkTransfers returns the routes as numbers of links, or all faults joined.
func checkTransfers(links []Link, transfers []Transfer) ([][]int, error) {
	var c transferCheck
	number := make(map[string]int, len(links))
	for i := range links {
		c.link(fmt.Sprintf("links[%d]", i), i, &links[i], number)
	}
	taken := make(map[string]int, len(transfers))
	routes := make([][]int, len(transfers))
	for i := range transfers {
		path := fmt.Sprintf("transfers[%d]", i)
		c.named(path+".name", transfers[i].Name, i, taken)
		c.transfer(path, &transfers[i])
		routes[i] = c.route(path+".route", transfers[i].Route, number)
	}
	return routes, errors.Join(c.faults...)
}

func (c *transferCheck) link(path string, i int, l *Link, number map[string]int) {
	c.named(path+".name", l.Name, i, number)
	c.amount(path+".capacity", l.Capacity)
	seen := make(map[float64]bool, len(l.Steps))
	for k, s := range l.Steps {
		at := fmt.Sprintf("%s.steps[%d]", path, k)
		c.amount(at+".at", s.At)
		c.amount(at+".capacity", s.Capacity)
		if seen[s.At] {
			c.fault(at+".at", "%v has a step already, want one at a moment", s.At)
		}
		seen[s.At] = true
	}
}

func (c *transferCheck) transfer(path string, t *Transfer) {
	c.amount(path+".start", t.Start)
	c.amount(path+".size", t.Size)
	if limit := t.limit(); !(limit >= 0) {
		c.fault(path+".limit", "is %v, want a number of at least 0", limit)
	}
	if weight := t.weight(); !(weight > 0) || math.IsInf(weight, 1) {
		c.fault(path+".weight", "is %v, want a finite number above 0", weight)
	}
}

func (c *transferCheck) route(path string, names []string, number map[string]int) []int {
	if len(names) == 0 {
		c.fault(path, "is empty, want the name of at least one link")
	}
	route := make([]int, 0, len(names))
	crossed := make(map[int]bool, len(names))
	for i, name := range names {
		link, known := number[name]
		switch {
		case !known:
			c.fault(fmt.Sprintf("%s[%d]", path, i), "%q is unknown, want the name of a link", name)
		case crossed[link]:
			c.fault(fmt.Sprintf("%s[%d]", path, i), "%q is crossed already, want each link once", name)
		}
		crossed[link] = true
		route = append(route, link)
	}
	return route
}
