package sweep

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/landfall-sim/landfall/simulate"
)

func init() {
	register.Function1x2(document)
	register.DoFn2x1[context.Context, []byte, error](&writeFn{})
}

// Result makes of each summary the result document, byte for byte what
// `landfall compare --format json` writes. A summary in which a replication is
// missing fails the pipeline with an error that wraps [simulate.ErrShard].
func Result(s beam.Scope, summaries beam.PCollection) beam.PCollection {
	return beam.ParDo(s.Scope("landfall.Result"), document, summaries)
}

func document(summary []byte) ([]byte, error) {
	var shard simulate.Shard
	if err := shard.UnmarshalBinary(summary); err != nil {
		return nil, err
	}
	result, err := shard.Result()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err = encoder.Encode(result)
	return b.Bytes(), err
}

// Write writes the only element of a PCollection<[]byte> to a file, as it is.
// The path is one of Beam's file systems that the program imports; a path
// without a scheme is local to the worker that writes.
func Write(s beam.Scope, path string, content beam.PCollection) {
	beam.ParDo0(s.Scope("landfall.Write"), &writeFn{Path: path}, content)
}

type writeFn struct{ Path string }

func (f *writeFn) ProcessElement(ctx context.Context, content []byte) error {
	fs, err := filesystem.New(ctx, f.Path)
	if err != nil {
		return err
	}
	defer fs.Close()
	return filesystem.Write(ctx, fs, f.Path, content)
}
