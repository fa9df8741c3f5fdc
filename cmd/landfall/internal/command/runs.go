package command

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

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
		return invalid{fmt.Errorf("landfall: --parallel %d: want at least 1, or 0 for all processors", r.parallel)}
	}
	return nil
}

func (r *runs) options(progress func(done, total int)) simulate.Options {
	return simulate.Options{Replications: r.replications, Seed: r.seed, Parallel: r.parallel, Progress: progress}
}

// long are the flags of commands whose runs can be cut into shards, stopped
// and resumed.
type long struct {
	precision  string
	most       int
	span       string
	summary    string
	checkpoint string
	antithetic bool

	relative float64
	within   simulate.Range
}

func (l *long) addFlags(cmd *cobra.Command) {
	cmd.Flags().Var(filled{&l.precision}, "precision", "compute replications until what decides is within `SHARE`, as 2%, of its value")
	cmd.Flags().IntVar(&l.most, "max-replications", simulate.DefaultMaxReplications, "compute at most `N` replications per model for --precision")
	cmd.Flags().BoolVar(&l.antithetic, "antithetic", false, "give every second replication the opposite luck of the one before: means get more precise")
	cmd.Flags().Var(filled{&l.span}, "replications-range", "compute only replications `LO:HI`, from LO up to, not including, HI (with --summary)")
	cmd.Flags().Var(filled{&l.summary}, "summary", "write a mergeable summary to `FILE` instead of the result (see landfall merge)")
	cmd.Flags().Var(filled{&l.checkpoint}, "checkpoint", "keep what is computed in `FILE`, and go on from there if it exists")
}

func (l *long) check(cmd *cobra.Command, r *runs) error {
	l.within = simulate.Range{From: 0, To: r.replications}
	if l.antithetic && (l.precision == "" && l.span == "" && r.replications%2 != 0 || l.precision != "" && l.most%2 != 0) {
		return invalid{errors.New("landfall: --antithetic computes pairs of replications, want an even number")}
	}
	if err := errors.Join(kept("--summary", l.summary), kept("--checkpoint", l.checkpoint)); err != nil {
		return err
	}
	if l.summary != "" {
		if err := passedOver(cmd, insteadOfResult, "output", "format", "break-even"); err != nil {
			return err
		}
	}
	if err := l.checkPrecision(cmd); err != nil || l.span == "" {
		return err
	}
	switch {
	case l.summary == "":
		return invalid{errors.New("landfall: --replications-range computes a part of the result, want --summary FILE with it")}
	case cmd.Flags().Changed("replications"):
		return invalid{errors.New("landfall: --replications-range says which replications to compute, --replications is one too many")}
	}
	low, high, cut := strings.Cut(l.span, ":")
	from, errFrom := strconv.Atoi(low)
	to, errTo := strconv.Atoi(high)
	if l.antithetic && (from%2 != 0 || to%2 != 0) {
		return invalid{fmt.Errorf("landfall: --replications-range %q: want even ends with --antithetic, which computes pairs", l.span)}
	}
	if !cut || errFrom != nil || errTo != nil || from < 0 || to <= from {
		return invalid{fmt.Errorf("landfall: --replications-range %q: want LO:HI with 0 <= LO < HI, as 0:100", l.span)}
	}
	l.within = simulate.Range{From: from, To: to}
	return nil
}

const insteadOfResult = "--summary is written instead of the result"

// kept finds out before hours of work whether they can be kept in a file.
func kept(flag, file string) error {
	if file == "-" {
		return invalid{fmt.Errorf("landfall: %s -: want a file, not standard output", flag)}
	}
	return writable(flag, file)
}

func (l *long) checkPrecision(cmd *cobra.Command) error {
	if l.precision == "" {
		if cmd.Flags().Changed("max-replications") {
			return invalid{errors.New("landfall: --max-replications limits --precision, want that with it")}
		}
		return nil
	}
	share, err := simulate.ParseShare(l.precision)
	switch {
	case err != nil || share <= 0 || share >= 1:
		return invalid{fmt.Errorf("landfall: --precision %q: want a share between 0 and 1, as 2%%", l.precision)}
	case cmd.Flags().Changed("replications"):
		return invalid{errors.New("landfall: --precision says when there are enough replications, --replications is one too many")}
	case l.summary != "":
		return invalid{errors.New("landfall: --precision takes all replications, a --summary would have only some")}
	case l.most < 1:
		return invalid{fmt.Errorf("landfall: --max-replications %d: want at least 1", l.most)}
	}
	l.relative = float64(share)
	return nil
}

// limit says how replications are drawn, and lets their number follow from the
// precision.
func (l *long) limit(o *simulate.Options) {
	o.Antithetic = l.antithetic
	if l.relative > 0 {
		o.Replications, o.Precision, o.MaxReplications = 0, l.relative, l.most
	}
}

// sum computes a part of a run and writes its summary.
func (l *long) sum(cmd *cobra.Command, r *runs, run func(simulate.Options) (*simulate.Shard, error)) error {
	progress, clear := newProgress(cmd.ErrOrStderr())
	options := r.options(progress)
	l.limit(&options)
	if err := l.keep(cmd, &options); err != nil {
		return fileError(err)
	}
	d, ended := run(options)
	clear()
	if d == nil || len(d.Replications()) == 0 {
		return l.shardError(ended)
	}
	if err := writeShard(l.summary, d); err != nil {
		return fileError(err)
	}
	if ended != nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "landfall: %s has only replications %s\n", l.summary, list(d.Replications()))
	}
	return ended
}

// shardError makes a checkpoint that belongs to another run the user's doing.
func (l *long) shardError(err error) error {
	if l.checkpoint != "" && errors.Is(err, simulate.ErrShard) {
		return invalid{fmt.Errorf("landfall: %s does not belong to this run: %s", l.checkpoint, shardText(err))}
	}
	return err
}

// shardText is an error about a shard for those who know it as a file.
func shardText(err error) string {
	return strings.TrimPrefix(err.Error(), simulate.ErrShard.Error()+": ")
}

// fileError says whose message it is.
func fileError(err error) error {
	var isInvalid invalid
	if err == nil || errors.As(err, &isInvalid) {
		return err
	}
	return fmt.Errorf("landfall: %w", err)
}

// keep lets a run go on from its checkpoint and write new ones.
func (l *long) keep(cmd *cobra.Command, o *simulate.Options) error {
	if l.checkpoint == "" {
		return nil
	}
	o.Checkpoint = keeper(l.checkpoint)
	d, err := readShard(l.checkpoint)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	if err := l.belongs(d); err != nil {
		return err
	}
	o.Resume = d
	fmt.Fprintf(cmd.ErrOrStderr(), "landfall: going on from %s, which has replications %s\n", l.checkpoint, list(d.Replications()))
	return nil
}

// belongs demands that a checkpoint has nothing but what a summary will have.
func (l *long) belongs(d *simulate.Shard) error {
	if l.span == "" {
		return nil
	}
	for _, r := range d.Replications() {
		if r.From < l.within.From || r.To > l.within.To {
			return invalid{fmt.Errorf("landfall: %s has replications %s, and only %s are wanted; want a checkpoint of its own for each range",
				l.checkpoint, list(d.Replications()), l.within)}
		}
	}
	return nil
}

// checkpointEvery is how much work a crash can cost.
const checkpointEvery = 10 * time.Second

// keeper writes a checkpoint now and then, and at the end.
func keeper(file string) func(*simulate.Shard, bool) error {
	saved := time.Now()
	return func(d *simulate.Shard, last bool) error {
		if !last && time.Since(saved) < checkpointEvery {
			return nil
		}
		err := writeShard(file, d)
		saved = time.Now()
		return fileError(err)
	}
}

// list names ranges of replications.
func list(ranges []simulate.Range) string {
	words := make([]string, len(ranges))
	for i, r := range ranges {
		words[i] = r.String()
	}
	return strings.Join(words, ", ")
}

func writeShard(name string, d *simulate.Shard) error {
	form, err := d.MarshalBinary()
	if err != nil {
		return err
	}
	return replaceFile(name, form)
}

func readShard(name string) (*simulate.Shard, error) {
	form, err := os.ReadFile(name)
	if err != nil {
		return nil, invalid{fmt.Errorf("landfall: %w", err)}
	}
	var d simulate.Shard
	if err := d.UnmarshalBinary(form); err != nil {
		return nil, invalid{fmt.Errorf("landfall: %s: %s", name, shardText(err))}
	}
	return &d, nil
}
