package promotion

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
)

var builtIn = sync.OnceValue(func() []*Model {
	return []*Model{compile(singleStepSpec()), compile(stagedSpec()), compile(flightSpec())}
})

// SingleStep returns the single-step model: staging doubles as promotion.
func SingleStep() *Model { return builtIn()[0] }

// Staged returns the staged model: assets run in the cloud, are tested and
// optimized there, and are promoted later, a subscription at a time.
func Staged() *Model { return builtIn()[1] }

// Flight returns the flight model: as [Staged], but users arrive in flights.
func Flight() *Model { return builtIn()[2] }

// Models yields the built-in models: single-step, staged, flight.
func Models() iter.Seq[*Model] { return slices.Values(builtIn()) }

// Lookup returns the built-in model with the given name. The error is of
// another name and lists those that there are.
func Lookup(name string) (*Model, error) {
	var names []string
	for m := range Models() {
		if m.Name() == name {
			return m, nil
		}
		names = append(names, m.Name())
	}
	return nil, fmt.Errorf("promotion: unknown model %q, expected one of %s", name, strings.Join(names, ", "))
}
