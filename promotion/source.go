package promotion

// Source says where a rule, a guard or a law comes from.
type Source uint8

// The sources: pages of the Microsoft Cloud Adoption Framework (2019), unless
// they are this library's own.
const (
	SourceOwn         Source = iota // follows from the other rules, or is a choice of this library
	SourceImpact                    // Promotion models, "Impact of promotion model on migrate and optimize activities"
	SourceSingleStep                // Promotion models, "Single-step promotion"
	SourceStaged                    // Promotion models, "Staged promotion"
	SourceFlight                    // Promotion models, "Flight promotion"
	SourceNextSteps                 // Promotion models, "Next steps"
	SourceStaging                   // Understand staging activities during a migration
	SourceDeliverable               // Understand staging activities during a migration, "Deliverables"
)

var sourceNames = []string{
	"landfall", "Promotion models: Impact", "Promotion models: Single-step promotion",
	"Promotion models: Staged promotion", "Promotion models: Flight promotion", "Promotion models: Next steps",
	"Staging activities", "Staging activities: Deliverables",
}

// String returns the page and the section.
func (s Source) String() string { return enumName("source", sourceNames, uint8(s)) }

// MarshalText returns the page and the section.
func (s Source) MarshalText() ([]byte, error) { return enumText("source", sourceNames, uint8(s)) }

// UnmarshalText reads the form of [Source.String].
func (s *Source) UnmarshalText(text []byte) error {
	v, err := enumParse("source", sourceNames, text)
	if err == nil {
		*s = Source(v)
	}
	return err
}
