package promotion

// Format is a form in which a model is shown.
type Format uint8

// The formats.
const (
	FormatText     Format = iota // tables for a terminal
	FormatDOT                    // a graph for Graphviz
	FormatMermaid                // a state diagram for Mermaid
	FormatMarkdown               // tables for a page
	FormatJSON                   // the [Spec]
)

var formatNames = []string{"text", "dot", "mermaid", "markdown", "json"}

// String returns the name.
func (f Format) String() string { return enumName("format", formatNames, uint8(f)) }

// MarshalText returns the name.
func (f Format) MarshalText() ([]byte, error) { return enumText("format", formatNames, uint8(f)) }

// UnmarshalText reads a name.
func (f *Format) UnmarshalText(text []byte) error {
	v, err := enumParse("format", formatNames, text)
	if err == nil {
		*f = Format(v)
	}
	return err
}

// Render returns the model in a format, with a line break at the end; nothing
// for a format that does not exist.
func (m *Model) Render(f Format) string {
	switch f {
	case FormatText:
		return m.text()
	case FormatDOT:
		return m.dot()
	case FormatMermaid:
		return m.mermaid()
	case FormatMarkdown:
		return m.markdown()
	case FormatJSON:
		return m.json()
	}
	return ""
}
