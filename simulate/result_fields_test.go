package simulate

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// floats visits every float64 in a value, in the order of the declarations.
func floats(v reflect.Value, visit func(reflect.Value)) {
	switch v.Kind() {
	case reflect.Float64:
		visit(v)
	case reflect.Struct:
		for i := range v.NumField() {
			floats(v.Field(i), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			floats(v.Index(i), visit)
		}
	}
}

// numbered is an outcome in which every number is another one.
func numbered(s *Scenario) (*Outcome, []float64) {
	o := emptyOutcome(s, Staged)
	var all []float64
	floats(reflect.ValueOf(o).Elem(), func(v reflect.Value) {
		all = append(all, float64(len(all)+1))
		v.SetFloat(all[len(all)-1])
	})
	return o, all
}

func TestEveryNumberOfAnOutcomeIsSummarizedOnce(t *testing.T) {
	o, want := numbered(smallScenario())
	got := o.numbers(nil)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("numbers of the outcome = %v, want each of %d once", got, len(want))
	}
}

func TestEverySummaryOfAResultIsVisitedOnce(t *testing.T) {
	m := blankResult(smallScenario(), Staged)
	visits := map[*Summary]int{}
	m.each(func(_ Path, _ string, s *Summary) bool { visits[s]++; return true })
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		if s, ok := v.Addr().Interface().(*Summary); ok {
			if visits[s] != 1 {
				t.Errorf("a summary is visited %d times", visits[s])
			}
			delete(visits, s)
			return
		}
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		}
	}
	walk(reflect.ValueOf(&m).Elem())
	if len(visits) != 0 {
		t.Errorf("%d summaries are visited that the result does not have", len(visits))
	}
}

// find follows a path through a decoded document.
func find(doc map[string]any, p Path) any {
	var at any = doc["portfolio"]
	if p.Name != "" {
		at = elementOf(doc, p)
	}
	for key := range strings.SplitSeq(p.Metric, ".") {
		object, ok := at.(map[string]any)
		if !ok {
			return nil
		}
		at = object[key]
	}
	return at
}

func elementOf(doc map[string]any, p Path) any {
	lists := []any{doc[p.List]}
	if p.List == "assets" {
		lists = nil
		for _, w := range doc["workloads"].([]any) {
			lists = append(lists, w.(map[string]any)["assets"])
		}
	}
	for _, list := range lists {
		for _, e := range list.([]any) {
			if e.(map[string]any)["name"] == p.Name {
				return e
			}
		}
	}
	return nil
}

func TestPathsAreThoseOfTheDocument(t *testing.T) {
	s := smallScenario()
	o, _ := numbered(s)
	m := summarized(s, o)
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	for at, summary := range m.Summaries() {
		got, ok := find(doc, at).(map[string]any)
		if !ok || got["mean"] != summary.Mean || got["unit"] != summary.Unit || summary.Unit == "" {
			t.Errorf("%s = %v, want mean %v %s", at, got, summary.Mean, summary.Unit)
		}
	}
}

// The field of an outcome has the name of the key, levels run together or
// nested: lag.p95 is LagP95, bytes.seed is Bytes.Seed.
func TestNumbersReachTheFieldOfTheirName(t *testing.T) {
	s := smallScenario()
	o, _ := numbered(s)
	m := summarized(s, o)
	seen := map[string]int{}
	for at, summary := range m.Summaries() {
		i := seen[at.List+at.Metric]
		seen[at.List+at.Metric]++
		if got, want := summary.Mean, outcomeField(o, at, i); got != want {
			t.Errorf("%s = %v, want %v", at, got, want)
		}
	}
}

func outcomeField(o *Outcome, p Path, i int) float64 {
	v := reflect.ValueOf(o).Elem()
	switch p.List {
	case "portfolio":
		v = v.FieldByName("Portfolio")
	case "assets":
		var assets []AssetOutcome
		for _, w := range o.Workloads {
			assets = append(assets, w.Assets...)
		}
		v = reflect.ValueOf(assets).Index(i)
	default:
		v = v.FieldByName(strings.ToUpper(p.List[:1]) + p.List[1:]).Index(i)
	}
	var names []string
	for key := range strings.SplitSeq(p.Metric, ".") {
		names = append(names, strings.ToUpper(key[:1])+key[1:])
	}
	if f := v.FieldByName(strings.Join(names, "")); f.IsValid() {
		return f.Float()
	}
	for _, name := range names {
		v = v.FieldByName(name)
	}
	return v.Float()
}

func TestSummariesStopsWhenAsked(t *testing.T) {
	m := blankResult(smallScenario(), Staged)
	all := 0
	for range m.Summaries() {
		all++
	}
	for stop := 1; stop <= all; stop++ {
		n := 0
		for range m.Summaries() {
			if n++; n == stop {
				break
			}
		}
		if n != stop {
			t.Fatalf("stopped after %d of %d, asked for %d", n, all, stop)
		}
	}
}

func ExampleModelResult_Summaries() {
	m := ModelResult{Links: []LinkResult{{Name: "wan", P95: Summary{Unit: "bit/s", Mean: 4e8}}}}
	for at, summary := range m.Summaries() {
		if summary.Mean > 0 {
			fmt.Println(at, summary.Mean, summary.Unit)
		}
	}
	// Output: links[wan].p95 4e+08 bit/s
}
