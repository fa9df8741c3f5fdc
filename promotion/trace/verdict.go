package trace

import (
	"fmt"
	"strings"

	"github.com/landfall-sim/landfall/promotion"
)

// Outcome is the answer of a check.
type Outcome uint8

// The answers; the package says what they mean.
const (
	Inconclusive Outcome = iota
	Conforms
	Diverges
)

var outcomeNames = [...]string{"inconclusive", "conforms", "diverges"}

// String returns the name.
func (o Outcome) String() string {
	if int(o) < len(outcomeNames) {
		return outcomeNames[o]
	}
	return fmt.Sprintf("outcome(%d)", uint8(o))
}

// MarshalText returns the name.
func (o Outcome) MarshalText() ([]byte, error) {
	if int(o) >= len(outcomeNames) {
		return nil, fmt.Errorf("trace: %v has no name", o)
	}
	return []byte(o.String()), nil
}

// UnmarshalText reads a name.
func (o *Outcome) UnmarshalText(text []byte) error {
	for i, name := range outcomeNames {
		if name == string(text) {
			*o = Outcome(i)
			return nil
		}
	}
	return fmt.Errorf("trace: unknown outcome %q, expected one of %s", text, strings.Join(outcomeNames[:], ", "))
}

// Verdict is what a check says of a log. The zero value is inconclusive.
type Verdict struct {
	Outcome  Outcome     `json:"outcome"`
	Records  int         `json:"records"`            // that were checked
	Line     int         `json:"line,omitzero"`      // where it diverges
	Release  string      `json:"release,omitzero"`   // that the reason is about
	Asset    string      `json:"asset,omitzero"`     // that the reason is about; empty: the release itself
	Reason   string      `json:"reason,omitzero"`    // what was impossible there, or what is left open
	Possible []Candidate `json:"possible,omitempty"` // what was possible before the line, or is at the end
}

// Candidate is something that the log allowed, and why the line refutes it.
type Candidate struct {
	Release promotion.Release `json:"release"`
	State   promotion.State   `json:"state,omitzero"` // of the asset that the line is about
	Why     string            `json:"why,omitzero"`
}

// String returns the verdict as a few lines for people.
func (v Verdict) String() string {
	var b strings.Builder
	b.WriteString(v.Outcome.String())
	if v.Line > 0 {
		fmt.Fprintf(&b, " at line %d", v.Line)
	}
	if v.Reason != "" {
		b.WriteString(": " + v.Reason)
	}
	for _, c := range v.Possible {
		b.WriteString("\n\t")
		if v.Asset != "" {
			fmt.Fprintf(&b, "asset %v, ", c.State)
		}
		fmt.Fprintf(&b, "release %v", c.Release)
		if c.Why != "" {
			b.WriteString(": " + c.Why)
		}
	}
	return b.String()
}
