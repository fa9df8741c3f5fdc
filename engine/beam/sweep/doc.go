// Package sweep compares promotion models in an Apache Beam pipeline: what
// [simulate.Compare] computes in one process, on as many machines as a runner
// has.
//
// The replications are cut into ranges. Each is computed by itself into a
// summary, the binary form of a [simulate.Shard]; summaries are merged by
// a combine function, and the last one is described. A replication depends on
// the scenario, the seed and its number only, and merging is exact, so neither
// bundles nor workers nor the order of merging change a byte of the result.
//
//	p, s := beam.NewPipelineWithRoot()
//	summary, err := sweep.Compare(s, scenario, sweep.Options{Replications: 100000})
//	if err != nil {
//		return err
//	}
//	sweep.Write(s, "result.json", sweep.Result(s, summary))
//	return beamx.Run(ctx, p)
//
// If a bundle is lost, the runner computes its ranges again and gets the same
// summaries; Beam hands on the outputs of one successful attempt only. A runner
// that delivers at least once and not exactly once breaks no result either: a
// replication that is in two summaries is refused, and the pipeline fails.
//
// A program that uses the package must call [beam.Init] after its flags are
// parsed and before it makes a pipeline. Everything that workers need is
// registered.
package sweep
