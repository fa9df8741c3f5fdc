package document

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrInvalid is what every error of this package is, by [errors.Is].
var ErrInvalid = errors.New("document: invalid scenario file")

// Error is everything that is wrong with a file, in its order.
type Error struct {
	Problems []Problem
}

// Error returns one problem a line.
func (e *Error) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// Is makes it an [ErrInvalid].
func (e *Error) Is(target error) bool { return target == ErrInvalid }

// Problem is one thing that is wrong with a file.
type Problem struct {
	File     string
	Line     int    // from 1; 0 where the file as a whole is wrong
	Column   int    // in characters, from 1
	Path     string // of the value, such as network.links[0].capacity; may be empty
	Wrong    string // what is wrong
	Expected string // what was expected; may be empty
}

// String returns file:line:column: path: what is wrong; what was expected.
func (p Problem) String() string {
	var text strings.Builder
	text.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&text, ":%d:%d", p.Line, p.Column)
	}
	for _, part := range []string{p.Path, p.Wrong} {
		if part != "" {
			text.WriteString(": " + part)
		}
	}
	if p.Expected != "" {
		text.WriteString("; " + p.Expected)
	}
	return text.String()
}

// position is a place in a file, in characters from 1.
type position struct{ line, column int }

func (p position) problem(wrong, expected string) *Problem {
	return &Problem{Line: p.line, Column: p.column, Wrong: wrong, Expected: expected}
}

// failure makes an error of problems, in the order of the file.
func failure(file string, problems ...Problem) error {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	for i := range problems {
		problems[i].File = file
	}
	return &Error{problems}
}
