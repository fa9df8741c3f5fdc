package simulate

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func TestSummaryJSON(t *testing.T) {
	for _, test := range []struct {
		name string
		in   Summary
		want string
	}{
		{"many", summarize("s", []float64{1, 2, 3, 4}), `{"unit":"s","mean":2.5,"se":0.6454972243679028,"p5":1,"p50":2,"p80":4,"p95":4,"min":1,"max":4}`},
		{"one", summarize("B", []float64{7}), `{"unit":"B","mean":7,"se":null,"p5":7,"p50":7,"p80":7,"p95":7,"min":7,"max":7}`},
		{"none", summarize("h", nil), `{"unit":"h","mean":null,"se":null,"p5":null,"p50":null,"p80":null,"p95":null,"min":null,"max":null}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := json.Marshal(test.in)
			if err != nil || string(got) != test.want {
				t.Errorf("got %s, %v, want %s", got, err, test.want)
			}
		})
	}
}

func TestSummaryReadsAbsentNumbersAsNaN(t *testing.T) {
	var s Summary
	if err := json.Unmarshal([]byte(`{"unit":"s","mean":3,"p5":null}`), &s); err != nil {
		t.Fatal(err)
	}
	if s.Mean != 3 || !math.IsNaN(s.P5) || !math.IsNaN(s.Max) {
		t.Errorf("got %+v, want mean 3 and NaN for the rest", s)
	}
	if err := json.Unmarshal([]byte(`{"mean":"three"}`), &s); err == nil {
		t.Error("a word was read as a number")
	}
}

func TestSummaryRefusesInfinity(t *testing.T) {
	if text, err := json.Marshal(Summary{Max: math.Inf(1)}); err == nil {
		t.Errorf("infinity was written as %s", text)
	}
}

func TestSummaryRoundTrip(t *testing.T) {
	number := rapid.OneOf(rapid.Just(math.NaN()), rapid.Float64Range(-1e300, 1e300))
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) float64 { return number.Draw(t, name) }
		in := Summary{
			"s", draw("mean"), draw("se"), draw("p5"), draw("p50"), draw("p80"), draw("p95"), draw("min"), draw("max"),
		}
		text, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		var out Summary
		if err := json.Unmarshal(text, &out); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(in, out, cmpopts.EquateNaNs()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestResultRoundTrip(t *testing.T) {
	s := smallScenario()
	s.Objectives = Objectives{Downtime: ptr(Duration(60)), LinkShare: ptr(Share(0.5))}
	run := fake(s, func(o *Outcome, l fakeLuck) {
		o.Portfolio.Duration = l.around(1e6)
		o.Workloads[0].Critical = true
		if o.Model == Flight {
			stuckAt(o, "shop", WIPLimit)
		}
	})
	in, err := run.compare(t.Context(), Options{Replications: 3})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	var out Result
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(in, &out, cmpopts.EquateNaNs()); diff != "" {
		t.Error(diff)
	}
	if !math.IsNaN(out.Models[2].Workloads[0].Criticality) {
		t.Error("the criticality of a model that never finished is a number")
	}
}
