package simulate

import (
	"bytes"
	"encoding/json"
)

// MarshalJSON writes the name, or the list of factors.
func (p Profile) MarshalJSON() ([]byte, error) {
	switch {
	case p.Factors != nil:
		return json.Marshal(p.Factors)
	case p.Name == "":
		return json.Marshal(FlatProfile)
	}
	return json.Marshal(p.Name)
}

// UnmarshalJSON reads a name or a list of factors. It does not validate.
func (p *Profile) UnmarshalJSON(data []byte) error {
	var read Profile
	if err := nameOrList(data, &read.Name, &read.Factors); err != nil {
		return err
	}
	*p = read
	return nil
}

// MarshalJSON writes the name, or the list of windows.
func (h Hours) MarshalJSON() ([]byte, error) {
	switch {
	case h.Windows != nil:
		return json.Marshal(h.Windows)
	case h.Name == "":
		return json.Marshal(AlwaysHours)
	}
	return json.Marshal(h.Name)
}

// UnmarshalJSON reads a name or a list of windows. It does not validate.
func (h *Hours) UnmarshalJSON(data []byte) error {
	var read Hours
	if err := nameOrList(data, &read.Name, &read.Windows); err != nil {
		return err
	}
	*h = read
	return nil
}

func nameOrList[T any](data []byte, name *string, list *[]T) error {
	if data = bytes.TrimSpace(data); len(data) > 0 && data[0] == '[' {
		return json.Unmarshal(data, list)
	}
	return json.Unmarshal(data, name)
}
