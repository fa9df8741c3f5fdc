package sweep

import (
	"bytes"
	"errors"
	"testing"

	"github.com/landfall-sim/landfall/simulate"
)

func TestEveryReplicationIsInOneLane(t *testing.T) {
	for replications := 1; replications < 40; replications++ {
		for size := 1; size < 12; size++ {
			for lanes := 1; lanes < 9; lanes++ {
				o, err := Options{Replications: replications, ShardSize: size, Lanes: lanes}.withDefaults()
				if err != nil {
					t.Fatal(err)
				}
				checkLanes(t, o, o.lanes())
			}
		}
	}
}

func checkLanes(t *testing.T, o Options, lanes [][]simulate.Range) {
	t.Helper()
	seen := make([]int, o.Replications)
	for _, lane := range lanes {
		if len(lane) == 0 || len(lane) < len(lanes[0])-1 || len(lane) > len(lanes[0]) {
			t.Errorf("%+v: a lane of %d ranges beside one of %d", o, len(lane), len(lanes[0]))
		}
		for _, r := range lane {
			if r.Len() > o.ShardSize {
				t.Errorf("%+v: range %v", o, r)
			}
			for i := r.From; i < r.To; i++ {
				seen[i]++
			}
		}
	}
	for i, n := range seen {
		if n != 1 {
			t.Errorf("%+v: replication %d is computed %d times", o, i, n)
		}
	}
	if len(lanes) > o.Lanes {
		t.Errorf("%+v: %d lanes", o, len(lanes))
	}
}

func TestDefaults(t *testing.T) {
	o, err := Options{}.withDefaults()
	if err != nil {
		t.Fatal(err)
	}
	if o.Replications != simulate.DefaultReplications || o.Seed != 1 || o.ShardSize != DefaultShardSize || o.Lanes < 1 {
		t.Errorf("%+v", o)
	}
}

// A range that is computed again, as after a lost worker, gives the same
// summary to the byte.
func TestARetryGivesTheSameSummary(t *testing.T) {
	var forms [2][]byte
	for i := range forms {
		f := computeFn{Scenario: []byte(oneServer), Seed: 3}
		if err := f.Setup(); err != nil {
			t.Fatal(err)
		}
		err := f.ProcessElement(t.Context(), simulate.Range{From: 4, To: 30}, func(form []byte) { forms[i] = form })
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(forms[0]) == 0 || !bytes.Equal(forms[0], forms[1]) {
		t.Errorf("%d and %d bytes", len(forms[0]), len(forms[1]))
	}
}

const oneServer = `{"landfall": 1, "network": {"links": [{"name": "wan", "capacity": "1Gbps"}]}, "sites": [{"name": "dc", "route": ["wan"]}],
 "portfolio": [{"workloads": [{"assets": [{"name": "db", "used": {"uniform": ["10GB", "90GB"]}}]}]}]}`

// shardOf is a summary of a range.
func shardOf(t *testing.T, from, to int) []byte {
	t.Helper()
	f := computeFn{Scenario: []byte(oneServer)}
	if err := f.Setup(); err != nil {
		t.Fatal(err)
	}
	var form []byte
	if err := f.ProcessElement(t.Context(), simulate.Range{From: from, To: to}, func(b []byte) { form = b }); err != nil {
		t.Fatal(err)
	}
	return form
}

// However a runner groups the inputs of the combine function, and whether or
// not an accumulator is written and read on the way, the result is the same.
func TestCombineIsAssociativeAndCommutative(t *testing.T) {
	a, b, c := shardOf(t, 0, 3), shardOf(t, 3, 10), shardOf(t, 10, 12)
	want := combined(t, [][]byte{a, b, c})
	for _, groups := range [][][][]byte{{{c, b, a}}, {{a}, {b, c}}, {{b, c}, {a}}, {{}, {c, a}, {}, {b}}} {
		if got := combined(t, groups...); !bytes.Equal(got, want) {
			t.Errorf("groups of %d:\n%s\nwant\n%s", len(groups), got, want)
		}
	}
}

// combined combines groups of summaries, each on a worker of its own.
func combined(t *testing.T, groups ...[][]byte) []byte {
	t.Helper()
	f := &mergeFn{}
	all := f.CreateAccumulator()
	for _, group := range groups {
		one := f.CreateAccumulator()
		for _, form := range group {
			one = must(t)(f.AddInput(one, form))
		}
		sent, err := encodeMerged(one)
		if err != nil {
			t.Fatal(err)
		}
		received := must(t)(decodeMerged(sent))
		all = must(t)(f.MergeAccumulators(all, received))
	}
	form, err := f.ExtractOutput(all)
	if err != nil {
		t.Fatal(err)
	}
	text, err := document(form)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func must(t *testing.T) func(merged, error) merged {
	return func(m merged, err error) merged {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
}

func TestWhatCannotBeMerged(t *testing.T) {
	f := &mergeFn{}
	if _, err := f.AddInput(f.CreateAccumulator(), []byte("hello")); !errors.Is(err, simulate.ErrShard) {
		t.Errorf("text: %v", err)
	}
	if _, err := f.ExtractOutput(f.CreateAccumulator()); !errors.Is(err, simulate.ErrShard) {
		t.Errorf("nothing: %v", err)
	}
	one := must(t)(f.AddInput(f.CreateAccumulator(), shardOf(t, 0, 3)))
	if _, err := f.AddInput(one, shardOf(t, 2, 5)); !errors.Is(err, simulate.ErrShard) {
		t.Errorf("a replication twice: %v", err)
	}
	if _, err := document([]byte("hello")); !errors.Is(err, simulate.ErrShard) {
		t.Errorf("a result of text: %v", err)
	}
}
