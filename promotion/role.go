package promotion

import "iter"

// Role is who does something. The zero value is nobody in particular: such an
// event is taken as coming from a role that may.
type Role uint8

// The roles.
const (
	Unattributed Role = iota
	Adoption          // the cloud adoption team
	Operations        // cloud operations
	Business          // the business owner
	Tool              // the migration tool, reporting what it did
	Automation        // pipelines and monitors, reporting what they saw
)

var roleNames = []string{"unattributed", "adoption", "operations", "business", "tool", "automation"}

// String returns the name.
func (r Role) String() string { return enumName("role", roleNames, uint8(r)) }

// MarshalText returns the name.
func (r Role) MarshalText() ([]byte, error) { return enumText("role", roleNames, uint8(r)) }

// UnmarshalText reads a name.
func (r *Role) UnmarshalText(text []byte) error {
	v, err := enumParse("role", roleNames, text)
	if err == nil {
		*r = Role(v)
	}
	return err
}

// Roles is a set of roles. The zero value is empty.
type Roles uint8

// By returns the set of the given roles.
func By(rs ...Role) Roles {
	var set Roles
	for _, r := range rs {
		set |= 1 << r
	}
	return set
}

// Has reports whether r is in the set.
func (set Roles) Has(r Role) bool {
	return r < 8 && uint(set)&(1<<r) != 0 // the bound spares a shift
}

// All yields the members in the order of the constants.
func (set Roles) All() iter.Seq[Role] {
	return func(yield func(Role) bool) {
		for i := range roleNames {
			if r := Role(i); set.Has(r) && !yield(r) {
				return
			}
		}
	}
}

// String returns the names joined by commas.
func (set Roles) String() string { return joinBits(uint64(set), roleNames) }

// MarshalText returns the form of [Roles.String].
func (set Roles) MarshalText() ([]byte, error) { return []byte(set.String()), nil }

// UnmarshalText reads the form of [Roles.String].
func (set *Roles) UnmarshalText(text []byte) error {
	v, err := parseBits("role", roleNames, text)
	if err == nil {
		*set = Roles(v)
	}
	return err
}
