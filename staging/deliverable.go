package staging

import (
	"fmt"
	"iter"
	"math/bits"
	"strings"
)

// Deliverable is one of the four results with which staging ends.
type Deliverable uint8

// The deliverables, in the order in which the framework lists them.
const (
	AutomatedTesting           Deliverable = iota // every automated test has run on the staged copy
	MigrationDocumentation                        // every migrated asset is in the tool's report
	ConfigurationDocumentation                    // every change made on the way is written down
	BacklogDocumentation                          // the backlog says what has been staged
)

// deliverables counts the constants above.
const deliverables = 4

var deliverableNames = [deliverables]string{
	"automated-testing", "migration-documentation", "configuration-documentation", "backlog-documentation",
}

// String returns the name, such as automated-testing.
func (d Deliverable) String() string {
	if int(d) < len(deliverableNames) {
		return deliverableNames[d]
	}
	return fmt.Sprintf("deliverable(%d)", uint8(d))
}

// Title returns the name as prose, such as "automated testing".
func (d Deliverable) Title() string { return strings.ReplaceAll(d.String(), "-", " ") }

// MarshalText returns the name; it fails for a value that is not a deliverable.
func (d Deliverable) MarshalText() ([]byte, error) {
	if int(d) >= len(deliverableNames) {
		return nil, fmt.Errorf("staging: %v has no name", d)
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads a name.
func (d *Deliverable) UnmarshalText(text []byte) error {
	for i, name := range deliverableNames {
		if name == string(text) {
			*d = Deliverable(i)
			return nil
		}
	}
	return fmt.Errorf("staging: unknown deliverable %q, expected one of %s", text, strings.Join(deliverableNames[:], ", "))
}

// Set is a set of deliverables. The zero value is empty.
type Set uint8

// All holds the four deliverables.
const All Set = 1<<deliverables - 1

// Of returns the set of the given deliverables.
func Of(ds ...Deliverable) Set {
	var s Set
	for _, d := range ds {
		s |= 1 << d
	}
	return s & All
}

// Has reports whether d is in the set.
func (s Set) Has(d Deliverable) bool { return s&(1<<d) != 0 }

// With returns the set and d.
func (s Set) With(d Deliverable) Set { return s | Of(d) }

// Without returns the set less d.
func (s Set) Without(d Deliverable) Set { return s &^ Of(d) }

// Missing returns the deliverables that are not in the set.
func (s Set) Missing() Set { return All &^ s }

// Complete reports whether all four deliverables are in the set.
func (s Set) Complete() bool { return s&All == All }

// Len returns the number of deliverables in the set.
func (s Set) Len() int { return bits.OnesCount8(uint8(s & All)) }

// Deliverables yields the members in the order of the constants.
func (s Set) Deliverables() iter.Seq[Deliverable] {
	return func(yield func(Deliverable) bool) {
		for d := range Deliverable(deliverables) {
			if s.Has(d) && !yield(d) {
				return
			}
		}
	}
}

// String returns the names joined by commas; none for the empty set, all for
// the full one.
func (s Set) String() string {
	switch s & All {
	case 0:
		return "none"
	case All:
		return "all"
	}
	var names []string
	for d := range s.Deliverables() {
		names = append(names, d.String())
	}
	return strings.Join(names, ",")
}

// MarshalText returns the form of [Set.String].
func (s Set) MarshalText() ([]byte, error) {
	if s&^All != 0 {
		return nil, fmt.Errorf("staging: set %#x has members that are not deliverables", uint8(s))
	}
	return []byte(s.String()), nil
}

// UnmarshalText reads the form of [Set.String].
func (s *Set) UnmarshalText(text []byte) error {
	switch string(text) {
	case "none":
		*s = 0
		return nil
	case "all":
		*s = All
		return nil
	}
	var read Set
	for name := range strings.SplitSeq(string(text), ",") {
		var d Deliverable
		if err := d.UnmarshalText([]byte(name)); err != nil {
			return err
		}
		read = read.With(d)
	}
	*s = read
	return nil
}
