package promotion

import (
	"fmt"
	"strings"
)

// String returns the event as text, such as "deploy coverage=covered
// by=adoption".
func (e Event) String() string {
	var b strings.Builder
	b.WriteString(e.Kind.String())
	if e.Coverage != 0 {
		fmt.Fprintf(&b, " coverage=%v", e.Coverage)
	}
	if e.Deliverables != 0 {
		fmt.Fprintf(&b, " deliverables=%v", e.Deliverables)
	}
	if e.Share != 0 {
		fmt.Fprintf(&b, " share=%v", e.Share)
	}
	if e.Members != 0 {
		fmt.Fprintf(&b, " members=%d", e.Members)
	}
	if e.By != 0 {
		fmt.Fprintf(&b, " by=%v", e.By)
	}
	return b.String()
}

// String returns the state as text, such as "migrated link=severed
// coverage=covered secondary=running deliverables=all".
func (s State) String() string {
	var b strings.Builder
	b.WriteString(s.Phase.String())
	if s.Link != 0 {
		fmt.Fprintf(&b, " link=%v", s.Link)
	}
	if s.Coverage != 0 {
		fmt.Fprintf(&b, " coverage=%v", s.Coverage)
	}
	if s.Secondary != 0 {
		fmt.Fprintf(&b, " secondary=%v", s.Secondary)
	}
	if s.Deliverables != 0 {
		fmt.Fprintf(&b, " deliverables=%v", s.Deliverables)
	}
	if s.Waived {
		b.WriteString(" waived")
	}
	return b.String()
}

// String returns the release as text, such as "baking model=flight members=3
// ready=3 desired=5% configured=5% effective=5%".
func (r Release) String() string {
	var b strings.Builder
	b.WriteString(r.Phase.String())
	if r.Model != 0 {
		fmt.Fprintf(&b, " model=%v members=%d ready=%d", r.Model, r.Members, r.Ready)
	}
	if r.Landed != 0 {
		fmt.Fprintf(&b, " landed=%d", r.Landed)
	}
	if r.Desired|r.Configured|r.Effective != 0 {
		fmt.Fprintf(&b, " desired=%v configured=%v effective=%v", r.Desired, r.Configured, r.Effective)
	}
	if r.Revoked {
		b.WriteString(" revoked")
	}
	return b.String()
}
