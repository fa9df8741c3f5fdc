package sweep

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/landfall-sim/landfall/simulate"
)

// ErrOptions is wrapped by the errors of [Options].
var ErrOptions = errors.New("sweep: options")

// DefaultShardSize is how many replications of each model an element computes
// when [Options] does not say.
const DefaultShardSize = 100

// Options say what is computed and how it is spread. The zero value works.
type Options struct {
	Replications int    // per model; 0 means simulate.DefaultReplications
	Seed         uint64 // of the random numbers; 0 means 1

	// ShardSize is how many replications are computed at a time; 0 means
	// DefaultShardSize. It is what is lost with a worker, and what a runner can
	// give to another one. It never changes a result.
	ShardSize int
	// Lanes is in how many branches the pipeline computes; 0 means GOMAXPROCS.
	// It never changes a result. Prism computes a branch on one core, so there
	// should be as many as cores. Other runners spread the ranges of a branch over
	// all workers; 1 is enough there, and keeps the job small, since every branch
	// holds the scenario.
	Lanes int
}

func (o Options) withDefaults() (Options, error) {
	if o.Replications < 0 || o.ShardSize < 0 || o.Lanes < 0 {
		return o, fmt.Errorf("%w: %d replications, %d a shard, %d lanes: none may be negative", ErrOptions, o.Replications, o.ShardSize, o.Lanes)
	}
	if o.Replications == 0 {
		o.Replications = simulate.DefaultReplications
	}
	if o.Seed == 0 {
		o.Seed = 1
	}
	if o.ShardSize == 0 {
		o.ShardSize = DefaultShardSize
	}
	if o.Lanes == 0 {
		o.Lanes = runtime.GOMAXPROCS(0)
	}
	return o, nil
}

// lanes deals the ranges of all replications to the branches, in turn, so that
// none has more than one range more than another.
func (o Options) lanes() [][]simulate.Range {
	shards := (o.Replications + o.ShardSize - 1) / o.ShardSize
	lanes := make([][]simulate.Range, min(o.Lanes, shards))
	for i := range shards {
		from := i * o.ShardSize
		r := simulate.Range{From: from, To: min(from+o.ShardSize, o.Replications)}
		lanes[i%len(lanes)] = append(lanes[i%len(lanes)], r)
	}
	return lanes
}

// Compare computes replications of a scenario under each model that it names
// in promotion.models. It returns a PCollection<[]byte> with one element: the
// summary of all, for [Result] or [Write]; `landfall merge` reads it, too. The
// error wraps [simulate.ErrScenario] or [ErrOptions].
func Compare(s beam.Scope, scenario *simulate.Scenario, o Options) (beam.PCollection, error) {
	o, err := o.withDefaults()
	if err != nil {
		return beam.PCollection{}, err
	}
	if err := scenario.Validate(); err != nil {
		return beam.PCollection{}, err
	}
	form, err := json.Marshal(scenario)
	if err != nil {
		return beam.PCollection{}, err
	}
	s = s.Scope("landfall.Compare")
	var parts []beam.PCollection
	for i, ranges := range o.lanes() {
		lane := s.Scope(fmt.Sprintf("Lane%d", i))
		spread := beam.Reshuffle(lane, beam.CreateList(lane, ranges))
		parts = append(parts, Merge(lane, beam.ParDo(lane, &computeFn{Scenario: form, Seed: o.Seed}, spread)))
	}
	if len(parts) == 1 {
		return parts[0], nil
	}
	return Merge(s, beam.Flatten(s, parts...)), nil
}
