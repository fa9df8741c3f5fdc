package backlog

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// Validate is nil or names all that is wrong, as [Error] values joined: names
// that are missing or given twice, names in After that no workload has, sizes
// and efforts that are negative or not finite, workloads without assets, and the
// shortest ring of workloads. A ring of subscriptions is no error.
func (b Backlog) Validate() error {
	v := validation{names: make(map[[2]string]bool)}
	for i, s := range b.Subscriptions {
		v.name("subscription", s.Name, fmt.Sprintf("subscription %d", i+1))
	}
	for i, w := range b.All() {
		v.name("workload", w.Name, fmt.Sprintf("workload %d", i+1))
	}
	for _, w := range b.All() {
		v.workload(w)
	}
	if ring, _ := b.Rings(); ring != nil {
		v.refuse(fmt.Sprintf("workload %q", ring[0]), "is in a ring: %s → %s; they can only be promoted together",
			strings.Join(ring, " → "), ring[0])
	}
	return errors.Join(v.errs...)
}

// validation collects what is wrong.
type validation struct {
	errs  []error
	names map[[2]string]bool // taken, by kind and name
}

func (v *validation) refuse(subject, format string, args ...any) {
	v.errs = append(v.errs, invalid(subject, format, args...))
}

// name takes a name of a kind; place is what to call a thing without one.
func (v *validation) name(kind, name, place string) {
	switch key := [2]string{kind, name}; {
	case name == "":
		v.refuse(place, "has no name")
	case v.names[key]:
		v.refuse(fmt.Sprintf("%s %q", kind, name), "is given twice, expected unique names")
	default:
		v.names[key] = true
	}
}

func (v *validation) workload(w Workload) {
	subject := fmt.Sprintf("workload %q", w.Name)
	for _, name := range w.After {
		if !v.names[[2]string{"workload", name}] {
			v.refuse(subject, "comes after %q, which is no workload", name)
		}
	}
	if !amount(w.Effort) {
		v.refuse(subject, "has an effort of %v, expected a finite number of hours that is not negative", w.Effort)
	}
	if len(w.Assets) == 0 {
		v.refuse(subject, "has no assets, expected at least one")
	}
	for k, a := range w.Assets {
		v.name("asset", a.Name, fmt.Sprintf("asset %d of %s", k+1, subject))
		if !amount(a.Used) {
			v.refuse(fmt.Sprintf("asset %q", a.Name), "uses %v bytes, expected a finite number that is not negative", a.Used)
		}
	}
}

// amount tells whether x is finite and not negative.
func amount(x float64) bool { return x >= 0 && !math.IsInf(x, 1) }
