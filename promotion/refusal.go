package promotion

import (
	"errors"
	"strings"

	"github.com/landfall-sim/landfall/staging"
)

// ErrRefused is what every [Refusal] is in the sense of [errors.Is].
var ErrRefused = errors.New("promotion: refused")

// Refusal is the error of a step that a model does not allow. Refusals are
// prepared with the model and shared: they must not be changed. Of the step of a
// member that its release refuses, a refusal names what would have gone with it,
// such as start with replicate.
type Refusal struct {
	Model   string      // the model's name
	Release bool        // the release refused an event of its own
	Event   Kind        // what was refused; none: an event that does not exist
	Phase   string      // of the asset, or of the release; unknown: one that does not exist
	Guard   Guard       // which condition did not hold
	Missing staging.Set // deliverables that are missing, under GuardDeliverables
	Reason  string      // why, in a clause without a full stop
	Source  Source      // what the reason rests on
}

// Error says what was refused, where and why.
func (r *Refusal) Error() string {
	var b strings.Builder
	b.WriteString("promotion: ")
	b.WriteString(r.Event.String())
	b.WriteString(" refused in ")
	b.WriteString(r.Phase)
	if r.Release {
		b.WriteString(" release")
	}
	b.WriteString(": ")
	b.WriteString(r.Reason)
	b.WriteString(" (")
	b.WriteString(r.Model)
	if r.Source != SourceOwn {
		b.WriteString("; ")
		b.WriteString(r.Source.String())
	}
	b.WriteString(")")
	return b.String()
}

// Is reports whether target is [ErrRefused].
func (r *Refusal) Is(target error) bool { return target == ErrRefused }

// missingReason says which deliverables are missing.
func missingReason(missing staging.Set) string {
	var titles []string
	for d := range missing.Deliverables() {
		titles = append(titles, d.Title())
	}
	if len(titles) == 1 {
		return titles[0] + " is missing"
	}
	last := len(titles) - 1
	return strings.Join(titles[:last], ", ") + " and " + titles[last] + " are missing"
}
