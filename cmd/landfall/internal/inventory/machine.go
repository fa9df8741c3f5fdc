package inventory

import (
	"fmt"
	"strings"

	"github.com/landfall-sim/landfall/simulate"
)

// Machine is a machine of the inventory and where its numbers come from.
type Machine struct {
	Name     string            // unique in the inventory
	Original string            // the source's name, where Name had to differ; else empty
	Row      int               // in the source's main table
	Power    Power             // at the time of the export
	OS       string            // as the source has it
	Capacity simulate.Bytes    // of all disks; 0 where unknown
	Used     simulate.Bytes    // what has to be copied first
	UsedFrom Basis             // what Used rests on
	Churn    simulate.ByteRate // measured write rate; 0 where the source has none
	Stateful bool              // matches [Options.Stateful]

	row    row
	groups map[string]string // by Grouping word
}

// Power is a machine's power state.
type Power uint8

// The power states.
const (
	PowerUnknown Power = iota
	PoweredOn
	PoweredOff
	Suspended
)

var powerNames = [...]string{"unknown", "powered on", "powered off", "suspended"}

// String is the state in words.
func (p Power) String() string { return nameOf(powerNames[:], uint8(p), "Power") }

// MarshalText is String.
func (p Power) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (p *Power) UnmarshalText(b []byte) error {
	i, err := valueOf(powerNames[:], string(b), "power state")
	*p = Power(i)
	return err
}

// powerOf reads a source's power state.
func powerOf(s string) Power {
	switch canonical(s) {
	case "poweredon", "on", "running", "true":
		return PoweredOn
	case "poweredoff", "off", "stopped", "false":
		return PoweredOff
	case "suspended":
		return Suspended
	}
	return PowerUnknown
}

// Basis is what a machine's used bytes rest on, best first.
type Basis uint8

// The bases.
const (
	FromPartitions Basis = iota + 1 // what the guest's file systems hold
	FromInUse                       // what the machine takes in the datastores, or what the source calls in use
	FromCapacity                    // all that the disks can hold
	FromOption                      // Options.Used
)

var basisNames = [...]string{"", "file systems", "in use", "capacity", "assumption"}

// String is the basis in words.
func (b Basis) String() string { return nameOf(basisNames[:], uint8(b), "Basis") }

// MarshalText is String.
func (b Basis) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (b *Basis) UnmarshalText(text []byte) error {
	i, err := valueOf(basisNames[:], string(text), "basis")
	*b = Basis(i)
	return err
}

// nameOf is the name of an enumeration's value.
func nameOf(names []string, i uint8, kind string) string {
	if int(i) < len(names) {
		return names[i]
	}
	return fmt.Sprintf("%s(%d)", kind, i)
}

// valueOf is the place of a name.
func valueOf(names []string, name, kind string) (uint8, error) {
	for i, n := range names {
		if n == name {
			return uint8(i), nil
		}
	}
	return 0, &Error{Problem: fmt.Sprintf("%q is no %s", name, kind), Expected: strings.Join(names, ", ")}
}

// Skip is a row that was not imported.
type Skip struct {
	Name   string // as in the source; may be empty
	Row    int
	Reason Reason
}

// Reason says why a row was not imported.
type Reason uint8

// The reasons.
const (
	IsTemplate Reason = iota
	IsPlaceholder
	IsClusterService
	IsRepeated
	IsPoweredOff
	HasNoName
	HasNoDisks
	HasNoCapacity
	HasTooMuch
)

var reasonNames = [...]string{
	"is a template", "is a placeholder of Site Recovery Manager", "is a vSphere cluster service", "repeats another row",
	"is not powered on", "has no name", "has no disks", "has no capacity",
	"has more than a scenario can hold",
}

// String is the reason as the end of a sentence about the row.
func (r Reason) String() string { return nameOf(reasonNames[:], uint8(r), "Reason") }

// MarshalText is String.
func (r Reason) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (r *Reason) UnmarshalText(b []byte) error {
	i, err := valueOf(reasonNames[:], string(b), "reason")
	*r = Reason(i)
	return err
}
