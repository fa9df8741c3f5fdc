package backlog

import (
	"fmt"
	"slices"
)

// Policy is the order in which workloads are taken up.
type Policy uint8

// The policies. Ties are in the order in which workloads are listed.
const (
	Listed        Policy = iota // as listed
	SmallestFirst               // by used bytes
	LargestFirst                // by used bytes
	CriticalFirst               // by the number of workloads that come after it, directly or through others, most first
)

var policies = []string{"listed", "smallest-first", "largest-first", "critical-first"}

// String is the policy's name in a scenario.
func (p Policy) String() string {
	if int(p) < len(policies) {
		return policies[p]
	}
	return fmt.Sprintf("Policy(%d)", uint8(p))
}

// MarshalText is the policy's name; it fails for a value that is no policy.
func (p Policy) MarshalText() ([]byte, error) {
	if int(p) >= len(policies) {
		return nil, invalid(p.String(), "is no policy, expected %d at most", len(policies)-1)
	}
	return []byte(policies[p]), nil
}

// UnmarshalText takes a policy's name.
func (p *Policy) UnmarshalText(text []byte) error {
	i := slices.Index(policies, string(text))
	if i < 0 {
		return invalid(fmt.Sprintf("%q", text), "is no policy, expected one of %v", policies)
	}
	*p = Policy(i)
	return nil
}
