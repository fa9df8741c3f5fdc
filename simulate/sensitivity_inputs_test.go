package simulate

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// fixed are the numbers of a scenario that are no inputs, and why.
var fixed = map[string]string{
	"landfall":                                           "the version of the format",
	"horizon":                                            "where the simulation gives up",
	"network.links[].steps[].at":                         "a date; what the capacity is then moves with the link's",
	"network.links[].throttle[].days":                    "a calendar",
	"network.links[].throttle[].from":                    "a calendar",
	"network.links[].throttle[].to":                      "a calendar",
	"network.links[].production.profile.factors[]":       "the shape of a week, with mean 1",
	"portfolio[].workloads[].assets[].profile.factors[]": "the shape of a week, with mean 1",
	"teams.adoption.hours.windows[].days":                "a calendar",
	"teams.adoption.hours.windows[].from":                "a calendar",
	"teams.adoption.hours.windows[].to":                  "a calendar",
	"teams.operations.hours.windows[].days":              "a calendar",
	"teams.operations.hours.windows[].from":              "a calendar",
	"teams.operations.hours.windows[].to":                "a calendar",
	"teams.business.hours.windows[].days":                "a calendar",
	"teams.business.hours.windows[].from":                "a calendar",
	"teams.business.hours.windows[].to":                  "a calendar",
	"promotion.windows[].days":                           "a calendar",
	"promotion.windows[].from":                           "a calendar",
	"promotion.windows[].to":                             "a calendar",
	"promotion.freezes[].from":                           "a date",
	"promotion.freezes[].to":                             "a date",
	"promotion.flights[].share":                          "a decision: the flight plan",
	"portfolio[].businessTest":                           "a date",
	"objectives.rpo":                                     "what is wanted",
	"objectives.lossWindow":                              "what is wanted",
	"objectives.downtime":                                "what is wanted",
	"objectives.linkShare":                               "what is wanted",
	"objectives.finish":                                  "what is wanted",
	"objectives.confidence":                              "what is wanted",
}

// numbersOf visits the address of every number of a scenario in which no pointer
// is nil and no list empty, with its path. Distributions and instants are one
// number.
func numbersOf(v reflect.Value, path string, visit func(path string, at any)) {
	switch v.Addr().Interface().(type) {
	case *time.Time:
		return
	case *Instant, *Dist[Bytes], *Dist[BitRate], *Dist[ByteRate], *Dist[Share], *Dist[Duration]:
		visit(path, v.Addr().Interface())
		return
	}
	switch v.Kind() {
	case reflect.Int, reflect.Uint8, reflect.Float64:
		visit(path, v.Addr().Interface())
	case reflect.Pointer:
		numbersOf(v.Elem(), path, visit)
	case reflect.Slice:
		numbersOf(v.Index(0), path+"[]", visit)
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if key == "" && !field.Anonymous {
				key = strings.ToLower(field.Name)
			}
			numbersOf(v.Field(i), join(path, key), visit)
		}
	}
}

// crowd makes every pointer of a value point to something, every list have an
// element and every number be one.
func crowd(v reflect.Value) {
	switch at := v.Addr().Interface().(type) {
	case *time.Time, *Instant:
		return
	case *Dist[Bytes]:
		*at = Const(Bytes(1))
		return
	case *Dist[BitRate]:
		*at = Const(BitRate(1))
		return
	case *Dist[ByteRate]:
		*at = Const(ByteRate(1))
		return
	case *Dist[Share]:
		*at = Const(Share(1))
		return
	case *Dist[Duration]:
		*at = Const(Duration(1))
		return
	}
	switch v.Kind() {
	case reflect.Int:
		v.SetInt(1)
	case reflect.Float64:
		v.SetFloat(1)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		crowd(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		crowd(v.Index(0))
	case reflect.Struct:
		for i := range v.NumField() {
			crowd(v.Field(i))
		}
	}
}

// Every number of a scenario is an input, or there is a reason why not: a new key
// cannot be forgotten.
func TestEveryNumberIsAnInputOrHasAReason(t *testing.T) {
	s := &Scenario{}
	crowd(reflect.ValueOf(s).Elem())
	s.Network.Sharing, s.Tool.Mode = FairSharing, CycleMode
	inputs := map[any][]string{} // by address
	for _, in := range inputsOf(s) {
		for _, n := range in.numbers(s) {
			at := reflect.ValueOf(n.movable).FieldByName("at").Pointer()
			inputs[at] = append(inputs[at], in.name)
		}
	}
	paths := map[string]bool{}
	numbersOf(reflect.ValueOf(s).Elem(), "", func(path string, at any) {
		paths[path] = true
		names := inputs[reflect.ValueOf(at).Pointer()]
		switch reason := fixed[path]; {
		case len(names) > 1:
			t.Errorf("%s is part of %v", path, names)
		case len(names) == 0 && reason == "":
			t.Errorf("%s is no input of landfall sensitivity: add it to inputsOf, or say here why not", path)
		case len(names) > 0 && reason != "":
			t.Errorf("%s is said to be none and is part of %v", path, names)
		}
	})
	for path := range fixed {
		if !paths[path] {
			t.Errorf("there is no %s", path)
		}
	}
	if len(paths) < 70 {
		t.Errorf("only %d numbers were found", len(paths))
	}
}

// Names and labels tell inputs apart; each input moves what it says, and leaves
// the original alone.
func TestInputsAreApart(t *testing.T) {
	s := &Scenario{}
	crowd(reflect.ValueOf(s).Elem())
	s.Network.Sharing, s.Tool.Mode = FairSharing, CycleMode
	s = s.WithDefaults()
	var seen []string
	for _, in := range inputsOf(s) {
		for _, word := range []string{in.name, in.label} {
			if word == "" || slices.Contains(seen, word) {
				t.Errorf("%q again", word)
			}
			seen = append(seen, word)
		}
		before := in.value(s)
		half := in.times(s, 0.5)
		got := in.value(half)
		if _, count := in.numbers(s)[0].movable.(counted); !count && got != before/2 {
			t.Errorf("half of %s is %v of %v", in.name, got, before)
		}
		if in.value(s) != before {
			t.Errorf("%s: the original is changed", in.name)
		}
		for _, other := range inputsOf(s) {
			if other.name != in.name && other.value(half) != other.value(s) {
				t.Errorf("%s changes with %s", other.name, in.name)
			}
		}
	}
}

// The value of an input that is several numbers: the first capacity above 0,
// means by workload, sums.
func TestValuesOfInputs(t *testing.T) {
	s := limits(2, 10*GB, 0)
	l := &s.Network.Links[0]
	l.Capacity, l.Steps = new(BitRate(0)), []CapacityStep{{After(Day), 50 * Mbps}, {After(2 * Day), 90 * Mbps}}
	l.Throttle = []Throttle{{Limit: 10 * Mbps}, {Limit: 20 * Mbps}}
	w := s.Portfolio[0].Workloads[0]
	w.Users = new(100.0)
	second, third := w, w
	second.Name, second.Remediate, second.Users = "second", new(UniformDist(7*Hour, 9*Hour)), new(20.0)
	third.Name = "third"
	s.Portfolio[0].Workloads = []Workload{w, second, third}
	s.Work.Remediate = new(Const(2 * Hour))
	s.Promotion.Flights = []FlightStep{{0.1, new(Const(Day))}, {1, new(Const(2 * Day))}}
	s = s.WithDefaults()
	want := map[string]float64{
		"links[wan].capacity": 50e6, "links[wan].throttle": 15e6, "work.remediate": 4 * 3600,
		"promotion.flights.bake": 3 * 86400, "assets.used": 60e9, "workloads.users": 220,
	}
	for _, in := range inputsOf(s) {
		value, ok := want[in.name]
		if !ok {
			continue
		}
		delete(want, in.name)
		if got := in.value(s); got != value {
			t.Errorf("%s is %v, want %v", in.name, got, value)
		}
	}
	if len(want) > 0 {
		t.Errorf("no inputs are %v", want)
	}
}
