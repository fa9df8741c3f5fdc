package simulate

import "errors"

// ErrOptions is what every error about something that was asked of a scenario
// is, by [errors.Is]: a model that there isn't, a workload that the plan lacks,
// options that are out of their range or contradict each other.
var ErrOptions = errors.New("simulate: invalid options")

// ofKind is an error of a kind, by [errors.Is], that its text does not name.
type ofKind struct {
	error
	kind error
}

// Is tells whether target is the kind.
func (e ofKind) Is(target error) bool { return target == e.kind }

// Unwrap returns the error that has the text.
func (e ofKind) Unwrap() error { return e.error }

// wrongOptions makes an [ErrOptions] of what is wrong, if something is.
func wrongOptions(err error) error {
	if err == nil {
		return nil
	}
	return ofKind{err, ErrOptions}
}
