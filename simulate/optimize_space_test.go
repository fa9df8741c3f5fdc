package simulate

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func keysOf(list []choice) map[string]bool {
	keys := map[string]bool{}
	for _, c := range list {
		keys[c.key()] = true
	}
	return keys
}

// Up to 64 mixes are raced together, of more the neighbors.
func TestOptimizeMixes(t *testing.T) {
	s := smallScenario()
	z, _ := madeUp(t, s, OptimizeOptions{}, nil)
	start := z.uniform(z.given, Staged)
	if n := len(keysOf(z.mixes(start))); n != 9 {
		t.Errorf("%d mixes of two subscriptions", n)
	}
	for _, name := range []string{"a", "b", "c"} {
		s.Portfolio = append(s.Portfolio, Subscription{Name: name, Workloads: []Workload{{Name: name}}})
	}
	s.Portfolio[4].Workloads[0].Model = Flight
	z, _ = madeUp(t, s, OptimizeOptions{}, nil)
	start = z.uniform(z.given, Staged).with(0, Flight)
	keys := keysOf(z.mixes(start))
	for _, want := range []string{
		"flight staged staged staged flight wip 0",           // itself
		"single-step staged staged staged flight wip 0",      // one changed
		"flight staged staged single-step flight wip 0",      // another
		"flight flight flight flight flight wip 0",           // all of a model changed
		"single-step single-step single-step single-step fl", // one for all
	} {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(keys)), func(key string) bool { return strings.HasPrefix(key, want) }) {
			t.Errorf("no %s", want)
		}
	}
	if len(keys) != 12 {
		t.Errorf("%d neighbors", len(keys))
	}
	for key := range keys {
		if !strings.Contains(key, "flight wip 0") {
			t.Errorf("the pin is gone: %s", key)
		}
	}
}

// A limit that limits nothing is none, and without flights plans are alike.
func TestOptimizeKeys(t *testing.T) {
	s := smallScenario()
	s.Backlog.WIP = new(7)
	z, _ := madeUp(t, s, OptimizeOptions{}, nil)
	staged := z.uniform(z.given, Staged)
	if staged.wip != 0 || z.choiceOf(staged).WIP == nil || *z.choiceOf(staged).WIP != 7 {
		t.Errorf("a limit of 7 for 3 workloads: %+v", z.choiceOf(staged))
	}
	other := staged
	other.flights = []FlightStep{{0.5, new(Const(Day))}, {1, new(Const(Day))}}
	if other.key() != staged.key() {
		t.Error("flights matter where nothing goes in flights")
	}
	if z.uniform(other, Flight).key() == z.uniform(staged, Flight).key() {
		t.Error("flights do not matter where all goes in flights")
	}
	for _, c := range z.limits(staged) {
		if c.wip < 0 || c.wip >= 3 {
			t.Errorf("a limit of %d", c.wip)
		}
	}
	if keys := keysOf(z.limits(staged)); len(keys) != 3 {
		t.Errorf("limits %v", keys)
	}
}
