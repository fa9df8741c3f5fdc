package promotion

import (
	"encoding"
	"fmt"
	"strconv"
	"strings"
)

// ParseEvent reads the form of [Event.String], such as "deploy
// coverage=covered by=adoption".
func ParseEvent(text string) (Event, error) {
	var e Event
	err := parseFields("event", text, map[string]any{
		"": &e.Kind, "coverage": &e.Coverage, "deliverables": &e.Deliverables, "share": &e.Share,
		"members": &e.Members, "by": &e.By,
	})
	if err != nil {
		return Event{}, err
	}
	return e, nil
}

// ParseState reads the form of [State.String], such as "staged link=live
// deliverables=all".
func ParseState(text string) (State, error) {
	var s State
	err := parseFields("state", text, map[string]any{
		"": &s.Phase, "link": &s.Link, "coverage": &s.Coverage, "secondary": &s.Secondary,
		"deliverables": &s.Deliverables, "waived": &s.Waived,
	})
	if err != nil {
		return State{}, err
	}
	return s, nil
}

// ParseRelease reads the form of [Release.String], such as "gathering
// model=staged members=3 ready=1".
func ParseRelease(text string) (Release, error) {
	var r Release
	err := parseFields("release", text, map[string]any{
		"": &r.Phase, "model": &r.Model, "members": &r.Members, "ready": &r.Ready, "landed": &r.Landed,
		"desired": &r.Desired, "configured": &r.Configured, "effective": &r.Effective, "revoked": &r.Revoked,
	})
	if err != nil {
		return Release{}, err
	}
	return r, nil
}

// parseFields reads a name and the fields after it, in any order: name=value,
// or the name alone of what is true. The name at the beginning is field "".
func parseFields(what, text string, fields map[string]any) error {
	words := strings.Fields(text)
	if len(words) == 0 {
		return fmt.Errorf("promotion: %s is empty", what)
	}
	words[0] = "=" + words[0]
	for _, word := range words {
		name, value, _ := strings.Cut(word, "=")
		field, due := fields[name]
		if !due {
			return fmt.Errorf("promotion: %s %q: %s is unknown, or there twice", what, text, name)
		}
		delete(fields, name)
		if err := parseField(field, value); err != nil {
			return fmt.Errorf("promotion: %s %q: %w", what, text, err)
		}
	}
	return nil
}

func parseField(field any, value string) error {
	switch field := field.(type) {
	case *bool:
		*field = true
		if value != "" {
			return fmt.Errorf("value %q where none is expected", value)
		}
	case *uint32:
		n, err := strconv.ParseUint(value, 10, 32)
		if err != nil {
			return fmt.Errorf("%q is no number of assets", value)
		}
		*field = uint32(n)
	case encoding.TextUnmarshaler:
		return field.UnmarshalText([]byte(value))
	}
	return nil
}
