package sweep

import (
	"fmt"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/landfall-sim/landfall/simulate"
)

func init() {
	register.Combiner3[merged, []byte, []byte](&mergeFn{})
	beam.RegisterCoder(reflect.TypeFor[merged](), encodeMerged, decodeMerged)
}

// Merge makes one summary of those of a PCollection<[]byte>, in any order. They
// must be of one scenario, set of models and seed, and no replication may be in
// two; otherwise the pipeline fails with an error that wraps
// [simulate.ErrShard]. Replications may be missing; of no summary it makes none.
func Merge(s beam.Scope, summaries beam.PCollection) beam.PCollection {
	return beam.Combine(s.Scope("landfall.Merge"), &mergeFn{}, summaries)
}

// mergeFn merges summaries; [simulate.Shard.Merge] is associative and
// commutative in all that a result tells.
type mergeFn struct{}

// merged is what has been merged so far; nil where nothing was. It becomes
// bytes only where it leaves a worker.
type merged struct{ shard *simulate.Shard }

func (*mergeFn) CreateAccumulator() merged { return merged{} }

func (*mergeFn) AddInput(a merged, summary []byte) (merged, error) {
	b, err := decodeMerged(summary)
	if err != nil {
		return a, err
	}
	return a.with(b)
}

func (*mergeFn) MergeAccumulators(a, b merged) (merged, error) { return a.with(b) }

func (*mergeFn) ExtractOutput(a merged) ([]byte, error) {
	if a.shard == nil {
		return nil, fmt.Errorf("%w: there is no summary to merge", simulate.ErrShard)
	}
	return encodeMerged(a)
}

func (a merged) with(b merged) (merged, error) {
	switch {
	case a.shard == nil:
		return b, nil
	case b.shard == nil:
		return a, nil
	}
	return a, a.shard.Merge(b.shard)
}

func encodeMerged(a merged) ([]byte, error) {
	if a.shard == nil {
		return nil, nil
	}
	return a.shard.MarshalBinary()
}

func decodeMerged(form []byte) (merged, error) {
	if len(form) == 0 {
		return merged{}, nil
	}
	shard := new(simulate.Shard)
	return merged{shard}, shard.UnmarshalBinary(form)
}
