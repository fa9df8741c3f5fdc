package simulate

import (
	"encoding/json"
	"fmt"
)

// MarshalText writes the size as String does, if it is one that can be read.
func (b Bytes) MarshalText() ([]byte, error) { return write(b) }

// UnmarshalText reads what [ParseBytes] does.
func (b *Bytes) UnmarshalText(text []byte) error { return read(b, text, ParseBytes) }

// MarshalText writes the rate as String does, if it is one that can be read.
func (r BitRate) MarshalText() ([]byte, error) { return write(r) }

// UnmarshalText reads what [ParseBitRate] does.
func (r *BitRate) UnmarshalText(text []byte) error { return read(r, text, ParseBitRate) }

// MarshalText writes the rate as String does, if it is one that can be read.
func (r ByteRate) MarshalText() ([]byte, error) { return write(r) }

// UnmarshalText reads what [ParseByteRate] does.
func (r *ByteRate) UnmarshalText(text []byte) error { return read(r, text, ParseByteRate) }

// MarshalText writes the duration as String does, if it is one that can be read.
func (d Duration) MarshalText() ([]byte, error) { return write(d) }

// UnmarshalText reads what [ParseDuration] does.
func (d *Duration) UnmarshalText(text []byte) error { return read(d, text, ParseDuration) }

// MarshalText writes the share as String does, if it is one that can be read.
func (s Share) MarshalText() ([]byte, error) { return write(s) }

// UnmarshalText reads what [ParseShare] does.
func (s *Share) UnmarshalText(text []byte) error { return read(s, text, ParseShare) }

// UnmarshalJSON reads a string, or a number as a fraction.
func (s *Share) UnmarshalJSON(data []byte) error {
	text := string(data)
	if len(data) > 0 && data[0] == '"' {
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
	}
	return s.UnmarshalText([]byte(text))
}

// MarshalText writes the instant as String does, if it is one that can be read.
func (i Instant) MarshalText() ([]byte, error) { return write(i) }

// UnmarshalText reads what [ParseInstant] does.
func (i *Instant) UnmarshalText(text []byte) error { return read(i, text, ParseInstant) }

// write returns the text of a value, or what is wrong with it.
func write[T interface {
	checker
	fmt.Stringer
}](v T) ([]byte, error) {
	if problems := v.check(); len(problems) > 0 {
		return nil, problems[0]
	}
	return []byte(v.String()), nil
}

// read stores what parse makes of text, if it makes something.
func read[T any](to *T, text []byte, parse func(string) (T, error)) error {
	v, err := parse(string(text))
	if err == nil {
		*to = v
	}
	return err
}
