package simulate

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/landfall-sim/landfall/internal/tally"
)

// DefaultReplications is how many replications of each model are computed
// when [Options] does not say.
const DefaultReplications = 1000

// Options say how a scenario is simulated. The zero value works.
type Options struct {
	Replications int    // per model; 0 means DefaultReplications
	Seed         uint64 // of the random numbers; 0 means 1
	Parallel     int    // replications computed at once; 0 means GOMAXPROCS. It never changes a result.

	// Precision, if above 0, lets the number of replications follow from the
	// relative error that is wanted of the quantities that decide (0.02 is 2 %;
	// of probabilities it is the absolute error): Replications must then be 0,
	// and MaxReplications (0 means DefaultMaxReplications) is the most.
	Precision       float64
	MaxReplications int

	// Antithetic gives replications 2i and 2i+1 opposite luck: each random number
	// u of the one is 1 − u in the other. What rises with all of its luck, as a
	// schedule does, then has a smaller standard error of its mean, for nothing.
	// The number of replications, and both ends of a range, must be even.
	Antithetic bool

	// Progress, if not nil, is called after each replication of all models with
	// the number of replications done and to do, over all models. Calls do not
	// overlap and done never falls.
	Progress func(done, total int)

	// Resume, if not nil, is what an earlier run with the same scenario, models
	// and seed has given: it is not computed again.
	Resume *Shard
	// Checkpoint, if not nil, is called after each replication of all models
	// with all that has been computed, to be stored for Resume now and then; last
	// says that the run ends, because it is complete or was ended. No replication
	// is added meanwhile. An error ends the run.
	Checkpoint func(d *Shard, last bool) error
}

func (o Options) withDefaults() (Options, error) {
	if err := o.check(); err != nil {
		return o, wrongOptions(err)
	}
	switch {
	case o.Replications > 0:
	case o.Precision > 0 && o.MaxReplications > 0:
		o.Replications = o.MaxReplications
	case o.Precision > 0:
		o.Replications = DefaultMaxReplications
	default:
		o.Replications = DefaultReplications
	}
	if o.Seed == 0 {
		o.Seed = 1
	}
	if o.Parallel == 0 {
		o.Parallel = runtime.GOMAXPROCS(0)
	}
	return o, nil
}

func (o Options) check() error {
	switch {
	case o.Replications < 0 || o.Parallel < 0:
		return fmt.Errorf("simulate: %d replications, %d at once: neither may be negative", o.Replications, o.Parallel)
	case !(o.Precision >= 0 && o.Precision < 1):
		return fmt.Errorf("simulate: a precision of %v: want a relative error of at least 0 and below 1", o.Precision)
	case o.Precision == 0 && o.MaxReplications != 0:
		return fmt.Errorf("simulate: at most %d replications: want a precision with it", o.MaxReplications)
	case o.Precision > 0 && o.Replications != 0:
		return fmt.Errorf("simulate: %d replications and a precision: want one of the two", o.Replications)
	case o.MaxReplications < 0:
		return fmt.Errorf("simulate: at most %d replications: want at least 1", o.MaxReplications)
	case o.Antithetic && (o.Replications%2 != 0 || o.MaxReplications%2 != 0):
		return fmt.Errorf("simulate: %d replications: want an even number, since they are antithetic pairs", o.Replications+o.MaxReplications)
	}
	return nil
}

// Simulate runs many replications of a scenario under one model and
// summarizes them. The error is that of [Compile], wraps [ErrOptions] for an
// unknown model and for options that are wrong, or [ErrShard] where what is to
// be resumed is of something else or has more replications than are wanted. It
// is that of Checkpoint, or the cause for which ctx ended, where one of them
// ended the run. In these two cases there is a result, too, if at least one
// replication was finished by then: it describes those that were.
func Simulate(ctx context.Context, s *Scenario, model ModelName, o Options) (*Result, error) {
	plan, err := Compile(s)
	if err != nil {
		return nil, err
	}
	run := plan.experiment()
	return run.simulate(ctx, model, o)
}

// Compare runs many replications of a scenario under each model that it names
// in promotion.models, with the same luck under each, sets the models against
// each other and recommends one. Errors are those of [Simulate].
func Compare(ctx context.Context, s *Scenario, o Options) (*Result, error) {
	plan, err := Compile(s)
	if err != nil {
		return nil, err
	}
	run := plan.experiment()
	return run.compare(ctx, o)
}

// SimulateShard computes only a range of the replications that [Simulate]
// computes, for a part of the work on each of many machines: the shards of all
// ranges, merged in any order, give the same result to the byte. Of the options
// Replications does not count, and Precision must be 0. Errors are those of
// [Simulate], and [ErrShard] for a range that is empty, begins below 0 or cuts
// an antithetic pair, and for a precision; if ctx or Checkpoint ends the run,
// the shard holds what was finished.
func SimulateShard(ctx context.Context, s *Scenario, model ModelName, r Range, o Options) (*Shard, error) {
	if err := known(model); err != nil {
		return nil, err
	}
	plan, err := Compile(s)
	if err != nil {
		return nil, err
	}
	run := plan.experiment()
	return run.runShard(ctx, []ModelName{model}, false, r, o)
}

// CompareShard is to [Compare] what [SimulateShard] is to [Simulate].
func CompareShard(ctx context.Context, s *Scenario, r Range, o Options) (*Shard, error) {
	plan, err := Compile(s)
	if err != nil {
		return nil, err
	}
	run := plan.experiment()
	return run.runShard(ctx, plan.scenario.Promotion.Models, true, r, o)
}

// replicator computes one replication. It is pure and safe for many goroutines.
type replicator func(model ModelName, seed uint64, replication int) *Outcome

// experiment is a scenario with its defaults and the engine that replicates it.
type experiment struct {
	scenario *Scenario
	// engine returns a replicator for one goroutine, whose outcome is valid until
	// its next call.
	engine func(antithetic bool) replicator
}

func (p *Plan) experiment() experiment {
	return experiment{scenario: p.scenario, engine: func(antithetic bool) replicator {
		x := p.newRunner()
		x.antithetic = antithetic
		return x.replicate
	}}
}

func (e experiment) simulate(ctx context.Context, model ModelName, o Options) (*Result, error) {
	if err := known(model); err != nil {
		return nil, err
	}
	return e.run(ctx, []ModelName{model}, false, o)
}

func (e experiment) compare(ctx context.Context, o Options) (*Result, error) {
	return e.run(ctx, e.scenario.Promotion.Models, true, o)
}

func known(model ModelName) error {
	if !slices.Contains([]ModelName{SingleStep, Staged, Flight}, model) {
		return wrongOptions(fmt.Errorf("simulate: unknown model %q: want %s, %s or %s", model, SingleStep, Staged, Flight))
	}
	return nil
}

// run computes all replications of some models and describes them, or those
// that were finished when ctx ended.
func (e experiment) run(ctx context.Context, models []ModelName, compared bool, o Options) (*Result, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	shard, err := e.shard(models, compared, o)
	if err != nil {
		return nil, err
	}
	why, err := e.stages(ctx, shard, o)
	if err != nil && shard.done.count() == 0 {
		return nil, err
	}
	return shard.result(why), err
}

// stages computes replications until there are enough, and says why it stopped.
func (e experiment) stages(ctx context.Context, d *Shard, o Options) (Stopping, error) {
	why := Stopping{Reason: AllComputed, Wanted: o.Replications, Precision: o.Precision}
	until, expected := o.Replications, o.Replications
	if o.Precision > 0 {
		until = d.stage(o.Replications)
		expected = until
	}
	for {
		if err := e.collect(ctx, d, Range{0, until}, expected, o); err != nil {
			if d.done.count() < o.Replications {
				why.Reason = Interrupted
			}
			return why, err
		}
		if o.Precision == 0 {
			return why, nil
		}
		progress, widest := d.standing(o.Precision)
		why.Widest, why.Ratio = widest, progress.Ratio
		switch {
		case progress.Standing == tally.Reached:
			why.Reason = PreciseEnough
		case progress.Standing == tally.OutOfReach:
			why.Reason = NeverPrecise
		case until == o.Replications:
			why.Reason = MostComputed
		default:
			until = nextStage(until, o.Replications)
			expected = min(max(until, progress.Needed), o.Replications)
			continue
		}
		return why, nil
	}
}

func (e experiment) runShard(ctx context.Context, models []ModelName, compared bool, r Range, o Options) (*Shard, error) {
	if r.From < 0 || r.Len() == 0 {
		return nil, fmt.Errorf("%w: replications %v: want a range FROM:TO with 0 <= FROM < TO", ErrShard, r)
	}
	if o.Antithetic && r.From%2 != 0 {
		return nil, fmt.Errorf("%w: replications %v: want even ends, since they are antithetic pairs", ErrShard, r)
	}
	if o.Precision != 0 {
		return nil, fmt.Errorf("%w: a range of replications cannot follow from a precision", ErrShard)
	}
	o.Replications = r.To
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	shard, err := e.shard(models, compared, o)
	if err != nil {
		return nil, err
	}
	return shard, e.collect(ctx, shard, r, shard.done.missing(r).count(), o)
}

// shard is where a run begins: empty, or with what an earlier one has given.
func (e experiment) shard(models []ModelName, compared bool, o Options) (*Shard, error) {
	fresh := newShard(e.scenario, models, compared, o.Antithetic, o.Seed)
	for i := range fresh.tallies {
		fresh.tallies[i].hands = o.Parallel
	}
	if o.Resume == nil || len(o.Resume.done) == 0 {
		return fresh, nil
	}
	if err := fresh.Merge(o.Resume); err != nil {
		return nil, err
	}
	if last := fresh.done[len(fresh.done)-1].To; last > o.Replications {
		return nil, fmt.Errorf("%w: it holds replications up to %d, but only %d are wanted", ErrShard, last-1, o.Replications)
	}
	return fresh, nil
}

// forEach does the jobs 0 to n-1, at most parallel at once, and returns the
// cause for which ctx ended if it did before the last was done.
func forEach(ctx context.Context, n, parallel int, progress func(done, total int), do func(job int)) error {
	var next atomic.Int64
	var group sync.WaitGroup
	var mutex sync.Mutex
	done := 0
	for range min(parallel, n) {
		group.Go(func() {
			for ctx.Err() == nil {
				job := int(next.Add(1)) - 1
				if job >= n {
					return
				}
				do(job)
				mutex.Lock()
				done++
				if progress != nil {
					progress(done, n)
				}
				mutex.Unlock()
			}
		})
	}
	group.Wait()
	if done < n {
		return context.Cause(ctx)
	}
	return nil
}
