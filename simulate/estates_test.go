package simulate_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

// expectation is one value of a validation case: a path into a result such as
// models[staged].workloads[web].lag.p95.mean, where brackets select by name,
// model or kind.
type expectation struct {
	Path  string  `json:"path"`
	Value any     `json:"value"`
	Rel   float64 `json:"rel"`
	Abs   float64 `json:"abs"`
}

// TestEstates runs the validation cases that are kept beside the repository.
func TestEstates(t *testing.T) {
	runCases(t, filepath.Join("..", "..", "shared", "cases", "estates"))
}

// TestCases runs the repository's own cases, each with its derivation in why.md.
func TestCases(t *testing.T) {
	runCases(t, filepath.Join("testdata", "cases"))
}

func runCases(t *testing.T, dir string) {
	folders, err := filepath.Glob(filepath.Join(dir, "*", "scenario.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(folders) == 0 {
		t.Skipf("no cases in %s", dir)
	}
	for _, file := range folders {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) {
			t.Parallel()
			runCase(t, file)
		})
	}
}

func runCase(t *testing.T, file string) {
	var expected []expectation
	readJSON(t, filepath.Join(filepath.Dir(file), "expected.json"), &expected)
	var scenario simulate.Scenario
	readJSON(t, file, &scenario)
	results := map[string]any{}
	for _, want := range expected {
		model := bracket(want.Path)
		if results[model] == nil {
			results[model] = simulated(t, &scenario, simulate.ModelName(model))
		}
		got, err := lookUp(results[model], want.Path)
		if err != nil {
			t.Errorf("%s: %v", want.Path, err)
			continue
		}
		if !agrees(got, want) {
			t.Errorf("%s = %v, want %v", want.Path, got, want.Value)
		}
	}
}

func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

// simulated returns one replication as decoded JSON.
func simulated(t *testing.T, s *simulate.Scenario, model simulate.ModelName) any {
	t.Helper()
	result, err := simulate.Simulate(context.Background(), s, model, simulate.Options{Replications: 1, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(result)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func bracket(path string) string {
	_, rest, _ := strings.Cut(path, "[")
	name, _, _ := strings.Cut(rest, "]")
	return name
}

func lookUp(value any, path string) (any, error) {
	for path != "" {
		end := strings.IndexAny(path, ".[")
		if strings.HasPrefix(path, "[") {
			key, rest, ok := strings.Cut(path[1:], "]")
			if !ok {
				return nil, fmt.Errorf("no ] in %s", path)
			}
			item, err := selectItem(value, key)
			if err != nil {
				return nil, err
			}
			value, path = item, strings.TrimPrefix(rest, ".")
			continue
		}
		key := path
		path = ""
		if end >= 0 {
			path = strings.TrimPrefix(key[end:], ".")
			key = key[:end]
		}
		object, ok := value.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("%s: not an object", key)
		}
		if value, ok = object[key]; !ok {
			return nil, fmt.Errorf("%s: no such field", key)
		}
	}
	return value, nil
}

func selectItem(value any, key string) (any, error) {
	list, ok := value.([]any)
	if !ok {
		return nil, fmt.Errorf("[%s]: not a list", key)
	}
	if i, err := strconv.Atoi(key); err == nil && i < len(list) {
		return list[i], nil
	}
	i := slices.IndexFunc(list, func(item any) bool {
		object, _ := item.(map[string]any)
		return object["name"] == key || object["model"] == key || object["kind"] == key || object["workload"] == key
	})
	if i < 0 {
		return nil, fmt.Errorf("[%s]: no such item", key)
	}
	return list[i], nil
}

func agrees(got any, want expectation) bool {
	number, isNumber := want.Value.(float64)
	if !isNumber {
		return got == want.Value
	}
	value, ok := got.(float64)
	return ok && math.Abs(value-number) <= max(want.Abs, want.Rel*math.Abs(number))
}
