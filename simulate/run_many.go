package simulate

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// DefaultReplications is how many replications of each model are computed
// when [Options] does not say.
const DefaultReplications = 1000

// Options say how a scenario is simulated. The zero value works.
type Options struct {
	Replications int    // per model; 0 means DefaultReplications
	Seed         uint64 // of the random numbers; 0 means 1
	Parallel     int    // replications computed at once; 0 means GOMAXPROCS. It never changes a result.

	// Progress, if not nil, is called after each replication with the number
	// of replications done and to do, over all models. Calls do not overlap
	// and done never falls.
	Progress func(done, total int)
}

func (o Options) withDefaults() (Options, error) {
	if o.Replications < 0 || o.Parallel < 0 {
		return o, fmt.Errorf("simulate: %d replications, %d at once: neither may be negative", o.Replications, o.Parallel)
	}
	if o.Replications == 0 {
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

// Simulate runs many replications of a scenario under one model and
// summarizes them. The error is that of [Compile], names an unknown model or a
// negative option, or is the cause for which ctx ended.
func Simulate(ctx context.Context, s *Scenario, model ModelName, o Options) (*Result, error) {
	plan, err := Compile(s)
	if err != nil {
		return nil, err
	}
	run := experiment{scenario: plan.scenario, replicate: plan.Replicate}
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
	run := experiment{scenario: plan.scenario, replicate: plan.Replicate}
	return run.compare(ctx, o)
}

// replicator computes one replication. It is pure and safe for many goroutines.
type replicator func(model ModelName, seed uint64, replication int) *Outcome

// experiment is a scenario with its defaults and the engine that replicates it.
type experiment struct {
	scenario  *Scenario
	replicate replicator
}

func (e experiment) simulate(ctx context.Context, model ModelName, o Options) (*Result, error) {
	if !slices.Contains([]ModelName{SingleStep, Staged, Flight}, model) {
		return nil, fmt.Errorf("simulate: unknown model %q: want %s, %s or %s", model, SingleStep, Staged, Flight)
	}
	result, _, err := e.run(ctx, []ModelName{model}, o)
	return result, err
}

func (e experiment) compare(ctx context.Context, o Options) (*Result, error) {
	result, samples, err := e.run(ctx, e.scenario.Promotion.Models, o)
	if err != nil {
		return nil, err
	}
	result.Comparison = newComparison(e.scenario, result, samples)
	return result, nil
}

// run computes and summarizes all replications of some models.
func (e experiment) run(ctx context.Context, models []ModelName, o Options) (*Result, []*collection, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, nil, err
	}
	samples := make([]*collection, len(models))
	for i := range samples {
		samples[i] = newCollection(o.Replications)
	}
	// One replication of every model after the other, so that a comparison is
	// equally far with each when it is watched.
	err = forEach(ctx, o.Replications*len(models), o.Parallel, o.Progress, func(job int) {
		model, replication := job%len(models), job/len(models)
		samples[model].set(replication, e.replicate(models[model], o.Seed, replication))
	})
	if err != nil {
		return nil, nil, err
	}
	result := &Result{Landfall: 1, Scenario: e.scenario.Name, Seed: o.Seed, Replications: o.Replications}
	for i, model := range models {
		result.Models = append(result.Models, summarizeModel(e.scenario, model, samples[i]))
	}
	return result, samples, nil
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
