package command

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/landfall-sim/landfall/cmd/landfall/internal/inventory"
	"github.com/landfall-sim/landfall/simulate"
)

// Status is what the command tells its caller when it exits.
type Status int

// The exit statuses.
const (
	Done    Status = 0 // done
	Failed  Status = 1 // something went wrong that is not the user's doing
	Invalid Status = 2 // wrong usage or invalid input
	Unmet   Status = 3 // done, but the objectives are met by no model
)

// String names the status.
func (s Status) String() string {
	switch s {
	case Done:
		return "done"
	case Failed:
		return "failed"
	case Invalid:
		return "invalid"
	case Unmet:
		return "unmet"
	}
	return fmt.Sprintf("status %d", int(s))
}

// errUnmet ends a comparison in which no model meets the objectives. What
// there is to say about it has been written.
var errUnmet = errors.New("the objectives are met by no model")

// invalid marks an error as the user's doing: wrong usage or invalid input.
type invalid struct{ error }

func (e invalid) Unwrap() error { return e.error }

// ran marks an error as one of a command's work. What cobra returns without it
// is about the command line.
type ran struct{ error }

func (e ran) Unwrap() error { return e.error }

// statusOf is the exit status for what a command returned.
func statusOf(err error) Status {
	var isInvalid invalid
	var hasRun ran
	switch {
	case err == nil:
		return Done
	case errors.Is(err, errUnmet):
		return Unmet
	case !errors.As(err, &hasRun), errors.As(err, &isInvalid),
		errors.Is(err, simulate.ErrScenario), errors.Is(err, inventory.ErrSource):
		return Invalid
	}
	return Failed
}

// message is what a user reads about an error.
func message(err error, path string) string {
	var hasRun ran
	switch {
	case errors.Is(err, context.Canceled):
		return "landfall: interrupted"
	case !errors.As(err, &hasRun):
		return fmt.Sprintf("landfall: %s\nTry '%s --help'.", strings.TrimSpace(err.Error()), path)
	}
	return hasRun.Error()
}
