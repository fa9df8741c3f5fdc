package trace

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"
)

// MaxLine is the length in bytes that a line of a log can have.
const MaxLine = 1 << 20

// ErrLog is what every [LogError] is in the sense of [errors.Is].
var ErrLog = errors.New("trace: malformed log")

// LogError is something wrong with the text of a log.
type LogError struct {
	Line int   // from 1
	Err  error // what is wrong
}

// Error says what is wrong and on which line.
func (e *LogError) Error() string { return fmt.Sprintf("trace: line %d: %v", e.Line, e.Err) }

// Unwrap returns what is wrong.
func (e *LogError) Unwrap() error { return e.Err }

// Is reports whether target is [ErrLog].
func (e *LogError) Is(target error) bool { return target == ErrLog }

// Read yields the records of a log. Empty lines are skipped. It ends at the
// first line that is no record, is longer than [MaxLine], or is earlier than the
// one before, with a [*LogError]; other errors are those of r. A record has the
// keys that [Append] writes, in its letters, each at most once.
func Read(r io.Reader) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		in := bufio.NewReaderSize(r, 64<<10)
		var last time.Time
		for number := 1; ; number++ {
			line, end, err := readLine(in)
			if err != nil && !errors.Is(err, io.EOF) {
				yield(Record{}, wrapLine(number, err))
				return
			}
			if len(bytes.TrimSpace(line)) > 0 {
				record, err := parse(line)
				record.Line = number
				switch {
				case err == nil:
					err = cmp.Or(record.line(), record.after(last))
				case end && errors.Is(err, errNoEnd):
					err = fmt.Errorf("the log is cut off here: %w", err)
				}
				if err != nil {
					yield(Record{}, &LogError{number, err})
					return
				}
				last = record.At
				if !yield(record, nil) {
					return
				}
			}
			if end {
				return
			}
		}
	}
}

var errNoEnd = errors.New("the record has no end")

var errLong = fmt.Errorf("longer than %d bytes", MaxLine)

// wrapLine makes what is wrong with a line a LogError, and leaves the errors of
// the reader alone.
func wrapLine(number int, err error) error {
	if errors.Is(err, errLong) {
		return &LogError{number, err}
	}
	return fmt.Errorf("trace: line %d: %w", number, err)
}

// readLine reads a line without its end; end says that it is the last and
// has none.
func readLine(in *bufio.Reader) (line []byte, end bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > MaxLine+1 {
			return nil, false, errLong
		}
		switch {
		case err == nil:
			return line[:len(line)-1], false, nil
		case errors.Is(err, io.EOF):
			return line, true, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, false, err
		}
	}
}
