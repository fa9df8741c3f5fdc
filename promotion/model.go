package promotion

import (
	"fmt"
	"hash/fnv"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// Spec is a model as data: what [Define] makes a [Model] from.
type Spec struct {
	Name             string             `json:"name"` // lower-case letters, digits and hyphens
	Doc              string             `json:"doc,omitzero"`
	Source           Source             `json:"source"`
	Rules            []Rule             `json:"rules"`
	ReleaseRules     []ReleaseRule      `json:"releaseRules"`
	Forbidden        []Forbidden        `json:"forbidden,omitempty"`
	ReleaseForbidden []ReleaseForbidden `json:"releaseForbidden,omitempty"`
	Activities       []Activity         `json:"activities,omitempty"` // in the order in which they are done
}

// Model is a promotion model: what may happen to an asset and to a release
// unit, who may do it, and what follows. A model does not change and may be used
// by many goroutines.
type Model struct {
	assets   [kinds][phases]assetCell // the phase, which comes from the step before, is added last
	members  [kinds][phases]memberCell
	releases [releasePhases][kinds]releaseCell
	grounds  [releasePhases][kinds]grounds // of releases

	noAsset, noRelease nowhere

	id                    ModelID
	spec                  Spec
	events, releaseEvents []Event
}

// Name returns the model's name.
func (m *Model) Name() string { return m.spec.Name }

// Doc returns a sentence about the model.
func (m *Model) Doc() string { return m.spec.Doc }

// ID returns what a release that has chosen the model carries.
func (m *Model) ID() ModelID { return m.id }

// Rules yields the rules for assets in the order of the table.
func (m *Model) Rules() iter.Seq[Rule] { return slices.Values(m.spec.Rules) }

// ReleaseRules yields the rules for releases in the order of the table.
func (m *Model) ReleaseRules() iter.Seq[ReleaseRule] { return slices.Values(m.spec.ReleaseRules) }

// Activities yields the activities in the order in which they are done.
func (m *Model) Activities() iter.Seq[Activity] { return slices.Values(m.spec.Activities) }

// ModelID identifies a model by its name. The zero value is no model.
type ModelID uint32

func idOf(name string) ModelID {
	h := fnv.New32a()
	h.Write([]byte(name))
	return ModelID(h.Sum32())
}

// String returns the name of a built-in model, "none" for the zero value, and
// the number in hexadecimal, such as #1a2b3c4d, for a model of one's own.
func (id ModelID) String() string {
	if id == 0 {
		return "none"
	}
	for m := range Models() {
		if m.id == id {
			return m.Name()
		}
	}
	return fmt.Sprintf("#%08x", uint32(id))
}

// MarshalText returns the form of [ModelID.String].
func (id ModelID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads the form of [ModelID.String].
func (id *ModelID) UnmarshalText(text []byte) error {
	if string(text) == "none" {
		*id = 0
		return nil
	}
	for m := range Models() {
		if m.Name() == string(text) {
			*id = m.id
			return nil
		}
	}
	digits, found := strings.CutPrefix(string(text), "#")
	n, err := strconv.ParseUint(digits, 16, 32)
	if !found || err != nil || len(digits) != 8 {
		return fmt.Errorf("promotion: unknown model %q", text)
	}
	*id = ModelID(n)
	return nil
}
