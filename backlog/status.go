package backlog

import (
	"fmt"
	"slices"
)

// Status is how far a workload of the backlog has come.
type Status uint8

// The statuses, in the order in which a workload passes them.
const (
	Waiting  Status = iota // nothing was done
	Begun                  // it is remediated, replicated or tested
	Staged                 // its staging is complete
	Migrated               // it runs in the cloud, without users
	Promoted               // production uses it
)

var statuses = []string{"waiting", "begun", "staged", "migrated", "promoted"}

// String is the status in words.
func (s Status) String() string {
	if int(s) < len(statuses) {
		return statuses[s]
	}
	return fmt.Sprintf("Status(%d)", uint8(s))
}

// MarshalText is the status in words; it fails for a value that is no status.
func (s Status) MarshalText() ([]byte, error) {
	if int(s) >= len(statuses) {
		return nil, invalid(s.String(), "is no status, expected %d at most", len(statuses)-1)
	}
	return []byte(statuses[s]), nil
}

// UnmarshalText takes a status in words.
func (s *Status) UnmarshalText(text []byte) error {
	i := slices.Index(statuses, string(text))
	if i < 0 {
		return invalid(fmt.Sprintf("%q", text), "is no status, expected one of %v", statuses)
	}
	*s = Status(i)
	return nil
}
