package promotion

import (
	"fmt"
	"strings"
)

// enumName returns names[v], or the kind with the number for a value that has
// no name.
func enumName(kind string, names []string, v uint8) string {
	if int(v) < len(names) {
		return names[v]
	}
	return fmt.Sprintf("%s(%d)", kind, v)
}

// enumText returns the name for a text form, or an error where there is none.
func enumText(kind string, names []string, v uint8) ([]byte, error) {
	if int(v) >= len(names) {
		return nil, fmt.Errorf("promotion: %s %d has no name", kind, v)
	}
	return []byte(names[v]), nil
}

// enumParse finds text among names.
func enumParse(kind string, names []string, text []byte) (uint8, error) {
	for i, name := range names {
		if name == string(text) {
			return uint8(i), nil
		}
	}
	return 0, fmt.Errorf("promotion: unknown %s %q, expected one of %s", kind, text, strings.Join(names, ", "))
}

// joinBits returns the names of the bits that are set, joined by commas.
func joinBits(set uint64, names []string) string {
	var held []string
	for i, name := range names {
		if set&(1<<i) != 0 {
			held = append(held, name)
		}
	}
	return strings.Join(held, ",")
}

// parseBits reads the form of joinBits; the empty text is the empty set.
func parseBits(kind string, names []string, text []byte) (uint64, error) {
	var set uint64
	for name := range strings.SplitSeq(string(text), ",") {
		if name == "" {
			continue
		}
		v, err := enumParse(kind, names, []byte(name))
		if err != nil {
			return 0, err
		}
		set |= 1 << v
	}
	return set, nil
}
