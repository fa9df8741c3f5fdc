package sweep_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/vet"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/ptest"
	"github.com/landfall-sim/landfall/engine/beam/sweep"
	"github.com/landfall-sim/landfall/simulate"
)

func TestMain(m *testing.M) { ptest.Main(m) }

// shop is a database and a server with luck in every part of their way.
func shop() *simulate.Scenario {
	hours := func(h simulate.Duration) *simulate.Dist[simulate.Duration] {
		return new(simulate.ExponentialDist(h * simulate.Hour))
	}
	return &simulate.Scenario{
		Landfall: 1, Name: "shop <1>",
		Network: simulate.Network{Links: []simulate.Link{{Name: "wan", Capacity: new(1 * simulate.Gbps)}}},
		Sites:   []simulate.Site{{Name: "dc", Route: []string{"wan"}}},
		Tool:    simulate.Tool{Launch: hours(1), Deploy: hours(2)},
		Tests: simulate.Tests{
			Automated: simulate.Test{Takes: hours(4), Finds: new(simulate.Share(0.4))},
		},
		Defects: simulate.Defects{PerWorkload: new(1.5), Fix: hours(8)},
		Promotion: simulate.Promotion{
			Flights: []simulate.FlightStep{{Share: 0.1, Bake: hours(24)}, {Share: 1, Bake: hours(24)}},
		},
		Objectives: simulate.Objectives{Downtime: new(1 * simulate.Hour)},
		Portfolio: []simulate.Subscription{{Name: "retail", Workloads: []simulate.Workload{
			{Name: "shop", Users: new(100.0), Assets: []simulate.Asset{{
				Name: "db", Used: new(simulate.TriangularDist(100*simulate.GB, 200*simulate.GB, 400*simulate.GB)),
				Churn: new(simulate.Const((10 * simulate.GB).Per(simulate.Day))), Stateful: true,
			}}},
			{Name: "crm", Users: new(10.0), Assets: []simulate.Asset{{Name: "crm-01", Used: new(simulate.Const(100 * simulate.GB))}}},
		}}},
	}
}

// inProcess is the result document of a comparison without Beam.
func inProcess(t *testing.T, s *simulate.Scenario, replications int, seed uint64) []byte {
	t.Helper()
	result, err := simulate.Compare(t.Context(), s, simulate.Options{Replications: replications, Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(result); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheSameBytesAsInProcess(t *testing.T) {
	for _, o := range []sweep.Options{
		{Replications: 40, Lanes: 1, ShardSize: 100},
		{Replications: 41, Seed: 7, Lanes: 2, ShardSize: 10},
		{Replications: 41, Seed: 7, Lanes: 5, ShardSize: 3},
		{Replications: 3, Lanes: 7, ShardSize: 1},
	} {
		t.Run(fmt.Sprintf("%+v", o), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "result.json")
			p, s := beam.NewPipelineWithRoot()
			summary, err := sweep.Compare(s, shop(), o)
			if err != nil {
				t.Fatal(err)
			}
			sweep.Write(s, path, sweep.Result(s, summary))
			run := ptest.RunAndValidate(t, p)
			got, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if want := inProcess(t, shop(), o.Replications, o.Seed); !bytes.Equal(got, want) {
				t.Errorf("in Beam:\n%s\nin process:\n%s", got, want)
			}
			if n := computed(run); n != int64(o.Replications) {
				t.Errorf("%d replications were counted, want %d", n, o.Replications)
			}
		})
	}
}

// computed is how many replications a pipeline's metric has counted.
func computed(run beam.PipelineResult) int64 {
	named := func(r beam.MetricResult) bool { return r.Namespace() == "landfall" && r.Name() == sweep.Counter }
	var n int64
	for _, c := range run.Metrics().Query(named).Counters() {
		n += max(c.Result(), 0)
	}
	return n
}

// Everything that a worker calls is registered: no name of a function is looked
// up and no call goes through reflection.
func TestNothingIsLeftToReflection(t *testing.T) {
	p, s := beam.NewPipelineWithRoot()
	summary, err := sweep.Compare(s, shop(), sweep.Options{Lanes: 2})
	if err != nil {
		t.Fatal(err)
	}
	sweep.Write(s, filepath.Join(t.TempDir(), "result.json"), sweep.Result(s, summary))
	found, err := vet.Evaluate(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if found.RequiresRegistrations() || found.UsesDefaultReflectionShims() {
		found.Generate("sweep")
		t.Errorf("what would have to be registered:\n%s", found.Bytes())
	}
}

// summaries are those of some ranges of replications.
func summaries(t *testing.T, ranges ...simulate.Range) [][]byte {
	t.Helper()
	var all [][]byte
	for _, r := range ranges {
		shard, err := simulate.CompareShard(t.Context(), shop(), r, simulate.Options{})
		if err != nil {
			t.Fatal(err)
		}
		form, err := shard.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, form)
	}
	return all
}

func TestWhatFailsAPipeline(t *testing.T) {
	for want, ranges := range map[string][]simulate.Range{
		"in both of two shards": {{From: 0, To: 2}, {From: 2, To: 4}, {From: 0, To: 2}},
		"2:3 are missing":       {{From: 3, To: 4}, {From: 0, To: 2}},
	} {
		p, s, list := ptest.CreateList(summaries(t, ranges...))
		path := filepath.Join(t.TempDir(), "result.json")
		sweep.Write(s, path, sweep.Result(s, sweep.Merge(s, list)))
		if err := ptest.Run(p); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s: there is a result", want)
		}
	}
}

func TestWhatMakesNoPipeline(t *testing.T) {
	_, s := beam.NewPipelineWithRoot()
	if _, err := sweep.Compare(s, &simulate.Scenario{}, sweep.Options{}); !errors.Is(err, simulate.ErrScenario) {
		t.Errorf("no scenario: %v", err)
	}
	for _, o := range []sweep.Options{{Replications: -1}, {ShardSize: -1}, {Lanes: -1}} {
		if _, err := sweep.Compare(s, shop(), o); !errors.Is(err, sweep.ErrOptions) {
			t.Errorf("%+v: %v", o, err)
		}
	}
}
