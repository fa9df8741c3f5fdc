// Command beam compares the promotion models of a scenario as an Apache Beam
// pipeline. README.md says how to run it, and where.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	_ "time/tzdata" // time zones on workers that have no database of them

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"
	"github.com/landfall-sim/landfall/engine/beam/sweep"
	"github.com/landfall-sim/landfall/simulate"
)

var (
	file    = flag.String("scenario", "", "scenario as JSON `FILE` (landfall check plan.yaml --explain --format json)")
	output  = flag.String("output", "", "write the result, as JSON, to `FILE`")
	summary = flag.String("summary", "", "write the summary of all replications, for landfall merge, to `FILE`")
	options sweep.Options
)

func init() {
	flag.IntVar(&options.Replications, "replications", simulate.DefaultReplications, "compute `N` replications per model")
	flag.Uint64Var(&options.Seed, "seed", 1, "draw the random numbers from seed `S`, at least 1")
	flag.IntVar(&options.ShardSize, "shard-size", sweep.DefaultShardSize, "compute `K` replications at a time")
	flag.IntVar(&options.Lanes, "lanes", 0, "compute in `L` branches: one per core on Prism (the default), 1 on other runners")
}

func main() {
	flag.Parse()
	beam.Init()
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	switch {
	case *file == "":
		return errors.New("beam: no scenario is given, want --scenario FILE")
	case *output == "" && *summary == "":
		return errors.New("beam: the result goes nowhere, want --output FILE, --summary FILE or both")
	}
	scenario, err := read(*file)
	if err != nil {
		return err
	}
	p, s := beam.NewPipelineWithRoot()
	all, err := sweep.Compare(s, scenario, options)
	if err != nil {
		return fmt.Errorf("%s: %w", *file, err)
	}
	if *output != "" {
		sweep.Write(s, *output, sweep.Result(s, all))
	}
	if *summary != "" {
		sweep.Write(s, *summary, all)
	}
	return beamx.Run(ctx, p)
}

// read reads a scenario file that is JSON and has its portfolio in it.
func read(name string) (*simulate.Scenario, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var s simulate.Scenario
	decoder := json.NewDecoder(f)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&s); err != nil {
		return nil, fmt.Errorf("%s: %w: want a scenario as JSON, as landfall check --explain --format json writes it", name, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: has text after the scenario, want one JSON object", name)
	}
	return &s, nil
}
