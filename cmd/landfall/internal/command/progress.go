package command

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// isTerminal says whether somebody watches what is written.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// wantsColor says whether terminal codes are welcome on a terminal: not where
// NO_COLOR is set (no-color.org), nor on a terminal that knows none.
func wantsColor() bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// newProgress shows on a terminal how many replications are done. It returns
// nil where nobody watches, and a function that clears the line.
func newProgress(errs io.Writer) (progress func(done, total int), clear func()) {
	if !isTerminal(errs) {
		return nil, func() {}
	}
	var bar *progressbar.ProgressBar
	progress = func(done, total int) {
		if bar == nil {
			bar = progressbar.NewOptions(total,
				progressbar.OptionSetWriter(errs),
				progressbar.OptionSetDescription("replications"),
				progressbar.OptionShowCount(),
				progressbar.OptionShowIts(),
				progressbar.OptionSetPredictTime(true),
				progressbar.OptionThrottle(100*time.Millisecond),
				progressbar.OptionClearOnFinish(),
			)
		}
		if bar.GetMax() != total {
			bar.ChangeMax(total)
		}
		_ = bar.Set(done) // a terminal that is gone is no reason to stop
	}
	return progress, func() {
		if bar != nil {
			_ = bar.Clear()
		}
	}
}
