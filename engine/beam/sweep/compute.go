package sweep

import (
	"context"
	"encoding/json"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/landfall-sim/landfall/simulate"
)

func init() {
	beam.RegisterType(reflect.TypeFor[simulate.Range]())
	register.DoFn3x1[context.Context, simulate.Range, func([]byte), error](&computeFn{})
	register.Emitter1[[]byte]()
}

// Counter names the metric, in the namespace "landfall", that counts
// replications as they are computed.
const Counter = "replications"

var counter = beam.NewCounter("landfall", Counter)

// computeFn computes ranges of replications. Its exported fields go to the
// workers with the pipeline.
type computeFn struct {
	Scenario []byte // JSON
	Seed     uint64

	scenario simulate.Scenario
}

// Setup reads the scenario, once for all ranges that a worker computes.
func (f *computeFn) Setup() error { return json.Unmarshal(f.Scenario, &f.scenario) }

// ProcessElement computes one range on one core: a runner starts as many bundles
// as a worker has cores.
func (f *computeFn) ProcessElement(ctx context.Context, r simulate.Range, emit func([]byte)) error {
	shard, err := simulate.CompareShard(ctx, &f.scenario, r, simulate.Options{Seed: f.Seed, Parallel: 1})
	if err != nil {
		return err
	}
	summary, err := shard.MarshalBinary()
	if err != nil {
		return err
	}
	counter.Inc(ctx, int64(r.Len()))
	emit(summary)
	return nil
}
