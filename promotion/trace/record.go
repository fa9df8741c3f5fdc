package trace

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/landfall-sim/landfall/promotion"
)

// Record is one line of a log: something that happened to a release or to one
// of its assets, that was seen of either, or that was measured.
type Record struct {
	Line    int       `json:"-"` // in the log it was read from, from 1
	At      time.Time `json:"at"`
	Release string    `json:"release,omitzero"`
	Asset   string    `json:"asset,omitzero"` // empty: it is about the release
	Link    string    `json:"link,omitzero"`  // of a measurement only
	promotion.Event
	Saw      *Sight   `json:"saw,omitempty"`      // instead of an event
	Measured *Measure `json:"measured,omitempty"` // instead of an event, of an asset or a link
}

// String returns the record as the line that [Append] writes, without its end,
// or what keeps it from being written.
func (r Record) String() string {
	text, err := r.text()
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// As returns the record of the same event as done by role.
func (r Record) As(role promotion.Role) Record {
	r.Event = r.Event.As(role)
	return r
}

// Sight is what somebody has seen of an asset or a release; what is nil was not
// looked at.
type Sight struct {
	Phases    Phases                  `json:"phases,omitempty"` // it is one of these
	Link      *promotion.Link         `json:"link,omitempty"`
	Secondary *promotion.Secondary    `json:"secondary,omitempty"`
	Release   *promotion.ReleasePhase `json:"release,omitempty"`
	Effective *promotion.Share        `json:"effective,omitempty"`
	Revoked   *bool                   `json:"revoked,omitempty"`
}

// Phases are the phases in which an asset may have been.
type Phases []promotion.Phase

var errNoPhase = errors.New(`"phases" is empty, expected at least one`)

// UnmarshalJSON reads a list of names, of which there must be one.
func (p *Phases) UnmarshalJSON(text []byte) error {
	var names []string
	if err := json.Unmarshal(text, &names); err != nil {
		return err
	}
	read := make(Phases, len(names))
	for i, name := range names {
		if err := read[i].UnmarshalText([]byte(name)); err != nil {
			return err
		}
	}
	if len(read) == 0 {
		return errNoPhase
	}
	*p = read
	return nil
}

// Measure is what was measured from its moment on. A checker passes over it.
type Measure struct {
	Rate *float64 `json:"rate,omitempty"` // bit/s, of a link's migration traffic
	Lag  *float64 `json:"lag,omitempty"`  // s, of an asset's replication
}

// fault returns what is wrong with a measurement of a record.
func (m *Measure) fault(r *Record) error {
	switch {
	case r.Kind != promotion.KindNone || r.Saw != nil:
		return errors.New(`"measured" with "event" or "saw", expected one of them`)
	case (r.Link == "") == (r.Asset == ""):
		return errors.New(`"measured" of neither or both of "link" and "asset", expected one of them`)
	case (m.Rate == nil) != (r.Link == "") || (m.Lag == nil) != (r.Asset == ""):
		return errors.New(`"measured" of a link has a "rate", of an asset a "lag"`)
	}
	return nil
}

// fits reports whether an asset in state s can have been seen like this.
func (v *Sight) fits(s promotion.State) bool {
	return (v.Phases == nil || slices.Contains(v.Phases, s.Phase)) && same(v.Link, s.Link) && same(v.Secondary, s.Secondary)
}

// fitsRelease reports whether r can have been seen like this.
func (v *Sight) fitsRelease(r promotion.Release) bool {
	return same(v.Release, r.Phase) && same(v.Effective, r.Effective) && same(v.Revoked, r.Revoked)
}

func same[T comparable](seen *T, is T) bool { return seen == nil || *seen == is }

// String returns what was seen as JSON.
func (v *Sight) String() string {
	text, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// fault returns what is wrong with a record by itself.
func (r *Record) fault() error {
	switch {
	case r.Measured != nil:
		return r.Measured.fault(r)
	case r.Link != "":
		return errors.New(`"link" without "measured"`)
	case r.Release == "" && r.Asset == "":
		return errors.New(`"release" and "asset" are missing, expected at least one of them`)
	case r.Kind == promotion.KindNone && r.Saw == nil:
		return errors.New(`"event" is missing, expected it or "saw"`)
	case r.Kind != promotion.KindNone && r.Saw != nil:
		return errors.New(`both "event" and "saw", expected one of them`)
	case r.Saw != nil && r.Asset != "" && (r.Saw.Release != nil || r.Saw.Effective != nil || r.Saw.Revoked != nil):
		return errors.New(`an asset was seen with what only releases have`)
	case r.Saw != nil && r.Saw.Phases != nil && len(r.Saw.Phases) == 0:
		return errNoPhase
	case r.Saw != nil && r.Asset == "" && (r.Saw.Phases != nil || r.Saw.Link != nil || r.Saw.Secondary != nil):
		return errors.New(`a release was seen with what only assets have`)
	}
	return nil
}

// line returns what keeps a record from being a line of a log.
func (r *Record) line() error {
	if r.At.IsZero() {
		return errors.New(`"at" is missing, expected a time such as 2026-01-05T09:00:00Z`)
	}
	return r.fault()
}

// after returns what is wrong with a record after one of the given time. Without
// a time of its own it may follow any.
func (r *Record) after(last time.Time) error {
	if r.At.Before(last) && !r.At.IsZero() {
		return fmt.Errorf("time runs backwards, from %s to %s", last.Format(time.RFC3339Nano), r.At.Format(time.RFC3339Nano))
	}
	return nil
}

// Append appends the record as a line to dst. The error is of records that
// [Read] would not accept.
func Append(dst []byte, r Record) ([]byte, error) {
	text, err := r.text()
	if err != nil {
		return dst, err
	}
	return append(append(dst, text...), '\n'), nil
}

// text returns the line of a record, without its end.
func (r *Record) text() ([]byte, error) {
	if err := r.line(); err != nil {
		return nil, fmt.Errorf("trace: record: %w", err)
	}
	text, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("trace: record: %w", err)
	}
	if len(text) > MaxLine {
		return nil, fmt.Errorf("trace: record: %d bytes, expected at most %d", len(text), MaxLine)
	}
	return text, nil
}

// parse reads a record from one line.
func parse(line []byte) (Record, error) {
	var r Record
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); errors.Is(err, io.ErrUnexpectedEOF) {
		return r, errNoEnd
	} else if err != nil {
		return r, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return r, errors.New("more than one value on the line")
	}
	return r, checkKeys(line)
}
