package simulate

import (
	"errors"
	"strconv"
	"strings"
)

// ErrScenario is what every error about a scenario or one of its quantities
// is, by [errors.Is].
var ErrScenario = errors.New("simulate: invalid scenario")

// Problem is one thing that is wrong with a scenario. It is an error by itself
// where one quantity is read.
type Problem struct {
	Path     string // of the value, such as portfolio[0].workloads[3].after; empty for a quantity by itself
	Wrong    string // what is wrong
	Expected string // what was expected, or what to write
}

// Error returns path: what is wrong; what was expected.
func (p Problem) Error() string {
	text := p.Wrong
	if p.Expected != "" {
		text += "; " + p.Expected
	}
	if p.Path != "" {
		text = p.Path + ": " + text
	}
	return text
}

// Is makes every problem an [ErrScenario].
func (p Problem) Is(target error) bool { return target == ErrScenario }

// ScenarioError is everything that is wrong with a scenario, in the order of
// the file.
type ScenarioError struct {
	Problems []Problem
}

// Error returns one problem a line.
func (e *ScenarioError) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Is makes it an [ErrScenario].
func (e *ScenarioError) Is(target error) bool { return target == ErrScenario }

// within returns the problems with a path put before their own.
func within(path string, problems []Problem) []Problem {
	for i := range problems {
		problems[i].Path = join(path, problems[i].Path)
	}
	return problems
}

// join puts a path before another: a.b before c or before [0].
func join(path, rest string) string {
	if path == "" || rest == "" || rest[0] == '[' {
		return path + rest
	}
	return path + "." + rest
}

func element(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }
