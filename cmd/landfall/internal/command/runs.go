package command

import (
	"fmt"

	"github.com/landfall-sim/landfall/simulate"
	"github.com/spf13/cobra"
)

// runs are the flags of commands that compute replications.
type runs struct {
	replications int
	seed         uint64
	parallel     int
}

func (r *runs) addFlags(cmd *cobra.Command) {
	cmd.Flags().IntVarP(&r.replications, "replications", "n", simulate.DefaultReplications, "compute `N` replications per model")
	r.addLuckFlags(cmd)
}

// addLuckFlags adds the flags of commands that say otherwise how much they
// compute.
func (r *runs) addLuckFlags(cmd *cobra.Command) {
	cmd.Flags().Uint64Var(&r.seed, "seed", 1, "draw the random numbers from seed `S`, at least 1")
	cmd.Flags().IntVar(&r.parallel, "parallel", 0, "compute `P` replications at once (default all processors); results stay the same")
}

func (r *runs) check() error {
	switch {
	case r.replications < 1:
		return invalid{fmt.Errorf("landfall: --replications %d: want at least 1", r.replications)}
	case r.seed < 1:
		return invalid{fmt.Errorf("landfall: --seed 0: want at least 1")}
	case r.parallel < 0:
		return invalid{fmt.Errorf("landfall: --parallel %d: want at least 1", r.parallel)}
	}
	return nil
}

func (r *runs) options(progress func(done, total int)) simulate.Options {
	return simulate.Options{Replications: r.replications, Seed: r.seed, Parallel: r.parallel, Progress: progress}
}
