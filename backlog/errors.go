package backlog

import (
	"errors"
	"fmt"
)

// ErrInvalid is what every error of this package is.
var ErrInvalid = errors.New("backlog: invalid")

// Error says what is wrong with a part of a backlog.
type Error struct {
	Subject string // what it is about, for instance a workload's name in quotes
	Reason  string // what is wrong with it and what was expected
}

// Error is the whole message.
func (e *Error) Error() string { return "backlog: " + e.Subject + " " + e.Reason }

// Unwrap is [ErrInvalid].
func (e *Error) Unwrap() error { return ErrInvalid }

func invalid(subject, format string, args ...any) error {
	return &Error{subject, fmt.Sprintf(format, args...)}
}
