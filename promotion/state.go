package promotion

import "github.com/landfall-sim/landfall/staging"

// State is all that a model knows of one asset. States are compared with ==;
// the zero value is where every model begins.
type State struct {
	Phase        Phase       `json:"phase"`
	Sync                     // what becomes of writes to the source
	Deliverables staging.Set `json:"deliverables,omitzero"` // staging deliverables on record
}

// Sync says what becomes of what users write to an asset's source. (That it is
// a part of its own also lets the compiler keep a [State] in registers.)
type Sync struct {
	Link      Link      `json:"link,omitzero"`      // the tool's replication from the source
	Coverage  Coverage  `json:"coverage,omitzero"`  // what was declared when it was deployed
	Secondary Secondary `json:"secondary,omitzero"` // the replication after the tool's
	Waived    bool      `json:"waived,omitzero"`    // the business owner accepts to lose what users write
}

// Copied reports whether a copy of the asset exists outside the source: in the
// tool's sandbox or in the landing zone.
func (s State) Copied() bool { return s.Phase >= PhaseLaunched && s.Phase < PhaseAbandoned }

// Link is the tool's replication from the source to the target.
type Link uint8

// The conditions of a link.
const (
	LinkNone    Link = iota // never started, or forgotten after a redeployment
	LinkLive                // the tool replicates
	LinkSevered             // ended for good
)

var linkNames = []string{"none", "live", "severed"}

// String returns the name.
func (l Link) String() string { return enumName("link", linkNames, uint8(l)) }

// MarshalText returns the name.
func (l Link) MarshalText() ([]byte, error) { return enumText("link", linkNames, uint8(l)) }

// UnmarshalText reads a name.
func (l *Link) UnmarshalText(text []byte) error {
	v, err := enumParse("link", linkNames, text)
	if err == nil {
		*l = Link(v)
	}
	return err
}

// Coverage says what becomes of the writes that reach the source after the
// tool's replication has ended.
type Coverage uint8

// The coverages.
const (
	Undeclared Coverage = iota // not said yet; a deployment without it is refused
	Stateless                  // users change no data there
	Covered                    // stateful, and a secondary replication carries on
	Uncovered                  // stateful, and nothing does: needs a waiver
)

var coverageNames = []string{"undeclared", "stateless", "covered", "uncovered"}

// String returns the name.
func (c Coverage) String() string { return enumName("coverage", coverageNames, uint8(c)) }

// MarshalText returns the name.
func (c Coverage) MarshalText() ([]byte, error) {
	return enumText("coverage", coverageNames, uint8(c))
}

// UnmarshalText reads a name.
func (c *Coverage) UnmarshalText(text []byte) error {
	v, err := enumParse("coverage", coverageNames, text)
	if err == nil {
		*c = Coverage(v)
	}
	return err
}

// known is c, or [Undeclared] where c is none of the coverages.
func (c Coverage) known() Coverage {
	if c > Uncovered {
		return Undeclared
	}
	return c
}

// Secondary is the replication that carries on where the tool's has ended.
type Secondary uint8

// The conditions of a secondary replication.
const (
	SecondaryNone    Secondary = iota // none was started
	SecondaryRunning                  // it runs
	SecondaryStopped                  // it ran until all users were on the target
)

var secondaryNames = []string{"none", "running", "stopped"}

// String returns the name.
func (s Secondary) String() string { return enumName("secondary", secondaryNames, uint8(s)) }

// MarshalText returns the name.
func (s Secondary) MarshalText() ([]byte, error) {
	return enumText("secondary", secondaryNames, uint8(s))
}

// UnmarshalText reads a name.
func (s *Secondary) UnmarshalText(text []byte) error {
	v, err := enumParse("secondary", secondaryNames, text)
	if err == nil {
		*s = Secondary(v)
	}
	return err
}
