package inventory

import (
	"errors"
	"strings"
)

// ErrSource is what every error about a source or an option matches with
// [errors.Is].
var ErrSource = errors.New("inventory: unusable source")

// Error says what is wrong with a source or an option, where, and what was
// expected instead.
type Error struct {
	Path     string // the file or directory as the user named it; empty for an option
	Place    string // sheet, row, column or entry within it; may be empty
	Problem  string // what is wrong
	Expected string // what would have been right; may be empty
	Cause    error  // what another package reported; may be nil
}

// Error is one line: path: place: problem; expected.
func (e *Error) Error() string {
	var b strings.Builder
	for _, part := range []string{e.Path, e.Place} {
		if part != "" {
			b.WriteString(part)
			b.WriteString(": ")
		}
	}
	b.WriteString(e.Problem)
	if e.Expected != "" {
		b.WriteString("; expected ")
		b.WriteString(e.Expected)
	}
	return b.String()
}

// Is reports whether target is [ErrSource].
func (e *Error) Is(target error) bool { return target == ErrSource }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Cause }
